"""Requests at the desk: one request beside the register, and what was noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.ground.clock import today
from portal.ground.formatting import digits, moment, number, taka
from portal.people.passports import masked
from visa_check.costs import FIXED_COSTS
from visa_check.facts import HOLDER_FACTS, from_plain, pick
from visa_check.models import VisaRequest
from visa_check.queries import desk as queries
from visa_check.queries import requests
from visa_check.queries.guides import guides_for
from visa_check.queries.visas import VisaNow
from visa_check.queries.warnings import alarms
from visa_check.references import show_reference
from visa_check.showing.cells import NOTHING, SECRET, Rows, word
from visa_check.showing.guides import guide_rows
from visa_check.showing.queue import flight_words
from visa_check.showing.requests import picture_href, request_files
from visa_check.showing.sightings import evidence_files, sighting_rows
from visa_check.showing.visas import all_facts, visa_facts
from visa_check.showing.warnings import warning_rows
from visa_check.verdicts import ANSWERS, VisaState, VisaVerdict, visa_on
from visa_check.words import VISA_WORDS, Words
from visa_check.words_of_desk import ASKED
from visa_check.words_of_requests import CHANNELS, STEPS


@dataclass(frozen=True)
class Told:
    """What the person will read after a decision, in their language."""

    kind: str
    words: Words


def desk_page(
    request: VisaRequest, found: VisaNow | None, reader: int, *, is_mine: bool
) -> dict[str, Any]:
    """Everything that an officer reads about a request."""
    day = today()
    sightings = queries.sightings(request.id)
    steps = requests.steps(request.id)
    names = queries.names(
        [request.claimed_by_id, *(one.by_id for one in sightings), *(one.by_id for one in steps)]
    )
    speaks = request.person.language if request.person else "bn"
    verdict = found.verdict(day) if found else None
    return {
        "reference": show_reference(request.ref),
        "country": word("destination", request.destination),
        "flight": flight_words(request.flight_day, day),
        "channel": CHANNELS[request.channel],
        "officer": names.get(request.claimed_by_id or 0, ""),
        "rows": asked_rows(request, found, is_open=is_mine),
        "facts": visa_facts(found, is_revealed=is_mine) if found else [],
        "verdict": verdict,
        "words": VISA_WORDS[verdict] if verdict else None,
        "warnings": warning_rows(alarms(found, day), found.visa.ref, reader) if found else [],
        "numbers": numbers(request, found) if is_mine else [],
        "sightings": sighting_rows(sightings, names),
        "steps": [
            [str(STEPS[step.kind]), names.get(step.by_id or 0, NOTHING), moment(step.at)]
            for step in reversed(steps)
        ],
        "told": told(ANSWERS, found, day, speaks) if found else {},
        "speaks": speaks,
        "cost": fixed_cost(request.destination),
        "files": request_files(requests.sent(request.id), picture_href(request.ref)),
        "evidence": evidence_files(
            requests.evidence(request.id), sightings, picture_href(request.ref)
        ),
        "guides": guide_rows(
            guides_for(request.destination), day, all_facts(found) if found and is_mine else None
        ),
    }


def asked_facts(request: VisaRequest) -> dict[str, Any]:
    """What somebody said of their visa, as a form of the register begins with it."""
    return from_plain(pick(request.facts, HOLDER_FACTS)) | {"destination": request.destination}


def asked_rows(request: VisaRequest, found: VisaNow | None, *, is_open: bool) -> Rows:
    """What somebody said beside what the register has; numbers masked unless it is in hand."""
    facts = from_plain(request.facts)
    holder = from_plain(found.holder.facts) if found and found.holder else {}
    rows: Rows = []
    for name, label in ASKED.items():
        value = facts.get(name)
        if value in {None, ""}:
            continue
        said = _wage(facts) if name == "wage" else _said(name, value, is_open=is_open)
        has = holder.get(name)
        there = _said(name, has, is_open=is_open) if has else NOTHING
        rows.append([str(label), said, there])
    return rows


def _said(name: str, value: Any, *, is_open: bool) -> str:
    if name in SECRET and not is_open:
        return masked(value) if isinstance(value, str) else "•• •• ••••"
    if name == "phone" and not is_open:
        return masked(str(value))
    return taka(value) if name == "fee_paid" else word(name, value)


def _wage(facts: Mapping[str, Any]) -> str:
    return f"{number(facts['wage'])} {facts.get('currency') or ''}".strip()


def fixed_cost(destination: str) -> str | None:
    """The most that may be taken for a destination, and the year of that."""
    for cost in FIXED_COSTS:
        if cost.country.code == destination:
            return str(
                _(
                    "Fixed maximum: %(sum)s (%(year)s).",
                    sum=taka(cost.taka),
                    year=digits(cost.year),
                )
            )
    return None


def numbers(request: VisaRequest, found: VisaNow | None) -> list[tuple[str, str, str]]:
    """The numbers that services ask for, ready to copy: an id, what it is, the number itself."""
    facts = request.facts | (found.holder.facts if found and found.holder else {})
    born = facts.get("date_of_birth") or ""
    wanted = {
        "visa_number": facts.get("visa_number"),
        "passport_number": facts.get("passport_number"),
        "date_of_birth": date.fromisoformat(born).strftime("%d/%m/%Y") if born else None,
    }
    return [(f"copy-{name}", str(ASKED[name]), value) for name, value in wanted.items() if value]


def told(states: Sequence[VisaState], found: VisaNow, day: date, language: str) -> dict[str, Told]:
    """For each decision what the person will read, in their own language."""
    with force_locale(language):
        return {state.value: _told(_verdict(state, found, day)) for state in states}


def _verdict(state: VisaState, found: VisaNow, day: date) -> VisaVerdict:
    return visa_on(day, state, is_of_these_facts=True, expires=found.entry.expiry_date)


def _told(verdict: VisaVerdict) -> Told:
    words = VISA_WORDS[verdict]
    spoken = Words(str(words.word), str(words.sentence), str(words.next))
    return Told(verdict.kind.value, spoken)
