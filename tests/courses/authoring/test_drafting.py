"""Drafts: begun, written in by several people, thrown away, never out of their place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from courses.actions import arranging, drafting, writing
from courses.drafts import lessons, outline
from courses.drafts.lessons import Words
from courses.drafts.marks import mark
from courses.drafts.opening import opened
from courses.drafts.refusals import (
    ChangedMeanwhile,
    CourseThere,
    InUse,
    NameTaken,
    NoPlace,
    NotAPicture,
    NotEmpty,
    NotOpen,
)
from courses.models import Draft, DraftFile, DraftHand, DraftState
from courses.queries import authoring as queries
from courses.refusals import Gone
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.errors import Forbidden
from portal.people.models import Person
from tests.make.authoring import (
    change_lesson,
    draft_by,
    lesson_of,
    make_draft,
    make_trainer,
    pack_files,
    section_of,
)
from tests.make.courses import PICTURE, make_course
from tests.make.people import make_person

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer."""
    return make_trainer()


@pytest.fixture
def draft(trainer: Person) -> Draft:
    """The trainer's draft of a small course."""
    return make_draft(trainer)


def test_a_draft_holds_the_newest_version_under_the_next_number(trainer: Person) -> None:
    make_course("small", version="2026.1")
    newest = make_course("small", version="2026.2")
    draft = make_draft(trainer)
    files, published = queries.files(draft), queries.version_files(newest.id)
    assert outline.read(files).values["version"] == "2026.3"
    assert draft.base_id == newest.id
    assert outline.without_version(files) == outline.without_version(published)


def test_a_new_course_begins_with_its_title_only(trainer: Person) -> None:
    draft = draft_by(drafting.begin_new(trainer.id, "saudi-arabia", {"bn": "সৌদি", "en": ""}))
    assert (draft.base_id, draft.title("en"), draft.centre) == (None, "সৌদি", "cumilla-ttc")
    assert list(queries.files(draft)) == ["course.yml"]


def test_a_new_course_cannot_take_the_name_of_a_published_one(trainer: Person) -> None:
    make_course("small")
    with pytest.raises(CourseThere):
        drafting.begin_new(trainer.id, "small", {})


def test_there_is_no_draft_of_no_course(trainer: Person) -> None:
    with pytest.raises(Gone):
        drafting.begin(trainer.id, "nothing")


def test_a_pack_becomes_a_draft_with_all_its_files(trainer: Person) -> None:
    files = pack_files()
    draft = draft_by(drafting.begin_from(trainer.id, opened(files)))
    assert queries.files(draft) == files


@pytest.mark.parametrize("role", [Role.MIGRANT, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_is_no_author_begins_nothing(role: Role) -> None:
    make_course("small")
    with pytest.raises(Forbidden):
        drafting.begin(make_person(role).id, "small")


def test_who_works_nowhere_begins_nothing(trainer: Person) -> None:
    make_course("small")
    officer = make_person(Role.OFFICER, office=None)
    with pytest.raises(NoPlace):
        drafting.begin(officer.id, "small")


def test_a_draft_belongs_to_its_place(draft: Draft) -> None:
    colleague, officer = make_trainer(), make_person(Role.OFFICER)
    assert queries.draft_of(colleague, draft.ref)
    assert queries.draft_of(officer, draft.ref) is None
    with pytest.raises(Gone):
        change_lesson(officer, draft)
    theirs = make_draft(officer)
    assert queries.draft_of(make_person(Role.SUPERVISOR), theirs.ref)
    assert queries.draft_of(colleague, theirs.ref) is None
    assert queries.draft_of(make_person(Role.OFFICER, office="tangail"), theirs.ref) is None


def test_a_lesson_is_kept_and_who_wrote_it(draft: Draft) -> None:
    colleague = make_trainer()
    change_lesson(colleague, draft, title="New title")
    assert lesson_of(draft, "one").words["en"].title == "New title"
    assert draft.changed_by_id == colleague.id
    assert queries.has_written(colleague, draft.id)


def test_saving_what_is_there_changes_nothing_and_makes_nobody_a_writer(draft: Draft) -> None:
    colleague = make_trainer()
    kept = lesson_of(draft, "one")
    assert not writing.save_lesson(colleague.id, draft.ref, kept, "whatever")
    assert not queries.has_written(colleague, draft.id)


def test_the_second_of_two_who_write_one_lesson_is_told(trainer: Person, draft: Draft) -> None:
    kept = lesson_of(draft, "one")
    change_lesson(make_trainer(), draft, title="Theirs")
    words = kept.words | {"en": replace(kept.words["en"], title="Mine")}
    with pytest.raises(ChangedMeanwhile):
        writing.save_lesson(trainer.id, draft.ref, replace(kept, words=words), mark(kept))
    assert lesson_of(draft, "one").words["en"].title == "Theirs"


def test_two_who_write_different_lessons_do_not_meet(trainer: Person, draft: Draft) -> None:
    first = lesson_of(draft, "one")
    change_lesson(make_trainer(), draft, "two", "Theirs")
    words = first.words | {"en": replace(first.words["en"], title="Mine")}
    assert writing.save_lesson(trainer.id, draft.ref, replace(first, words=words), mark(first))


def test_a_lesson_emptied_in_one_language_has_no_file_there(trainer: Person, draft: Draft) -> None:
    kept = lesson_of(draft, "one")
    emptied = replace(kept, words=kept.words | {"en": Words()})
    writing.save_lesson(trainer.id, draft.ref, emptied, mark(kept))
    assert "en/one.md" not in queries.files(draft)


def test_a_lesson_that_the_course_does_not_have_is_not_written(
    trainer: Person, draft: Draft
) -> None:
    kept = replace(lesson_of(draft, "one"), slug="forged")
    with pytest.raises(Gone):
        writing.save_lesson(trainer.id, draft.ref, kept, mark(kept))


def test_questions_of_one_module_are_kept_and_the_others_stay(
    trainer: Person, draft: Draft
) -> None:
    before = section_of(draft, "second")
    kept = section_of(draft, "first")
    texts = {language: text + "\n\n// mine" for language, text in kept.items()}
    assert writing.save_questions(trainer.id, draft.ref, "first", texts, mark(kept))
    assert section_of(draft, "first") == texts
    assert section_of(draft, "second") == before
    with pytest.raises(ChangedMeanwhile):
        writing.save_questions(trainer.id, draft.ref, "first", kept | {"en": "x"}, mark(kept))


def test_a_picture_is_checked_kept_and_removed_when_unused(trainer: Person, draft: Draft) -> None:
    writing.put_picture(trainer.id, draft.ref, "media/new.svg", PICTURE.encode())
    assert "media/new.svg" in queries.pictures(draft)
    with pytest.raises(NotAPicture):
        writing.put_picture(trainer.id, draft.ref, "media/x.svg", b"<svg><script/></svg>")
    with pytest.raises(InUse):
        writing.remove_picture(trainer.id, draft.ref, "media/one.svg")
    writing.remove_picture(trainer.id, draft.ref, "media/new.svg")
    assert "media/new.svg" not in queries.pictures(draft)
    with pytest.raises(Gone):
        writing.remove_picture(trainer.id, draft.ref, "media/new.svg")


def test_modules_and_lessons_come_move_and_go(trainer: Person, draft: Draft) -> None:
    who = (trainer.id, draft.ref)
    arranging.add_module(*who, "third", {"bn": "তিন", "en": "Third"})
    arranging.add_lesson(*who, "third", "four", {"bn": "চার", "en": ""})
    arranging.move_module(*who, "third", -1)
    arranging.put_lesson(*who, "one", "third")
    arranging.move_lesson(*who, "one", -1)
    plan = outline.read(queries.files(draft))
    assert [one["id"] for one in plan.modules] == ["first", "third", "second"]
    assert plan.lessons == ["two", "one", "four", "three"]
    assert "en/four.md" not in queries.files(draft)
    for slug in ("one", "four"):
        arranging.remove_lesson(*who, slug)
    arranging.remove_module(*who, "third")
    assert outline.read(queries.files(draft)).lessons == ["two", "three"]


def test_names_are_taken_once_and_what_is_full_stays(trainer: Person, draft: Draft) -> None:
    who = (trainer.id, draft.ref)
    with pytest.raises(NameTaken):
        arranging.add_module(*who, "first", {})
    with pytest.raises(NameTaken):
        arranging.add_lesson(*who, "first", "three", {})
    with pytest.raises(NotEmpty):
        arranging.remove_module(*who, "first")
    with pytest.raises(InUse):
        arranging.remove_source(*who, "S1")


GONE: dict[str, Callable[[int, str], object]] = {
    "module": lambda who, ref: arranging.move_module(who, ref, "x", 1),
    "removed module": lambda who, ref: arranging.remove_module(who, ref, "x"),
    "lesson": lambda who, ref: arranging.move_lesson(who, ref, "x", 1),
    "removed lesson": lambda who, ref: arranging.remove_lesson(who, ref, "x"),
    "home": lambda who, ref: arranging.put_lesson(who, ref, "one", "x"),
    "new home": lambda who, ref: arranging.add_lesson(who, ref, "x", "y", {}),
    "source": lambda who, ref: arranging.save_source(who, ref, "x", {"id": "x"}),
    "removed source": lambda who, ref: arranging.remove_source(who, ref, "x"),
    "questions": lambda who, ref: writing.save_questions(who, ref, "x", {}, ""),
    "bank": lambda who, ref: writing.put_bank(who, ref, "en", {"x": ""}),
    "facts": lambda who, ref: arranging.save_module(who, ref, "x", {}, ""),
}


@pytest.mark.parametrize("act", GONE.values(), ids=GONE)
def test_what_is_not_there_is_not_changed(
    act: Callable[[int, str], object], trainer: Person, draft: Draft
) -> None:
    before = queries.files(draft)
    with pytest.raises(Gone):
        act(trainer.id, draft.ref)
    assert queries.files(draft) == before


def test_the_list_of_drafts_shows_the_title_that_was_typed(trainer: Person, draft: Draft) -> None:
    plan = outline.read(queries.files(draft))
    facts = outline.facts_of(plan.values, outline.COURSE_FACTS)
    new = facts | {"title": {"bn": "নতুন", "en": "New"}}
    arranging.save_course(trainer.id, draft.ref, new, mark(facts))
    assert draft.title("en") == "New"
    with pytest.raises(ChangedMeanwhile):
        arranging.save_course(trainer.id, draft.ref, facts, mark(facts))


def test_what_was_thrown_away_comes_back_for_thirty_days(trainer: Person, draft: Draft) -> None:
    drafting.throw_away(trainer.id, draft.ref)
    with pytest.raises(NotOpen):
        change_lesson(trainer, draft)
    drafting.bring_back(trainer.id, draft.ref)
    assert draft.state is DraftState.WRITING
    with pytest.raises(NotOpen):
        drafting.bring_back(trainer.id, draft.ref)


def test_what_was_thrown_away_long_ago_is_forgotten(
    app: Flask, trainer: Person, draft: Draft
) -> None:
    drafting.throw_away(trainer.id, draft.ref)
    drafting.forget_old_drafts()
    assert queries.files(draft)
    later = now() + queries.KEPT + timedelta(minutes=1)
    app.config["CLOCK"] = lambda: later
    drafting.forget_old_drafts()
    assert db.scalar(select(func.count(DraftFile.id)).filter_by(draft_id=draft.id)) == 0
    assert queries.drafts(trainer) == []
    with pytest.raises(NotOpen):
        drafting.bring_back(trainer.id, draft.ref)


def test_somebody_is_a_writer_once_however_often_they_write(trainer: Person, draft: Draft) -> None:
    for title in ("a", "b", "c"):
        change_lesson(trainer, draft, title=title)
    assert db.scalar(select(func.count(DraftHand.id)).filter_by(draft_id=draft.id)) == 1
    assert lessons.read(queries.files(draft), "one").words["en"].title == "c"
