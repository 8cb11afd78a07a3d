"""A turn on the tablet: lessons and tests of one person, and nothing left for the next."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from courses.actions import classes
from courses.models import (
    Answer,
    Attempt,
    Cohort,
    CourseVersion,
    Enrolment,
    LessonRead,
    Module,
)
from portal.ground.access import Role
from portal.ground.clock import DHAKA, today
from portal.ground.database import db
from portal.people.models import Person
from tests.make import people
from tests.make.classes import by, make_enrolment, new_cohort
from tests.make.courses import (
    answer_rightly,
    fail_module,
    key_of,
    make_attempt,
    make_course,
    right_answer,
)
from tests.make.people import make_person
from tests.make.tablets import CODE, TEST, begun, open_tablet, sessions_of, turn

SignIn = Callable[..., FlaskClient]


def test_a_turn_begins_at_the_course_and_ends_with_the_test(
    tablet: FlaskClient, trainer: Person, first: Enrolment
) -> None:
    assert turn(tablet, first, "৪০৭১৬").location == "/tablet/turn"
    assert tablet.get("/tablet/turn").location == "/courses/small/"
    assert "Rahima Begum" in tablet.get("/courses/small/").text
    place = begun(tablet)
    attempt = db.scalars(select(Attempt)).one()
    assert (attempt.person_id, attempt.helped_by_id) == (first.person_id, trainer.id)
    answer_rightly(attempt)
    handed_in = tablet.post(f"{TEST}/{attempt.ref}/submit")
    assert (handed_in.status_code, handed_in.headers["Cache-Control"]) == (200, "no-store")
    assert "You have 100 of 100 points" in handed_in.text
    assert handed_in.headers["Refresh"] == "180; url=/tablet"
    assert sessions_of(first.person) == []
    for address in (place, "/courses/small/", f"{TEST}/{attempt.ref}/result"):
        assert tablet.get(address).location == "/tablet"


def test_handing_in_again_changes_nothing_and_shows_the_names(
    tablet: FlaskClient, first: Enrolment
) -> None:
    turn(tablet, first)
    place = begun(tablet).rsplit("/", 1)[0]
    tablet.post(f"{place}/submit")
    again = tablet.post(f"{place}/submit")
    assert (again.status_code, again.location) == (303, "/tablet")


def test_an_answer_on_the_tablet_marks_a_test_begun_alone(
    tablet: FlaskClient, trainer: Person, first: Enrolment, course: CourseVersion
) -> None:
    attempt = make_attempt(first.person, course.modules[0])
    assert attempt.helped_by_id is None
    turn(tablet, first)
    data = {"choice": right_answer(attempt, key_of(attempt)[0]), "sequence": "1"}
    assert tablet.post(f"{TEST}/{attempt.ref}/1", data=data).status_code == 303
    assert db.scalars(select(Attempt.helped_by_id)).one() == trainer.id


def test_the_names_are_not_there_while_somebody_is_in_a_test(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    turn(tablet, first)
    text = tablet.get("/tablet").text
    assert "Rahima Begum has not finished yet." in text
    assert "Salma" not in text


def test_the_next_one_sees_nothing_of_the_one_before(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    turn(tablet, first)
    place = begun(tablet)
    tablet.post("/tablet/finish")
    assert turn(tablet, second).status_code == 303
    for address in (place, place.rsplit("/", 1)[0] + "/review"):
        assert tablet.get(address).status_code == 404
    assert "Rahima" not in tablet.get("/courses/small/").text
    assert sessions_of(first.person) == []


def test_handing_over_ends_the_turn_before(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    turn(tablet, first)
    turn(tablet, second)
    assert sessions_of(first.person) == []
    assert len(sessions_of(second.person)) == 1


FROM = {"Referer": "https://nirapod.example/tablet"}


def token_of(page: TestResponse, action: str) -> str:
    """The token of a form on a page."""
    form = page.text.split(f'action="{action}"')[1]
    return re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', form)[0]


def test_a_late_form_of_the_one_before_is_refused(
    tablet: FlaskClient, guarded: Flask, first: Enrolment, second: Enrolment
) -> None:
    def hand(seat: Enrolment) -> None:
        way = f"/tablet/{seat.ref}"
        token = token_of(tablet.get(way), way)
        assert tablet.post(way, data={"code": CODE, "csrf_token": token}, headers=FROM).location

    hand(first)
    late = {
        f"{TEST}/begin": token_of(tablet.get(TEST), f"{TEST}/begin"),
        "/courses/small/one/read": token_of(
            tablet.get("/courses/small/one"), "/courses/small/one/read"
        ),
    }
    finish = token_of(tablet.get("/courses/small/one"), "/tablet/finish")
    tablet.post("/tablet/finish", data={"csrf_token": finish}, headers=FROM)
    hand(second)
    for address, token in late.items():
        response = tablet.post(address, data={"csrf_token": token}, headers=FROM)
        assert response.status_code == 400, address
    assert db.scalars(select(Attempt)).all() == []
    assert db.scalars(select(LessonRead)).all() == []


def test_an_answer_of_the_one_before_does_not_get_into_the_next_ones_test(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    turn(tablet, first)
    place = begun(tablet)
    turn(tablet, second)
    begun(tablet)
    data = {"choice": "0", "sequence": "1"}
    assert tablet.post(place, data=data).status_code == 404
    assert tablet.post(f"{place.rsplit('/', 1)[0]}/submit").status_code == 404
    assert db.scalars(select(Answer)).all() == []


def test_fifteen_idle_minutes_end_the_turn(
    app: Flask, tablet: FlaskClient, first: Enrolment
) -> None:
    # At noon: the day of a tablet ends at midnight.
    moment = datetime.combine(today(), time(12), DHAKA)
    app.config["CLOCK"] = lambda: moment
    turn(tablet, first)
    refresh = tablet.get("/courses/small/").headers["Refresh"]
    assert refresh in {f"{seconds}; url=/tablet" for seconds in range(890, 902)}
    app.config["CLOCK"] = lambda: moment + timedelta(minutes=10)
    place = begun(tablet)
    app.config["CLOCK"] = lambda: moment + timedelta(minutes=24)
    assert tablet.get(place).status_code == 200
    app.config["CLOCK"] = lambda: moment + timedelta(minutes=26)
    assert tablet.get(place).location == "/tablet"
    assert "Rahima Begum" in tablet.get("/tablet").text


def test_a_class_of_several_courses_lets_one_choose(
    tablet: FlaskClient, trainer: Person, cohort: Cohort, first: Enrolment
) -> None:
    more = make_course("more").course_id
    both = tuple(db.scalars(select(CourseVersion.course_id)))
    classes.change_cohort(by(trainer), cohort.ref, new_cohort(course_ids=both))
    turn(tablet, first)
    text = tablet.get("/tablet/turn").text
    assert more in both
    assert "/courses/small/" in text
    assert "/courses/more/" in text


def test_what_was_read_here_before_is_credited_to_nobody(
    app: Flask, trainer: Person, cohort: Cohort, first: Enrolment, sign_in: SignIn
) -> None:
    client = app.test_client()
    client.post("/courses/small/one/read")
    guest = client.get_cookie("__Host-nirapod-guest", domain="nirapod.example")
    assert guest is not None
    people.sign_in(client, trainer)
    open_tablet(client, cohort)
    client.set_cookie(guest.key, guest.value, domain="nirapod.example", secure=True)
    turn(client, first)
    assert client.get("/courses/was-this-you").location == "/tablet"
    assert "0 of" in client.get("/courses/small/?lang=en").text
    assert db.scalars(select(LessonRead)).all() == []


def test_staff_see_which_tests_were_helped_and_by_whom(
    tablet: FlaskClient, trainer: Person, cohort: Cohort, first: Enrolment, sign_in: SignIn
) -> None:
    turn(tablet, first)
    tablet.post(f"{begun(tablet).rsplit('/', 1)[0]}/submit")
    alone = make_enrolment(trainer, cohort, make_person())
    fail_module(alone.person, db.scalars(select(Module)).first() or pytest.fail("no module"))
    staff = sign_in(make_person(Role.OFFICER, language="en"))
    text = staff.get(f"/office/classes/{cohort.ref}/people/{first.ref}").text
    assert f"helped by {trainer.name}" in text
    assert "0 of 100" in text
    text = staff.get(f"/office/classes/{cohort.ref}/people/{alone.ref}").text
    assert "alone" in text
    assert "helped by" not in text
