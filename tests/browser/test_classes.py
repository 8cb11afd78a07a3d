"""A class in a real browser: forty names on a phone, a class from its opening to a passport."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from courses.models import Attendance, Enrolment
from portal.ground.database import db
from portal.people import identities
from tests.browser import steps
from tests.browser.classes import Room, app_of, as_trainer, full_class
from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
Visitor = Callable[..., Page]
PEOPLE = 40
FIVE_MINUTES = 300


@pytest.fixture
def room(server: Server) -> Room:
    """A class of five."""
    return full_class(server, 5)


def open_roll(page: Page, room: Room) -> None:
    """Open the roll and wait for its script: a tap before it came is sent as a form."""
    page.goto(room.roll, wait_until="networkidle")


def _tap(page: Page, place: int, word: str) -> None:
    page.locator(".call").nth(place).locator(f".call-{word}").click()


def _states(page: Page) -> list[str | None]:
    return [name.get_attribute("data-state") for name in page.locator(".call").all()]


def test_forty_people_are_called_in_far_less_than_five_minutes(
    server: Server, visitor: Visitor, record_property: Callable[[str, object], None]
) -> None:
    room = full_class(server, PEOPLE)
    page = as_trainer(visitor(), server)
    open_roll(page, room)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    begun = time.monotonic()
    for place in range(PEOPLE):
        _tap(page, place, "absent" if place % 8 == 5 else "present")
    expect(page.locator("[data-word]", has_text="রাখা হয়েছে")).to_have_count(PEOPLE, timeout=60_000)
    took = time.monotonic() - begun
    record_property("seconds a person", round(took / PEOPLE, 2))
    print(f"\nroll of {PEOPLE}: {took:.1f} s, {took / PEOPLE:.2f} s a person")  # noqa: T201
    assert took < FIVE_MINUTES / 5
    expect(page.locator("[data-called]")).to_have_text("৪০")
    expect(page.locator("[data-rest]")).to_be_hidden()
    page.reload()
    assert _states(page).count("absent") == 5
    assert _states(page).count("present") == 35


def test_without_signal_taps_wait_and_are_kept_in_their_order(
    server: Server, visitor: Visitor, room: Room
) -> None:
    page = as_trainer(visitor(), server)
    open_roll(page, room)
    page.context.set_offline(True)
    _tap(page, 0, "present")
    _tap(page, 0, "absent")
    _tap(page, 1, "present")
    expect(page.locator("[data-said]")).to_be_visible()
    expect(page.locator("[data-word]", has_text="এখনও যায়নি")).to_have_count(2)
    page.context.set_offline(False)
    expect(page.locator("[data-word]", has_text="রাখা হয়েছে")).to_have_count(2, timeout=20_000)
    expect(page.locator("[data-said]")).to_be_hidden()
    page.reload()
    assert _states(page) == ["absent", "present", "none", "none", "none"]
    with app_of(server).app_context():
        mine = select(func.count(Attendance.id)).join(Enrolment)
        ours = mine.where(Enrolment.ref == page.locator(".call").first.get_attribute("data-ref"))
        assert db.scalar(ours) == 2


def test_an_undone_tap_is_as_if_never_called(server: Server, visitor: Visitor, room: Room) -> None:
    page = as_trainer(visitor(), server)
    open_roll(page, room)
    _tap(page, 2, "present")
    expect(page.locator(".call").nth(2).locator("[data-word]")).to_have_text("রাখা হয়েছে")
    _tap(page, 2, "undo")
    expect(page.locator("[data-called]")).to_have_text("০")
    expect(page.locator(".call").nth(2).locator("[data-word]")).to_be_empty()
    page.reload()
    assert _states(page) == ["none"] * 5


def test_a_session_that_ended_keeps_nothing_and_says_so(
    server: Server, visitor: Visitor, room: Room
) -> None:
    page = as_trainer(visitor(), server)
    open_roll(page, room)
    page.context.clear_cookies()
    _tap(page, 0, "present")
    expect(page.locator("[data-said]")).to_have_text("এটা রাখা যায়নি। পাতাটি আবার খুলে দেখুন।")
    assert _states(page) == ["none"] * 5
    _tap(page, 0, "present")
    page.wait_for_url("**/sign-in?**")


def test_the_roll_works_without_javascript(server: Server, visitor: Visitor, room: Room) -> None:
    page = as_trainer(visitor(javascript=False), server)
    open_roll(page, room)
    _tap(page, 3, "present")
    page.wait_for_url("**#name-*")
    _tap(page, 4, "absent")
    page.wait_for_load_state()
    assert _states(page) == ["none", "none", "none", "present", "absent"]
    page.locator(".rest button").first.click()
    page.wait_for_load_state()
    assert _states(page) == ["absent", "absent", "absent", "present", "absent"]


def test_a_class_from_its_opening_to_a_passport(server: Server, visitor: Visitor) -> None:
    page = visitor()
    steps.staff_in(page, server, steps.staff(server, "trainer")[0])
    assert page.url.endswith("/office/classes/")
    page.locator("main a[href*='/classes/new/']").click()
    page.fill("#title", "কাতার, সকাল")
    page.fill("#begins_on", time.strftime("%d/%m/%Y"))
    for name, typed in (("count", "৩"), ("seats", "২০"), ("days_needed", "২")):
        page.fill(f"#{name}", typed)
    page.locator("#course_ids input").first.check()
    page.click(".class-form button.button")
    expect(page.locator("h1")).to_have_text("কাতার, সকাল")
    _take_in(page, "+8801700008801", "সালমা আক্তার")
    page.goto(page.url.replace("take-in", ""))
    page.click(".seats a")
    page.locator("main a[href$=passport]").click()
    page.click("summary")
    page.fill("#lines", "P<BGDAKTER<<SALMA<<<<<<<<<<<<<<<<<<<<<<<<<<<\n" + LINE)
    page.click("button[formaction$=lines]")
    expect(page.locator("#name")).to_have_value("SALMA AKTER")
    page.check("#saw")
    page.locator("main form button.button").first.click()
    expect(page.locator("main")).to_contain_text("••••••567")
    with app_of(server).app_context():
        owner = identities.owner("A01234567", date(1998, 4, 12))
        assert owner is not None
        assert owner.name == "সালমা আক্তার"


LINE = "A012345678BGD9804120M31092921234567890123<34"


def _take_in(page: Page, phone: str, name: str) -> None:
    """Take somebody in by a number that nobody has yet."""
    page.locator("main a[href$=take-in]").click()
    page.fill("#phone", phone)
    page.locator("form.take-in button.button").first.click()
    page.fill("#name", name)
    page.check("#consent")
    page.locator("form.take-in button.button").last.click()
    expect(page.locator(".lately a").first).to_have_text(name)
    expect(page.locator("#phone")).to_be_empty()
