"""Makers of passes in the past, and of the messages that follow them."""

import re
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from courses import queries
from courses.actions import recall
from courses.models import CoursePass, CourseVersion, Question, Recall
from courses.paper import Asked, as_sent, right_answer
from portal.deeds.outbox import OutboxMessage
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.people.models import Person
from tests.make.answering import wrong_choice
from tests.make.courses import pass_module


def pass_course(person: Person, version: CourseVersion) -> CoursePass:
    """Pass every test of a course, now."""
    person_id, version_id = person.id, version.id
    for module in list(version.modules):
        pass_module(person, module)
    mine = select(CoursePass).filter_by(person_id=person_id, course_version_id=version_id)
    return db.scalars(mine).one()


def later(app: Flask, **more: float) -> None:
    """Let time pass."""
    moment = now() + timedelta(**more)
    app.config["CLOCK"] = lambda: moment


def links() -> list[str]:
    """The links that were sent, the oldest first, as paths of ours."""
    texts = [message.text for message in db.scalars(select(OutboxMessage).order_by("id"))]
    return [
        found[1] for text in texts if (found := re.search(r"https://[^/ ]+(/recall/\S+)", text))
    ]


def make_recall(app: Flask, person: Person, version: CourseVersion, days: int = 7) -> str:
    """Pass a course, let a week pass, and ask; the link."""
    pass_course(person, version)
    later(app, days=days)
    recall.send_few()
    return links()[-1]


def newest() -> Recall:
    """The recall that was sent last."""
    return db.scalars(select(Recall).order_by(Recall.id.desc()).limit(1)).one()


def asked() -> list[Asked]:
    """The questions of the newest recall, in its order, with their keys."""
    ids = [row.question_id for row in newest().answers]
    found = queries.questions(ids, "bn")
    return [found[question_id] for question_id in ids]


def right(position: int) -> list[str]:
    """What a browser sends for the right answer to a question of the newest recall."""
    question = asked()[position - 1]
    return list(as_sent(newest().seed, question, right_answer(question)))


def wrong(position: int) -> list[str]:
    """What a browser sends for an answer to it that is worth nothing."""
    question = asked()[position - 1]
    return list(as_sent(newest().seed, question, wrong_choice(question)))


@transaction
def let_ask(*slugs: str) -> None:
    """Let the newest recall ask these questions, whatever was drawn."""
    rows = list(newest().answers)
    for row, slug in zip(rows, slugs, strict=False):
        row.question_id = db.scalars(select(Question.id).filter_by(slug=slug)).one()
