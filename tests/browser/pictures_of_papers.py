"""The pictures of certificates: at the desk of two officers, a report, and a copy of a copy."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.browser import steps
from tests.browser.serving import Server
from tests.make import poppler, scans


def take_papers(
    visitor: Page, officer: Page, server: Server, take: Callable[..., None], folder: Path
) -> None:
    """A paper is reported by a visitor; an officer finds it, sees all about it, corrects it."""
    lines = server.nirapod("certificates", "list").splitlines()
    number = next(line.split()[0] for line in lines if "genuine" in line)
    _copied(server, number, folder / "certificate-copied.jpg")
    visitor.goto(f"/C/{number}/report")
    visitor.locator("input[value=photo]").check()
    visitor.fill("#words", "পাসপোর্টের ছবির মানুষ আলাদা")
    take(visitor, "certificate-report", whole=True)
    steps.send(visitor)
    steps.staff_in(officer, server, steps.staff(server, "officer", "cumilla")[0])
    for path, name in (
        ("/office/certificates/?q=jamaal", "certificates-found"),
        ("/office/certificates/reports/", "certificate-reports"),
        (f"/office/certificates/{number}", "certificate-office"),
        (f"/office/certificates/{number}/replace", "certificate-correct"),
    ):
        officer.goto(path)
        take(officer, name, whole=True)


def _copied(server: Server, number: str, to: Path) -> None:
    """The paper as a copier makes it from a copy: grey, soft, turned; its code is still read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        text = server.nirapod("certificates", "show", number, "--pdf", str(file)).strip()
        poppler.run("pdftoppm", "-r", "300", "-gray", "-png", file, Path(folder) / "page")
        page = Image.open(next(Path(folder).glob("page*.png"))).convert("L")
    copy = scans.photocopied(page)
    if scans.read(copy) != text:
        raise AssertionError("the code of a copied paper is not read")
    copy.reduce(3).save(to, "JPEG", quality=60)
