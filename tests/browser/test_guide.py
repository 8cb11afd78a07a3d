"""Learning before signing up, on a small phone: guide, two lessons, account, question."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import send, sign_up

pytestmark = pytest.mark.browser
Visitor = Callable[..., Page]
QUESTION = re.compile(r"/courses/was-this-you\?next=")
READ_TWO = re.compile(r"^2 of \d+ steps done$")
READ_NONE = re.compile(r"^0 of \d+ steps done$")
COURSE = "/courses/before-you-go/"


def _ask_the_guide(page: Page) -> None:
    """Answer the three questions by the pictures: Saudi Arabia, a household, the first time."""
    page.goto("/courses/?lang=en")
    page.get_by_role("link", name="Which courses are for me?").click()
    page.get_by_role("link", name="Saudi Arabia").click()
    page.get_by_role("link", name="Work in a household").click()
    # Back works, and the answers so far stand in the address.
    page.go_back()
    page.get_by_role("link", name="Work in a household").click()
    page.get_by_role("button", name="Yes, it is my first time").click()
    expect(page.locator("h1")).to_have_text("Your way")


def _read_two_lessons(page: Page) -> None:
    page.locator("main .buttons a.button").click()
    for _ in range(2):
        expect(page.locator("article.lesson")).to_be_visible()
        send(page, "main .buttons form")
    page.goto(COURSE)
    expect(page.locator("#progress")).to_have_text(READ_TWO)


def _sideways(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return width


def test_what_was_learnt_before_signing_up_is_there_after_yes(
    visitor: Visitor, server: Server
) -> None:
    page = visitor()
    _ask_the_guide(page)
    _read_two_lessons(page)
    sign_up(page, server, "+8801799000101", "Rahima", "493827")
    expect(page).to_have_url(QUESTION)
    expect(page.locator("dl.facts")).to_contain_text("2 lessons read")
    expect(page.locator("dl.facts")).to_contain_text("Saudi Arabia")
    assert _sideways(page) <= 0
    page.get_by_role("button", name="Yes, that was me").click()
    page.goto(COURSE)
    expect(page.locator("#progress")).to_have_text(READ_TWO)
    page.goto("/courses/guide/way")
    expect(page.locator(".journey")).to_contain_text("2 of 29 lessons read")
    # The same person on another phone; on this one nobody else finds anything.
    assert "nirapod-guest" not in {cookie["name"] for cookie in page.context.cookies()}


def test_what_another_learnt_stays_on_the_phone_after_no(visitor: Visitor, server: Server) -> None:
    page = visitor(javascript=False)
    _ask_the_guide(page)
    _read_two_lessons(page)
    sign_up(page, server, "+8801799000102", "Karim", "826394")
    expect(page).to_have_url(QUESTION)
    page.get_by_role("button", name="No, somebody else").click()
    page.goto(COURSE)
    expect(page.locator("#progress")).to_have_text(READ_NONE)
    page.locator("form[action$='/sign-out'] button").click()
    page.goto(COURSE)
    expect(page.locator("#progress")).to_have_text(READ_TWO)
    page.goto("/courses/")
    expect(page.locator("main")).to_contain_text("Saudi Arabia · Work in a household")


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("query", ["", "?to=AE", "?to=AE&work=farming"])
def test_the_guide_fits_a_small_phone_and_a_finger(
    visitor: Visitor, language: str, query: str
) -> None:
    page = visitor()
    page.goto(f"/courses/guide{query}{'&' if query else '?'}lang={language}")
    assert _sideways(page) <= 0
    for choice in page.locator(".choices a, .choices button").all():
        box = choice.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 48
        assert choice.evaluate("one => one.scrollWidth <= one.clientWidth")
