"""Who is to be asked again, about what, and the recall behind a link."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from courses import scoring
from courses.models import (
    Attempt,
    CoursePass,
    CourseVersion,
    Module,
    Question,
    Recall,
    RecallAnswer,
    RecallChoice,
)
from courses.questions import Kind
from courses.recalling import ROUNDS
from portal.ground.access import Role
from portal.ground.clock import DHAKA, now, today
from portal.ground.database import db
from portal.ground.limits import waiting
from portal.people.models import Person, PhoneIndex
from portal.people.visits import token_hash

# Where links are counted that are none of ours: all together, for nobody's name hangs on them.
UNKNOWN = ("recall-unknown", b"link")
_MARKED = [kind for kind in Kind if kind.is_marked]


def due(round_: int, limit: int) -> list[tuple[CoursePass, Person]]:
    """Passes about which somebody is to be asked today, the oldest first.

    Nobody who has no number, or said that they want no messages, or had one today.
    """
    span = ROUNDS[round_]
    rows = db.execute(
        select(CoursePass, Person)
        .join(Person, Person.id == CoursePass.person_id)
        .options(joinedload(Person.details))
        .where(
            CoursePass.passed_on.between(span.first(today()), span.last(today())),
            Person.active,
            Person.role == Role.MIGRANT,
            exists().where(PhoneIndex.person_id == Person.id),
            ~exists().where(RecallChoice.person_id == Person.id, ~RecallChoice.wanted),
            ~exists().where(Recall.course_pass_id == CoursePass.id, Recall.round == round_),
            ~_had_one_today(),
            exists().where(
                Module.version_id == CoursePass.course_version_id,
                Question.module_id == Module.id,
                Question.kind.in_(_MARKED),
            ),
        )
        .order_by(CoursePass.passed_on, CoursePass.id)
        .limit(limit)
    )
    return [(course_pass, person) for course_pass, person in rows]


def _had_one_today() -> ColumnElement[bool]:
    other = aliased(CoursePass)
    midnight = datetime.combine(today(), time(), DHAKA)
    return exists().where(
        Recall.course_pass_id == other.id,
        other.person_id == Person.id,
        Recall.sent_at >= midnight,
    )


def marks(course_pass: CoursePass) -> dict[Question, float | None]:
    """Every question of the passed version, with what it was worth to the person last time."""
    bank = db.scalars(
        select(Question)
        .join(Module, Module.id == Question.module_id)
        .where(Module.version_id == course_pass.course_version_id, Question.kind.in_(_MARKED))
        .order_by(Question.id)
    ).all()
    last = dict(_in_tests(course_pass, {question.id: question for question in bank}))
    rows = db.execute(
        select(RecallAnswer.question_id, RecallAnswer.mark)
        .join(Recall, Recall.id == RecallAnswer.recall_id)
        .where(Recall.course_pass_id == course_pass.id, RecallAnswer.mark.is_not(None))
    )
    last |= {question_id: mark for question_id, mark in rows if mark is not None}
    return {question: last.get(question.id) for question in bank}


def _in_tests(course_pass: CoursePass, bank: dict[int, Question]) -> Iterator[tuple[int, float]]:
    """The mark of each question in each test that was handed in, the last test at the end."""
    attempts = db.scalars(
        select(Attempt)
        .where(
            Attempt.person_id == course_pass.person_id,
            Attempt.version_id == course_pass.course_version_id,
            Attempt.submitted_at.is_not(None),
        )
        .options(selectinload(Attempt.answers))
        .order_by(Attempt.submitted_at, Attempt.id)
    ).all()
    for attempt in attempts:
        given: dict[int, Sequence[Any]] = {one.position: one.choice for one in attempt.answers}
        for position, question_id in enumerate(attempt.asked, 1):
            if question := bank.get(question_id):
                choice = given.get(position, [])
                yield question_id, scoring.mark(question.kind, question.answers, choice)


def opened(token: str) -> Recall | None:
    """The recall behind a link, while it lasts and the person is there."""
    found = behind(token)
    return found if found and found.ends_at > now() else None


def behind(token: str) -> Recall | None:
    """The recall behind a link, lasting or not."""
    return db.scalar(
        select(Recall)
        .join(Recall.course_pass)
        .join(Person, Person.id == CoursePass.person_id)
        .where(Recall.token_hash == token_hash(token), Person.active)
        .options(
            contains_eager(Recall.course_pass)
            .joinedload(CoursePass.version)
            .joinedload(CourseVersion.course),
            selectinload(Recall.answers),
        )
    )


def wait_for_unknown() -> int:
    """How many seconds links that are none of ours get no look any more, 0 if they do."""
    return waiting(*UNKNOWN)


def wants(person: Person) -> bool:
    """Whether somebody gets these messages."""
    chosen = db.scalar(select(RecallChoice.wanted).filter_by(person_id=person.id))
    return True if chosen is None else chosen
