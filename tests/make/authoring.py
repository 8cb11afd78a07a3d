"""Makers of drafts, and the steps that their authors and reviewers take."""

import io
import tempfile
import uuid
import zipfile
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from courses.actions import drafting, reviewing, writing
from courses.drafts import bank, lessons
from courses.drafts.lessons import LessonDraft
from courses.drafts.marks import mark
from courses.models import Draft
from courses.pack.parts import LANGUAGES
from courses.queries import authoring as queries
from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.courses import make_course, write_pack
from tests.make.people import make_person


def pack_files(**changes: object) -> dict[str, bytes]:
    """The files of a small sound pack; changes go to course.yml."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_pack(Path(folder), **changes)
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file()
        }


def zipped(files: dict[str, bytes]) -> bytes:
    """Files as a ZIP, as any program makes it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return made.getvalue()


def make_trainer(**more: object) -> Person:
    """A trainer."""
    return make_person(Role.TRAINER, **more)  # type: ignore[arg-type]


def make_draft(person: Person, slug: str = "small") -> Draft:
    """A draft of a course, which is published first where it is not."""
    if queries.newest(slug) is None:
        make_course(slug)
    return draft_by(drafting.begin(person.id, slug))


def draft_by(ref: str) -> Draft:
    """A draft by what stands in its address."""
    return db.scalars(select(Draft).filter_by(ref=ref)).one()


def lesson_of(draft: Draft, slug: str) -> LessonDraft:
    """A lesson of a draft as it is now."""
    return lessons.read(queries.files(draft), slug)


def change_lesson(person: Person, draft: Draft, slug: str = "one", title: str = "Changed") -> None:
    """Give a lesson another English title."""
    kept = lesson_of(draft, slug)
    words = kept.words | {"en": replace(kept.words["en"], title=title)}
    writing.save_lesson(person.id, draft.ref, replace(kept, words=words), mark(kept))


def section_of(draft: Draft, module: str) -> dict[str, str]:
    """The questions of a module of a draft, by language."""
    files = queries.files(draft)
    return {language: bank.section(files, language, module) for language in LANGUAGES}


def by(person: Person, key: str | None = None) -> By:
    """A person who asks for a deed."""
    return By(person.id, f"person {person.id}", "test", key or uuid.uuid4().hex)


def ask(person: Person, draft: Draft, version: str = "2") -> str:
    """Lay a draft before somebody else; the proposal's reference."""
    return reviewing.ask_review(by(person), draft.ref, version, "Look at it")


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
