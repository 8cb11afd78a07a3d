"""Keeping answers: few statements, the newest counts, and what was asked stays what was asked."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from courses import queries
from courses.actions import publishing, studying
from courses.models import Answer, Attempt, CourseVersion, Question
from courses.pack.reading import read
from courses.paper import Asked
from courses.questions import Kind
from courses.refusals import AnsweredElsewhere
from portal.ground.database import db
from portal.people.models import Person
from tests.make.counting import at_most
from tests.make.courses import (
    key_of,
    make_attempt,
    make_course,
    pass_module,
    right_answer,
    write_pack,
)
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
BIG = "\n\n".join(
    f"::q{number}::Question {number}?{{=right ~wrong ~worse####Because.}}" for number in range(300)
)


@pytest.fixture
def attempt(app: Flask) -> Attempt:
    """A test that is begun and asks every kind of question."""
    return make_attempt(make_person(language="en"), make_course("small").modules[0])


@pytest.fixture
def big(app: Flask, tmp_path: Path) -> CourseVersion:
    """A course with a big bank."""
    folder = write_pack(tmp_path, slug="big")
    for language in ("bn", "en"):
        path = folder / language / "questions.gift"
        path.write_text(f"{path.read_text('utf-8')}\n$CATEGORY: first\n\n{BIG}\n", "utf-8")
    publishing.publish(read(folder))
    version = queries.version_for("big", None)
    assert version is not None
    return version


def _at(attempt: Attempt, kind: Kind) -> tuple[int, Asked]:
    questions = key_of(attempt)
    place = next(at for at, question in enumerate(questions) if question.kind is kind)
    return place + 1, questions[place]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.is_marked])
def test_an_answer_is_kept_with_at_most_four_statements(
    app: Flask, attempt: Attempt, kind: Kind
) -> None:
    person_id, ref = attempt.person_id, attempt.ref
    place, question = _at(attempt, kind)
    given = right_answer(attempt, question)
    # The first time, a change of mind, a repeat, and one that comes late.
    for sequence in (1, 3, 3, 2):
        with at_most(4, app):
            studying.save_answer(person_id, ref, place, given, sequence)
    assert db.scalar(select(func.count(Answer.id))) == 1


def test_only_the_one_question_is_read_however_big_the_bank(app: Flask, big: CourseVersion) -> None:
    attempt = make_attempt(make_person(), big.modules[0])
    person_id, ref = attempt.person_id, attempt.ref
    loaded: list[object] = []
    db.expunge_all()
    event.listen(Question, "load", lambda *args: loaded.append(args))
    with at_most(4, app):
        studying.save_answer(person_id, ref, 1, ["0"], 1)
    assert len(loaded) == 1


def test_a_question_is_shown_with_as_few_statements_however_big_the_bank(
    app: Flask, big: CourseVersion, sign_in: SignIn
) -> None:
    attempt = make_attempt(make_person(), big.modules[0])
    place, person_id = f"/courses/big/test/first/{attempt.ref}/1", attempt.person_id
    learner = sign_in(db.get_one(Person, person_id))
    learner.get(place)
    with at_most(6, app):
        assert learner.get(place).status_code == 200


@pytest.mark.parametrize("order", list(itertools.permutations([1, 2, 3])))
def test_in_whatever_order_answers_come_the_newest_counts(
    attempt: Attempt, order: tuple[int, ...]
) -> None:
    place, _question = _at(attempt, Kind.NUMBER)
    for sequence in [*order, *order]:
        studying.save_answer(attempt.person_id, attempt.ref, place, [str(sequence)], sequence)
    kept = db.scalars(select(Answer)).one()
    assert (kept.choice, kept.sequence) == (["3"], 3)


def test_the_same_number_with_another_answer_is_told_and_changes_nothing(attempt: Attempt) -> None:
    place, _question = _at(attempt, Kind.NUMBER)
    studying.save_answer(attempt.person_id, attempt.ref, place, ["5"], 2)
    with pytest.raises(AnsweredElsewhere):
        studying.save_answer(attempt.person_id, attempt.ref, place, ["6"], 2)
    kept = db.scalars(select(Answer)).one()
    assert (kept.choice, kept.sequence) == (["5"], 2)


def test_a_request_sent_again_after_a_newer_one_is_answered_and_changes_nothing(
    attempt: Attempt, sign_in: SignIn
) -> None:
    learner = sign_in(db.get_one(Person, attempt.person_id))
    number, _question = _at(attempt, Kind.NUMBER)
    place = f"/courses/small/test/first/{attempt.ref}/{number}"
    for given, sequence in (("5", "1"), ("6", "2"), ("5", "1"), ("6", "2")):
        sent = {"choice": given, "sequence": sequence}
        assert learner.post(place, data=sent).status_code == 303
    assert db.scalars(select(Answer)).one().choice == ["6"]


def _questions(learner: FlaskClient, place: str) -> list[str]:
    """Every question as it is asked."""
    pages = [learner.get(f"{place}/{position}").text for position in range(1, 8)]
    return [re.findall("<fieldset.*</fieldset>", page, re.DOTALL)[0] for page in pages]


def test_a_test_that_is_begun_stays_as_it_is_when_a_new_version_comes(
    attempt: Attempt, sign_in: SignIn, tmp_path: Path
) -> None:
    learner = sign_in(db.get_one(Person, attempt.person_id))
    place = f"/courses/small/test/first/{attempt.ref}"
    before = _questions(learner, place)
    folder = write_pack(tmp_path, slug="small", version="2")
    for path in folder.glob("*/questions.gift"):
        path.write_text(path.read_text("utf-8").replace("four", "five").replace("one?", "two?"))
    publishing.publish(read(folder))
    assert _questions(learner, place) == before
    assert learner.get(place).location.endswith("/1")
    for position, question in enumerate(key_of(attempt), 1):
        given = right_answer(attempt, question)
        studying.save_answer(attempt.person_id, attempt.ref, position, given, 1)
    assert "one?" in learner.get(learner.post(f"{place}/submit").location).text
    marked = db.scalars(select(Attempt)).one()
    assert (marked.score, marked.module.version.version) == (100, "1")


def test_who_is_in_the_middle_of_a_version_goes_on_with_it(app: Flask) -> None:
    course = make_course("small")
    person, newcomer = make_person(), make_person()
    pass_module(person, course.modules[0])
    make_course("small", version="2")
    versions = [queries.version_for("small", one) for one in (person, newcomer)]
    assert [one.version for one in versions if one] == ["1", "2"]


def test_an_attempt_asks_what_was_drawn_when_it_began(attempt: Attempt) -> None:
    slugs = {question.id: question.slug for question in db.scalars(select(Question))}
    assert [slugs[question_id] for question_id in attempt.asked] == [
        question.slug for question in key_of(attempt)
    ]
    assert len(set(attempt.asked)) == len(attempt.asked) == 7
