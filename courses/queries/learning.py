"""Courses, their lessons, and the path of a person through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import contains_eager

from courses.models import (
    Attempt,
    Course,
    CourseFile,
    CoursePass,
    CourseVersion,
    Lesson,
    LessonText,
    Module,
)
from courses.path import LessonStep, ModuleStep
from courses.queries import testing
from courses.queries.offers import Reader, reads
from portal.ground.database import db
from portal.people.models import Person


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


def version_for(slug: str, reader: Reader) -> CourseVersion | None:
    """The version that a person is in the middle of, or the newest."""
    newest_first: list[ColumnElement[Any]] = [CourseVersion.id.desc()]
    if isinstance(reader, Person):
        begun = exists().where(
            Attempt.version_id == CourseVersion.id, Attempt.person_id == reader.id
        )
        over = exists().where(
            CoursePass.course_version_id == CourseVersion.id, CoursePass.person_id == reader.id
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


def outline(version: CourseVersion, language: str, reader: Reader) -> list[Line]:
    """All lessons of a version in order."""
    mine = reads(reader)
    text = and_(LessonText.lesson_id == Lesson.id, LessonText.language == language)
    rows = db.execute(
        select(Module, Lesson, LessonText.title, mine.c.lesson_id)
        .join(Lesson, Lesson.module_id == Module.id)
        .join(LessonText, text)
        .outerjoin(mine, mine.c.lesson_id == Lesson.id)
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


def path(version: CourseVersion, reader: Reader, language: str) -> list[ModuleStep]:
    """Somebody's path through a version, module by module."""
    tries = testing.attempts(reader if isinstance(reader, Person) else None, version)
    return steps(version, outline(version, language, reader), tries, language)


def steps(
    version: CourseVersion, lines: Sequence[Line], tries: Sequence[Attempt], language: str
) -> list[ModuleStep]:
    """The path through a version that these lessons and these attempts make."""
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
