"""The pictures of the registry: each answer on a phone, agencies, the desk, and the slip."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from portal.ground.access import Role
from portal.ground.clock import today
from tests.browser import desk, steps
from tests.browser.serving import Server
from tests.make import poppler
from tests.make.people import make_person
from tests.make.photos import photo
from tests.make.requests import make_request
from tests.make.slips import make_slip
from tests.make.visa_check import by, make_visa
from visa_check.actions import request_files
from visa_check.models import FileKind
from visa_check.pictures import develop
from visa_check.sample import SAMPLE_VISAS
from visa_check.showing.slips import slip_pdf

Take = Callable[..., None]
_OFFICE = "cumilla"
# Who waits at the desk: name, days to the flight, destination.
_WAITING = (
    ("MD KAMAL UDDIN", 1, "SA"),
    ("SALMA KHATUN", 3, "JO"),
    ("RUBEL HOSSAIN", None, "MY"),
    ("NASIMA AKTER", 12, "QA"),
    ("JAHANGIR ALAM", 40, "AE"),
)


def take_registry(phone: Page, officer: Page, server: Server, take: Take, folder: Path) -> None:
    """The migrant asks, the agencies are looked up, the officer answers and prints."""
    _answers(phone, take)
    _agencies(phone, take)
    refs = _questions(server)
    steps.staff_in(officer, server, steps.officers(server, _OFFICE)[0])
    _desk(officer, refs[0], take)
    phone.goto(f"/C/{_slip(server, folder / 'slip.jpg')}")
    take(phone, "slip-checked")


def _answers(page: Page, take: Take) -> None:
    page.goto("/visa/")
    take(page, "visa-look-up")
    for sample in SAMPLE_VISAS:
        day = sample.date_of_birth.strftime("%d/%m/%Y")
        _look_up(page, sample.visa_number, sample.passport_number, day)
        take(page, f"visa-{sample.verdict}".replace(" ", "-"))
    _look_up(page, "E99999999", "A99999999", "12/04/1998")
    take(page, "visa-nothing-found")


def _look_up(page: Page, visa: str, passport: str, day: str) -> None:
    page.goto("/visa/")
    page.fill("#visa_number", visa)
    page.fill("#passport_number", passport)
    page.fill("#date_of_birth", day)
    steps.send(page)


def _agencies(page: Page, take: Take) -> None:
    for path, name in (
        ("/agencies/?q=নমুনা পদ্মা", "agencies-near"),
        ("/agencies/RL-90001", "agency"),
        ("/agencies/RL-90003", "agency-suspended"),
        ("/agencies/RL-90003/report", "agency-report"),
    ):
        page.goto(path)
        take(page, name)


def _questions(server: Server) -> list[str]:
    """Questions that wait for an officer, the first one with a picture of its visa."""
    refs = []
    with desk.beside(server):
        for place, (holder, days, destination) in enumerate(_WAITING):
            asker = make_person(Role.MIGRANT, office=_OFFICE)
            number = f"E4455660{place}"
            request = make_request(
                asker,
                _OFFICE,
                destination=destination,
                flight_day=today() + timedelta(days=days) if days else None,
                holder_name=holder,
                visa_number=number,
                passport_number=f"A0445566{place}",
            )
            refs.append(request.ref)
            picture = develop(photo(size=(240, 160), mark=f"SPECIMEN VISA\n{number}\n{holder}"))
            request_files.add_pictures(by(asker), request.ref, [(FileKind.VISA, picture)])
    return refs


def _desk(page: Page, ref: str, take: Take) -> None:
    page.goto("/office/requests/")
    take(page, "desk-queue")
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.locator("tr", has_text=_WAITING[0][0]).locator("button").click()
    page.wait_for_url(f"**/{ref}*")
    take(page, "desk-question")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/office/requests/counter")
    take(page, "desk-counter")
    page.goto(f"/office/requests/{ref}/paper")
    take(page, "desk-not-checked")


def _slip(server: Server, to: Path) -> str:
    """The slip of a verified visa, as the printer gives it; its number."""
    with desk.beside(server), tempfile.TemporaryDirectory() as place:
        paper = make_slip(make_visa(visa_number="E44556699")).paper
        file = Path(place) / "slip.pdf"
        file.write_bytes(slip_pdf(paper) or b"")
        poppler.run("pdftoppm", "-r", "80", "-png", file, Path(place) / "page")
        page = Image.open(next(Path(place).glob("page*.png"))).convert("RGB")
        page.save(to, "JPEG", quality=70)
        return paper.number
