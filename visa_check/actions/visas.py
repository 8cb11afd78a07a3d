"""Visas: enter, correct, decide, reveal."""

import uuid
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.ground.errors import Conflict, Refusal
from portal.ground.limits import count_failure
from portal.people.models import Person
from portal.people.rights import require
from visa_check import limits
from visa_check.facts import as_plain, differing
from visa_check.kinds import VISA_CORRECTION
from visa_check.models import FalseAlarm, Visa, VisaReveal
from visa_check.queries import visas as queries
from visa_check.queries.warnings import alarms, open_warnings
from visa_check.recording import decisions
from visa_check.recording import visas as recording
from visa_check.refusals import Gone
from visa_check.verdicts import VisaState

# Where a deed about a visa led: to the visa itself, or to a proposal about it.
VISA, PROPOSAL = "visa", "proposal"


class NothingChanged(Refusal):
    """The form says what the register says."""

    message = _l("Nothing differs from the register: there is nothing to correct.")


class WarningGone(Conflict):
    """The warning is not there any more, or has another reason now."""

    message = _l("This warning has changed. Look at it again.")


class AlreadyNoted(Refusal):
    """The same officer noted the same false alarm."""

    message = _l("You noted this already.")


class TicketUsed(Refusal):
    """A waiting ticket opens one try."""

    status = 429
    message = _l("This waiting ticket was used already. Wait once more.")


@deed
def enter_visa(by: By, facts: dict[str, Any]) -> str:
    """Take a visa up in the register; it is pending until somebody decides."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    visa = Visa(ref=uuid.uuid4().hex, created_at=now())
    db.add(visa)
    db.flush()
    recording.add_visa(by, visa, facts, officer.office_id, None)
    return visa.ref


@deed
def correct_visa(by: By, ref: str, changes: dict[str, Any], reason: str) -> str:
    """Correct the facts of a visa: alone before a decision, by proposal afterwards."""
    officer, found = _kept(by, ref)
    facts = recording.all_facts(found)
    new = {name: changes[name] for name in differing(facts, changes)}
    if not new:
        raise NothingChanged
    office_id = decisions.office_of(officer, found)
    if not found.is_decided:
        recording.add_visa(by, found.visa, facts | new, office_id, None)
        return f"{VISA} {ref}"
    difference = {
        "basis": recording.basis(found),
        "old": as_plain({name: facts[name] for name in new}),
        "new": as_plain(new),
    }
    proposal = propose(
        by,
        kind=VISA_CORRECTION,
        subject=decisions.subject(found),
        office_id=office_id,
        difference=difference,
        reason=reason,
    )
    return f"{PROPOSAL} {proposal.ref}"


@deed
def decide_visa(by: By, ref: str, state: VisaState, note: str) -> str:
    """Decide about a visa: alone what TRUST.md lets one officer decide, else by proposal."""
    officer, found = _kept(by, ref)
    warned = open_warnings(found, officer.id, today())
    proposal = decisions.decide(by, officer, found, state, note, warned)
    return f"{PROPOSAL} {proposal.ref}" if proposal else f"{VISA} {ref}"


@deed
def note_false_alarm(by: By, ref: str, key: str, note: str) -> str:
    """Note that a warning is a false alarm: who, why, when; one's own note opens no door."""
    officer, found = _kept(by, ref)
    alarm = next((one for one in alarms(found, today()) if one.key == key), None)
    if alarm is None:
        raise WarningGone
    if alarm.was_noted_by(officer.id):
        raise AlreadyNoted
    db.add(
        FalseAlarm(
            visa_id=found.visa.id,
            code=alarm.warned.code.value,
            about=alarm.about,
            note=note,
            noted_by_id=officer.id,
            noted_at=now(),
        )
    )
    return ref


@deed
def reveal_visa(by: By, ref: str, reason: str) -> str:
    """Write down who sees the numbers of a visa in full, and why."""
    _officer, found = _kept(by, ref)
    db.add(VisaReveal(visa_id=found.visa.id, person_id=by.person_id, reason=reason, at=now()))
    return ref


@transaction
def index_visas(after: int, most: int = 500) -> int | None:
    """Tie some visas after one to groups, employers and sponsors anew; the last one, or None.

    Their keys follow from the facts, so it may be done at any time and stopped half-way.
    """
    return recording.index(after, most)


@transaction
def count_failed_look_up(number: bytes, device: bytes) -> None:
    """Count a look-up that found nothing, under the typed number and under the device."""
    count_failure(limits.NUMBER, number, limits.RULES[limits.NUMBER])
    count_failure(limits.COUNTER, number, limits.RULES[limits.COUNTER])
    count_failure(limits.DEVICE, device, limits.RULES[limits.DEVICE])


@transaction
def use_ticket(ticket: bytes) -> None:
    """A waiting ticket opens one try."""
    if count_failure(limits.TICKET, ticket, limits.RULES[limits.TICKET]) > 1:
        raise TicketUsed


def _kept(by: By, ref: str) -> tuple[Person, queries.VisaNow]:
    """The officer, and a visa that their office keeps or may take up."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    recording.hold(ref)
    found = queries.visa_of(officer, ref)
    if found is None:
        raise Gone
    return officer, found
