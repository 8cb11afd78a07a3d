"""Two members of staff at once: one seat, one name, one passport, one tablet."""

import uuid
from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import func, select

from courses.actions import classes, enrolling, roll, tablets
from courses.models import Attendance, ClassTablet, Cohort, Enrolment
from courses.queries import classes as queries
from courses.refusals import (
    AlreadyInClass,
    ClassOver,
    HasAttendance,
    NoSeat,
    TabletClosed,
    WrongHandOver,
)
from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.database import db
from portal.people import identities
from portal.people.models import Identity, Passport, PassportIndex, Person, SignInSession
from tests.courses.test_races import at_once
from tests.make.classes import by, make_centre, make_cohort, make_enrolment, seen
from tests.make.people import make_person

pytestmark = pytest.mark.fault
AT_ONCE = 6


@pytest.fixture
def trainer(own_database: Flask) -> Person:
    """A trainer of a centre."""
    make_centre()
    return make_person(Role.TRAINER)


def asks(person_id: int) -> By:
    """A browser's deed, under a key of its own."""
    return By(person_id, f"person {person_id}", "at once", uuid.uuid4().hex, b"")


def kinds(given: list[object]) -> Counter[type]:
    """How many of each outcome."""
    return Counter(type(one) for one in given)


def count(model: type) -> int:
    """How many rows there are."""
    db.rollback()
    return db.scalar(select(func.count()).select_from(model)) or 0


def test_the_last_seat_goes_to_one(own_database: Flask, trainer: Person) -> None:
    cohort = make_cohort(trainer, seats=1)
    ref, trainer_id = cohort.ref, trainer.id
    people = [make_person().public_id for _ in range(AT_ONCE)]
    db.rollback()
    given = at_once(
        own_database,
        [lambda one=one: enrolling.enrol(asks(trainer_id), ref, one) for one in people],  # type: ignore[misc]
    )
    assert kinds(given) == {str: 1, NoSeat: AT_ONCE - 1}
    assert count(Enrolment) == 1


def test_one_person_gets_one_seat(own_database: Flask, trainer: Person) -> None:
    ref, trainer_id = make_cohort(trainer).ref, trainer.id
    person = make_person().public_id
    db.rollback()
    deeds = [lambda: enrolling.enrol(asks(trainer_id), ref, person)] * AT_ONCE
    assert kinds(at_once(own_database, deeds)) == {str: 1, AlreadyInClass: AT_ONCE - 1}


def test_every_mark_at_once_is_kept_and_one_counts(own_database: Flask, trainer: Person) -> None:
    cohort = make_cohort(trainer)
    seat = make_enrolment(trainer, cohort, make_person())
    meeting, ref, trainer_id = cohort.meetings[0].ref, seat.ref, trainer.id
    db.rollback()
    deeds = [
        lambda word=word: roll.mark(asks(trainer_id), meeting, ref, word)  # type: ignore[misc]
        for word in (True, False) * 3
    ]
    assert kinds(at_once(own_database, deeds)) == {str: AT_ONCE}
    assert count(Attendance) == AT_ONCE
    newest = db.scalars(select(Attendance.present).order_by(Attendance.id.desc())).first()
    cohort = db.scalars(select(Cohort)).one()
    assert [call.present for call in queries.roll(cohort.meetings[0])] == [newest]


def test_one_tap_sent_twice_at_once_is_one_mark(own_database: Flask, trainer: Person) -> None:
    cohort = make_cohort(trainer)
    seat = make_enrolment(trainer, cohort, make_person())
    meeting, ref, asked = cohort.meetings[0].ref, seat.ref, asks(trainer.id)
    db.rollback()
    given = at_once(own_database, [lambda: roll.mark(asked, meeting, ref, True)] * AT_ONCE)
    assert given == [meeting] * AT_ONCE
    assert count(Attendance) == 1


def test_one_passport_is_confirmed_for_one_of_two(own_database: Flask, trainer: Person) -> None:
    cohort = make_cohort(trainer)
    seats = [make_enrolment(trainer, cohort, make_person()).ref for _ in range(AT_ONCE)]
    ref, trainer_id = cohort.ref, trainer.id
    db.rollback()
    deeds = [
        lambda one=one: roll.confirm_passport(  # type: ignore[misc]
            asks(trainer_id), ref, one, seen(), renewed=False
        )
        for one in seats
    ]
    given = at_once(own_database, deeds)
    assert kinds(given) == {str: 1, identities.PassportOfAnother: AT_ONCE - 1}
    assert [count(model) for model in (Identity, Passport, PassportIndex)] == [1, 1, 1]


def test_two_passports_at_once_for_one_person_leave_one(
    own_database: Flask, trainer: Person
) -> None:
    cohort = make_cohort(trainer)
    seat = make_enrolment(trainer, cohort, make_person()).ref
    ref, trainer_id = cohort.ref, trainer.id
    db.rollback()
    deeds = [
        lambda number=number: roll.confirm_passport(  # type: ignore[misc]
            asks(trainer_id), ref, seat, seen(number), renewed=False
        )
        for number in ("A01234567", "B07654321")
    ]
    assert kinds(at_once(own_database, deeds)) == {str: 1, identities.AnotherPassport: 1}
    assert count(Identity) == 1


def test_wrong_codes_at_once_are_all_counted(own_database: Flask, trainer: Person) -> None:
    cohort = make_cohort(trainer)
    seat = make_enrolment(trainer, cohort, make_person()).ref
    token = tablets.open_tablet(by(trainer), "", cohort.ref, "40716").token
    given = at_once(own_database, [lambda: tablets.begin_turn(token, seat, "9999", "")] * AT_ONCE)
    assert kinds(given) == {WrongHandOver: 4, TabletClosed: AT_ONCE - 4}
    assert count(SignInSession) == 0
    assert db.scalars(select(ClassTablet.tries)).one() == 5


def test_nobody_is_marked_in_a_class_that_is_cancelled_meanwhile(
    own_database: Flask, trainer: Person
) -> None:
    trainer_id = trainer.id
    for _ in range(AT_ONCE):
        cohort = make_cohort(trainer)
        seat = make_enrolment(trainer, cohort, make_person())
        ref, meeting, enrolment = cohort.ref, cohort.meetings[0].ref, seat.ref
        db.rollback()
        deeds = [
            lambda: classes.end_cohort(asks(trainer_id), ref, cancelled=True),  # noqa: B023 - at once
            lambda: roll.mark(asks(trainer_id), meeting, enrolment, True),  # noqa: B023 - at once
        ]
        outcome = kinds(at_once(own_database, deeds))
        assert outcome[str] == 1
        assert outcome in ({str: 1, ClassOver: 1}, {str: 1, HasAttendance: 1})
