"""The page of a lesson: both languages kept, nothing typed lost, nothing hostile shown."""

from html import unescape

import pytest
from flask.testing import FlaskClient

from courses.models import Draft
from courses.queries import authoring as queries
from tests.make.authoring import (
    change_lesson,
    lesson_form,
    lesson_of,
    make_trainer,
)

HOSTILE = '</textarea><script>alert(1)</script>"\u202e\u200b‍'


def test_a_lesson_is_saved_in_both_languages(author: FlaskClient, draft: Draft) -> None:
    form = lesson_form(draft, title_en="New", title_bn="নতুন", minutes="৪")
    response = author.post(f"/authoring/{draft.ref}/lessons/one", data=form)
    assert response.status_code == 303
    kept = lesson_of(draft, "one")
    assert (kept.words["en"].title, kept.words["bn"].title, kept.minutes) == ("New", "নতুন", "4")
    assert (
        "Nothing was changed."
        in author.get(
            author.post(f"/authoring/{draft.ref}/lessons/one", data=lesson_form(draft)).location
        ).text
    )


def test_the_second_who_saves_sees_both_texts_and_loses_nothing(
    author: FlaskClient, draft: Draft
) -> None:
    form = lesson_form(draft, text_en="My own words.")
    change_lesson(make_trainer(name="Mina Akter"), draft, title="Their title")
    address = f"/authoring/{draft.ref}/lessons/one"
    response = author.post(address, data=form)
    assert response.status_code == 409
    assert "My own words." in response.text
    assert "Their title" in response.text
    assert "Mina Akter saved this" in response.text
    again = dict(form, seen=_field(response.text, "seen"), title_en="Their title")
    assert author.post(address, data=again).status_code == 303
    kept = lesson_of(draft, "one").words["en"]
    assert (kept.title, kept.text) == ("Their title", "My own words.")


def _field(page: str, name: str) -> str:
    return page.split(f'name="{name}" type="hidden" value="')[1].split('"', maxsplit=1)[0]


def test_a_preview_is_the_lesson_of_learners_and_keeps_nothing(
    author: FlaskClient, draft: Draft
) -> None:
    before = queries.files(draft)
    form = lesson_form(draft, text_en="## Big\n\n**Strong** words <script>alert(1)</script>")
    response = author.post(f"/authoring/{draft.ref}/lessons/one/preview", data=form)
    assert response.status_code == 200
    shown = unescape(
        response.text.split('data-live-part="phone-en" srcdoc="')[1].split('"></iframe>')[0]
    )
    assert "<h2>Big</h2>" in shown
    assert "<strong>Strong</strong>" in shown
    assert "<script" not in shown
    assert f"/authoring/{draft.ref}/media/one.svg" in shown
    assert "HTML is not allowed" in response.text
    assert "4 words" not in before
    assert queries.files(draft) == before


def test_what_is_missing_in_one_language_is_told(author: FlaskClient, draft: Draft) -> None:
    form = lesson_form(draft, remember_bn="", picture_text_bn="")
    response = author.post(f"/authoring/{draft.ref}/lessons/one/preview", data=form)
    told = "Missing in this language: Line to remember, What the picture shows"
    assert response.text.count(told) == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"minutes": "99"}, "Write a number from 1 to 10."),
        ({"text_en": "x" * 9000}, "This is too long: at most 8000 characters."),
        ({"title_bn": "x" * 600}, "This is too long: at most 500 characters."),
        ({"picture": "media/../../x"}, "Not a valid choice"),
        ({"sources": ["S1", "S99"]}, "S99"),
        ({"last_checked": "yesterday"}, "Write the day like"),
    ],
)
def test_what_a_lesson_cannot_hold_is_refused_and_kept_in_the_form(
    author: FlaskClient, draft: Draft, changes: dict[str, str], told: str
) -> None:
    form = lesson_form(draft, remember_en="Keep me", **changes)
    response = author.post(f"/authoring/{draft.ref}/lessons/one", data=form)
    assert response.status_code == 422
    assert told in response.text
    assert "Keep me" in response.text
    assert lesson_of(draft, "one").words["en"].remember != "Keep me"


def test_what_nobody_sees_is_left_out_and_what_is_typed_stays_text(
    author: FlaskClient, draft: Draft
) -> None:
    form = lesson_form(draft, title_en=HOSTILE, text_en=HOSTILE, remember_en=HOSTILE)
    assert author.post(f"/authoring/{draft.ref}/lessons/one", data=form).status_code == 303
    kept = lesson_of(draft, "one").words["en"]
    assert "\u202e" not in kept.text
    assert "\u200b" not in kept.text
    assert "‍" in kept.text
    page = author.get(f"/authoring/{draft.ref}/lessons/one").text
    assert "<script>alert" not in page


def test_a_megabyte_is_refused_before_it_is_read(author: FlaskClient, draft: Draft) -> None:
    for page in ("lessons/one", "lessons/one/preview", "questions/first/check"):
        response = author.post(f"/authoring/{draft.ref}/{page}", data={"text_en": "x" * 2_000_000})
        assert response.status_code == 413
