"""Each kind of question on its page: answered without JavaScript, refused without losing a word."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from courses import paper
from courses.models import Answer, Attempt
from courses.paper import Asked
from courses.questions import Kind
from portal.ground.database import db
from portal.people.models import Person
from tests.make.courses import key_of, make_attempt, make_course
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def attempt(app: Flask) -> Attempt:
    """A test that is begun and asks every kind of question."""
    return make_attempt(make_person(language="en"), make_course("small").modules[0])


@pytest.fixture
def learner(attempt: Attempt, sign_in: SignIn) -> FlaskClient:
    """The person whose test that is."""
    return sign_in(db.get_one(Person, attempt.person_id))


def _at(attempt: Attempt, kind: Kind) -> tuple[str, Asked]:
    """The page of the question of a kind, and its key."""
    questions = key_of(attempt)
    place = next(at for at, question in enumerate(questions) if question.kind is kind)
    return f"/courses/small/test/first/{attempt.ref}/{place + 1}", questions[place]


def _selected(page: str) -> list[str]:
    return re.findall(r'value="([^"]+)" selected', page)


def _kept() -> int:
    return db.scalar(select(func.count(Answer.id))) or 0


@pytest.mark.parametrize("kind", [Kind.MATCHING, Kind.ORDERING])
def test_lines_are_chosen_sent_and_shown_again(
    attempt: Attempt, learner: FlaskClient, kind: Kind
) -> None:
    place, question = _at(attempt, kind)
    page = learner.get(place).text
    assert not _selected(page)
    rows = page.count('name="choice"')
    offered = set(re.findall(r'<option value="(\d+-\d+)"', page))
    sent = [f"{row}-{(row + 1) % rows}" for row in range(rows)]
    assert offered.issuperset(sent)
    assert learner.post(place, data={"choice": sent, "sequence": "1"}).status_code == 303
    assert sorted(_selected(learner.get(place).text)) == sorted(sent)
    row = db.scalars(select(Answer)).one()
    assert row.choice == paper.understood(attempt.seed, question, sent)


def test_two_lines_of_the_same_number_are_told_and_nothing_is_lost(
    attempt: Attempt, learner: FlaskClient
) -> None:
    place, _question = _at(attempt, Kind.ORDERING)
    sent = ["0-1", "1-1", "2-0", "3-3"]
    response = learner.post(place, data={"choice": sent, "sequence": "1"})
    assert response.status_code == 422
    assert response.text.count("Two lines have the same number.") == 2
    assert sorted(_selected(response.text)) == sent
    assert _kept() == 0


def test_the_fault_is_told_in_the_language_of_the_person(attempt: Attempt, sign_in: SignIn) -> None:
    learner = sign_in(db.get_one(Person, attempt.person_id))
    place, _question = _at(attempt, Kind.ORDERING)
    sent = {"choice": ["0-1", "1-1", "2-0", "3-3"], "sequence": "1"}
    assert "দুটি লাইনে একই নম্বর" in learner.post(f"{place}?lang=bn", data=sent).text


@pytest.mark.parametrize("kind", [Kind.MATCHING, Kind.ORDERING])
def test_a_line_left_out_is_told_and_the_others_stay(
    attempt: Attempt, learner: FlaskClient, kind: Kind
) -> None:
    place, _question = _at(attempt, kind)
    response = learner.post(place, data={"choice": ["", "1-0", "2-1"], "sequence": "1"})
    assert response.status_code == 422
    assert "Choose something in every line." in response.text
    assert sorted(_selected(response.text)) == ["1-0", "2-1"]
    assert learner.post(place, data={"choice": ["", ""], "sequence": "1"}).status_code == 422
    assert _kept() == 0


def test_partly_right_pairs_and_orders_are_told_line_by_line(
    attempt: Attempt, learner: FlaskClient
) -> None:
    for kind in (Kind.MATCHING, Kind.ORDERING):
        place, question = _at(attempt, kind)
        first, second, *others = paper.right_answer(question)
        sent = paper.as_sent(attempt.seed, question, [second, first, *others])
        learner.post(place, data={"choice": sent, "sequence": "1"})
    told = learner.get(learner.post(f"{place.rpartition('/')[0]}/submit").location).text
    assert told.count("Partly right") == 2
    assert told.count("Your answer:") == 3
    order = re.findall(r'<ol class="told-lines">(.*?)</ol>', told, re.DOTALL)
    assert re.findall("<li>(.*?)</li>", order[0]) == ["second", "first", "third", "fourth"]
    assert re.findall("<li>(.*?)</li>", order[1]) == ["first", "second", "third", "fourth"]


@pytest.mark.parametrize("text", ["১৬", "16", "15.5", "1 6"])
def test_a_number_is_taken_in_any_digits_and_told_as_it_was_typed(
    attempt: Attempt, learner: FlaskClient, text: str
) -> None:
    place, _question = _at(attempt, Kind.NUMBER)
    assert learner.post(place, data={"choice": text, "sequence": "1"}).status_code == 303
    assert f'value="{text}"' in learner.get(place).text
    told = learner.get(learner.post(f"{place.rpartition('/')[0]}/submit").location).text
    assert "One question you answered rightly" in told


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.is_marked])
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (["<script>"], 422),
        (["0-0-0"], 422),
        (["9" * 5000], 422),
        (["9" * 5000 + "-1"] * 4, 422),
        (["0"] * 99, 422),
        (["\u202e"] * 2, 422),
        (["\x00"], 400),
    ],
)
def test_what_no_page_sends_is_refused_and_breaks_nothing(
    attempt: Attempt, learner: FlaskClient, kind: Kind, sent: list[str], status: int
) -> None:
    place, _question = _at(attempt, kind)
    response = learner.post(place, data={"choice": sent, "sequence": "1"})
    # One short text is an answer that can be typed.
    is_typed = kind is Kind.SHORT_ANSWER and len(sent) == 1 and len(sent[0]) < 10
    assert response.status_code == (303 if is_typed and status == 422 else status)
    assert "<script>" not in response.text
    assert _kept() == (response.status_code == 303)
