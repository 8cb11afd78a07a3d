"""What the roll calls say: of each day, and of one person."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from courses.models import Attendance, Enrolled, Enrolment
from courses.queries.classes import newest_marks
from portal.ground.database import db


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
