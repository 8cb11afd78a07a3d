"""A film for Chromium's pretended camera: a paper with a QR, held before it."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from portal.papers import qr
from tests.browser.serving import FLAGS
from tests.make import scans

_VIEW = (1280, 720)


def photo(text: str, side: int = 620) -> Image.Image:
    """A photo of a printed code, in landscape as cameras see."""
    paper = scans.blurred(scans.printed(qr.png(qr.matrix(text), 4)), 1.0).resize((side, side))
    view = Image.new("L", _VIEW, 120)
    view.paste(paper, ((_VIEW[0] - side) // 2, (_VIEW[1] - side) // 2))
    return view


def write_film(path: Path, text: str) -> Path:
    """A film of some pictures: first the table alone, then the paper."""
    frames = [Image.new("L", _VIEW, 120), photo(text, 560), photo(text)]
    with path.open("wb") as film:
        for frame in frames:
            picture = io.BytesIO()
            frame.convert("RGB").save(picture, "JPEG", quality=80)
            film.write(picture.getvalue())
    return path


@contextmanager
def phone(playwright: Playwright, film: Path | None, *, refuse: bool = False) -> Iterator[Browser]:
    """A browser whose camera sees the film (without one it has no camera), and may be refused."""
    camera = ["--deny-permission-prompts" if refuse else "--use-fake-ui-for-media-stream"]
    if film:
        camera += [
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ]
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=[*FLAGS, *camera]
    )
    try:
        yield browser
    finally:
        browser.close()


def visit(browser: Browser, url: str, language: str = "en") -> tuple[BrowserContext, Page]:
    """A page of somebody with a small phone."""
    context = browser.new_context(
        base_url=url, viewport={"width": 360, "height": 640}, locale=language
    )
    context.set_default_timeout(30_000)
    return context, context.new_page()
