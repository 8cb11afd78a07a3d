"""What the classes of a centre come to: passes and tests by class, and what is known later."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import contains_eager

from courses.models import (
    Attempt,
    Cohort,
    CohortCourse,
    CohortState,
    CoursePass,
    CourseVersion,
    Enrolled,
    Enrolment,
    Recall,
    RecallAnswer,
)
from courses.queries.cohorts import taken_seats
from courses.queries.reports.scope import Scope, learning
from courses.scoring import WHOLE
from portal.ground.database import db

PAGE = 25


@dataclass(frozen=True)
class ClassFigures:
    """A class in numbers."""

    cohort: Cohort
    learners: int
    # Courses of the class times its people, and how many of these are passed.
    to_pass: int
    passed: int
    # Tests that were handed in, and how many of these were passed.
    tests: int
    tests_passed: int

    @property
    def share(self) -> int:
        """How many of 100 courses to pass are passed."""
        return 100 * self.passed // self.to_pass if self.to_pass else 0


@dataclass(frozen=True)
class Later:
    """What the people who passed a course still knew, a week or a month later."""

    course_id: int
    round: int
    # Messages, and questions that were answered and answered rightly.
    sent: int
    answers: int
    right: int

    @property
    def share_right(self) -> int:
        """How many of 100 answers were right."""
        return round(100 * self.right / self.answers) if self.answers else 0


def classes(scope: Scope, page: int | None = None) -> list[ClassFigures]:
    """The classes of these days, the newest first; all of them, or a page."""
    query = _classes(scope).options(contains_eager(Cohort.centre))
    query = query.order_by(Cohort.begins_on.desc(), Cohort.id.desc())
    if page is not None:
        query = query.offset((page - 1) * PAGE).limit(PAGE)
    cohorts = db.scalars(query).all()
    ids = [one.id for one in cohorts]
    taken, courses = taken_seats(ids), _courses(ids)
    passed, tests = _passed(ids), _tests(ids)
    return [
        ClassFigures(
            cohort=one,
            learners=taken[one.id],
            to_pass=taken[one.id] * courses[one.id],
            passed=passed[one.id],
            tests=tests.get(one.id, (0, 0))[0],
            tests_passed=tests.get(one.id, (0, 0))[1],
        )
        for one in cohorts
    ]


def count_classes(scope: Scope) -> int:
    """How many classes there were in these days."""
    return db.scalar(select(func.count()).select_from(_classes(scope).subquery())) or 0


def later(scope: Scope) -> list[Later]:
    """What was still known a week and a month after each course was passed."""
    rows = db.execute(
        select(
            CourseVersion.course_id,
            Recall.round,
            # Each message has a first question.
            func.sum(case((RecallAnswer.position == 1, 1), else_=0)),
            func.count(RecallAnswer.mark),
            func.coalesce(func.sum(case((RecallAnswer.mark >= WHOLE, 1), else_=0)), 0),
        )
        .join(CoursePass, CoursePass.id == Recall.course_pass_id)
        .join(CourseVersion, CourseVersion.id == CoursePass.course_version_id)
        .join(RecallAnswer, RecallAnswer.recall_id == Recall.id)
        .where(learning(scope, CoursePass.person_id), scope.within(Recall.sent_at))
        .group_by(CourseVersion.course_id, Recall.round)
        .order_by(CourseVersion.course_id, Recall.round)
    )
    return [
        Later(course_id, round_, int(sent), answers, int(right))
        for course_id, round_, sent, answers, right in rows
    ]


def _classes(scope: Scope) -> Select[Any]:
    query = select(Cohort).join(Cohort.centre).where(scope.cohorts)
    if scope.since is None or scope.until is None:
        return query
    return query.where(
        Cohort.state != CohortState.CANCELLED,
        Cohort.begins_on <= scope.until,
        Cohort.ends_on >= scope.since,
    )


def _courses(ids: Sequence[int]) -> Counter[int]:
    rows = db.execute(
        select(CohortCourse.cohort_id, func.count(CohortCourse.id))
        .where(CohortCourse.cohort_id.in_(ids))
        .group_by(CohortCourse.cohort_id)
    )
    return Counter({cohort_id: count for cohort_id, count in rows})


def _passed(ids: Sequence[int]) -> Counter[int]:
    """How many courses of each class its people passed, in whichever version."""
    pairs = (
        select(Enrolment.cohort_id, Enrolment.person_id, CohortCourse.course_id)
        .join(CohortCourse, CohortCourse.cohort_id == Enrolment.cohort_id)
        .join(CourseVersion, CourseVersion.course_id == CohortCourse.course_id)
        .join(
            CoursePass,
            and_(
                CoursePass.course_version_id == CourseVersion.id,
                CoursePass.person_id == Enrolment.person_id,
            ),
        )
        .where(Enrolment.cohort_id.in_(ids), Enrolment.state == Enrolled.ENROLLED)
        .distinct()
        .subquery()
    )
    rows = db.execute(select(pairs.c.cohort_id, func.count()).group_by(pairs.c.cohort_id))
    return Counter({cohort_id: count for cohort_id, count in rows})


def _tests(ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many tests the people of each class handed in, and passed."""
    rows = db.execute(
        select(
            Enrolment.cohort_id,
            func.count(Attempt.id),
            func.sum(case((Attempt.passed.is_(True), 1), else_=0)),
        )
        .join(CohortCourse, CohortCourse.cohort_id == Enrolment.cohort_id)
        .join(CourseVersion, CourseVersion.course_id == CohortCourse.course_id)
        .join(
            Attempt,
            and_(Attempt.version_id == CourseVersion.id, Attempt.person_id == Enrolment.person_id),
        )
        .where(
            Enrolment.cohort_id.in_(ids),
            Enrolment.state == Enrolled.ENROLLED,
            Attempt.submitted_at.is_not(None),
        )
        .group_by(Enrolment.cohort_id)
    )
    return {cohort_id: (tests, int(passed)) for cohort_id, tests, passed in rows}
