"""A second account of one person in a class: whose the seat is, and what the journal sees of it."""

from datetime import date

import pytest
from flask import Flask

from courses.actions import classes, enrolling, roll
from courses.models import Cohort
from courses.queries import classes as queries
from courses.refusals import ClassOver, SeatConfirmed
from portal.ground.access import Role
from portal.people.models import Person
from tests.make.classes import attend, by, identify, make_centre, make_cohort, make_enrolment
from tests.make.people import make_person
from tests.portal.deeds.test_verify import found, tamper

BORN = date(1998, 4, 12)


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer of a centre."""
    make_centre()
    return make_person(Role.TRAINER)


@pytest.fixture
def cohort(trainer: Person) -> Cohort:
    """A class with two seats."""
    return make_cohort(trainer, seats=2)


def test_a_second_account_of_one_person_gives_its_seat_to_the_first(
    trainer: Person, cohort: Cohort
) -> None:
    other = make_cohort(trainer)
    known = make_enrolment(trainer, other, make_person())
    identify(trainer, known)
    door = enrolling.enrol_new(by(trainer), cohort.ref, "Rahima", None, "door-1")
    roll.use_account(by(trainer), cohort.ref, door, "A01234567", BORN)
    assert [one.person_id for one in queries.enrolled(cohort.id)] == [known.person_id]


@pytest.mark.parametrize("has_left", [False, True])
def test_two_seats_of_one_person_become_one_with_the_days_of_both(
    trainer: Person, cohort: Cohort, has_left: bool
) -> None:
    known = make_enrolment(trainer, cohort, make_person())
    identify(trainer, known)
    door = enrolling.enrol_new(by(trainer), cohort.ref, "Rahima", None, "door-1")
    roll.mark(by(trainer), cohort.meetings[0].ref, known.ref, False)
    roll.mark(by(trainer), cohort.meetings[0].ref, door, True)
    if has_left:
        enrolling.leave(by(trainer), cohort.ref, known.ref)
    assert roll.use_account(by(trainer), cohort.ref, door, "A01234567", BORN) == known.ref
    (seat,) = queries.seats(cohort)
    assert (seat.enrolment.ref, seat.days, seat.identified) == (known.ref, 1, True)


def test_nobody_takes_the_seat_of_whoever_showed_a_passport(
    trainer: Person, cohort: Cohort
) -> None:
    identify(trainer, make_enrolment(trainer, make_cohort(trainer), make_person()))
    sitting = make_enrolment(trainer, cohort, make_person())
    identify(trainer, sitting, "B07654321")
    attend(trainer, cohort, sitting)
    with pytest.raises(SeatConfirmed):
        roll.use_account(by(trainer), cohort.ref, sitting.ref, "A01234567", BORN)


def test_the_seats_of_a_class_that_is_over_stay_whose_they_are(
    trainer: Person, cohort: Cohort
) -> None:
    identify(trainer, make_enrolment(trainer, make_cohort(trainer), make_person()))
    door = enrolling.enrol_new(by(trainer), cohort.ref, "Rahima", None, "door-1")
    classes.end_cohort(by(trainer), cohort.ref, cancelled=False)
    with pytest.raises(ClassOver):
        roll.use_account(by(trainer), cohort.ref, door, "A01234567", BORN)


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO attendance (meeting_id, enrolment_id, present, marked_by_id, marked_at)"
        " SELECT meeting_id, enrolment_id, present, marked_by_id, marked_at FROM attendance",
        "UPDATE cohort SET days_needed = 9",
        "UPDATE enrolment SET person_id = :nobody",
        "UPDATE identity SET confirmed_by_id = :nobody",
        "UPDATE meeting SET part = 2",
        "UPDATE passport_index SET person_id = :nobody",
        "DELETE FROM passport_index",
    ],
)
def test_the_journal_finds_what_was_changed_of_a_class(
    trainer: Person, cohort: Cohort, change: str
) -> None:
    seat = make_enrolment(trainer, cohort, make_person())
    attend(trainer, cohort, seat)
    identify(trainer, seat)
    assert found() == []
    tamper(change.replace(":nobody", str(make_person().id)))
    table = change.split()[2 if change[0] in "ID" else 1]
    assert {one.partition(":")[0] for one in found()} == {table}
