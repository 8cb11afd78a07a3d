"""The pages of authors: they show what is there, keep what was typed, and let nobody else in."""

import io
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses.actions import drafting, writing
from courses.drafts import outline
from courses.drafts.marks import mark
from courses.models import Draft
from courses.queries import authoring as queries
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.authoring import (
    ask,
    change_lesson,
    draft_by,
    lesson_form,
    make_draft,
    make_trainer,
    pack_files,
    questions_form,
    zipped,
)
from tests.make.counting import at_most
from tests.make.courses import PICTURE, make_course
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
HOSTILE = '</textarea><script>alert(1)</script>"\u202e\u200b‍'
PAGES = ["", "course", "modules/first", "sources", "sources/S1", "lessons/one", "questions/"]
PAGES += ["questions/first", "pictures", "checks", "difference", "ask"]
POSTS = ["throw-away", "bring-back", "take-over", "course", "modules", "modules/first"]
POSTS += ["modules/first/move", "modules/first/remove", "modules/first/lessons", "lessons/one"]
POSTS += ["lessons/one/preview", "lessons/one/move", "lessons/one/put", "lessons/one/remove"]
POSTS += ["questions/", "questions/first", "questions/first/check", "sources", "sources/S1"]
POSTS += ["sources/S1/remove", "pictures", "pictures/one.svg/remove", "ask", "take-back"]
BUDGETS = {"": 12, "lessons/one": 8, "questions/first": 7, "checks": 6, "difference": 8}


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_draft_is_shown(
    trainer: Person, draft: Draft, sign_in: SignIn, page: str, language: str
) -> None:
    response = sign_in(trainer).get(f"/authoring/{draft.ref}/{page}?lang={language}")
    assert response.status_code == 200
    assert f'lang="{language}"' in response.text
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", [*PAGES, "pack.zip", "bn/questions.gift", "media/one.svg"])
def test_another_centres_draft_is_not_there(draft: Draft, sign_in: SignIn, page: str) -> None:
    for stranger in (make_person(Role.OFFICER), make_person(Role.SUPERVISOR)):
        assert sign_in(stranger).get(f"/authoring/{draft.ref}/{page}").status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        "lessons/nine",
        "modules/nine",
        "questions/nine",
        "sources/nine",
        "media/nine.svg",
        "fr/questions.gift",
        "lessons/..%2Fone",
    ],
)
def test_what_a_draft_does_not_hold_is_not_there(
    author: FlaskClient, draft: Draft, page: str
) -> None:
    assert author.get(f"/authoring/{draft.ref}/{page}").status_code == 404


@pytest.mark.parametrize("page", POSTS)
def test_nobody_else_changes_a_draft(draft: Draft, sign_in: SignIn, page: str) -> None:
    before = queries.files(draft)
    response = sign_in(make_person(Role.OFFICER)).post(f"/authoring/{draft.ref}/{page}", data={})
    assert response.status_code == 404
    assert queries.files(draft) == before


def test_a_draft_begins_with_a_course_and_stands_in_the_list(
    trainer: Person, sign_in: SignIn
) -> None:
    make_course("small")
    visitor = sign_in(trainer)
    place = visitor.post("/authoring/new/copy", data={"copy-course": "small"}).location
    assert "Nothing to mend" in visitor.get(place).text
    listed = visitor.get("/authoring/").text
    assert place in listed
    assert "is being written" in listed


@pytest.mark.parametrize(
    ("page", "form", "told"),
    [
        ("copy", {"copy-course": "nothing"}, "Not a valid choice"),
        ("course", {"new-slug": "Two Words"}, "small letters from a to z"),
        ("course", {"new-slug": ""}, "Fill this in."),
        ("course", {"new-slug": "small"}, "A course of this name is published"),
        ("course", {"new-slug": "guide"}, "This name is taken already."),
        ("pack", {}, "Choose a file."),
    ],
)
def test_a_draft_that_cannot_begin_says_why(
    author: FlaskClient, page: str, form: dict[str, str], told: str
) -> None:
    response = author.post(f"/authoring/new/{page}", data=form)
    assert response.status_code == 422
    assert told in response.text


def test_a_pack_goes_in_and_comes_out_the_same(author: FlaskClient) -> None:
    files = pack_files(slug="sent")
    sent = {"pack-file": (io.BytesIO(zipped(files)), "pack.zip")}
    place = author.post("/authoring/new/pack", data=sent).location
    given = author.get(f"{place}pack.zip")
    assert given.headers["Content-Disposition"] == "attachment; filename=sent-1.zip"
    with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_a_broken_pack_tells_all_its_faults_and_begins_nothing(author: FlaskClient) -> None:
    broken = pack_files() | {"course.yml": b"a: [", "bn/one.md": b"\xff"}
    sent = {"pack-file": (io.BytesIO(zipped(broken)), "pack.zip")}
    response = author.post("/authoring/new/pack", data=sent)
    assert response.status_code == 422
    assert "This file cannot be taken" in response.text
    assert "bn/one.md" in response.text


def test_the_second_who_saves_questions_or_facts_is_told_too(
    author: FlaskClient, draft: Draft
) -> None:
    form = questions_form(draft, text_en="::mine::Mine?{T####Mine}")
    other = make_trainer().id
    writing.save_questions(other, draft.ref, "first", {"bn": "x", "en": "y"}, form["seen"])
    response = author.post(f"/authoring/{draft.ref}/questions/first", data=form)
    assert response.status_code == 409
    assert "::mine::" in response.text
    assert "Somebody else saved" in response.text
    for page in ("course", "modules/first"):
        stale = {"seen": "0" * 64, "title_en": "Mine", "destination": "", "work": ""}
        response = author.post(f"/authoring/{draft.ref}/{page}", data=stale)
        assert response.status_code == 409
        assert "What was saved meanwhile" in response.text
        assert 'value="Mine"' in response.text


def test_a_picture_is_sent_replaced_shown_and_removed(author: FlaskClient, draft: Draft) -> None:
    pictures = f"/authoring/{draft.ref}/pictures"
    for content in (PICTURE, PICTURE.replace("rect", "circle")):
        sent = {"file": (io.BytesIO(content.encode()), "New One.svg"), "name": ""}
        assert author.post(pictures, data=sent).location.endswith("#new-one")
    shown = author.get(f"/authoring/{draft.ref}/media/new-one.svg")
    assert b"circle" in shown.data
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert shown.headers["Cache-Control"] == "no-store"
    assert "Nothing shows it." in author.get(pictures).text
    assert author.post(f"{pictures}/new-one.svg/remove").status_code == 303
    assert author.post(f"{pictures}/one.svg/remove").status_code == 409


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG", b"<svg onload='x()'/>", b"<svg><script>x()</script></svg>", b"x" * 20_000, b""],
    ids=["png", "handler", "script", "huge", "empty"],
)
def test_what_is_no_drawing_is_refused(author: FlaskClient, draft: Draft, content: bytes) -> None:
    sent = {"file": (io.BytesIO(content), "x.svg"), "name": ""}
    response = author.post(f"/authoring/{draft.ref}/pictures", data=sent)
    assert response.status_code == 422
    assert "cannot be a picture here" in response.text


def test_modules_lessons_and_sources_are_arranged(author: FlaskClient, draft: Draft) -> None:
    root = f"/authoring/{draft.ref}"
    module = {"module-slug": "third", "module-title_en": "Third"}
    assert author.post(f"{root}/modules", data=module).location == f"{root}/modules/third"
    assert author.post(f"{root}/modules", data=module).status_code == 422
    lesson = {"lesson-slug": "four", "lesson-title_bn": "চার"}
    place = author.post(f"{root}/modules/third/lessons", data=lesson).location
    assert place == f"{root}/lessons/four"
    assert "Missing in this language" in author.get(place).text
    assert author.post(f"{root}/modules/third/remove").status_code == 409
    assert author.post(f"{root}/lessons/four/put", data={"module": "first"}).status_code == 303
    assert author.post(f"{root}/lessons/four/move", data={"step": "-1"}).status_code == 303
    assert author.post(f"{root}/modules/third/move", data={"step": "-1"}).status_code == 303
    assert author.post(f"{root}/lessons/four/remove").status_code == 303
    assert author.post(f"{root}/modules/third/remove").status_code == 303
    source = {f"source-{name}": "x" for name in ("id", "title", "address", "date")}
    assert author.post(f"{root}/sources", data=source).status_code == 303
    assert author.post(f"{root}/sources", data=source).status_code == 422
    assert (
        author.post(f"{root}/sources/S1", data={"title": "", "address": "", "date": ""}).status_code
        == 422
    )
    changed = {"title": "A new law", "address": "law.example", "date": "2026"}
    assert author.post(f"{root}/sources/S1", data=changed).status_code == 303
    assert author.post(f"{root}/sources/S1/remove").status_code == 409
    assert author.post(f"{root}/sources/x/remove").status_code == 303
    assert outline.read(queries.files(draft)).source("S1") == {"id": "S1"} | changed


def test_the_facts_of_a_course_are_kept(author: FlaskClient, draft: Draft) -> None:
    plan = outline.read(queries.files(draft))
    seen = mark(outline.facts_of(plan.values, outline.COURSE_FACTS))
    form = {"seen": seen, "title_bn": "নাম", "title_en": "Name", "audience_bn": "সবাই"}
    form |= {"audience_en": "All", "destination": "SA", "work": "driving", "attempts": "৩"}
    form |= {"wait_hours": "0", "expires_after": "24", "last_checked": "2026-11-20"}
    assert author.post(f"/authoring/{draft.ref}/course", data=form).status_code == 303
    values = outline.read(queries.files(draft)).values
    assert values["attempts"] == {"limit": "3", "wait_hours": "0"}
    assert (values["destination"], values["work"], values["expires_after"]) == (
        "SA",
        "driving",
        "24",
    )
    assert values["last_checked"] == "2026-11-20"
    assert "Nothing to mend" in author.get(f"/authoring/{draft.ref}/").text


def test_a_draft_is_thrown_away_and_brought_back(author: FlaskClient, draft: Draft) -> None:
    root = f"/authoring/{draft.ref}"
    author.post(f"{root}/throw-away")
    assert "Thrown away lately" in author.get("/authoring/").text
    assert author.get(f"{root}/lessons/one").status_code == 404
    assert "This draft was thrown away." in author.get(f"{root}/").text
    author.post(f"{root}/bring-back")
    assert author.get(f"{root}/lessons/one").status_code == 200


@pytest.mark.parametrize("page", ["lessons/one", "questions/first", "course", "modules/first"])
def test_while_it_waits_every_page_says_so_and_keeps_nothing(
    author: FlaskClient, trainer: Person, draft: Draft, page: str
) -> None:
    change_lesson(trainer, draft)
    ask(trainer, draft)
    shown = author.get(f"/authoring/{draft.ref}/{page}").text
    assert "The draft waits for a review and cannot be changed now." in shown
    response = author.post(f"/authoring/{draft.ref}/{page}", data=_form_of(draft, page))
    assert response.status_code == 409
    assert "This draft cannot be changed now." in response.text


def _form_of(draft: Draft, page: str) -> dict[str, object]:
    if page.startswith("lessons"):
        return lesson_form(draft, title_en="Mine")
    facts = {"title_en": "Mine", "destination": "", "work": ""}
    return questions_form(draft, text_en="mine") if page.startswith("q") else facts


@pytest.mark.parametrize(("page", "most"), BUDGETS.items())
def test_a_page_asks_the_database_little(
    app: Flask, author: FlaskClient, draft: Draft, page: str, most: int
) -> None:
    ref = draft.ref
    with at_most(most, app):
        assert author.get(f"/authoring/{ref}/{page}").status_code == 200


def test_a_list_of_many_drafts_asks_as_little_as_a_short_one(
    app: Flask, author: FlaskClient, trainer: Person
) -> None:
    for _turn in range(5):
        make_draft(trainer)
    with at_most(8, app):
        assert author.get("/authoring/").text.count("is being written") == 6


def test_a_form_without_its_token_is_refused(app: Flask, author: FlaskClient, draft: Draft) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        for page in ("lessons/one", "lessons/one/preview", "throw-away"):
            assert author.post(f"/authoring/{draft.ref}/{page}", data={}).status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_a_page_with_many_forms_has_no_id_twice(
    app: Flask, author: FlaskClient, draft: Draft
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        for page in PAGES:
            assert author.get(f"/authoring/{draft.ref}/{page}").status_code == 200
        assert author.get("/authoring/new").status_code == 200
        assert author.get("/authoring/").status_code == 200
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_a_new_course_is_empty_and_says_what_comes_first(
    author: FlaskClient, trainer: Person
) -> None:
    ref = drafting.begin_new(trainer.id, "fresh", {"bn": "", "en": ""})
    assert draft_by(ref).title("en") == "fresh"
    db.rollback()
    for page in ("", "checks", "difference", "questions/", "sources", "pictures", "ask"):
        assert author.get(f"/authoring/{ref}/{page}").status_code == 200
    form = {"version": "2026.1", "idempotency_key": "0123456789"}
    response = author.post(f"/authoring/{ref}/ask", data=form)
    assert response.status_code == 422
    assert "The check still finds something to mend" in response.text
