"""Warnings and alerts in the words of the page."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.ground.clock import today
from portal.ground.formatting import day as day_words
from visa_check.learning import FraudKind, Noticed
from visa_check.learning_words import FACTS, KINDS, NOTICED, month_words
from visa_check.models import FraudWarning
from visa_check.queries import learning as queries
from visa_check.showing.cells import NOTHING, Cell, Rows, word


class Line(NamedTuple):
    """A short line that leads to alerts."""

    text: str
    href: str


def fraud_rows(found: Sequence[FraudWarning]) -> Rows:
    """Warnings in a list."""
    return [
        [
            {
                "text": month_words(one.month),
                "href": url_for("visa_check.fraud_warning", ref=one.ref),
            },
            word("destination", one.destination),
            str(KINDS[one.kind]),
            str(NOTICED[one.noticed]),
            one.agency.licence if one.agency else NOTHING,
            one.words,
        ]
        for one in found
    ]


def fraud_facts(one: FraudWarning) -> list[tuple[str, Cell]]:
    """A warning point by point."""
    facts = {
        "destination": one.destination,
        "kind": one.kind.value,
        "noticed": one.noticed.value,
        "rl_no": one.agency.rl_no if one.agency else None,
        "month": one.month.isoformat(),
        "words": one.words,
    }
    return [(str(FACTS[name]), _word(name, value)) for name, value in facts.items()]


def lesson_rows(new: dict[str, Any]) -> Rows:
    """What a proposed warning or alert would say."""
    return [[str(FACTS[name]), NOTHING, _word(name, value)] for name, value in new.items()]


def alert_lines(destination: str | None = None) -> list[Line]:
    """For pages of others: where the alerts of each country, or of one, are read in full."""
    return [
        Line(
            _("Alert for %(country)s: frauds with visas", country=word("destination", code)),
            url_for("visa_check.visa_alerts_for", iso2=code),
        )
        for code in queries.alerted(today(), destination)
    ]


def _word(name: str, value: Any) -> str:
    if name == "kind":
        return str(KINDS[FraudKind(value)])
    if name == "noticed":
        return str(NOTICED[Noticed(value)])
    if name == "month":
        return month_words(date.fromisoformat(value))
    if name == "last_day":
        return day_words(date.fromisoformat(value))
    return word(name, value)
