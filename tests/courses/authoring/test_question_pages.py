"""The page of a module's questions, and files of them: faults with their line, nothing lost."""

import io

import pytest
from flask.testing import FlaskClient

from courses.drafts import bank
from courses.models import Draft
from courses.queries import authoring as queries
from tests.make.authoring import (
    questions_form,
    section_of,
)


def test_questions_without_end_are_told_to_be_too_long(author: FlaskClient, draft: Draft) -> None:
    form = questions_form(draft, text_bn="ক" * 60_000 + "খ")
    response = author.post(
        f"/authoring/{draft.ref}/questions/first", data=form, content_type="multipart/form-data"
    )
    assert response.status_code == 422
    assert "খ</textarea>" in response.text


def test_faults_in_questions_are_told_with_their_line(author: FlaskClient, draft: Draft) -> None:
    broken = "::good::Good?{T####Yes}\n\n::bad::Bad?{=one =two ~}\n\n::no-end::What?{"
    form = questions_form(draft, text_en=broken)
    response = author.post(f"/authoring/{draft.ref}/questions/first/check", data=form)
    assert 'href="#text_en" data-line="3"' in response.text
    assert 'href="#text_en" data-line="5"' in response.text
    assert "1 question, a test asks" in response.text
    assert author.post(f"/authoring/{draft.ref}/questions/first", data=form).status_code == 303
    shown = author.get(f"/authoring/{draft.ref}/checks").text
    assert f"/authoring/{draft.ref}/questions/first#text_en" in shown


def test_a_file_of_questions_goes_in_and_comes_out_the_same(
    author: FlaskClient, draft: Draft
) -> None:
    content = queries.files(draft)["en/questions.gift"].replace(
        b"::first-one::en", b"::first-one::EN"
    )
    sent = {"file": (io.BytesIO(content), "bank.gift"), "language": "en", "module": ""}
    assert author.post(f"/authoring/{draft.ref}/questions/", data=sent).status_code == 303
    given = author.get(f"/authoring/{draft.ref}/en/questions.gift").data
    assert bank.sections(given.decode()) == bank.sections(content.decode())
    sent = {"file": (io.BytesIO(given), "bank.gift"), "language": "en", "module": ""}
    author.post(f"/authoring/{draft.ref}/questions/", data=sent)
    assert author.get(f"/authoring/{draft.ref}/en/questions.gift").data == given


def test_a_file_of_another_system_goes_into_one_module(author: FlaskClient, draft: Draft) -> None:
    content = "\ufeff$CATEGORY: $course$/top/Other\r\n\r\n::x::X?{T####Y}\r\n".encode()
    sent = {"file": (io.BytesIO(content), "bank.gift"), "language": "bn", "module": "second"}
    assert author.post(f"/authoring/{draft.ref}/questions/", data=sent).status_code == 303
    assert section_of(draft, "second")["bn"] == "::x::X?{T####Y}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"::a::A?{=one", "line 1"),
        (b"$CATEGORY: nine\n\n::a::A?{T####B}", "no module is called"),
        ("ক".encode("utf-16"), "this is not UTF-8"),
        (b"", "there is no question in it"),
        (b"// x\n" * 90_000, "too big"),
    ],
    ids=["broken", "no module", "UTF-16", "empty", "huge"],
)
def test_a_file_of_questions_that_cannot_go_in_is_refused(
    author: FlaskClient, draft: Draft, content: bytes, told: str
) -> None:
    before = queries.files(draft)
    sent = {"file": (io.BytesIO(content), "bank.gift"), "language": "en", "module": ""}
    response = author.post(f"/authoring/{draft.ref}/questions/", data=sent)
    assert response.status_code == 422
    assert told in response.text
    assert queries.files(draft) == before
