"""Classes within a person's reach, and who sits in them; another centre's are not there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, func, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from courses.models import (
    Attendance,
    Cohort,
    CohortCourse,
    CohortTrainer,
    CoursePass,
    CourseVersion,
    Enrolled,
    Enrolment,
    Meeting,
)
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Centre, Identity, Office, Person
from portal.people.rights import holds_role, offices_reach

# The office of a centre's district may do there what its trainers may.
STAFF = (Role.TRAINER, Role.OFFICER, Role.SUPERVISOR)


@dataclass(frozen=True)
class Seat:
    """Somebody in a class, as the class list shows it."""

    enrolment: Enrolment
    # Whether staff have compared the person with a passport.
    identified: bool
    # How many roll calls were answered.
    days: int


@dataclass(frozen=True)
class Call:
    """Somebody on the roll of a meeting: present, absent, or not called yet."""

    enrolment: Enrolment
    present: bool | None


def cohort(person: Person, ref: str) -> Cohort | None:
    """A class within reach, with its centre, courses, trainers and days."""
    return db.scalar(
        select(Cohort)
        .join(Cohort.centre)
        .where(Cohort.ref == ref, reach(person))
        .options(
            contains_eager(Cohort.centre),
            selectinload(Cohort.courses).joinedload(CohortCourse.course),
            selectinload(Cohort.trainers)
            .joinedload(CohortTrainer.person)
            .joinedload(Person.details),
            selectinload(Cohort.meetings),
        )
    )


def meeting(person: Person, cohort_ref: str, ref: str) -> Meeting | None:
    """A roll call of a class within reach."""
    return db.scalar(
        select(Meeting)
        .join(Meeting.cohort)
        .join(Cohort.centre)
        .where(Meeting.ref == ref, Cohort.ref == cohort_ref, reach(person))
        .options(contains_eager(Meeting.cohort).contains_eager(Cohort.centre))
    )


def enrolment(person: Person, cohort_ref: str, ref: str) -> Enrolment | None:
    """Somebody in a class within reach."""
    return db.scalar(
        select(Enrolment)
        .join(Enrolment.cohort)
        .join(Cohort.centre)
        .where(Enrolment.ref == ref, Cohort.ref == cohort_ref, reach(person))
        .options(
            contains_eager(Enrolment.cohort).contains_eager(Cohort.centre),
            joinedload(Enrolment.person).joinedload(Person.details),
        )
    )


def enrolled(cohort_id: int, ref: str | None = None) -> Sequence[Enrolment]:
    """Who sits in a class, by seat; with a reference this one alone."""
    alone = true() if ref is None else Enrolment.ref == ref
    return db.scalars(
        select(Enrolment)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state == Enrolled.ENROLLED, alone)
        .options(joinedload(Enrolment.person).joinedload(Person.details))
        .order_by(Enrolment.seat)
    ).all()


def seats(cohort: Cohort, ref: str | None = None) -> list[Seat]:
    """The class list: who sits there, whether identified, and on how many days present.

    With the reference of an enrolment it is this seat alone, and costs no more in a large class.
    """
    sitting = enrolled(cohort.id, ref)
    days = days_present(cohort.id, [one.id for one in sitting] if ref else None)
    known = identified([one.person_id for one in sitting])
    return [Seat(one, one.person_id in known, days[one.id]) for one in sitting]


def identified(person_ids: Sequence[int]) -> set[int]:
    """Which of these people staff have compared with a passport."""
    return set(
        db.scalars(
            select(Identity.person_id).where(Identity.person_id.in_(person_ids), Identity.current)
        )
    )


def days_present(cohort_id: int, only: Sequence[int] | None = None) -> Counter[int]:
    """How many roll calls of a class each enrolment answered, or only some of them."""
    newest = newest_marks().join(Meeting).where(Meeting.cohort_id == cohort_id)
    return answered(newest if only is None else newest.where(Attendance.enrolment_id.in_(only)))


def answered(newest: Select[int]) -> Counter[int]:
    """How many of these newest marks of each enrolment say: present."""
    rows = db.execute(
        select(Attendance.enrolment_id, func.count(Attendance.id))
        .where(Attendance.id.in_(newest), Attendance.present.is_(True))
        .group_by(Attendance.enrolment_id)
    )
    return Counter({enrolment_id: count for enrolment_id, count in rows})


def roll(meeting: Meeting) -> list[Call]:
    """The roll of a meeting, by seat."""
    newest = newest_marks().where(Attendance.meeting_id == meeting.id)
    rows = db.execute(
        select(Attendance.enrolment_id, Attendance.present).where(Attendance.id.in_(newest))
    )
    marked = {enrolment_id: present for enrolment_id, present in rows}
    return [Call(one, marked.get(one.id)) for one in enrolled(meeting.cohort_id)]


def passes(cohort: Cohort, ref: str | None = None) -> dict[tuple[int, int], CoursePass]:
    """The newest pass of each person of a class in each of its courses, by both ids."""
    sitting = select(Enrolment.person_id).where(
        Enrolment.cohort_id == cohort.id,
        Enrolment.state == Enrolled.ENROLLED,
        true() if ref is None else Enrolment.ref == ref,
    )
    rows = db.scalars(
        select(CoursePass)
        .join(CoursePass.version)
        .options(contains_eager(CoursePass.version).joinedload(CourseVersion.course))
        .where(
            CoursePass.person_id.in_(sitting),
            CourseVersion.course_id.in_([one.course_id for one in cohort.courses]),
        )
        .order_by(CourseVersion.id)
    )
    return {(one.person_id, one.version.course_id): one for one in rows}


def titles(cohort: Cohort, language: str) -> dict[int, str]:
    """What the courses of a class are called in their newest versions, by id."""
    newest = newest_versions()
    return {one.course_id: newest[one.course_id].title(language) for one in cohort.courses}


def newest_marks() -> Select[int]:
    """The ids of the marks that count: the last of each enrolment at each meeting."""
    return select(func.max(Attendance.id)).group_by(Attendance.meeting_id, Attendance.enrolment_id)


def trainers_of(centre: Centre) -> Sequence[Person]:
    """The trainers of a centre."""
    return db.scalars(
        select(Person)
        .where(Person.centre == centre.code, Person.role == Role.TRAINER, holds_role())
        .options(joinedload(Person.details))
        .order_by(Person.id)
    ).all()


def newest_versions() -> dict[int, CourseVersion]:
    """The newest version of every course, by the course's key."""
    newest = select(func.max(CourseVersion.id)).group_by(CourseVersion.course_id)
    found = db.scalars(
        select(CourseVersion).where(CourseVersion.id.in_(newest)).order_by(CourseVersion.course_id)
    )
    return {version.course_id: version for version in found}


def reach(person: Person) -> ColumnElement[bool]:
    """SQL: the centres whose classes a person runs; a query over Centre takes it."""
    if person.role is Role.TRAINER:
        return Centre.code == person.centre
    if person.role in {Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR}:
        return Centre.office_id.in_(select(Office.id).where(offices_reach(person)))
    return false()
