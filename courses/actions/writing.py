"""What authors write in a draft: lessons, questions, pictures."""

from dataclasses import replace

from courses import keeping
from courses.drafts import bank, lessons, pictures
from courses.drafts.lessons import LessonDraft
from courses.drafts.marks import mark
from courses.drafts.refusals import ChangedMeanwhile, InUse, NotAPicture
from courses.pack.files import picture_faults
from courses.pack.parts import LANGUAGES
from courses.queries import authoring as queries
from courses.refusals import Gone
from portal.ground.database import transaction


@transaction
def save_lesson(person_id: int, ref: str, new: LessonDraft, seen: str) -> bool:
    """Keep a lesson, if it is still what the author saw; False where nothing is new."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    if keeping.outline_of(draft).module_of(new.slug) is None:
        raise Gone
    before = lessons.read(queries.files(draft, *lessons.paths(new.slug)), new.slug)
    new = replace(new, more=before.more)
    if new == before:
        return False
    if mark(before) != seen:
        raise ChangedMeanwhile
    return keeping.keep(draft, author, lessons.write(new))


@transaction
def save_questions(person_id: int, ref: str, module: str, texts: dict[str, str], seen: str) -> bool:
    """Keep the questions of a module, if they are still what the author saw."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    plan = keeping.outline_of(draft)
    if plan.module(module) is None:
        raise Gone
    files = queries.files(draft, *map(bank.path, LANGUAGES))
    before = {language: bank.section(files, language, module) for language in LANGUAGES}
    if texts == before:
        return False
    if mark(before) != seen:
        raise ChangedMeanwhile
    order = [one["id"] for one in plan.modules]
    return keeping.keep(draft, author, bank.with_section(files, module, texts, order))


@transaction
def put_bank(person_id: int, ref: str, language: str, parts: dict[str, str]) -> None:
    """Put other questions into modules of a draft, in one language: what a file of GIFT brings."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    order = [one["id"] for one in keeping.outline_of(draft).modules]
    if not set(parts) <= set(order):
        raise Gone
    files = queries.files(draft, bank.path(language))
    before = bank.sections(files.get(bank.path(language), b"").decode())
    text = bank.joined(before | parts, order)
    keeping.keep(draft, author, {bank.path(language): text.encode()})


@transaction
def put_picture(person_id: int, ref: str, name: str, content: bytes) -> None:
    """Keep a picture, in the place of another of its name."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    faults = list(picture_faults(name, content))
    if faults:
        raise NotAPicture(faults="; ".join(faults))
    keeping.keep(draft, author, {name: content})


@transaction
def remove_picture(person_id: int, ref: str, name: str) -> None:
    """Take away a picture that nothing shows."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    users = pictures.shown_in(queries.files(draft), name)
    if users:
        raise InUse(places=", ".join(users))
    if not keeping.keep(draft, author, {name: None}):
        raise Gone
