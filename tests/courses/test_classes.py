"""Classes: seats, roll calls, passports, and who may touch which class."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from courses.actions import classes, enrolling, roll
from courses.doubles import Sitting, doubles
from courses.models import Cohort, Enrolment
from courses.queries import classes as queries
from courses.refusals import (
    AlreadyInClass,
    ClassOver,
    Gone,
    HasAttendance,
    NoSeat,
    NotYetDay,
    TooFewSeats,
)
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.ground.errors import Forbidden
from portal.people import identities
from portal.people.models import Identity, Passport, PassportIndex, Person
from tests.make.classes import (
    attend,
    by,
    identify,
    make_centre,
    make_cohort,
    make_enrolment,
    new_cohort,
    seen,
)
from tests.make.people import make_person


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer of a centre in Cumilla."""
    make_centre()
    return make_person(Role.TRAINER)


@pytest.fixture
def cohort(trainer: Person) -> Cohort:
    """A class with two seats."""
    return make_cohort(trainer, seats=2)


def test_a_class_has_a_roll_call_for_each_day(cohort: Cohort) -> None:
    assert [meeting.on for meeting in cohort.meetings] == list(new_cohort().days)
    assert (cohort.begins_on, cohort.ends_on) == (today(), today() + timedelta(days=2))


def test_each_person_has_one_seat_and_a_full_class_takes_nobody(
    trainer: Person, cohort: Cohort
) -> None:
    first, second, third = (make_person() for _ in range(3))
    assert [make_enrolment(trainer, cohort, one).seat for one in (first, second)] == [1, 2]
    with pytest.raises(AlreadyInClass):
        make_enrolment(trainer, cohort, first)
    with pytest.raises(NoSeat):
        make_enrolment(trainer, cohort, third)


def test_who_leaves_frees_the_seat_and_may_come_back(trainer: Person, cohort: Cohort) -> None:
    person = make_person()
    enrolment = make_enrolment(trainer, cohort, person)
    enrolling.leave(by(trainer), cohort.ref, enrolment.ref)
    assert queries.enrolled(cohort.id) == []
    assert make_enrolment(trainer, cohort, person).id == enrolment.id


def test_somebody_at_the_door_gets_an_account_without_a_way_in(
    trainer: Person, cohort: Cohort
) -> None:
    ref = enrolling.enrol_new(by(trainer), cohort.ref, "Salma Akter", None, "door-1")
    person = db.scalars(select(Enrolment).filter_by(ref=ref)).one().person
    assert (person.name, person.phone, person.credential) == ("Salma Akter", "", None)


@pytest.mark.parametrize("role", [Role.MIGRANT, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_than_staff_open_no_class(trainer: Person, role: Role) -> None:
    with pytest.raises(Forbidden):
        classes.open_cohort(by(make_person(role)), "cumilla-ttc", new_cohort())


def test_a_trainer_of_another_centre_finds_no_class(cohort: Cohort) -> None:
    make_centre("tangail-ttc", "tangail")
    other = make_person(Role.TRAINER)
    other.centre = "tangail-ttc"
    assert queries.cohort(other, cohort.ref) is None


def test_the_officers_of_the_district_reach_its_classes(cohort: Cohort) -> None:
    assert queries.cohort(make_person(Role.OFFICER), cohort.ref) is cohort
    assert queries.cohort(make_person(Role.OFFICER, office="tangail"), cohort.ref) is None


def test_the_newest_mark_counts_and_nothing_is_rewritten(trainer: Person, cohort: Cohort) -> None:
    enrolment = make_enrolment(trainer, cohort, make_person())
    meeting = cohort.meetings[0]
    for present in (True, False, None, True):
        roll.mark(by(trainer), meeting.ref, enrolment.ref, present)
        assert [call.present for call in queries.roll(meeting)] == [present]
    assert queries.days_present(cohort.id) == {enrolment.id: 1}


def test_all_who_are_left_are_marked_at_once(trainer: Person, cohort: Cohort) -> None:
    first, second = (make_enrolment(trainer, cohort, make_person()) for _ in range(2))
    meeting = cohort.meetings[0]
    roll.mark(by(trainer), meeting.ref, first.ref, False)
    roll.mark_rest(by(trainer), meeting.ref, True)
    assert [call.present for call in queries.roll(meeting)] == [False, True]
    assert second.seat == 2


def test_the_roll_is_not_called_before_its_day(trainer: Person, cohort: Cohort) -> None:
    enrolment = make_enrolment(trainer, cohort, make_person())
    with pytest.raises(NotYetDay):
        roll.mark(by(trainer), cohort.meetings[1].ref, enrolment.ref, True)


def test_a_day_with_a_roll_stays_and_an_empty_one_may_go(trainer: Person, cohort: Cohort) -> None:
    enrolment = make_enrolment(trainer, cohort, make_person())
    attend(trainer, cohort, enrolment)
    classes.change_cohort(by(trainer), cohort.ref, new_cohort(days=(today(),), seats=2))
    later = (today() + timedelta(days=1),)
    with pytest.raises(HasAttendance):
        classes.change_cohort(by(trainer), cohort.ref, new_cohort(days=later))


def test_seats_that_are_taken_cannot_be_removed(trainer: Person, cohort: Cohort) -> None:
    for _ in range(2):
        make_enrolment(trainer, cohort, make_person())
    with pytest.raises(TooFewSeats):
        classes.change_cohort(by(trainer), cohort.ref, new_cohort(seats=1))


def test_nothing_changes_in_a_class_that_is_over(trainer: Person, cohort: Cohort) -> None:
    enrolment = make_enrolment(trainer, cohort, make_person())
    classes.end_cohort(by(trainer), cohort.ref, cancelled=False)
    with pytest.raises(ClassOver):
        attend(trainer, cohort, enrolment)
    with pytest.raises(ClassOver):
        make_enrolment(trainer, cohort, make_person())


def test_a_class_that_somebody_attended_is_not_cancelled(trainer: Person, cohort: Cohort) -> None:
    attend(trainer, cohort, make_enrolment(trainer, cohort, make_person()))
    with pytest.raises(HasAttendance):
        classes.end_cohort(by(trainer), cohort.ref, cancelled=True)


def test_a_course_or_trainer_from_elsewhere_is_refused(trainer: Person) -> None:
    for foreign in ({"course_ids": (999,)}, {"trainer_ids": (make_person().id,)}):
        with pytest.raises(Gone):
            make_cohort(trainer, **foreign)


def test_a_seen_passport_belongs_to_one_person(trainer: Person, cohort: Cohort) -> None:
    first, second = (make_enrolment(trainer, cohort, make_person()) for _ in range(2))
    identify(trainer, first)
    with pytest.raises(identities.PassportOfAnother) as refused:
        identify(trainer, second)
    assert refused.value.owner.id == first.person_id


def test_a_renewed_passport_is_linked_to_the_old_one(trainer: Person, cohort: Cohort) -> None:
    enrolment = make_enrolment(trainer, cohort, make_person())
    identify(trainer, enrolment)
    with pytest.raises(identities.AnotherPassport):
        identify(trainer, enrolment, "B07654321")
    roll.confirm_passport(by(trainer), cohort.ref, enrolment.ref, seen("B07654321"), renewed=True)
    current = identities.current(enrolment.person_id)
    assert current is not None
    assert current.before_id is not None
    born_on = seen().born_on
    assert identities.owner("A01234567", born_on) is identities.owner("B07654321", born_on)


def test_a_corrected_name_is_a_new_row_and_the_old_one_stays(
    trainer: Person, cohort: Cohort
) -> None:
    enrolment = make_enrolment(trainer, cohort, make_person())
    identify(trainer, enrolment)
    corrected = seen(name="RAHIMA KHATUN")
    roll.confirm_passport(by(trainer), cohort.ref, enrolment.ref, corrected, renewed=False)
    found = identities.seen(identities.current(enrolment.person_id))
    assert found == corrected
    assert len(db.scalars(select(Passport)).all()) == 2


def test_the_database_holds_no_passport_number_in_clear(trainer: Person, cohort: Cohort) -> None:
    identify(trainer, make_enrolment(trainer, cohort, make_person()))
    for model in (Passport, PassportIndex, Identity):
        rows = db.connection().execute(text(select(model.__table__).compile().string)).all()
        assert rows
        assert "A01234567" not in str(rows)


def test_people_of_one_name_or_phone_are_shown_as_doubles() -> None:
    sitting = [
        Sitting("1", "Rahima Begum", "+8801700000001"),
        Sitting("2", "begum  RAHIMA", ""),
        Sitting("3", "Salma", "+8801700000002"),
        Sitting("4", "Jamal", "+8801700000001"),
        Sitting("5", "Nasrin", ""),
    ]
    assert doubles(sitting) == {"1", "2", "4"}
