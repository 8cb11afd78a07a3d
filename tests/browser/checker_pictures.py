"""The pictures of the checker: what it asks, and how each verdict looks on a small phone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Playwright
from sqlalchemy import select

from certificates.actions import Holder, issue
from courses.models import Course, CourseVersion
from portal.app import create_app
from portal.deeds.record import By, deed
from portal.ground.database import db
from portal.ground.settings import Settings
from portal.papers import code, holder, issuing, publishing
from portal.papers.models import Paper, PaperChange
from tests.browser import filming
from tests.browser.serving import Server
from tests.make.certificates import by, change, make_pass
from tests.make.courses import make_course
from tests.make.people import make_person

Take = Callable[..., None]
_CHANGES = {
    "genuine": None,
    "suspended": PaperChange.SUSPENDED,
    "cancelled": PaperChange.CANCELLED,
}


def take_all(playwright: Playwright, server: Server, take: Take) -> None:
    """Scan, judge, warn, without a connection too; and the page of a number that nothing has."""
    texts = _texts(server)
    genuine = texts["genuine"]
    texts["not-ours"] = genuine[:-90] + str((int(genuine[-90]) + 1) % 10) + genuine[-89:]
    texts["unreadable"] = genuine[:-7]
    texts["other-host"] = genuine.replace(server.url.upper(), "HTTPS://NIRAP0D.EXAMPLE")
    with TemporaryDirectory() as folder:
        film = filming.write_film(Path(folder) / "film.mjpeg", genuine)
        with filming.phone(playwright, film) as browser:
            _, page = filming.visit(browser, server.url, "bn")
            _open(page)
            take(page, "checker")
            page.locator("[data-do=scan]").click()
            page.locator("main > .verdict").wait_for()
            take(page, "checker-answer", whole=True)
            for name, text in texts.items():
                later = timedelta(days=70 if name == "expired" else 0)
                _judge(page, text, later)
                take(page, f"verdict-{name}")
            page.context.set_offline(True)
            _judge(page, genuine, timedelta(days=8))
            take(page, "verdict-status-old")
            page.context.set_offline(False)
            page.goto("/C/0000000000000")
            take(page, "verdict-no-such-number")


def _open(page: Page) -> None:
    page.goto("/check/")
    page.locator("[data-kept]").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def _judge(page: Page, text: str, later: timedelta) -> None:
    page.clock.set_fixed_time(datetime.now(UTC) + later)
    page.goto("/check/")
    page.locator("[data-kept]").wait_for()
    page.locator("#text").fill(text)
    page.locator("[data-check-typed] button").click()
    page.locator("main > .verdict").wait_for()


def _texts(server: Server) -> dict[str, str]:
    """The text of a QR for each state of a certificate."""
    data = Path(server.environment["NIRAPOD_DATA"])
    settings = Settings(env="development", data=data, public_url=server.url).completed()
    with create_app(settings).app_context():
        newest = select(CourseVersion).join(Course).where(Course.slug == "before-you-go")
        core = db.scalars(newest.order_by(CourseVersion.id.desc()).limit(1)).one()
        texts = {name: _issued(server, core, what) for name, what in _CHANGES.items()}
        texts["replaced"] = _issued(server, core, None)
        _replace(by(make_person()), *map(_number_in, (texts["replaced"], texts["genuine"])))
        texts["expired"] = _issued(server, make_course(expires_after=1), None)
        publishing.refresh()
        return texts


def _issued(server: Server, version: CourseVersion, what: PaperChange | None) -> str:
    person = make_person()
    make_pass(person.id, version.id)
    check = holder.check("A12345678", date(1999, 12, 31))
    number = issue(by(person), version.course.slug, Holder("RAHIMA BEGUM", check, "678"))
    if what:
        change(by(person), number, what)
    face = _paper(number).face
    assert face is not None
    return code.text(server.url, number, face.message)


@deed
def _replace(by: By, number: str, newer: str) -> str:
    """Put one paper in the place of another."""
    issuing.change(by, _paper(number), PaperChange.REPLACED, replaced_by=_paper(newer))
    return number


def _paper(number: str) -> Paper:
    return db.scalars(select(Paper).filter_by(number=number)).one()


def _number_in(text: str) -> str:
    return code.read(text).number
