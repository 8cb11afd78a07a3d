"""Which lessons teach what a question asks, as they stand today."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from courses.models import Course, CourseVersion, Lesson, LessonText, Module, Question
from portal.ground.database import db


@dataclass(frozen=True)
class Taught:
    """A lesson of the newest version of a course: where it stands, and its title."""

    course: str
    lesson: str
    title: str


def lessons(question_ids: Sequence[int], language: str) -> dict[int, list[Taught]]:
    """The lessons of each question's module that the newest version of the course still has."""
    before, asked_in = aliased(Lesson), aliased(CourseVersion)
    newest = select(func.max(CourseVersion.id)).group_by(CourseVersion.course_id)
    rows = db.execute(
        select(Question.id, Course.slug, Lesson.slug, LessonText.title)
        .join(Module, Module.id == Question.module_id)
        .join(asked_in, asked_in.id == Module.version_id)
        .join(Course, Course.id == asked_in.course_id)
        .join(before, before.module_id == Module.id)
        .join(CourseVersion, CourseVersion.course_id == Course.id)
        .join(Lesson, (Lesson.version_id == CourseVersion.id) & (Lesson.slug == before.slug))
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .where(
            Question.id.in_(question_ids),
            CourseVersion.id.in_(newest),
            LessonText.language == language,
        )
        .order_by(Question.id, Lesson.position)
    )
    found: defaultdict[int, list[Taught]] = defaultdict(list)
    for question_id, *lesson in rows:
        found[question_id].append(Taught(*lesson))
    return found
