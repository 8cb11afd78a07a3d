"""The pages of reviewers: every word that differs, and a decision by somebody else."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses.actions import writing
from courses.drafts.marks import mark
from courses.models import Draft
from portal.ground.access import Role
from portal.people.models import Person
from tests.make.authoring import (
    ask,
    lesson_of,
    make_draft,
    make_trainer,
    section_of,
)
from tests.make.counting import at_most
from tests.make.courses import PICTURE
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
KEY = {"idempotency_key": "0123456789abcdef"}


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer who reads English."""
    return make_trainer(language="en", name="Delwar Hossain")


@pytest.fixture
def draft(trainer: Person) -> Draft:
    """A draft in which a lesson, a question and a picture changed."""
    draft = make_draft(trainer)
    kept = lesson_of(draft, "one")
    text = kept.words["en"].text.replace("## Heading", "## A better headline")
    words = kept.words | {"en": replace(kept.words["en"], text=text)}
    writing.save_lesson(trainer.id, draft.ref, replace(kept, words=words), mark(kept))
    before = section_of(draft, "first")
    texts = {one: text.replace("Told one.", "Told anew.") for one, text in before.items()}
    writing.save_questions(trainer.id, draft.ref, "first", texts, mark(before))
    writing.put_picture(
        trainer.id, draft.ref, "media/one.svg", PICTURE.replace("rect", "circle").encode()
    )
    return draft


@pytest.fixture
def ref(trainer: Person, draft: Draft) -> str:
    """The proposal to publish it."""
    return ask(trainer, draft)


@pytest.fixture
def officer(app: Flask, sign_in: SignIn) -> FlaskClient:
    """An officer who wrote nothing."""
    return sign_in(make_person(Role.OFFICER, language="en", name="Nasrin Akter"))


def test_who_asks_comes_to_what_the_reviewer_sees(
    trainer: Person, draft: Draft, sign_in: SignIn
) -> None:
    visitor = sign_in(trainer)
    assert 'value="2"' in visitor.get(f"/authoring/{draft.ref}/ask").text
    form = KEY | {"version": "2", "note": "A better headline"}
    first = visitor.post(f"/authoring/{draft.ref}/ask", data=form)
    assert first.status_code == 303
    shown = visitor.get(first.location).text
    assert "You wrote or proposed this yourself" in shown
    assert "Publish version" not in shown
    assert visitor.post(f"/authoring/{draft.ref}/ask", data=form).location == first.location


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("", "Fill this in."),
        ("two words", "Write it like"),
        ("1", "is published and stays as it is"),
    ],
)
def test_a_number_that_cannot_be_is_refused(
    trainer: Person, draft: Draft, sign_in: SignIn, version: str, told: str
) -> None:
    form = KEY | {"version": version, "note": "Keep me"}
    response = sign_in(trainer).post(f"/authoring/{draft.ref}/ask", data=form)
    assert response.status_code in {409, 422}
    assert told in response.text
    assert "Keep me" in response.text


def test_the_desk_leads_to_it(officer: FlaskClient, ref: str) -> None:
    assert f"/authoring/proposals/{ref}" in officer.get("/office/").text
    waiting = officer.get("/authoring/").text
    assert f"/authoring/proposals/{ref}" in waiting
    assert "Waits for your decision" in waiting


def test_the_difference_is_marked_by_sign_and_word(officer: FlaskClient, ref: str) -> None:
    shown = officer.get(f"/authoring/proposals/{ref}").text
    assert '<ins><span class="hidden-word">added: </span>A better headline</ins>' in shown
    assert '<del><span class="hidden-word">removed: </span>Heading</del>' in shown
    assert "± changed</span> Question: first-one (first)" in shown
    assert "− before" in shown
    assert "+ now" in shown
    assert "Look at it" in shown


@pytest.mark.parametrize("page", ["lessons/one", "questions/first", "media/one.svg"])
def test_a_reviewer_sees_it_as_learners_will(officer: FlaskClient, ref: str, page: str) -> None:
    response = officer.get(f"/authoring/proposals/{ref}/{page}")
    assert response.status_code == 200
    told = {"lessons/one": "A better headline", "questions/first": "en one?"}
    assert told.get(page, "circle") in response.text


@pytest.mark.parametrize("page", ["lessons/nine", "questions/nine", "media/nine.svg"])
def test_what_was_not_proposed_is_not_there(officer: FlaskClient, ref: str, page: str) -> None:
    assert officer.get(f"/authoring/proposals/{ref}/{page}").status_code == 404
    assert officer.get("/authoring/proposals/nothing").status_code == 404


def test_publishing_is_one_click_for_learners_everywhere(
    officer: FlaskClient, ref: str, client: FlaskClient
) -> None:
    assert "A better headline" not in client.get("/courses/small/one?lang=en").text
    response = officer.post(f"/authoring/proposals/{ref}/publish", data=KEY)
    assert response.status_code == 303
    again = officer.post(f"/authoring/proposals/{ref}/publish", data=KEY)
    assert again.status_code == 303
    assert "Published as version 2 by Nasrin Akter" in officer.get(response.location).text
    assert "A better headline" in client.get("/courses/small/one?lang=en").text
    assert "circle" in client.get("/courses/small/media/2/one.svg").text
    assert "rect" in client.get("/courses/small/media/1/one.svg").text


def test_a_second_decision_is_refused(officer: FlaskClient, ref: str, sign_in: SignIn) -> None:
    officer.post(f"/authoring/proposals/{ref}/publish", data=KEY)
    other = sign_in(make_person(Role.SUPERVISOR, language="en"))
    assert other.post(f"/authoring/proposals/{ref}/publish", data=KEY).status_code == 409
    form = KEY | {"back-idempotency_key": "0123456789abcdef", "back-reason": "No"}
    assert other.post(f"/authoring/proposals/{ref}/send-back", data=form).status_code == 409


def test_publishing_asks_who_one_is_first(ref: str, sign_in: SignIn) -> None:
    officer = sign_in(make_person(Role.OFFICER), confirmed=False)
    response = officer.post(f"/authoring/proposals/{ref}/publish", data=KEY)
    assert "/confirm" in response.location


def test_what_is_sent_back_reaches_the_authors_with_its_comments(
    officer: FlaskClient, ref: str, draft: Draft, trainer: Person, sign_in: SignIn
) -> None:
    form = {"back-idempotency_key": "0123456789abcdef", "back-reason": "Say it shorter"}
    form |= {"comment lesson one": "Too long\u202e", "comment lesson forged": "x"}
    assert officer.post(f"/authoring/proposals/{ref}/send-back", data=form).status_code == 303
    shown = sign_in(trainer).get(f"/authoring/{draft.ref}/").text
    assert "Sent back by Nasrin Akter" in shown
    assert "Say it shorter" in shown
    assert "Too long</span>" in shown
    assert "forged" not in shown
    assert "Ask for a review" in shown


def test_sending_back_without_a_word_is_refused_and_keeps_the_comments(
    officer: FlaskClient, ref: str
) -> None:
    form = {"back-idempotency_key": "0123456789abcdef", "comment lesson one": "Keep me"}
    response = officer.post(f"/authoring/proposals/{ref}/send-back", data=form)
    assert response.status_code == 422
    assert "Say what should be changed" in response.text
    assert "Keep me</textarea>" in response.text


def test_an_auditor_reads_and_decides_nothing(ref: str, sign_in: SignIn) -> None:
    auditor = sign_in(make_person(Role.AUDITOR, language="en"))
    shown = auditor.get(f"/authoring/proposals/{ref}")
    assert shown.status_code == 200
    assert "Publish version" not in shown.text
    assert auditor.post(f"/authoring/proposals/{ref}/publish", data=KEY).status_code == 403
    assert auditor.get("/authoring/").status_code == 403


def test_a_trainer_of_another_centre_sees_nothing_of_it(ref: str, sign_in: SignIn) -> None:
    officer = make_person(Role.OFFICER)
    draft = make_draft(officer, "other")
    stranger = sign_in(make_trainer())
    assert stranger.get(f"/authoring/{draft.ref}/").status_code == 404
    assert stranger.get(f"/authoring/proposals/{ref}").status_code == 200


def test_a_published_draft_keeps_its_page(
    officer: FlaskClient, ref: str, draft: Draft, trainer: Person, sign_in: SignIn
) -> None:
    officer.post(f"/authoring/proposals/{ref}/publish", data=KEY)
    visitor = sign_in(trainer)
    assert "Published as version 2" in visitor.get(f"/authoring/{draft.ref}/").text
    assert visitor.get(f"/authoring/{draft.ref}/lessons/one").status_code == 404
    assert officer.get(f"/authoring/proposals/{ref}").status_code == 200


def test_authors_take_it_back(
    officer: FlaskClient, ref: str, draft: Draft, trainer: Person, sign_in: SignIn
) -> None:
    visitor = sign_in(trainer)
    visitor.post(f"/authoring/{draft.ref}/take-back", data=KEY)
    assert "Ask for a review" in visitor.get(f"/authoring/{draft.ref}/").text
    assert "The authors took it back." in officer.get(f"/authoring/proposals/{ref}").text
    assert officer.post(f"/authoring/proposals/{ref}/publish", data=KEY).status_code == 409


def test_a_review_asks_the_database_little(app: Flask, officer: FlaskClient, ref: str) -> None:
    with at_most(10, app):
        assert officer.get(f"/authoring/proposals/{ref}").status_code == 200
