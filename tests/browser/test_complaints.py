"""A migrant reports an agency, an officer works on it, a supervisor releases a public count."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from portal.ground.access import Role
from tests.browser import desk, steps
from tests.browser.serving import Server
from tests.make.photos import heic, pdf, photo, turned_photo
from tests.make.visa_check import make_agency

pytestmark = pytest.mark.browser
LICENCE = "RL-90771"
WORDS = "He took three lakh in the tea shop of Laksam"


@pytest.fixture(scope="module")
def agency(server: Server) -> None:
    """An agency of this story alone."""
    with desk.beside(server):
        make_agency(int(LICENCE[3:]), "Story of Reports Overseas")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_migrant_reports_and_follows_on_a_small_phone(
    visitor: Callable[..., Page], agency: None, javascript: bool
) -> None:
    page = visitor(javascript=javascript)
    page.goto(f"/agencies/{LICENCE}")
    page.locator(f"main a[href$='/{LICENCE}/report']").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("input[value='charged more']").check()
    page.fill("#words", "টাকা ফেরত দিচ্ছে না")
    page.fill("#paid", "৩,২০,০০০")
    steps.send(page)
    reference = page.locator(".reference").inner_text()
    assert reference.replace(" ", "") not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_input_files("#pictures-paper", _file("IMG_1.heic", heic()))
    _send_photos(page)
    expect(page.locator(".error-summary")).to_contain_text("HEIC")
    expect(page.locator(".reference")).to_have_text(reference)
    page.set_input_files("#pictures-paper", _file("receipt.jpg", turned_photo()))
    page.set_input_files("#pictures-messages", _file("chat.pdf", pdf(pages=2)))
    _send_photos(page)
    expect(page.locator("main")).to_contain_text("২টি ফাইল এসেছে")
    page.goto("/agencies/report")
    page.fill("#reference", reference.lower())
    steps.send(page)
    expect(page.locator("main .notice")).to_be_visible()
    page.fill("#more", "আজ আবার ফোন করেছে")
    steps.send(page)
    expect(page.locator("main .notice-good").first).to_be_visible()


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def _send_photos(page: Page) -> None:
    page.locator("form[action$='/report/pictures'] button[type=submit]").click()


def test_from_a_report_to_a_public_count(
    visitor: Callable[..., Page], server: Server, agency: None
) -> None:
    migrant = visitor(language="en")
    migrant.goto(f"/agencies/{LICENCE}/report?lang=en")
    migrant.locator("input[value='charged more']").check()
    migrant.fill("#words", WORDS)
    migrant.select_option("#district", "cumilla")
    steps.send(migrant)
    expect(migrant.locator(".reference")).to_be_visible()
    migrant.set_input_files("#pictures-paper", _file("receipt.png", photo("PNG", mark="৩ লাখ")))
    _send_photos(migrant)
    expect(migrant.locator("main")).to_contain_text("One file has arrived.")

    officer = desk.officer_in(visitor, server, "cumilla")
    officer.goto(f"/office/registry/agencies/{LICENCE}/reports?lang=en")
    officer.locator("tbody a").first.click()
    expect(officer.locator("main")).to_contain_text(WORDS)
    steps.send(officer, "form[action$='/take']")
    officer.locator(".pictures a").click()
    expect(officer.locator("dialog img")).to_be_visible()
    officer.locator("dialog button", has_text="Larger").click()
    officer.locator("dialog button", has_text="Close").click()
    officer.locator("summary", has_text="Close this report").click()
    officer.locator("input[value=confirmed]").check()
    officer.locator("#close-found input[value='charged more']").check()
    steps.send(officer, "form[action$='/close']")
    expect(officer.locator("main")).to_contain_text("It is so, and it is not put right")
    officer.goto(f"/office/registry/agencies/{LICENCE}/reports")
    officer.locator("summary", has_text="Propose to show").click()
    officer.fill("#show-reason", "The receipt was seen")
    steps.send(officer, "form[action$='/counts']")
    proposal = officer.url
    migrant.goto(f"/agencies/{LICENCE}")
    expect(migrant.locator("main")).not_to_contain_text("charged more than the maximum")

    supervisor = desk.officer_in(visitor, server, "cumilla", Role.SUPERVISOR)
    supervisor.goto(proposal)
    with supervisor.expect_navigation():
        supervisor.locator("form[action$=approve] button").click()
    migrant.goto(f"/agencies/{LICENCE}")
    expect(migrant.locator("main")).to_contain_text("1 or 2: charged more than the maximum")
