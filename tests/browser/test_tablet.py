"""The shared tablet in a real browser: two learners, and nothing of the first for the second."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.classes import as_trainer, full_class
from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
Visitor = Callable[..., Page]
TABLET = {"width": 800, "height": 1100}
CODE = "40716"
TEST = "/courses/before-you-go/test/"


@pytest.fixture
def tablet(server: Server, visitor: Visitor) -> Page:
    """A browser that was made the tablet of a class of three."""
    room = full_class(server, 3)
    page = as_trainer(visitor(size=TABLET), server)
    page.goto(f"{room.home}/tablet")
    page.fill("#code", CODE)
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/tablet")
    return page


def _turn(page: Page, place: int) -> str:
    """Tap a name and let staff type the code; whose name it was."""
    link = page.locator(".names a").nth(place)
    name = re.sub(r"^\S+\s+", "", link.inner_text().strip())
    link.click()
    page.fill("#code", CODE)
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/courses/before-you-go/")
    expect(page.locator(".whose-turn")).to_have_text(name)
    return name


def _begin(page: Page) -> str:
    """Begin the first test that is open; the address of its first question."""
    link = page.locator(f"main a[href^='{TEST}']").first.get_attribute("href") or ""
    page.goto(link)
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/test/*/*/1")
    return page.url


def _back(page: Page) -> None:
    """Press "Back"; the browser does not show the answer to a sent form again."""
    try:
        page.go_back()
    except Error as error:
        if "ERR_CACHE_MISS" not in error.message:
            raise
    page.wait_for_load_state()


def test_two_learners_follow_each_other_and_see_nothing_of_each_other(tablet: Page) -> None:
    first = _turn(tablet, 0)
    question = _begin(tablet)
    tablet.goto(f"{question.rsplit('/', 1)[0]}/review")
    tablet.locator("main .buttons form button").click()
    tablet.wait_for_url("**/submit")
    expect(tablet.locator(".whose-turn")).to_have_count(0)
    expect(tablet.locator("h1")).to_contain_text("জমা হয়েছে")
    tablet.locator("main .buttons a").first.click()
    tablet.wait_for_url("**/tablet")
    second = _turn(tablet, 1)
    assert first != second
    # "Back" from the second's page never leads to the first's.
    for _ in range(6):
        _back(tablet)
        assert tablet.locator(".told").count() == 0
        assert tablet.locator(f".whose-turn:has-text('{first}')").count() == 0
    assert tablet.goto(question).status == 404  # type: ignore[union-attr]


def test_a_page_left_open_by_the_first_changes_nothing_for_the_second(tablet: Page) -> None:
    _turn(tablet, 0)
    left = tablet.context.new_page()
    left.goto(tablet.url)
    link = left.locator(f"main a[href^='{TEST}']").first.get_attribute("href") or ""
    left.goto(link)
    tablet.locator(".tablet-bar button").click()
    tablet.wait_for_url("**/tablet")
    second = _turn(tablet, 1)
    with left.expect_response(re.compile(r"/begin$")) as answer:
        left.locator("main form button.button").first.click()
    assert answer.value.status == 400
    tablet.goto(link)
    expect(tablet.locator(".whose-turn")).to_have_text(second)
    expect(tablet.locator("main form[action$=begin]")).to_have_count(1)


def test_a_wrong_code_and_other_pages_lead_nowhere(tablet: Page) -> None:
    tablet.locator(".names a").first.click()
    tablet.fill("#code", "9999")
    tablet.locator("main form button.button").first.click()
    expect(tablet.locator(".field-error")).to_be_visible()
    tablet.goto("/account")
    assert tablet.url.endswith("/tablet")
    _turn(tablet, 2)
    for address in ("/account", "/certificates/", "/visa/", "/sign-in", "/"):
        tablet.goto(address)
        assert tablet.url.endswith("/tablet"), address


def test_names_are_found_by_letters_and_by_seat(tablet: Page) -> None:
    names = tablet.locator(".names li:visible")
    expect(names).to_have_count(3)
    tablet.fill("#q", "salma")
    expect(names).to_have_count(1)
    tablet.fill("#q", "৩")
    expect(names).to_have_count(1)
    expect(names.first).to_contain_text("৩")


def test_what_the_one_before_left_in_the_browser_is_gone(tablet: Page) -> None:
    _turn(tablet, 0)
    tablet.evaluate("localStorage.setItem('nirapod:x:draft', 'secret')")
    tablet.locator(".tablet-bar button").click()
    tablet.wait_for_url("**/tablet")
    tablet.locator(".names").wait_for()
    tablet.wait_for_function("localStorage.length === 0")
