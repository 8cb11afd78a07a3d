"""A recruiter reports a misspelt name; two officers correct it. A false QR is reported too."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from certificates.actions import Holder
from portal.app import create_app
from portal.ground.settings import Settings
from portal.papers import code
from tests.browser import steps
from tests.browser.serving import Server
from tests.make.certificates import make_certificate
from tests.make.people import make_person

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}


@pytest.fixture
def text(server: Server) -> str:
    """The text of the QR of a certificate of the office in Cumilla."""
    data = Path(server.environment["NIRAPOD_DATA"])
    with create_app(
        Settings(env="development", data=data, public_url=server.url).completed()
    ).app_context():
        paper = make_certificate(make_person(language="en"), Holder("RAHIMA BEGOM")).paper
        assert paper.face is not None
        return code.text(server.url, paper.number, paper.face.message)


def at_desk(visitor: Callable[..., Page], server: Server, place: int) -> Page:
    """An officer of Cumilla at the desk."""
    page = visitor(size=DESK)
    steps.staff_in(page, server, steps.staff(server, "officer", "cumilla")[place])
    page.goto("/office/")
    return page


def test_a_report_of_a_recruiter_leads_to_a_corrected_name(
    visitor: Callable[..., Page], server: Server, text: str
) -> None:
    parts = urlsplit(text)
    number = parts.path.rsplit("/", 1)[1]
    recruiter = visitor(language="en")
    recruiter.goto(f"{parts.path}?lang=en#{parts.fragment}")
    expect(recruiter.locator("[data-check=signature]")).to_contain_text("right")
    recruiter.get_by_text("It does not match: report it").click()
    recruiter.get_by_label("The name", exact=True).check()
    recruiter.fill("#words", "The passport says BEGUM")
    expect(recruiter.locator("#qr")).to_have_value(text)
    steps.send(recruiter)
    expect(recruiter.locator("h1")).to_contain_text("the report has arrived")

    first = at_desk(visitor, server, 0)
    first.locator("main a[href='/office/certificates/reports/']").click()
    first.locator("tbody a").first.click()
    expect(first.locator("main")).to_contain_text("The passport says BEGUM")
    expect(first.locator("main")).to_contain_text("(genuine)")
    first.locator("input[value=mended]").check()
    steps.send(first)

    first.goto("/office/certificates/")
    first.fill("#q", "rohima begum")
    first.keyboard.press("Enter")
    first.locator("tbody a", has_text=number[:4]).click()
    first.locator("a[href$='/replace']").click()
    first.fill("#name", "Rahima Begum")
    first.fill("#reason", "So it stands in the passport")
    steps.send(first)
    expect(first.locator("main table")).to_contain_text("RAHIMA BEGUM")
    proposal = first.url

    second = at_desk(visitor, server, 1)
    second.goto(proposal)
    # Whoever signed in just now has proved enough to approve.
    with second.expect_navigation():
        second.locator("form[action$=approve] button").click()
    expect(second.locator("main .notice-good").last).to_be_visible()
    recruiter.goto(f"{parts.path}?lang=en")
    expect(recruiter.locator("main > .verdict .verdict-word")).to_have_text("Replaced")


def test_a_report_without_javascript(visitor: Callable[..., Page], text: str) -> None:
    page = visitor(javascript=False, language="en")
    page.goto(f"{urlsplit(text).path}?lang=en")
    page.get_by_text("It does not match: report it").click()
    page.get_by_label("The person is not the one in the passport").check()
    steps.send(page)
    expect(page.locator("h1")).to_contain_text("the report has arrived")


def test_a_qr_that_is_not_ours_goes_along_with_its_report(
    visitor: Callable[..., Page], text: str
) -> None:
    page = visitor(javascript=False, language="en")
    page.goto("/check/?lang=en")
    page.fill("#text", text[:-1] + str((int(text[-1]) + 1) % 10))
    steps.send(page, "main form")
    expect(page.locator(".verdict-word")).not_to_have_text("Genuine")
    with page.expect_navigation():
        page.get_by_text("Report this paper").click()
    expect(page.locator("#qr")).not_to_be_empty()
    steps.send(page)
    expect(page.locator("h1")).to_contain_text("the report has arrived")
