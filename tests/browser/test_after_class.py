"""After the class: questions by SMS on the phone, and what the trainer sees of it all."""

import csv
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from courses.actions import enrolling, recall
from portal.deeds.outbox import OutboxMessage
from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.database import db
from portal.people import sample
from tests.browser import steps
from tests.browser.classes import Room, app_of, as_trainer, learnt_class
from tests.browser.conftest import Server
from tests.make.recall import later

pytestmark = pytest.mark.browser
Visitor = Callable[..., Page]
CORE = "before-you-go"
HARD = "agency-big-signboard"


@pytest.fixture(scope="module")
def room(server: Server) -> Room:
    """A class of twenty who all took the test on agencies, and whom one question misled."""
    return learnt_class(server, HARD)


@pytest.fixture(scope="module")
def link(server: Server, room: Room) -> str:
    """What is sent a week after the core course to a learner of that class."""
    app = app_of(server)
    with app.app_context():
        learner = sample.person(Role.MIGRANT, "cumilla", 1)
        by = By.command_line(sample.person(Role.TRAINER).id, "browser test")
        enrolling.enrol(by, room.ref, learner.public_id)
        later(app, days=7)
        assert recall.send_few() >= 1
        texts = db.scalars(select(OutboxMessage.text).order_by(OutboxMessage.id.desc()))
        return next(found[0] for text in texts if (found := re.search(r"/recall/\S+", text)))


def test_a_week_later_three_questions_are_answered_without_sign_in(
    visitor: Visitor, link: str
) -> None:
    page = visitor()
    page.goto(link)
    known = steps.bank(CORE, "bn")
    for _question in range(3):
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        steps.answer(page, known[steps.words(page.locator("legend.stem").inner_text())], "bn")
        page.click("form.question button[type=submit]")
        page.locator("form.question").wait_for(state="detached")
        page.locator("main a.button").first.click()
        page.wait_for_load_state()
    page.goto(link)
    expect(page.locator("form.question")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("এই প্রশ্নগুলোর উত্তর দেওয়া হয়ে গেছে")


def test_who_wants_no_more_of_them_says_so_once(visitor: Visitor, link: str) -> None:
    page = visitor(javascript=False)
    page.goto(link)
    page.click("form.no-more button")
    expect(page.locator("h1")).to_have_text("এমন এসএমএস আর যাবে না")


def test_the_trainer_sees_who_is_where_and_what_everybody_gets_wrong(
    server: Server, visitor: Visitor, room: Room, link: str
) -> None:
    page = as_trainer(visitor(), server)
    page.goto(room.home)
    page.locator("main a[href$=progress]").click()
    for name in room.names:
        expect(page.locator(".standing th", has_text=name).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto(f"{room.home}/questions")
    expect(page.locator(".bars li").first).to_contain_text("সাইনবোর্ড")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    with page.expect_download() as told:
        page.locator("main a[href*='.csv']").first.click()
    rows = list(csv.reader(told.value.path().read_text("utf-8-sig").splitlines()))
    assert any("সাইনবোর্ড" in "".join(row) for row in rows)
