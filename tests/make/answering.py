"""Makers of tests that were handed in with answers of which one knows what they are worth."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from courses.actions import studying
from courses.models import Attempt, Module
from courses.paper import Asked, as_sent, right_answer
from courses.questions import Kind
from portal.ground.database import db
from portal.people.models import Person
from tests.make.courses import key_of, make_attempt


def wrong_choice(question: Asked) -> list[Any]:
    """An answer that is worth nothing, as it is kept."""
    good = right_answer(question)
    if question.kind.is_typed:
        return ["0"]
    if question.kind is Kind.ORDERING:
        return good[::-1]
    if question.kind is Kind.MATCHING:
        return [*good[1:], good[0]]
    return [place for place in range(len(question.key)) if place not in good][:1]


def hand_in(person: Person, module: Module, wrong: Collection[str] = (), left: int = 0) -> Attempt:
    """Take a test: these questions wrongly, the last ones not at all, the others rightly."""
    attempt = make_attempt(person, module)
    person_id, ref, seed = attempt.person_id, attempt.ref, attempt.seed
    asked = key_of(attempt)
    for position, question in enumerate(asked[: len(asked) - left], 1):
        good = right_answer(question)
        choice = wrong_choice(question) if question.slug in wrong else good
        sent = list(as_sent(seed, question, choice))
        studying.save_answer(person_id, ref, position, sent, 1)
    studying.submit_attempt(person_id, ref)
    return db.scalars(select(Attempt).filter_by(ref=ref)).one()
