"""Tests of modules and a person's attempts at them; another person's are not there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from courses.models import (
    Answer,
    Attempt,
    Course,
    CourseVersion,
    Module,
    Question,
    QuestionText,
)
from courses.paper import Asked
from courses.path import Trial
from courses.waiting import allowance
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.models import Person


def module(version: CourseVersion, slug: str) -> Module | None:
    """A module of a version."""
    return db.scalar(select(Module).filter_by(version_id=version.id, slug=slug))


def attempts(person: Person | None, version: CourseVersion) -> Sequence[Attempt]:
    """A person's attempts at the tests of a version, the oldest first."""
    if person is None:
        return ()
    return db.scalars(
        select(Attempt)
        .where(Attempt.person_id == person.id, Attempt.version_id == version.id)
        .order_by(Attempt.module_id, Attempt.number)
    ).all()


def trial(version: CourseVersion, tries: Sequence[Attempt]) -> Trial:
    """How somebody stands with the test of a module."""
    best = next((attempt for attempt in tries if attempt.passed), None)
    begun = next((attempt for attempt in tries if attempt.is_open), None)
    ended = [attempt.submitted_at for attempt in tries if attempt.submitted_at]
    allowed = allowance(version.attempts_limit, version.wait_hours, ended, now())
    return Trial(
        score=best.score if best else None,
        ref=best.ref if best else None,
        begun=begun.ref if begun else None,
        left=allowed.left,
        wait_until=None if best else allowed.wait_until,
    )


def attempt_of(person: Person, slug: str, module_slug: str, ref: str) -> Attempt | None:
    """A person's own attempt, with its module and version; another's is not there."""
    return db.scalar(
        select(Attempt)
        .join(Attempt.module)
        .join(Module.version)
        .join(CourseVersion.course)
        .options(
            contains_eager(Attempt.module)
            .contains_eager(Module.version)
            .contains_eager(CourseVersion.course)
        )
        .where(
            Attempt.person_id == person.id,
            Attempt.ref == ref,
            Module.slug == module_slug,
            Course.slug == slug,
        )
    )


def asked(attempt: Attempt, language: str) -> list[Asked]:
    """The questions of an attempt in a language, in the attempt's order; the key is among them."""
    by_id = questions(attempt.asked, language)
    return [by_id[question_id] for question_id in attempt.asked]


def asked_at(attempt: Attempt, position: int, language: str) -> Asked | None:
    """One question of an attempt in a language, with its key; None where nothing is asked."""
    if not 1 <= position <= len(attempt.asked):
        return None
    question_id = attempt.asked[position - 1]
    return questions([question_id], language)[question_id]


def questions(ids: Sequence[int], language: str) -> dict[int, Asked]:
    """Questions in a language by their key, with what is right."""
    rows = db.execute(
        select(Question, QuestionText)
        .join(QuestionText, QuestionText.question_id == Question.id)
        .where(Question.id.in_(ids), QuestionText.language == language)
    )
    return {
        question.id: Asked(
            slug=question.slug,
            kind=question.kind,
            key=tuple(question.answers),
            stem=text.stem,
            options=tuple(text.options),
            feedbacks=tuple(text.feedbacks),
            feedback=text.feedback,
            matches=tuple(text.matches),
        )
        for question, text in rows
    }


def answers(attempt: Attempt) -> dict[int, Answer]:
    """What was answered so far, by position."""
    rows = db.scalars(select(Answer).filter_by(attempt_id=attempt.id))
    return {answer.position: answer for answer in rows}


def answered(attempt_id: int) -> set[int]:
    """The positions of an attempt that have an answer."""
    return set(db.scalars(select(Answer.position).filter_by(attempt_id=attempt_id)))


def given(attempt: Attempt) -> dict[int, Sequence[Any]]:
    """What was chosen so far, by position."""
    return {position: answer.choice for position, answer in answers(attempt).items()}
