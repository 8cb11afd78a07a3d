"""Checking a certificate on a small phone: the QR's digits are checked there and never sent."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from certificates.actions import Holder
from portal.app import create_app
from portal.ground.settings import Settings
from portal.papers import code, holder
from tests.browser.serving import Server
from tests.make.certificates import make_certificate
from tests.make.people import make_person

pytestmark = pytest.mark.browser
BORN = date(1999, 12, 31)


@pytest.fixture(scope="module")
def text(server: Server) -> str:
    """The text of the QR of a certificate with a holder check."""
    data = Path(server.environment["NIRAPOD_DATA"])
    with create_app(
        Settings(env="development", data=data, public_url=server.url).completed()
    ).app_context():
        check = holder.check("A12345678", BORN)
        paper = make_certificate(make_person(), Holder("RAHIMA BEGUM", check, "678")).paper
        assert paper.face is not None
        return code.text(server.url, paper.number, paper.face.message)


def here(text: str) -> str:
    """Where a phone's camera leads."""
    parts = urlsplit(text)
    return f"{parts.path}?lang=en#{parts.fragment}"


def changed(text: str, place: int) -> str:
    return text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]


def test_a_genuine_qr_is_checked_on_the_phone(visitor: Callable[..., Page], text: str) -> None:
    page = visitor()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_request(lambda request: "/status/1-cancelled" in request.url):
        page.goto(here(text))
    expect(page.locator("[data-check=signature]")).to_contain_text("right")
    expect(page.locator(".verdict-word")).to_have_text("Genuine")
    assert not [
        address
        for address in asked
        if text[-40:] in urlsplit(address)._replace(fragment="").geturl()
    ]


@pytest.mark.parametrize("back", [1, 120, 300])
def test_a_changed_digit_is_not_ours(visitor: Callable[..., Page], text: str, back: int) -> None:
    page = visitor()
    page.goto(here(changed(text, len(text) - back)))
    expect(page.locator("main > .verdict .verdict-word")).to_have_text("Not ours")
    expect(page.locator("main > .verdict")).to_have_class("verdict verdict-stop")


def test_a_genuine_code_under_another_number_is_not_ours(
    visitor: Callable[..., Page], server: Server, text: str
) -> None:
    other = next(
        line.split()[0]
        for line in server.nirapod("certificates", "list").splitlines()
        if "genuine" in line and line.split()[0] not in text
    )
    page = visitor()
    page.goto(f"/C/{other}?lang=en#{urlsplit(text).fragment}")
    expect(page.locator("main > .verdict .verdict-word")).to_have_text("Not ours")
    expect(page.locator("main > .verdict code")).to_have_text("ids-differ")


@pytest.mark.parametrize(
    ("passport", "says"), [("a 1234 5678", "It fits"), ("A12345679", "It does not fit")]
)
def test_the_passport_is_compared_on_the_phone(
    visitor: Callable[..., Page], text: str, passport: str, says: str
) -> None:
    page = visitor()
    page.goto(here(text))
    page.get_by_label("Passport number").fill(passport)
    page.get_by_label("Date of birth").fill(BORN.isoformat())
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text(says)).to_be_visible(timeout=20_000)
    assert sent == []


def test_without_javascript_the_page_answers_for_the_number(
    visitor: Callable[..., Page], text: str
) -> None:
    page = visitor(javascript=False)
    page.goto(here(text))
    expect(page.locator(".verdict-word").first).to_have_text("Genuine")
    expect(page.get_by_text("This answers for the number, not for the QR.")).to_be_visible()
