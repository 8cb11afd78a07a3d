"""What a course is made of: its facts, modules, sources, and the order of its lessons."""

from collections.abc import Callable
from typing import Any

from courses import keeping
from courses.drafts import bank, lessons
from courses.drafts.marks import mark
from courses.drafts.outline import COURSE_FACTS, MODULE_FACTS, Outline, facts_of
from courses.drafts.refusals import ChangedMeanwhile, InUse, NameTaken, NotEmpty
from courses.pack.parts import LANGUAGES
from courses.queries import authoring as queries
from courses.refusals import Gone
from portal.ground.database import transaction


@transaction
def save_course(person_id: int, ref: str, facts: dict[str, Any], seen: str) -> None:
    """Keep the facts of a course: titles, for whom, tries."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    plan = keeping.outline_of(draft)
    if mark(facts_of(plan.values, COURSE_FACTS)) != seen:
        raise ChangedMeanwhile
    plan.values |= facts
    keeping.keep_outline(draft, author, plan)


@transaction
def save_module(person_id: int, ref: str, slug: str, facts: dict[str, Any], seen: str) -> None:
    """Keep the facts of a module: titles, how many questions are drawn, what must come before."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    plan = keeping.outline_of(draft)
    module = _there(plan.module(slug))
    if mark(facts_of(module, MODULE_FACTS)) != seen:
        raise ChangedMeanwhile
    module |= facts
    keeping.keep_outline(draft, author, plan)


@transaction
def add_module(person_id: int, ref: str, slug: str, titles: dict[str, str]) -> None:
    """A new module at the end of the course."""

    def change(plan: Outline) -> None:
        if plan.module(slug):
            raise NameTaken
        plan.add_module(slug, titles)

    _change(person_id, ref, change)


@transaction
def move_module(person_id: int, ref: str, slug: str, step: int) -> None:
    """A module one place up or down."""

    def change(plan: Outline) -> None:
        _there(plan.module(slug))
        plan.move_module(slug, step)

    _change(person_id, ref, change)


@transaction
def remove_module(person_id: int, ref: str, slug: str) -> None:
    """A module away, once nothing is in it."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    plan = keeping.outline_of(draft)
    module = _there(plan.module(slug))
    files = queries.files(draft, *map(bank.path, LANGUAGES))
    if module["lessons"] or any(bank.section(files, one, slug) for one in LANGUAGES):
        raise NotEmpty
    plan.remove_module(slug)
    order = [one["id"] for one in plan.modules]
    keeping.keep(draft, author, bank.without_section(files, slug, order))
    keeping.keep_outline(draft, author, plan)


@transaction
def add_lesson(person_id: int, ref: str, module: str, slug: str, titles: dict[str, str]) -> None:
    """A new lesson at the end of a module; only its titles are written."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    plan = keeping.outline_of(draft)
    _there(plan.module(module))
    if slug in plan.lessons:
        raise NameTaken
    plan.add_lesson(slug, module)
    words = {language: lessons.Words(title=title) for language, title in titles.items()}
    keeping.keep(draft, author, lessons.write(lessons.LessonDraft(slug, words)))
    keeping.keep_outline(draft, author, plan)


@transaction
def move_lesson(person_id: int, ref: str, slug: str, step: int) -> None:
    """A lesson one place up or down in its module."""

    def change(plan: Outline) -> None:
        _there(plan.module_of(slug))
        plan.move_lesson(slug, step)

    _change(person_id, ref, change)


@transaction
def put_lesson(person_id: int, ref: str, slug: str, module: str) -> None:
    """A lesson at the end of another module."""

    def change(plan: Outline) -> None:
        _there(plan.module_of(slug))
        _there(plan.module(module))
        plan.put_lesson(slug, module)

    _change(person_id, ref, change)


@transaction
def remove_lesson(person_id: int, ref: str, slug: str) -> None:
    """A lesson away, in every language."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    plan = keeping.outline_of(draft)
    _there(plan.module_of(slug))
    plan.remove_lesson(slug)
    keeping.keep(draft, author, dict.fromkeys(lessons.paths(slug)))
    keeping.keep_outline(draft, author, plan)


@transaction
def save_source(person_id: int, ref: str, before: str | None, facts: dict[str, str]) -> None:
    """Keep a source, a new one or one that is there; its id stays once lessons may name it."""

    def change(plan: Outline) -> None:
        if before is None:
            if plan.source(facts["id"]):
                raise NameTaken
            plan.sources.append(facts)
        else:
            _there(plan.source(before)).update(facts)

    _change(person_id, ref, change)


@transaction
def remove_source(person_id: int, ref: str, id: str) -> None:
    """A source away that no lesson names."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    plan = keeping.outline_of(draft)
    source = _there(plan.source(id))
    files = queries.files(draft)
    users = [slug for slug in plan.lessons if id in lessons.read(files, slug).sources]
    if users:
        raise InUse(places=", ".join(users))
    plan.sources.remove(source)
    keeping.keep_outline(draft, author, plan)


def _change(person_id: int, ref: str, change: Callable[[Outline], object]) -> None:
    """One step in course.yml that needs nothing else."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    plan = keeping.outline_of(draft)
    change(plan)
    keeping.keep_outline(draft, author, plan)


def _there(found: dict[str, Any] | None) -> dict[str, Any]:
    if found is None:
        raise Gone
    return found
