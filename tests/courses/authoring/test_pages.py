"""The pages of authors: they show what is there, keep what was typed, and let nobody else in."""

import io
import zipfile
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses.actions import drafting, writing
from courses.drafts import bank, outline
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
    lesson_of,
    make_draft,
    make_trainer,
    pack_files,
    section_of,
    zipped,
)
from tests.make.counting import at_most
from tests.make.courses import PICTURE, make_course
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
HOSTILE = '</textarea><script>alert(1)</script>"\u202e\u200b‍'


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer who reads English."""
    return make_trainer(language="en")


@pytest.fixture
def draft(trainer: Person) -> Draft:
    """The trainer's draft of a small course."""
    return make_draft(trainer)


@pytest.fixture
def author(trainer: Person, draft: Draft, sign_in: SignIn) -> FlaskClient:
    """The trainer at work."""
    return sign_in(trainer)


def lesson_form(draft: Draft, slug: str = "one", **changes: object) -> dict[str, object]:
    """What a browser sends for a lesson as it is, but for some changes."""
    kept = lesson_of(draft, slug)
    form: dict[str, object] = {"seen": mark(kept), "minutes": kept.minutes, "picture": kept.picture}
    form |= {"sources": list(kept.sources), "last_checked": "01/11/2026"}
    for language, words in kept.words.items():
        form |= {f"{part}_{language}": text for part, text in vars(words).items()}
    return form | changes


def questions_form(draft: Draft, module: str = "first", **changes: str) -> dict[str, str]:
    """What a browser sends for the questions of a module."""
    kept = section_of(draft, module)
    return {"seen": mark(kept)} | {f"text_{one}": text for one, text in kept.items()} | changes


PAGES = ["", "course", "modules/first", "sources", "sources/S1", "lessons/one", "questions/"]
PAGES += ["questions/first", "pictures", "checks", "difference", "ask"]


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


POSTS = ["throw-away", "bring-back", "take-over", "course", "modules", "modules/first"]
POSTS += ["modules/first/move", "modules/first/remove", "modules/first/lessons", "lessons/one"]
POSTS += ["lessons/one/preview", "lessons/one/move", "lessons/one/put", "lessons/one/remove"]
POSTS += ["questions/", "questions/first", "questions/first/check", "sources", "sources/S1"]
POSTS += ["sources/S1/remove", "pictures", "pictures/one.svg/remove", "ask", "take-back"]


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


BUDGETS = {"": 12, "lessons/one": 8, "questions/first": 7, "checks": 6, "difference": 8}


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
