"""Plain steps that write a pack as a fixed version; actions use them inside themselves."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import insert, select

from courses import prerequisites
from courses.models import (
    Course,
    CourseFile,
    CourseVersion,
    Lesson,
    LessonText,
    Module,
    Question,
    QuestionText,
)
from courses.pack import parts
from courses.pack.files import digest
from courses.refusals import VersionFixed
from courses.watching import Steps, Tell, nobody
from portal.ground.clock import now
from portal.ground.database import db

# So many questions are written at once.
_AT_ONCE = 500


def record(pack: parts.Pack, tell: Tell = nobody) -> tuple[CourseVersion, bool]:
    """The version that holds this pack, all of it, and whether it is new."""
    course = db.scalar(select(Course).filter_by(slug=pack.slug)) or Course(slug=pack.slug)
    db.add(course)
    db.flush()
    before = db.scalar(select(CourseVersion).filter_by(course_id=course.id, version=pack.version))
    if before is not None:
        if before.digest != pack.digest:
            raise VersionFixed(version=pack.version)
        return before, False
    prerequisites.check(pack.slug, pack.prerequisites)
    version = _version(course, pack)
    db.add(version)
    db.flush()
    db.add_all(
        CourseFile(
            version_id=version.id,
            path=path,
            digest=digest(content) if path.startswith("media/") else None,
            content=content,
        )
        for path, content in pack.files.items()
    )
    steps = Steps(sum(len(module.questions) for module in pack.modules), tell)
    position = 0
    for place, module in enumerate(pack.modules, 1):
        row = _add_module(version, place, module, position)
        for first in steps.each(range(0, len(module.questions), _AT_ONCE), _AT_ONCE):
            _add_questions(row, first, module.questions[first : first + _AT_ONCE])
        position += len(module.lessons)
    return version, True


def _version(course: Course, pack: parts.Pack) -> CourseVersion:
    return CourseVersion(
        course_id=course.id,
        version=pack.version,
        digest=pack.digest,
        titles=pack.titles,
        audience=pack.audience,
        destination=pack.destination,
        work=pack.work,
        prerequisites=list(pack.prerequisites),
        expires_after=pack.expires_after,
        attempts_limit=pack.attempts_limit,
        wait_hours=pack.wait_hours,
        sources={source.id: asdict(source) for source in pack.sources},
        last_checked=pack.last_checked,
        published_at=now(),
    )


def _add_module(version: CourseVersion, place: int, module: parts.Module, before: int) -> Module:
    row = Module(
        version_id=version.id,
        slug=module.slug,
        position=place,
        titles=module.titles,
        draw=module.draw,
        pass_mark=module.pass_mark,
        requires=list(module.requires),
    )
    db.add(row)
    db.flush()
    for position, lesson in enumerate(module.lessons, before + 1):
        _add_lesson(row, position, lesson)
    return row


def _add_lesson(module: Module, position: int, lesson: parts.Lesson) -> None:
    row = Lesson(
        version_id=module.version_id,
        module_id=module.id,
        slug=lesson.slug,
        position=position,
        minutes=lesson.minutes,
        picture=lesson.picture,
        sources=list(lesson.sources),
        last_checked=lesson.last_checked,
    )
    db.add(row)
    db.flush()
    db.add_all(
        LessonText(lesson_id=row.id, language=language, **asdict(text))
        for language, text in lesson.texts.items()
    )


def _add_questions(module: Module, before: int, questions: Sequence[parts.Question]) -> None:
    """Add many questions in three statements."""
    rows = [
        {
            "module_id": module.id,
            "slug": question.slug,
            "position": position,
            "kind": question.kind,
            "key": [vars(answer) for answer in question.key],
        }
        for position, question in enumerate(questions, before + 1)
    ]
    db.execute(insert(Question), rows)
    written = select(Question.slug, Question.id).where(
        Question.module_id == module.id, Question.position > before
    )
    ids = {slug: question_id for slug, question_id in db.execute(written)}
    texts = [
        {"question_id": ids[question.slug], "language": language, **vars(text)}
        for question in questions
        for language, text in question.texts.items()
    ]
    db.execute(insert(QuestionText), texts)
