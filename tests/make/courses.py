"""Makers of course packs, courses, and how far people came in them."""

import itertools
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from courses import paper, queries
from courses.actions import publishing, studying
from courses.models import Attempt, Course, CourseVersion, Module
from courses.pack.reading import read
from courses.paper import Asked
from portal.ground.database import db
from portal.people.models import Person

_numbers = itertools.count(1)
_WORDS = {"bn": "এটা একটা কথা।", "en": "This is a sentence."}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
QUESTIONS = """$CATEGORY: {module}

::{module}-one::{word} one?{{=right#yes ~wrong#no ~worse####Told one.}}

::{module}-several::{word} several?{{~%50%a ~%50%b ~%-50%c#never ~%-50%d####Told several.}}

::{module}-true::{word} true?{{T#no#yes####Told true.}}

::{module}-typed::{word} typed?{{=dhaka =%50%cumilla####Told typed.}}

::{module}-number::{word} number?{{#16:1####Told number.}}

::{module}-matching::{word} matching?{{
=left -> partner =port -> red =sky -> blue = -> green####Told matching.}}

::{module}-ordering::{word} ordering?{{> first ~ second ~ third ~ fourth####Told ordering.}}
"""


def course_yml(**changes: Any) -> dict[str, Any]:
    """A small course: two modules, three lessons; the second module asks for the first."""
    module = {"draw": 7, "pass_mark": 71, "requires": []}
    return {
        "slug": "small",
        "version": "1",
        "title": {"bn": "ছোট", "en": "Small"},
        "audience": {"bn": "সবাই", "en": "Everybody"},
        "attempts": {"limit": 2, "wait_hours": 12},
        "last_checked": "2026-11-01",
        "modules": [
            {
                "id": "first",
                "title": {"bn": "এক", "en": "First"},
                "lessons": ["one", "two"],
                **module,
            },
            {
                "id": "second",
                "title": {"bn": "দুই", "en": "Second"},
                "lessons": ["three"],
                **module,
                "requires": ["first"],
            },
        ],
        "sources": [
            {"id": "S1", "title": "A law", "address": "law.example", "date": "2013"},
        ],
    } | changes


def lesson_md(language: str, title: str, words: int = 150) -> str:
    """A lesson file."""
    sentences = " ".join(itertools.islice(itertools.cycle(_WORDS[language].split()), words))
    return (
        f'---\ntitle: "{title}"\nminutes: 2\npicture: media/one.svg\npicture_text: "A square"\n'
        f'remember: "Remember {title}"\nsources: [S1]\nlast_checked: "2026-11-01"\n---\n'
        f"## Heading\n\n{sentences}\n"
    )


def write_pack(
    folder: Path, lessons: Sequence[str] = ("one", "two", "three"), **changes: Any
) -> Path:
    """A sound pack in a folder, with these files of lessons; changes go to course.yml."""
    yml = course_yml(**changes)
    for language in ("bn", "en"):
        (folder / language).mkdir(parents=True, exist_ok=True)
        for slug in lessons:
            path = folder / language / f"{slug}.md"
            path.write_text(lesson_md(language, f"{language} {slug}"), "utf-8")
        banks = [QUESTIONS.format(module=name, word=language) for name in ("first", "second")]
        (folder / language / "questions.gift").write_text("\n".join(banks), "utf-8")
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media/one.svg").write_text(PICTURE)
    (folder / "course.yml").write_text(yaml.safe_dump(yml, allow_unicode=True), "utf-8")
    return folder


def make_course(slug: str | None = None, **changes: Any) -> CourseVersion:
    """A published course."""
    slug = slug or f"small-{next(_numbers)}"
    with tempfile.TemporaryDirectory() as folder:
        publishing.publish(read(write_pack(Path(folder), slug=slug, **changes)))
    mine = select(CourseVersion).join(Course).where(Course.slug == slug)
    return db.scalars(mine.order_by(CourseVersion.id.desc()).limit(1)).one()


def make_long_course(slug: str = "long", **changes: Any) -> CourseVersion:
    """A published course of two modules and sixty lessons: lesson-1 to lesson-60."""
    lessons = [f"lesson-{number}" for number in range(1, 61)]
    first, second = course_yml()["modules"]
    modules = [first | {"lessons": lessons[:30]}, second | {"lessons": lessons[30:]}]
    return make_course(slug, lessons=lessons, modules=modules, **changes)


def make_attempt(person: Person, module: Module) -> Attempt:
    """A test that is begun."""
    ref = studying.begin_attempt(person.id, module.id)
    return db.scalars(select(Attempt).filter_by(ref=ref)).one()


def key_of(attempt: Attempt) -> list[Asked]:
    """The questions of an attempt in its order, with their keys."""
    return queries.asked(attempt, "bn")


def right_answer(attempt: Attempt, question: Asked) -> list[str]:
    """What a browser sends for the right answer."""
    return paper.as_sent(attempt.seed, question, paper.right_answer(question))


def answer_rightly(attempt: Attempt, count: int = 99) -> None:
    """Answer the first questions of an attempt rightly."""
    person_id, ref = attempt.person_id, attempt.ref
    sent = [right_answer(attempt, question) for question in key_of(attempt)][:count]
    for position, given in enumerate(sent, 1):
        studying.save_answer(person_id, ref, position, given, 1)


def pass_module(person: Person, module: Module) -> Attempt:
    """Pass the test of a module."""
    attempt = make_attempt(person, module)
    person_id, ref = person.id, attempt.ref
    answer_rightly(attempt)
    studying.submit_attempt(person_id, ref)
    return db.scalars(select(Attempt).filter_by(ref=ref)).one()


def fail_module(person: Person, module: Module) -> Attempt:
    """Fail the test of a module."""
    attempt = make_attempt(person, module)
    studying.submit_attempt(attempt.person_id, attempt.ref)
    return db.scalars(select(Attempt).filter_by(ref=attempt.ref)).one()
