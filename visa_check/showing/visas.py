"""Visas at the desk: facts, decisions and entries as rows, numbers masked."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask import url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.ground.formatting import moment
from portal.people.models import Office
from portal.people.passports import masked
from visa_check.facts import HOLDER_FACTS, VISA_FACTS, Facts, differing, from_plain, pick
from visa_check.models import VisaDecision, VisaEntry
from visa_check.queries.visas import VisaNow
from visa_check.showing.cells import NOTHING, SECRET, Cell, Rows, word
from visa_check.words import FACT_NAMES, STATES, VISA_WORDS


def visa_rows(found: Iterable[VisaNow], today: date) -> Rows:
    """The visas of an office."""
    rows: Rows = []
    for visa in found:
        holder = visa.holder.facts if visa.holder else {}
        number = masked(holder.get("visa_number") or "")
        rows.append(
            [
                {"text": number, "href": url_for("visa_check.office_visa", ref=visa.visa.ref)},
                holder.get("holder_name") or NOTHING,
                word("destination", visa.entry.destination),
                word("expiry_date", visa.entry.expiry_date),
                str(VISA_WORDS[visa.verdict(today)].word),
            ]
        )
    return rows


def all_facts(found: VisaNow) -> Facts:
    """What is known of a visa and of whom it is about."""
    holder = found.holder.facts if found.holder else {}
    return from_plain(pick(holder, HOLDER_FACTS)) | pick(found.entry, VISA_FACTS)


def visa_facts(found: VisaNow, *, is_revealed: bool) -> list[tuple[str, Cell]]:
    """What is known of a visa; numbers and birth date masked unless they were revealed."""
    rows: list[tuple[str, Cell]] = []
    for name, value in all_facts(found).items():
        hidden = name in SECRET and value is not None and not is_revealed
        text = masked(value) if isinstance(value, str) else "•• •• ••••"
        rows.append((str(FACT_NAMES[name]), text if hidden else word(name, value)))
    return rows


def decision_rows(decisions: Iterable[tuple[VisaDecision, Office]]) -> Rows:
    """What was decided about a visa."""
    language = str(get_locale() or "bn")
    return [
        [
            str(STATES[decision.state]),
            office.district(language),
            moment(decision.decided_at),
            decision.note or NOTHING,
        ]
        for decision, office in decisions
    ]


def entry_rows(entries: Sequence[VisaEntry]) -> Rows:
    """Since when what was known of a visa; only what each entry changed."""
    rows: Rows = []
    for place, entry in enumerate(entries):
        facts = pick(entry, VISA_FACTS)
        before = pick(entries[place + 1], VISA_FACTS) if place + 1 < len(entries) else {}
        new = [name for name in differing(before, facts) if facts[name] is not None]
        said = "; ".join(f"{FACT_NAMES[name]}: {word(name, facts[name])}" for name in new)
        rows.append([moment(entry.recorded_at), said or _("Whom it is about")])
    return rows
