"""Calling the roll on its page: one tap a name, undone in place, and by two at once."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from courses.models import Attendance, Cohort, Enrolment
from courses.queries.classes import roll
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.classes import make_centre, make_cohort, make_enrolment
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
MINIMAL = {"Prefer": "return=minimal"}


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer who reads English."""
    make_centre()
    return make_person(Role.TRAINER, language="en")


@pytest.fixture
def cohort(trainer: Person) -> Cohort:
    """A class that meets today and twice more."""
    return make_cohort(trainer)


@pytest.fixture
def staff(trainer: Person, sign_in: SignIn) -> FlaskClient:
    """The trainer, signed in."""
    return sign_in(trainer)


@pytest.fixture
def seat(trainer: Person, cohort: Cohort) -> Enrolment:
    """Somebody in the class."""
    return make_enrolment(trainer, cohort, make_person(name="Salma Akter"))


def way(cohort: Cohort, day: int = 0) -> str:
    """The roll call of one of the days."""
    return f"/office/classes/{cohort.ref}/roll/{cohort.meetings[day].ref}"


def tap(
    client: FlaskClient, cohort: Cohort, mark: str, key: str = "one-tap-1", **more: object
) -> TestResponse:
    """Press a button of the roll."""
    day = int(str(more.pop("day", 0)))
    data = {"mark": mark, "idempotency_key": key}
    return client.post(way(cohort, day), data=data, **more)  # type: ignore[arg-type]


def states(cohort: Cohort) -> list[bool | None]:
    """What counts of each, by seat."""
    return [call.present for call in roll(cohort.meetings[0])]


def test_a_name_stands_with_its_seat_and_two_buttons(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    text = staff.get(way(cohort)).text
    assert "Salma Akter" in text
    assert "0</span> of 1 called" in text
    assert text.count('aria-pressed="false"') == 2


def test_a_tap_comes_back_to_the_same_name(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    response = tap(staff, cohort, f"{seat.ref} present")
    assert response.location == f"{way(cohort)}#name-{seat.ref}"
    text = staff.get(way(cohort)).text
    assert text.count('aria-pressed="true"') == 1
    assert "1</span> of 1 called" in text
    assert "data-rest" not in text


def test_each_tap_counts_and_the_last_one_stays(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    for place, word in enumerate(("present", "absent", "undo", "absent")):
        tap(staff, cohort, f"{seat.ref} {word}", f"one-tap-{place}")
        assert states(cohort) == [{"present": True, "absent": False, "undo": None}[word]]
    assert db.scalar(select(func.count(Attendance.id))) == 4


def test_a_tap_of_the_page_itself_gets_a_bare_yes(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    for _ in range(3):
        response = tap(staff, cohort, f"{seat.ref} present", headers=MINIMAL)
        assert (response.status_code, response.data) == (204, b"")
    assert db.scalar(select(func.count(Attendance.id))) == 1


def test_a_key_that_comes_with_another_mark_is_refused(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    tap(staff, cohort, f"{seat.ref} present", headers=MINIMAL)
    assert tap(staff, cohort, f"{seat.ref} absent", headers=MINIMAL).status_code == 409
    assert states(cohort) == [True]


@pytest.mark.parametrize(
    "mark", ["", "present", "x present", "{ref} here", "{ref}", "{ref} present\n"]
)
def test_what_is_no_mark_is_refused(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment, mark: str
) -> None:
    response = tap(staff, cohort, mark.format(ref=seat.ref), headers=MINIMAL)
    assert response.status_code == 422
    assert states(cohort) == [None]


def test_somebody_of_another_class_is_not_on_the_roll(
    trainer: Person, staff: FlaskClient, cohort: Cohort
) -> None:
    other = make_enrolment(trainer, make_cohort(trainer), make_person())
    assert tap(staff, cohort, f"{other.ref} present").status_code == 404
    assert db.scalar(select(func.count(Attendance.id))) == 0


def test_the_roll_of_a_day_to_come_waits(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    response = tap(staff, cohort, f"{seat.ref} present", day=1)
    assert response.status_code == 409
    assert "This day is still to come" in response.text


def test_all_who_are_left_are_marked_and_the_others_stay(
    trainer: Person, staff: FlaskClient, cohort: Cohort, seat: Enrolment
) -> None:
    make_enrolment(trainer, cohort, make_person())
    tap(staff, cohort, f"{seat.ref} present")
    rest = {"rest": "absent", "idempotency_key": "all-the-rest"}
    assert staff.post(f"{way(cohort)}/rest", data=rest).location == way(cohort)
    assert states(cohort) == [True, False]


def test_a_second_trainers_marks_are_there_on_reload(
    staff: FlaskClient, cohort: Cohort, seat: Enrolment, sign_in: SignIn
) -> None:
    second = sign_in(make_person(Role.TRAINER, language="en"))
    tap(second, cohort, f"{seat.ref} absent")
    assert "1</span> of 1 called" in staff.get(way(cohort)).text
    tap(staff, cohort, f"{seat.ref} present", "later-tap-2")
    assert states(cohort) == [True]


def test_without_a_session_a_tap_is_not_called_kept(
    app: Flask, cohort: Cohort, seat: Enrolment
) -> None:
    response = tap(app.test_client(), cohort, f"{seat.ref} present", headers=MINIMAL)
    assert response.status_code == 303
    assert states(cohort) == [None]
