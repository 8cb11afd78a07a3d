"""Classes in person: opening, changing and ending them. All of it is deeds."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select

from courses.models import (
    Attendance,
    Cohort,
    CohortCourse,
    CohortState,
    CohortTrainer,
    Course,
    Enrolment,
    Meeting,
)
from courses.planning import NewCohort
from courses.queries import classes as queries
from courses.refusals import Gone, HasAttendance, TooFewSeats
from courses.seating import held_cohort
from portal.deeds.record import By, deed
from portal.ground.clock import now
from portal.ground.database import db
from portal.people import rights
from portal.people.models import Centre


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
    cohort = held_cohort(by, ref)
    if new.seats < _highest_seat(cohort):
        raise TooFewSeats
    cohort.title, cohort.seats, cohort.days_needed = new.title, new.seats, new.days_needed
    cohort.begins_on, cohort.ends_on = min(new.days), max(new.days)
    _set_people_and_days(cohort, new)
    return cohort.ref


@deed
def end_cohort(by: By, ref: str, *, cancelled: bool) -> str:
    """End a class, or cancel it where nobody ever came; its reference."""
    cohort = held_cohort(by, ref)
    called = select(func.count(Attendance.id)).join(Meeting).where(Meeting.cohort_id == cohort.id)
    if cancelled and db.scalar(called):
        raise HasAttendance
    cohort.state = CohortState.CANCELLED if cancelled else CohortState.ENDED
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
    for gone in set(there) - set(new.days):
        _remove_meeting(there[gone])
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


def _highest_seat(cohort: Cohort) -> int:
    return db.scalar(select(func.max(Enrolment.seat)).filter_by(cohort_id=cohort.id)) or 0
