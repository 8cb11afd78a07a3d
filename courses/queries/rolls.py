"""What a class has on record: of each day, and of one person."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from courses.models import (
    Attempt,
    Attendance,
    CohortCourse,
    CourseVersion,
    Enrolled,
    Enrolment,
    Module,
)
from courses.queries.classes import newest_marks
from portal.ground.database import db
from portal.people.models import Person


@dataclass(frozen=True)
class Tally:
    """How many were called at a meeting."""

    present: int
    absent: int

    @property
    def called(self) -> int:
        """How many were called."""
        return self.present + self.absent


def marks(enrolment: Enrolment) -> dict[int, bool | None]:
    """What counts of somebody at each meeting where they were called."""
    newest = newest_marks().where(Attendance.enrolment_id == enrolment.id)
    rows = db.execute(
        select(Attendance.meeting_id, Attendance.present).where(Attendance.id.in_(newest))
    )
    return {meeting_id: present for meeting_id, present in rows}


def tallies(meeting_ids: Sequence[int]) -> dict[int, Tally]:
    """How many of those who sit there now were called at each of these meetings."""
    rows = db.execute(
        select(Attendance.meeting_id, Attendance.present, func.count(Attendance.id))
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .where(
            Attendance.id.in_(newest_marks().where(Attendance.meeting_id.in_(meeting_ids))),
            Attendance.present.is_not(None),
            Enrolment.state == Enrolled.ENROLLED,
        )
        .group_by(Attendance.meeting_id, Attendance.present)
    )
    counted = {(meeting_id, present): count for meeting_id, present, count in rows}
    return {
        one: Tally(counted.get((one, True), 0), counted.get((one, False), 0)) for one in meeting_ids
    }


def tests(enrolment: Enrolment) -> Sequence[Attempt]:
    """The tests of the class's courses that somebody handed in, the newest first."""
    learnt = select(CohortCourse.course_id).filter_by(cohort_id=enrolment.cohort_id)
    return db.scalars(
        select(Attempt)
        .join(Attempt.module)
        .join(Module.version)
        .where(
            Attempt.person_id == enrolment.person_id,
            Attempt.submitted_at.is_not(None),
            CourseVersion.course_id.in_(learnt),
        )
        .options(
            contains_eager(Attempt.module), joinedload(Attempt.helped_by).joinedload(Person.details)
        )
        .order_by(Attempt.submitted_at.desc(), Attempt.id.desc())
    ).all()
