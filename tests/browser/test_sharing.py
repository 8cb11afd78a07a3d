"""Whose passport, in the browser: from the counter to a code for a recruiter, and its end."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from portal.ground.access import Role
from portal.ground.clock import today
from tests.browser import desk, steps
from tests.browser.serving import Server
from tests.make.organisations import make_organisation, make_token
from tests.make.people import make_person
from tests.make.visa_check import by, visa_facts
from visa_check.actions import visas
from visa_check.verdicts import VisaState

pytestmark = pytest.mark.browser
PHONE, PIN = "01700000771", "482915"
PASSPORT, VISA = "A07710001", "E77100001"
PHONE_WIDTH = 360
# A practised hand strikes two keys a second: so many fit in well under two minutes.
MOST_KEYS = 150


def confirm_by_keyboard(page: Page, last_day: date) -> int:
    """Confirm the passport from the page of the counter; how many keys that took."""
    page.goto("/office/requests/counter")
    # The driver cannot press an access key; who does needs one stroke.
    desk.tab_to(page, "a[accesskey=p]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys = 1 + desk.tab_to(page, "#phone") + len(PHONE) + 1
    page.keyboard.type(PHONE)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[name=account]")).to_be_checked()
    typed = {
        "#number": PASSPORT,
        "#born_on": "12/04/1998",
        "#name": "MD ABDUR RAHMAN",
        "#expires_on": last_day.strftime("%d/%m/%Y"),
    }
    for field, text in typed.items():
        keys += desk.tab_to(page, field) + len(text)
        page.keyboard.type(text)
    keys += desk.tab_to(page, "#saw") + 2
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main .notice-good")).to_be_visible()
    return keys


def open_code(page: Page, code: str) -> None:
    """Type a code that somebody gave away."""
    page.goto("/visa/shared?lang=en")
    page.fill("#code", code)
    page.get_by_role("button", name="Show the answer").click()


def ask_by_program(page: Page, token: str, code: str) -> str:
    """The verdict that the program of an organisation is told."""
    answer = page.request.post(
        "/api/v1/visas/check",
        headers={"Authorization": f"Bearer {token}"},
        data={"code": code, "visa_number": VISA},
    )
    assert answer.status == 200
    return str(answer.json()["verdict"])


def test_a_code_goes_from_the_counter_to_the_recruiter_and_ends(
    visitor: Callable[..., Page], server: Server
) -> None:
    with desk.beside(server):
        officer = by(make_person(Role.OFFICER))
        facts = visa_facts(passport_number=PASSPORT, visa_number=VISA)
        ref = visas.enter_visa(officer, facts)
        visas.decide_visa(officer, ref, VisaState.VERIFIED, "Seen at the service.")
        token = make_token(make_organisation(name="Story of Sharing Ltd"))
        last_day = today() + timedelta(days=900)
    mine = visitor()
    steps.sign_up(mine, server, PHONE, "Abdur Rahman", PIN)
    mine.goto("/visa/mine")
    expect(mine.locator("main a[href$='/share']")).to_have_count(0)

    keys = confirm_by_keyboard(desk.officer_in(visitor, server, "cumilla"), last_day)
    assert keys <= MOST_KEYS, f"{keys} keys"

    mine.goto("/visa/mine")
    mine.locator("main a[href$='/share']").click()
    assert mine.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH
    mine.fill("#purpose", "ঢাকার এজেন্সি")
    mine.locator("input[name=days][value='7']").check()
    steps.send(mine)
    code = mine.locator(".paper-number").inner_text()

    recruiter = visitor(javascript=False, language="en")
    open_code(recruiter, code.lower().replace("-", " "))
    expect(recruiter.locator(".verdict-word")).to_have_text("Verified")
    expect(recruiter.locator("main")).not_to_contain_text(PASSPORT)
    assert ask_by_program(recruiter, token, code) == "verified"

    mine.goto("/visa/mine")
    looks = mine.locator("#looks ~ .table tbody tr")
    expect(looks).to_have_count(2)
    expect(looks.first).to_contain_text("Story of Sharing Ltd")
    expect(looks.last).to_contain_text("ঢাকার এজেন্সি")
    assert mine.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH
    mine.locator("form[action$='/cancel'] button").click()
    expect(mine.locator("main .notice-good")).to_be_visible()
    expect(mine.locator("form[action$='/cancel']")).to_have_count(0)

    open_code(recruiter, code)
    expect(recruiter.locator(".verdict-word")).to_have_text("This code opens nothing")
    assert ask_by_program(recruiter, token, code) == "no-record"
