"""A draft at a glance: its modules and lessons, and what each still lacks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from courses import gift
from courses.drafts import bank, lessons, outline
from courses.drafts.checks import Finding
from courses.drafts.places import Where
from courses.pack.parts import LANGUAGES


@dataclass(frozen=True)
class LessonLine:
    """A lesson: its title, the languages in which it is missing, and its faults."""

    slug: str
    title: str
    missing: tuple[str, ...]
    faults: int


@dataclass(frozen=True)
class ModuleBlock:
    """A module: its lessons, how many questions it has in each language, and its faults."""

    slug: str
    title: str
    lessons: tuple[LessonLine, ...]
    questions: dict[str, int]
    question_faults: int
    faults: int


def modules(
    files: dict[str, bytes], findings: Sequence[Finding], language: str
) -> list[ModuleBlock]:
    """The modules of a draft in order."""
    plan = outline.read(files)
    faults = Counter((one.place.where, one.place.name) for one in findings if one.is_fault)
    return [
        ModuleBlock(
            slug=module["id"],
            title=titled(outline.both(module["title"]), language) or module["id"],
            lessons=tuple(
                _line(files, slug, language, faults[Where.LESSON, slug])
                for slug in module["lessons"]
            ),
            questions={
                one: len(gift.read(bank.section(files, one, module["id"])).questions)
                for one in LANGUAGES
            },
            question_faults=faults[Where.QUESTIONS, module["id"]],
            faults=faults[Where.MODULE, module["id"]],
        )
        for module in plan.modules
    ]


def titled(titles: dict[str, str], language: str) -> str:
    """A title in a language, in another where it is missing there."""
    return titles.get(language) or next(filter(None, titles.values()), "")


def _line(files: dict[str, bytes], slug: str, language: str, faults: int) -> LessonLine:
    draft = lessons.read(files, slug)
    titles = {one: words.title for one, words in draft.words.items()}
    missing = tuple(one for one, words in draft.words.items() if not words.text or not words.title)
    return LessonLine(slug, titled(titles, language) or slug, missing, faults)
