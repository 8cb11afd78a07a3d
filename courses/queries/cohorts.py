"""Lists of classes: those within the reach of staff, and those in which a learner sits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from courses.models import Attendance, Cohort, CohortState, Enrolled, Enrolment, Meeting
from courses.queries.classes import answered, newest_marks, reach
from portal.ground.clock import today
from portal.ground.database import db
from portal.people.models import Centre, Person

PAGE = 25


@dataclass(frozen=True)
class Attended:
    """A class in which a learner sits, and on how many of its days the learner was there."""

    cohort: Cohort
    days: int


def todays(person: Person) -> Sequence[Meeting]:
    """The roll calls of today, each with its class."""
    return db.scalars(
        select(Meeting)
        .join(Meeting.cohort)
        .join(Cohort.centre)
        .where(Meeting.on == today(), Cohort.state == CohortState.OPEN, reach(person))
        .options(contains_eager(Meeting.cohort).contains_eager(Cohort.centre))
        .order_by(Cohort.id, Meeting.part)
    ).all()


def coming(person: Person) -> Sequence[Cohort]:
    """The open classes that are not of today and not over, the soonest first."""
    of_today = select(Meeting.cohort_id).where(Meeting.on == today())
    return db.scalars(
        _within(person, ~_is_over(), Cohort.id.not_in(of_today)).order_by(
            Cohort.begins_on, Cohort.id
        )
    ).all()


def over(person: Person, page: int) -> Sequence[Cohort]:
    """The classes that are over, the newest first."""
    return db.scalars(
        _within(person, _is_over())
        .order_by(Cohort.ends_on.desc(), Cohort.id.desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE)
    ).all()


def count_over(person: Person) -> int:
    """How many classes are over."""
    return (
        db.scalar(
            select(func.count(Cohort.id)).join(Cohort.centre).where(reach(person), _is_over())
        )
        or 0
    )


def taken_seats(cohort_ids: Sequence[int]) -> Counter[int]:
    """How many seats of each class are taken."""
    rows = db.execute(
        select(Enrolment.cohort_id, func.count(Enrolment.id))
        .where(Enrolment.cohort_id.in_(cohort_ids), Enrolment.state == Enrolled.ENROLLED)
        .group_by(Enrolment.cohort_id)
    )
    return Counter({cohort_id: count for cohort_id, count in rows})


def attended(person: Person) -> list[Attended]:
    """The classes of a learner, the newest first."""
    enrolments = db.scalars(
        select(Enrolment)
        .join(Enrolment.cohort)
        .join(Cohort.centre)
        .where(
            Enrolment.person_id == person.id,
            Enrolment.state == Enrolled.ENROLLED,
            Cohort.state != CohortState.CANCELLED,
        )
        .options(
            contains_eager(Enrolment.cohort).contains_eager(Cohort.centre),
            contains_eager(Enrolment.cohort).selectinload(Cohort.meetings),
        )
        .order_by(Cohort.begins_on.desc(), Cohort.id.desc())
    ).all()
    newest = newest_marks().where(Attendance.enrolment_id.in_([one.id for one in enrolments]))
    days = answered(newest)
    return [Attended(one.cohort, days[one.id]) for one in enrolments]


def _within(person: Person, *conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(Cohort)
        .join(Cohort.centre)
        .where(reach(person), *conditions)
        .options(contains_eager(Cohort.centre), selectinload(Cohort.meetings))
    )


def _is_over() -> ColumnElement[bool]:
    return or_(Cohort.ends_on < today(), Cohort.state != CohortState.OPEN)


def centres(person: Person) -> Sequence[Centre]:
    """The centres where a person may open a class."""
    return db.scalars(select(Centre).where(reach(person)).order_by(Centre.code)).all()
