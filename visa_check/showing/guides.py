"""Guides at the desk: what to open, what to copy, what a true answer looks like."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import get_locale

from portal.ground.formatting import day as day_words
from portal.ground.formatting import moment
from visa_check.facts import differing, pick
from visa_check.guide_words import ASKED
from visa_check.guides import FILLED_BY, GUIDE_FACTS, NATIONALITY, Asked, GuideNow
from visa_check.models import GuideEntry
from visa_check.showing.cells import Rows, word
from visa_check.words import FACT_NAMES


@dataclass(frozen=True)
class AskedRow:
    """Something that a service asks for, and the value to copy where the case knows it."""

    id: str
    word: str
    value: str


@dataclass(frozen=True)
class GuideRow:
    """A guide as a page draws it."""

    service: str
    href: str
    country: str
    address: str | None
    asks: list[AskedRow]
    answer: str
    traps: str
    source: str
    looked: str
    is_stale: bool


def guide_rows(
    guides: Iterable[GuideNow], today: date, facts: Mapping[str, Any] | None = None
) -> list[GuideRow]:
    """Guides with what a case knows of what they ask for; without a case nothing is filled in."""
    is_bangla = str(get_locale() or "bn") == "bn"
    return [
        GuideRow(
            service=guide.service,
            href=url_for("visa_check.guide", ref=guide.ref),
            country=word("destination", guide.destination),
            address=guide.address,
            asks=[_asked(guide.ref, asked, facts) for asked in guide.asks],
            answer=guide.answer_bn if is_bangla else guide.answer,
            traps=guide.traps_bn if is_bangla else guide.traps,
            source=guide.source,
            looked=day_words(guide.checked_on),
            is_stale=guide.is_stale(today),
        )
        for guide in guides
    ]


def _asked(ref: str, asked: Asked, facts: Mapping[str, Any] | None) -> AskedRow:
    """Days as the services want them: 31/01/1998."""
    value: Any = (facts or {}).get(FILLED_BY.get(asked, ""))
    if asked is Asked.NATIONALITY and facts:
        value = NATIONALITY
    text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
    return AskedRow(f"copy-{ref}-{asked.name.lower()}", str(ASKED[asked]), text)


def guide_history(entries: Sequence[GuideEntry]) -> Rows:
    """Since when a guide said what; only what each entry changed."""
    rows: Rows = []
    for place, entry in enumerate(entries):
        facts = pick(entry, GUIDE_FACTS)
        before = pick(entries[place + 1], GUIDE_FACTS) if place + 1 < len(entries) else {}
        new = differing(before, facts)
        said = [f"{FACT_NAMES[name]}: {word(name, facts[name])}" for name in new]
        rows.append([moment(entry.recorded_at), "; ".join(said)])
    return rows
