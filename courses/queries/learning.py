"""Courses, their lessons, and the path of a person through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from courses.models import (
    Attempt,
    Course,
    CourseFile,
    CoursePass,
    CourseVersion,
    Lesson,
    LessonRead,
    LessonText,
    Module,
)
from courses.path import LessonStep, ModuleStep
from courses.queries import testing
from portal.ground.database import db
from portal.people.models import Person


@dataclass(frozen=True)
class Offer:
    """A course in the list: its newest version and how much there is to learn."""

    version: CourseVersion
    slug: str
    modules: int
    lessons: int
    minutes: int
    # Of the person who asks.
    read: int
    passed: bool


@dataclass(frozen=True)
class Line:
    """A lesson in the outline of a course."""

    module: Module
    lesson: Lesson
    title: str
    is_read: bool


@dataclass(frozen=True)
class Place:
    """A lesson among its neighbours."""

    line: Line
    previous: Line | None
    next: Line | None
    # Which lesson of how many in the course.
    number: int
    total: int

    @property
    def is_last_of_module(self) -> bool:
        """Whether the test of the module follows."""
        return self.next is None or self.next.module is not self.line.module


def courses(person: Person | None) -> list[Offer]:
    """Every course in its newest version."""
    newest = select(func.max(CourseVersion.id)).group_by(CourseVersion.course_id)
    person_id = person.id if person else None
    has_passed = exists().where(
        CoursePass.course_version_id == CourseVersion.id, CoursePass.person_id == person_id
    )
    rows = db.execute(
        select(
            CourseVersion,
            Course.slug,
            func.count(Lesson.module_id.distinct()),
            func.count(Lesson.id),
            func.sum(Lesson.minutes),
            func.count(LessonRead.id),
            has_passed,
        )
        .join(Course)
        .join(Lesson, Lesson.version_id == CourseVersion.id)
        .outerjoin(
            LessonRead,
            and_(LessonRead.lesson_id == Lesson.id, LessonRead.person_id == person_id),
        )
        .where(CourseVersion.id.in_(newest))
        .group_by(CourseVersion.id, Course.slug)
        .order_by(CourseVersion.course_id)
    )
    return [Offer(*row) for row in rows]


def version_for(slug: str, person: Person | None) -> CourseVersion | None:
    """The version that a person is in the middle of, or the newest."""
    newest_first: list[ColumnElement[Any]] = [CourseVersion.id.desc()]
    if person is not None:
        begun = exists().where(
            Attempt.version_id == CourseVersion.id, Attempt.person_id == person.id
        )
        over = exists().where(
            CoursePass.course_version_id == CourseVersion.id, CoursePass.person_id == person.id
        )
        newest_first.insert(0, and_(begun, ~over).desc())
    return db.scalar(
        select(CourseVersion)
        .join(CourseVersion.course)
        .options(contains_eager(CourseVersion.course))
        .where(Course.slug == slug)
        .order_by(*newest_first)
        .limit(1)
    )


def outline(version: CourseVersion, language: str, person: Person | None) -> list[Line]:
    """All lessons of a version in order."""
    mine = and_(
        LessonRead.lesson_id == Lesson.id,
        LessonRead.person_id == (person.id if person else None),
    )
    text = and_(LessonText.lesson_id == Lesson.id, LessonText.language == language)
    rows = db.execute(
        select(Module, Lesson, LessonText.title, LessonRead.id)
        .join(Lesson, Lesson.module_id == Module.id)
        .join(LessonText, text)
        .outerjoin(LessonRead, mine)
        .where(Module.version_id == version.id)
        .order_by(Lesson.position)
    )
    return [Line(module, lesson, title, read is not None) for module, lesson, title, read in rows]


def place(lines: Sequence[Line], slug: str) -> Place | None:
    """Where a lesson stands in an outline."""
    slugs = [line.lesson.slug for line in lines]
    if slug not in slugs:
        return None
    at = slugs.index(slug)
    return Place(
        line=lines[at],
        previous=lines[at - 1] if at else None,
        next=lines[at + 1] if at + 1 < len(lines) else None,
        number=at + 1,
        total=len(lines),
    )


def path(version: CourseVersion, person: Person | None, language: str) -> list[ModuleStep]:
    """The path of a person through a version, module by module."""
    lines = outline(version, language, person)
    tries = testing.attempts(person, version)
    passes = {attempt.module_id for attempt in tries if attempt.passed}
    modules = list(dict.fromkeys(line.module for line in lines))
    open_titles = {
        module.slug: module.title(language) for module in modules if module.id not in passes
    }
    return [
        ModuleStep(
            slug=module.slug,
            title=module.title(language),
            lessons=tuple(
                LessonStep(line.lesson.slug, line.title, line.lesson.minutes, line.is_read)
                for line in lines
                if line.module is module
            ),
            trial=testing.trial(version, [one for one in tries if one.module_id == module.id]),
            behind=tuple(open_titles[slug] for slug in module.requires if slug in open_titles),
        )
        for module in modules
    ]


def lesson_text(lesson: Lesson, language: str) -> LessonText:
    """A lesson in a language."""
    return db.scalars(select(LessonText).filter_by(lesson_id=lesson.id, language=language)).one()


def passed(person: Person | None, slug: str) -> CoursePass | None:
    """A person's newest pass of a course."""
    if person is None:
        return None
    return db.scalar(
        select(CoursePass)
        .join(CoursePass.version)
        .join(CourseVersion.course)
        .options(contains_eager(CoursePass.version))
        .where(Course.slug == slug, CoursePass.person_id == person.id)
        .order_by(CourseVersion.id.desc())
        .limit(1)
    )


def picture(slug: str, version: str, name: str) -> CourseFile | None:
    """A picture of a version of a course, by its name or by what questions call it."""
    return db.scalar(
        select(CourseFile)
        .join(CourseVersion, CourseVersion.id == CourseFile.version_id)
        .join(CourseVersion.course)
        .where(
            Course.slug == slug,
            CourseVersion.version == version,
            or_(
                CourseFile.path == f"media/{name}",
                CourseFile.digest == name.removesuffix(".svg"),
            ),
        )
    )


def files(slug: str) -> dict[str, bytes] | None:
    """The files of a course's newest version, as they were published."""
    newest = version_for(slug, None)
    if newest is None:
        return None
    rows = db.scalars(select(CourseFile).filter_by(version_id=newest.id))
    return {file.path: file.content for file in rows}
