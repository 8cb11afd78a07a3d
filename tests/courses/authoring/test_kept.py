"""What the database itself keeps: fixed copies, writers on record, one winner of a race."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from courses.actions import reviewing, writing
from courses.drafts.marks import mark
from courses.drafts.refusals import ChangedMeanwhile
from courses.models import CourseVersion, Draft
from portal.deeds.proposals import AlreadyDecided
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.authoring import ask, by, change_lesson, lesson_of, make_draft, make_trainer
from tests.make.people import make_person
from tests.make.racing import at_once


@pytest.fixture
def draft(own_database: Flask) -> Draft:
    """A draft in which something was changed."""
    trainer = make_trainer()
    draft = make_draft(trainer)
    change_lesson(trainer, draft)
    return draft


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM draft", "UPDATE draft_hand SET part = 'publisher'", "DELETE FROM draft_hand"],
)
def test_who_wrote_cannot_be_forgotten(own_database: Flask, statement: str) -> None:
    make_draft(make_trainer())
    db.rollback()
    with (
        pytest.raises(DBAPIError, match="history is only added to"),
        own_database.extensions["database"].begin() as connection,
    ):
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE draft_review SET digest = 'other'",
        "DELETE FROM draft_review",
        "UPDATE draft_review_file SET content = ''",
        "DELETE FROM draft_review_file",
    ],
)
def test_what_was_laid_before_somebody_stays_as_it_was(own_database: Flask, statement: str) -> None:
    trainer = make_trainer()
    draft = make_draft(trainer)
    change_lesson(trainer, draft)
    ask(trainer, draft)
    db.rollback()
    with (
        pytest.raises(DBAPIError, match="history is only added to"),
        own_database.extensions["database"].begin() as connection,
    ):
        connection.exec_driver_sql(statement)


def test_what_is_published_does_not_change_any_more(own_database: Flask) -> None:
    trainer, officer = make_trainer(), make_person(Role.OFFICER)
    draft = make_draft(trainer)
    change_lesson(trainer, draft)
    reviewing.publish_draft(by(officer), ask(trainer, draft))
    db.rollback()
    for statement in (
        "UPDATE draft SET state = 'writing'",
        "UPDATE draft_review SET comments = '{}'",
    ):
        with (
            pytest.raises(DBAPIError, match="history is only added to"),
            own_database.extensions["database"].begin() as connection,
        ):
            connection.exec_driver_sql(statement)


@pytest.mark.fault
def test_of_two_who_save_one_lesson_at_once_one_is_told(own_database: Flask, draft: Draft) -> None:
    ref, kept = draft.ref, lesson_of(draft, "one")
    people = [make_trainer().id for _turn in range(4)]
    db.rollback()

    def save(person_id: int) -> Callable[[], object]:
        words = kept.words | {"en": replace(kept.words["en"], title=f"By {person_id}")}
        new = replace(kept, words=words)
        return lambda: writing.save_lesson(person_id, ref, new, mark(kept))

    given = at_once(own_database, [save(person) for person in people])
    assert given.count(True) == 1
    assert [type(one) for one in given if one is not True] == [ChangedMeanwhile] * 3


@pytest.mark.fault
def test_of_two_who_publish_at_once_one_does(own_database: Flask, draft: Draft) -> None:
    author = db.get_one(Person, draft.begun_by_id)
    ref = ask(author, draft)
    people = [by(make_person(Role.OFFICER)) for _turn in range(4)]
    db.rollback()
    deeds = [lambda who=who: reviewing.publish_draft(who, ref) for who in people]
    given = at_once(own_database, deeds)
    assert given.count(ref) == 1
    assert [type(one) for one in given if one != ref] == [AlreadyDecided] * 3
    assert db.scalar(select(func.count(CourseVersion.id))) == 2


@pytest.mark.fault
def test_two_drafts_published_at_once_lose_nothing(own_database: Flask, draft: Draft) -> None:
    author = db.get_one(Person, draft.begun_by_id)
    other = make_draft(author)
    change_lesson(author, other, "two", "Theirs")
    refs = [ask(author, draft, "2"), ask(author, other, "3")]
    who = by(make_person(Role.OFFICER))
    db.rollback()
    deeds = [lambda ref=ref: reviewing.publish_draft(replace(who, key=ref), ref) for ref in refs]
    given = at_once(own_database, deeds)
    assert sorted(type(one).__name__ for one in given) == ["Outdated", "str"]
    assert db.scalar(select(func.count(CourseVersion.id))) == 2
