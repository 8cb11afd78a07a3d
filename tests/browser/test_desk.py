"""The desk in the browser: two officers, an officer who is alone, and a walk-in by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import desk
from tests.browser.serving import Server

pytestmark = pytest.mark.browser
# A practised hand strikes two keys a second: so many fit in well under two minutes.
MOST_KEYS = 200


@pytest.mark.parametrize(
    ("office", "second_office"),
    [("cumilla", "cumilla"), ("feni", "cumilla")],
    ids=["two officers", "an officer who is alone"],
)
def test_a_suspected_fraud_goes_from_the_queue_to_the_answer(
    visitor: Callable[..., Page], server: Server, office: str, second_office: str
) -> None:
    holder, number = f"STORY OF {office.upper()}", f"F{office.upper()}1"
    ref = desk.question(server, office, holder, number)
    first = desk.officer_in(visitor, server, office)
    desk.take_up(first, holder)
    proposal = desk.propose_fraud(first)
    second = desk.officer_in(visitor, server, second_office)
    if office != second_office:
        # They see the proposal, and nothing else of that office.
        assert second.goto(f"/office/requests/{ref}").status == 404  # type: ignore[union-attr]
    second.goto(proposal)
    expect(second.locator("main")).to_contain_text("MOFA visa platform")
    desk.approve(second, proposal)
    first.goto(f"/office/requests/{ref}")
    expect(first.locator(".verdict-word")).to_have_text("Do not travel")
    migrant = visitor(language="en")
    migrant.goto(f"/visa/requests/{ref}?lang=en")
    expect(migrant.locator(".verdict-word")).to_have_text("Do not travel")


def test_a_walk_in_is_served_by_keyboard_alone(
    visitor: Callable[..., Page], server: Server
) -> None:
    page = desk.officer_in(visitor, server, "cumilla")
    page.goto("/office/requests/counter")
    keys = 0
    typed = {
        "#destination": "Saudi",
        "#visa_number": "EKEYBOARD1",
        "#passport_number": "AKEYBOARD1",
        "#date_of_birth": "12/04/1998",
    }
    for field, text in typed.items():
        keys += desk.tab_to(page, field) + len(text)
        page.keyboard.type(text)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Question")
    keys += desk.tab_to(page, "#service")
    page.keyboard.type("MOFA")
    keys += desk.tab_to(page, "[name=outcome]")
    page.keyboard.press("Space")
    keys += desk.mark_all(page)
    keys += desk.tab_to(page, "[name=state]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=state][value=verified]")).to_be_checked()
    keys += desk.tab_to(page, "form.answer button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".verdict-word")).to_have_text("Verified")
    # The driver cannot press an access key; who does needs one stroke.
    desk.tab_to(page, "a[accesskey=n]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("At the counter")
    keys += len("MOFA") + 7
    assert keys <= MOST_KEYS, f"{keys} keys"


def test_what_is_not_checked_is_printed_so_by_keyboard(
    visitor: Callable[..., Page], server: Server
) -> None:
    desk.question(server, "cumilla", "STORY OF PAPER", "PAPER0001")
    page = desk.officer_in(visitor, server, "cumilla")
    desk.take_up(page, "STORY OF PAPER")
    page.get_by_role("link", name="Print: not checked yet").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("NOT CHECKED YET")
    expect(page.locator("article svg, article img")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
