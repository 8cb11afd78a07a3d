"""What states, places and fields of drafts are called on pages, and the checker's sentences."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from courses.drafts.checks import Finding
from courses.drafts.difference import State
from courses.drafts.places import Where
from courses.models import DraftState
from courses.pack.parts import Fault
from courses.saying import Sentence
from portal.ground.formatting import digits

STATES = {
    DraftState.WRITING: _l("is being written"),
    DraftState.IN_REVIEW: _l("waits for a review"),
    DraftState.PUBLISHED: _l("published"),
    DraftState.THROWN_AWAY: _l("thrown away"),
}
LANGUAGES = {"bn": "বাংলা", "en": "English", "": ""}
WHERE = {
    Where.COURSE: _l("Course"),
    Where.MODULE: _l("Module"),
    Where.SOURCE: _l("Source"),
    Where.LESSON: _l("Lesson"),
    Where.QUESTIONS: _l("Question"),
    Where.PICTURE: _l("Picture"),
}
CHANGED = {
    State.ADDED: _l("added"),
    State.REMOVED: _l("removed"),
    State.CHANGED: _l("changed"),
}
FIELDS: dict[str, Any] = {
    "title": _l("Title"),
    "text": _l("Text"),
    "remember": _l("Line to remember"),
    "picture_text": _l("What the picture shows"),
    "minutes": _l("Minutes"),
    "picture": _l("Picture"),
    "sources": _l("Sources"),
    "last_checked": _l("Last checked on"),
    "module": _l("Module"),
    "question": _l("Question"),
    "version": _l("Version"),
    "slug": _l("Name in addresses"),
    "audience": _l("For whom"),
    "destination": _l("Only for who goes to this country"),
    "work": _l("Only for who does this work"),
    "prerequisites": _l("Courses to pass before"),
    "expires_after": _l("Months that a pass counts"),
    "attempts limit": _l("Tries at a test before a wait"),
    "attempts wait_hours": _l("Hours to wait then"),
    "lessons": _l("Lessons"),
    "draw": _l("Questions in one test"),
    "pass_mark": _l("Per cent to pass"),
    "requires": _l("Modules to pass before"),
    "id": _l("Short name"),
    "address": _l("Address of the page, or where it is printed"),
    "date": _l("Date of it"),
}


# What pages that show a difference call its parts.
WORDS = {"where": WHERE, "changed": CHANGED, "fields": FIELDS, "languages": LANGUAGES}


def told(findings: Iterable[Finding]) -> list[Finding]:
    """Findings with their sentences in the language of the page."""
    return [replace(one, message=in_language(one.message)) for one in findings]


def told_faults(faults: Iterable[Fault]) -> list[Fault]:
    """Faults of a file with their sentences in the language of the page."""
    return [replace(one, message=in_language(one.message)) for one in faults]


def in_language(message: str) -> str:
    """A sentence of the checker in the language of the page."""
    if not isinstance(message, Sentence):
        return message
    values = {name: _value(name, value) for name, value in message.values.items()}
    pattern: str = gettext(message.pattern)
    return pattern % values if values else pattern


def _value(name: str, value: object) -> object:
    """A value as a page shows it: a key of a file by the name of its field."""
    if isinstance(value, Sentence):
        return in_language(value)
    if name == "key" and isinstance(value, str):
        return str(FIELDS.get(value.strip("'"), value))
    if name == "file" and isinstance(value, str):
        return LANGUAGES.get(value.split("/")[0]) or value
    return digits(value) if isinstance(value, int) else value
