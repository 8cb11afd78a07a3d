"""What there is to mend or to think about in a draft, each with its place."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from courses import gift
from courses.drafts import bank, lessons, outline
from courses.drafts.places import Place, Where, place_of
from courses.markdown import page, plain
from courses.pack import bank as pack_bank
from courses.pack import lessons as pack_lessons
from courses.pack.parts import LANGUAGES, BrokenPack, Fault
from courses.pack.reading import read_files
from courses.questions import Kind
from courses.saying import said

# Between these many words a lesson reads best.
SHORT, LONG = 200, 250
# Each of their answers can teach something; a pair or a step of an order has no words of its own.
_EXPLAINED = {Kind.ONE_OF, Kind.SEVERAL_OF}
_STALE = timedelta(days=365)
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, order=True)
class Finding:
    """Something to mend before a review, or only to think about."""

    place: Place
    is_fault: bool
    message: str


def findings(files: dict[str, bytes], today: date) -> list[Finding]:
    """Everything about a draft: what the checker refuses first, then what is advised."""
    try:
        read_files(files, [])
    except BrokenPack as broken:
        faults = broken.faults
    else:
        faults = []
    plan = outline.read(files)
    found = [Finding(place_of(files, fault), True, fault.message) for fault in faults]
    for slug in plan.lessons:
        found += advice_on_lesson(lessons.read(files, slug), today)
    for module in plan.modules:
        found += _advice_on_questions(files, module["id"], str(module.get("draw", "")))
    for source in plan.sources:
        found += _advice_on_source(source, today)
    return sorted(set(found), key=lambda one: (not one.is_fault, one.place, one.message))


def of_lesson(files: dict[str, bytes], slug: str) -> list[Finding]:
    """What the checker refuses in one lesson."""
    faults: list[Fault] = []
    known = {source["id"] for source in outline.read(files).sources}
    pack_lessons.read(slug, files, known, faults)
    return _placed(files, faults)


def of_questions(
    texts: dict[str, str], module: str, pictures: Collection[str] = ()
) -> list[Finding]:
    """What the checker refuses in the questions of one module; `pictures` are those of the pack."""
    faults: list[Fault] = []
    files = bank.with_section({}, module, texts, [module])
    pack_bank.read(files, {module}, faults, dict.fromkeys(pictures, ""))
    return _placed(files, faults)


def count_words(text: str) -> int:
    """How many words of a lesson are read."""
    return len(plain(page(text)).split())


def advice_on_lesson(draft: lessons.LessonDraft, today: date) -> list[Finding]:
    """What is allowed in a lesson, but could be better."""
    found = []
    for language, words in draft.words.items():
        count = count_words(words.text)
        if words.text and not SHORT <= count <= LONG:
            message = said(
                "%(count)s words; %(low)s to %(high)s read best", count=count, low=SHORT, high=LONG
            )
            found.append(Finding(Place(Where.LESSON, draft.slug, language), False, message))
    checked = _day(draft.last_checked)
    if checked and today - checked > _STALE:
        message = said("last checked more than a year ago: on %(day)s", day=draft.last_checked)
        found.append(Finding(Place(Where.LESSON, draft.slug), False, message))
    return found


def _placed(files: dict[str, bytes], faults: list[Fault]) -> list[Finding]:
    found = {Finding(place_of(files, fault), True, fault.message) for fault in faults}
    return sorted(found)


def _advice_on_questions(files: dict[str, bytes], module: str, draw: str) -> list[Finding]:
    found = []
    for language in LANGUAGES:
        place = Place(Where.QUESTIONS, module, language)
        questions = gift.read(bank.section(files, language, module)).questions
        for question in questions:
            bare = sum(1 for option in question.options if option.feedback is None)
            if bare and question.kind in _EXPLAINED:
                message = said(
                    "%(title)s: %(count)s answers explain nothing", title=question.title, count=bare
                )
                found.append(Finding(place, False, message))
        if draw.isdigit() and 3 * len(questions) < 4 * int(draw):
            message = said(
                "%(count)s questions for a test of %(draw)s: a second try is nearly the same test",
                count=len(questions),
                draw=draw,
            )
            found.append(Finding(place, False, message))
    return found


def _advice_on_source(source: dict[str, object], today: date) -> list[Finding]:
    dated = _day(str(source.get("date", "")))
    if dated is None or today - dated <= _STALE:
        return []
    message = said("a source of %(date)s: look whether it still holds", date=source["date"])
    return [Finding(Place(Where.SOURCE, str(source["id"])), False, message)]


def _day(text: str) -> date | None:
    """The last day that a date can mean: 2013 is 2013-12-31."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return date(year, month, day)
        following = date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
        return following - timedelta(days=1)
    except ValueError:
        return None
