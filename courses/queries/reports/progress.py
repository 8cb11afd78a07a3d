"""How far everybody of a class is: as many questions to the database for one as for forty."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import load_only

from courses.helping import CourseWay, Learner
from courses.models import (
    Attempt,
    Attendance,
    Cohort,
    CourseVersion,
    Enrolment,
    Lesson,
    LessonRead,
    Meeting,
)
from courses.path import Next, next_step
from courses.queries import classes
from courses.queries.classes import newest_marks
from courses.queries.learning import Line, outline, steps
from portal.ground.clock import DHAKA
from portal.ground.database import db

# What is needed of an attempt: not what it asks, and nobody's answers.
_COLUMNS = (
    Attempt.person_id,
    Attempt.module_id,
    Attempt.version_id,
    Attempt.ref,
    Attempt.started_at,
    Attempt.submitted_at,
    Attempt.score,
    Attempt.passed,
)


@dataclass(frozen=True)
class _Class:
    """All that the rows of a class are made of."""

    language: str
    # By course: its newest version, and every version that somebody has begun.
    newest: dict[int, CourseVersion]
    versions: dict[int, CourseVersion]
    lines: dict[int, list[Line]]
    passes: dict[tuple[int, int], CourseVersion]
    tries: dict[int, list[Attempt]]
    read: dict[int, dict[int, datetime]]
    present: dict[int, date]


def learners(cohort: Cohort, language: str) -> list[Learner]:
    """Everybody of a class with how far they are in its courses, by seat."""
    sitting = classes.enrolled(cohort.id)
    found = _read(cohort, sitting, language)
    course_ids = _in_order(found.newest, [one.course_id for one in cohort.courses])
    return [
        Learner(
            ref=one.ref,
            seat=one.seat or 0,
            name=one.person.name,
            ways=[_way(found, one.person_id, course_id) for course_id in course_ids],
            last_seen=_last_seen(found, one),
        )
        for one in sitting
    ]


def _read(cohort: Cohort, sitting: Sequence[Enrolment], language: str) -> _Class:
    people = [one.person_id for one in sitting]
    course_ids = [one.course_id for one in cohort.courses]
    attempts = db.scalars(
        select(Attempt)
        .options(load_only(*_COLUMNS))
        .join(CourseVersion, CourseVersion.id == Attempt.version_id)
        .where(Attempt.person_id.in_(people), CourseVersion.course_id.in_(course_ids))
        .order_by(Attempt.module_id, Attempt.number)
    ).all()
    tries: defaultdict[int, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        tries[attempt.person_id].append(attempt)
    every = classes.newest_versions()
    newest = {course_id: every[course_id] for course_id in course_ids}
    passes = {key: one.version for key, one in classes.passes(cohort).items()}
    versions = {one.id: one for one in [*newest.values(), *passes.values()]}
    versions |= _versions({one.version_id for one in attempts} - set(versions))
    return _Class(
        language=language,
        newest=newest,
        versions=versions,
        lines={key: outline(version, language, None) for key, version in versions.items()},
        passes=passes,
        tries=tries,
        read=_lessons_read(people, list(versions)),
        present=_days_present(cohort.id),
    )


def _versions(ids: set[int]) -> dict[int, CourseVersion]:
    if not ids:
        return {}
    return {
        one.id: one for one in db.scalars(select(CourseVersion).where(CourseVersion.id.in_(ids)))
    }


def _lessons_read(people: list[int], versions: list[int]) -> dict[int, dict[int, datetime]]:
    """When each person read each lesson."""
    rows = db.execute(
        select(LessonRead.person_id, LessonRead.lesson_id, LessonRead.read_at)
        .join(Lesson, Lesson.id == LessonRead.lesson_id)
        .where(LessonRead.person_id.in_(people), Lesson.version_id.in_(versions))
    )
    found: defaultdict[int, dict[int, datetime]] = defaultdict(dict)
    for person_id, lesson_id, read_at in rows:
        found[person_id][lesson_id] = read_at
    return found


def _days_present(cohort_id: int) -> dict[int, date]:
    """The last day on which each enrolment answered the roll."""
    newest = newest_marks().join(Meeting).where(Meeting.cohort_id == cohort_id)
    rows = db.execute(
        select(Attendance.enrolment_id, func.max(Meeting.on))
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Attendance.id.in_(newest), Attendance.present.is_(True))
        .group_by(Attendance.enrolment_id)
    )
    return {enrolment_id: on for enrolment_id, on in rows}


def _in_order(newest: dict[int, CourseVersion], course_ids: Sequence[int]) -> list[int]:
    """The courses as they are learnt: what asks for others comes after them."""
    return sorted(course_ids, key=lambda one: (len(newest[one].prerequisites), one))


def _way(found: _Class, person_id: int, course_id: int) -> CourseWay:
    """How far somebody is in a course: in the version they passed, or are in, or the newest."""
    passed = found.passes.get((person_id, course_id))
    tries = found.tries.get(person_id, [])
    begun = {
        one.version_id for one in tries if found.versions[one.version_id].course_id == course_id
    }
    version = passed or (found.versions[max(begun)] if begun else found.newest[course_id])
    mine = [one for one in tries if one.version_id == version.id]
    read = found.read.get(person_id, {})
    lines = [replace(line, is_read=line.lesson.id in read) for line in found.lines[version.id]]
    modules = steps(version, lines, mine, found.language)
    slugs = {line.module.id: line.module.slug for line in lines}
    failed = Counter(slugs[one.module_id] for one in mine if one.submitted_at and not one.passed)
    # What is learnt after other courses waits for them.
    waits = any(
        (person_id, other.course_id) not in found.passes
        for other in found.newest.values()
        if other.course.slug in version.prerequisites
    )
    return CourseWay(
        title=found.newest[course_id].title(found.language),
        modules=modules,
        step=next_step(modules, Next.COURSES if waits else None),
        passed=passed is not None,
        failed=failed,
    )


def _last_seen(found: _Class, enrolment: Enrolment) -> date | None:
    moments = list(found.read.get(enrolment.person_id, {}).values())
    for attempt in found.tries.get(enrolment.person_id, []):
        moments += [attempt.started_at, attempt.submitted_at or attempt.started_at]
    days = [moment.astimezone(DHAKA).date() for moment in moments]
    if enrolment.id in found.present:
        days.append(found.present[enrolment.id])
    return max(days, default=None)
