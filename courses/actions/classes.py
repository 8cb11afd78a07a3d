"""Classes in person: opening them, and who sits there. All of it is deeds."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from courses.models import (
    Attendance,
    Cohort,
    CohortCourse,
    CohortState,
    CohortTrainer,
    Course,
    Enrolled,
    Enrolment,
    Meeting,
)
from courses.queries import classes as queries
from courses.refusals import (
    AlreadyInClass,
    ClassOver,
    Gone,
    HasAttendance,
    NoSeat,
    TooFewSeats,
)
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people import rights
from portal.people.models import Centre, Consent, Person, PersonDetails
from portal.people.numbers import take_place


@dataclass(frozen=True)
class NewCohort:
    """A class to be: the days on which the roll is called, each with its part of the day."""

    title: str
    days: tuple[date, ...]
    seats: int
    days_needed: int
    course_ids: tuple[int, ...]
    trainer_ids: tuple[int, ...]


@deed
def open_cohort(by: By, centre_code: str, new: NewCohort) -> str:
    """Open a class at a centre; its reference."""
    staff = rights.require(by.person_id, *queries.STAFF)
    centre = db.scalar(select(Centre).where(Centre.code == centre_code, queries.reach(staff)))
    if centre is None:
        raise Gone
    cohort = Cohort(
        ref=uuid.uuid4().hex,
        centre_id=centre.id,
        title=new.title,
        begins_on=min(new.days),
        ends_on=max(new.days),
        seats=new.seats,
        days_needed=new.days_needed,
        created_by_id=staff.id,
        created_at=now(),
    )
    db.add(cohort)
    db.flush()
    _set_people_and_days(cohort, new)
    return cohort.ref


@deed
def change_cohort(by: By, ref: str, new: NewCohort) -> str:
    """Give an open class other words, seats, courses, trainers or days; its reference."""
    cohort = _open_cohort(by, ref)
    if new.seats < _highest_seat(cohort):
        raise TooFewSeats
    cohort.title, cohort.seats, cohort.days_needed = new.title, new.seats, new.days_needed
    cohort.begins_on, cohort.ends_on = min(new.days), max(new.days)
    _set_people_and_days(cohort, new)
    return cohort.ref


@deed
def end_cohort(by: By, ref: str, *, cancelled: bool) -> str:
    """End a class, or cancel it where nobody ever came; its reference."""
    cohort = _open_cohort(by, ref)
    called = select(func.count(Attendance.id)).join(Meeting).where(Meeting.cohort_id == cohort.id)
    if cancelled and db.scalar(called):
        raise HasAttendance
    cohort.state = CohortState.CANCELLED if cancelled else CohortState.ENDED
    return cohort.ref


@deed
def enrol(by: By, ref: str, public_id: str) -> str:
    """Take somebody who has an account into a class; the enrolment's reference."""
    cohort = _open_cohort(by, ref)
    person = db.scalar(
        select(Person).where(
            Person.public_id == public_id, Person.role == Role.MIGRANT, Person.active
        )
    )
    if person is None:
        raise Gone
    return _seat(by, cohort, person).ref


@deed
def enrol_new(by: By, ref: str, name: str, phone: str | None, consent: str) -> str:
    """Take somebody at the door into a class who has no account; the enrolment's reference.

    Without a phone number the person cannot sign in alone, only be helped in class.
    """
    cohort = _open_cohort(by, ref)
    person = Person(
        public_id=uuid.uuid4().hex,
        role=Role.MIGRANT,
        office_id=cohort.centre.office_id,
        created_at=now(),
        details=PersonDetails(name=name, phone=phone or ""),
    )
    db.add(person)
    db.flush()
    if phone:
        take_place(person, phone)
    db.add(Consent(person_id=person.id, words=consent, given_at=now()))
    return _seat(by, cohort, person).ref


@deed
def leave(by: By, ref: str, enrolment_ref: str) -> str:
    """Take somebody out of a class: the seat is free, what was recorded stays."""
    cohort = _open_cohort(by, ref)
    enrolment = _enrolment(cohort, enrolment_ref)
    enrolment.state, enrolment.seat = Enrolled.LEFT, None
    return cohort.ref


def _set_people_and_days(cohort: Cohort, new: NewCohort) -> None:
    """Let courses, trainers and days be these and no others."""
    known = set(db.scalars(select(Course.id).where(Course.id.in_(new.course_ids))))
    trainers = {person.id for person in queries.trainers_of(db.get_one(Centre, cohort.centre_id))}
    if known != set(new.course_ids) or not trainers.issuperset(new.trainer_ids):
        raise Gone
    _become(CohortCourse, cohort, "course_id", new.course_ids)
    _become(CohortTrainer, cohort, "person_id", new.trainer_ids)
    there = {meeting.on: meeting for meeting in _meetings(cohort)}
    for day in set(there) - set(new.days):
        _remove_meeting(there[day])
    db.add_all(
        Meeting(ref=uuid.uuid4().hex, cohort_id=cohort.id, on=day)
        for day in sorted(set(new.days) - set(there))
    )
    db.flush()


def _become(
    model: type[CohortCourse] | type[CohortTrainer],
    cohort: Cohort,
    name: str,
    wanted: Sequence[int],
) -> None:
    rows = db.scalars(select(model).filter_by(cohort_id=cohort.id)).all()
    there = {getattr(row, name): row for row in rows}
    for key in set(there) - set(wanted):
        db.delete(there[key])
    db.add_all(model(cohort_id=cohort.id, **{name: key}) for key in wanted if key not in there)


def _meetings(cohort: Cohort) -> Sequence[Meeting]:
    return db.scalars(select(Meeting).filter_by(cohort_id=cohort.id)).all()


def _remove_meeting(meeting: Meeting) -> None:
    """Take a day out of a class, if nobody was called on it."""
    if db.scalar(select(Attendance.id).filter_by(meeting_id=meeting.id).limit(1)):
        raise HasAttendance
    db.delete(meeting)


def _open_cohort(by: By, ref: str) -> Cohort:
    """The class, which still takes people, held against a simultaneous change."""
    staff = rights.require(by.person_id, *queries.STAFF)
    cohort = db.scalar(
        select(Cohort)
        .join(Cohort.centre)
        .where(Cohort.ref == ref, queries.reach(staff))
        .with_for_update(of=Cohort)
    )
    if cohort is None:
        raise Gone
    if cohort.state is not CohortState.OPEN:
        raise ClassOver
    return cohort


def _enrolment(cohort: Cohort, ref: str) -> Enrolment:
    found = db.scalar(
        select(Enrolment).filter_by(cohort_id=cohort.id, ref=ref, state=Enrolled.ENROLLED)
    )
    if found is None:
        raise Gone
    return found


def _highest_seat(cohort: Cohort) -> int:
    return db.scalar(select(func.max(Enrolment.seat)).filter_by(cohort_id=cohort.id)) or 0


def _seat(by: By, cohort: Cohort, person: Person) -> Enrolment:
    """Give a person the first free seat."""
    before = db.scalar(select(Enrolment).filter_by(cohort_id=cohort.id, person_id=person.id))
    if before is not None and before.state is Enrolled.ENROLLED:
        raise AlreadyInClass
    taken = set(db.scalars(select(Enrolment.seat).filter_by(cohort_id=cohort.id)))
    free = next((seat for seat in range(1, cohort.seats + 1) if seat not in taken), None)
    if free is None:
        raise NoSeat
    if before is not None:
        before.state, before.seat = Enrolled.ENROLLED, free
        return before
    enrolment = Enrolment(
        ref=uuid.uuid4().hex,
        cohort_id=cohort.id,
        person_id=person.id,
        seat=free,
        enrolled_by_id=by.person_id,
        enrolled_at=now(),
    )
    db.add(enrolment)
    db.flush()
    return enrolment
