"""What was read on a phone without an account, and what people chose in the guide."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select

from courses.guests import Guest
from courses.models import (
    ChosenWay,
    CourseVersion,
    GuestDenial,
    GuestRead,
    GuestStudy,
    Lesson,
)
from courses.way import Answers
from portal.ground.clock import DHAKA
from portal.ground.database import db
from portal.people.models import Person


@dataclass(frozen=True)
class Studied:
    """How much of a course was read on a phone without an account, and when last."""

    version: CourseVersion
    lessons: int
    last_at: datetime

    @property
    def last_on(self) -> date:
        """The day in Dhaka on which the last of them was read."""
        return self.last_at.astimezone(DHAKA).date()


def studied(guest: Guest | None, person: Person) -> list[Studied]:
    """What was read on the phone and may be this person's: not what they denied before."""
    if guest is None:
        return []
    denied = (GuestDenial.study_id == GuestStudy.id) & (GuestDenial.person_id == person.id)
    rows = db.execute(
        select(CourseVersion, func.count(GuestRead.id), func.max(GuestRead.read_at))
        .select_from(GuestStudy)
        .join(GuestRead, GuestRead.study_id == GuestStudy.id)
        .join(Lesson, Lesson.id == GuestRead.lesson_id)
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .outerjoin(GuestDenial, denied)
        .where(
            GuestStudy.token_hash == guest.token_hash,
            or_(GuestDenial.id.is_(None), GuestRead.read_at > GuestDenial.denied_at),
        )
        .group_by(CourseVersion.id)
        .order_by(func.max(GuestRead.read_at).desc(), CourseVersion.id)
    )
    return [Studied(*row) for row in rows]


def chosen_way(person: Person) -> Answers | None:
    """What a person answered in the guide."""
    found = db.scalar(select(ChosenWay).filter_by(person_id=person.id))
    return Answers(found.destination, found.work, found.is_first) if found else None
