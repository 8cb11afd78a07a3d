"""The courses there are, how far somebody is in each, and what comes before one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, false, func, select
from sqlalchemy.orm import aliased

from courses.guests import Guest
from courses.models import (
    Course,
    CoursePass,
    CourseVersion,
    GuestRead,
    GuestStudy,
    Lesson,
    LessonRead,
)
from portal.ground.database import db
from portal.people.models import Person

# Who reads: a person, a phone without an account, or nobody whom we know again.
Reader = Person | Guest | None


@dataclass(frozen=True)
class Offer:
    """A course in the list: its newest version and how much there is to learn."""

    version: CourseVersion
    slug: str
    modules: int
    lessons: int
    minutes: int
    # Of who asks; a pass of any version counts.
    read: int
    passed: bool

    @property
    def destination(self) -> str | None:
        """The country that it is for, if it is for one."""
        return self.version.destination

    @property
    def work(self) -> str | None:
        """The kind of work that it is for, if it is for one."""
        return self.version.work

    @property
    def prerequisites(self) -> Sequence[str]:
        """The courses to pass before its tests."""
        return self.version.prerequisites


@dataclass(frozen=True)
class Before:
    """A course to pass before the tests of another one."""

    slug: str
    titles: dict[str, str]


def courses(reader: Reader) -> list[Offer]:
    """Every course in its newest version, in the order in which they were first published."""
    mine = reads(reader)
    rows = db.execute(
        select(
            CourseVersion,
            Course.slug,
            func.count(Lesson.module_id.distinct()),
            func.count(Lesson.id),
            func.sum(Lesson.minutes),
            func.count(mine.c.lesson_id),
            _has_passed(reader),
        )
        .join(Course)
        .join(Lesson, Lesson.version_id == CourseVersion.id)
        .outerjoin(mine, mine.c.lesson_id == Lesson.id)
        .where(CourseVersion.id.in_(_newest()))
        .group_by(CourseVersion.id, Course.id, Course.slug)
        .order_by(CourseVersion.course_id)
    )
    return [Offer(*row) for row in rows]


def destinations() -> list[str]:
    """The countries that a course is about."""
    found = (
        select(CourseVersion.destination)
        .distinct()
        .where(CourseVersion.id.in_(_newest()), CourseVersion.destination.is_not(None))
    )
    return [code for code in db.scalars(found) if code]


def before(version: CourseVersion, reader: Reader) -> list[Before]:
    """The courses that are to be passed before the tests of this version, and are not yet."""
    if not version.prerequisites:
        return []
    rows = db.execute(
        select(Course.slug, CourseVersion.titles)
        .join(CourseVersion.course)
        .where(
            Course.slug.in_(version.prerequisites),
            CourseVersion.id.in_(_newest()),
            ~_has_passed(reader),
        )
        .order_by(Course.id)
    )
    return [Before(*row) for row in rows]


def reads(reader: Reader) -> Subquery:
    """The lessons that somebody has read, in whichever version of their course."""
    if isinstance(reader, Guest):
        found = (
            select(GuestRead.lesson_id)
            .join(GuestStudy, GuestStudy.id == GuestRead.study_id)
            .where(GuestStudy.token_hash == reader.token_hash)
        )
    else:
        found = select(LessonRead.lesson_id).where(
            LessonRead.person_id == reader.id if reader else false()
        )
    return _in_every_version(found.subquery())


def _in_every_version(found: Subquery) -> Subquery:
    """The same lessons of other versions too: a new version takes nothing away that was read."""
    was, its_version = aliased(Lesson), aliased(CourseVersion)
    return (
        select(Lesson.id.label("lesson_id"))
        .distinct()
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .join(its_version, its_version.course_id == CourseVersion.course_id)
        .join(was, and_(was.version_id == its_version.id, was.slug == Lesson.slug))
        .join(found, found.c.lesson_id == was.id)
        .subquery()
    )


def _has_passed(reader: Reader) -> ColumnElement[bool]:
    """Whether a person has passed any version of the course at hand."""
    if not isinstance(reader, Person):
        return false()
    other = aliased(CourseVersion)
    return (
        exists()
        .where(
            CoursePass.course_version_id == other.id,
            CoursePass.person_id == reader.id,
            other.course_id == Course.id,
        )
        .correlate(Course)
    )


def _newest() -> Select[int]:
    return select(func.max(CourseVersion.id)).group_by(CourseVersion.course_id)
