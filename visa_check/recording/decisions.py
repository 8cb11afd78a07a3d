"""Decisions about visas: by one officer alone, or laid before another one."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flask_babel import lazy_gettext as _l

from portal.deeds.models import Proposal
from portal.deeds.proposals import propose
from portal.deeds.record import By
from portal.ground.clock import DHAKA, today
from portal.ground.errors import Conflict, Refusal
from portal.people.models import Person
from portal.people.passports import masked
from portal.people.rights import OutOfReach
from visa_check.kinds import VISA_DECISION
from visa_check.queries import visas as queries
from visa_check.recording import visas as recording
from visa_check.verdicts import VisaState
from visa_check.warnings import Warned


class SayWhy(Refusal):
    """A decision that another officer must judge needs its reason."""

    field = "note"
    message = _l("Say what you saw: another officer must be able to judge it.")


class DecidedAlready(Conflict):
    """Somebody decided the same while this officer looked."""

    message = _l("Another officer has decided this about the visa already. Look at it again.")


def decide(
    by: By,
    officer: Person,
    found: queries.VisaNow,
    state: VisaState,
    note: str,
    warned: Iterable[Warned],
    matters: Sequence[str] = (),
) -> Proposal | None:
    """Decide about a visa that is held: alone what TRUST.md lets one officer decide, else propose.

    Warned is what nobody else noted as a false alarm (visa_check.queries.warnings.open_warnings),
    matters what an officer's checklist left open. The proposal, or None where it is decided.
    """
    open_warnings = [[one.code.value, dict(one.values)] for one in warned]
    office_id = office_of(officer, found)
    last = found.decision
    is_same = last is not None and last.state is state and last.entry_id == found.entry.id
    if last and is_same and found.is_decided and _day(last.decided_at) == today():
        raise DecidedAlready
    is_unclean = state is VisaState.VERIFIED and bool(open_warnings or matters)
    # To find the same again on a later day changes nothing: the newest slip speaks of that day.
    is_change = found.is_decided and not is_same
    if not (state.needs_two or is_change or is_unclean):
        recording.add_decision(by, found, state, note, office_id, None)
        return None
    if not note:
        raise SayWhy
    difference = {
        "basis": recording.basis(found),
        "old": {"state": (last.state if last else VisaState.PENDING).value},
        "new": {"state": state.value},
        "warnings": open_warnings,
        "matters": list(matters),
    }
    return propose(
        by,
        kind=VISA_DECISION,
        subject=subject(found),
        office_id=office_id,
        difference=difference,
        evidence=note,
    )


def office_of(officer: Person, found: queries.VisaNow) -> int:
    """The office that keeps the visa; who decides first takes it up."""
    office_id = found.office.id if found.office else officer.office_id
    if office_id is None:
        raise OutOfReach
    return office_id


def subject(found: queries.VisaNow) -> str:
    """What the list of proposals shows of a visa: destination and the end of its number."""
    number = found.holder.facts["visa_number"] if found.holder else ""
    return f"{found.entry.destination} {masked(number)}"


def _day(moment: datetime) -> date:
    return moment.astimezone(DHAKA).date()
