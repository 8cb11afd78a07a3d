"""Requests at the desk: taken up, released, noted, answered alone or by two."""

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.ground.errors import Conflict, Refusal
from portal.ground.formatting import moment
from portal.people import queries as people
from portal.people.models import Person
from portal.people.rights import OutOfReach, require
from visa_check.checklist import OTHER_DETAILS, is_whole, open_matters
from visa_check.facts import differing
from visa_check.models import StepKind, VisaRequest, VisaRequestProposal
from visa_check.queries import desk as queries
from visa_check.queries import requests, visas
from visa_check.queries.warnings import open_warnings
from visa_check.recording import decisions
from visa_check.recording import desk as recording
from visa_check.recording import visas as register
from visa_check.recording.requests import add_step
from visa_check.urgency import may_take_over
from visa_check.verdicts import VisaState


class Taken(Conflict):
    """Another officer has it in hand."""

    message = _l("%(name)s has taken this up: %(moment)s. It is not lost.")


class Closed(Conflict):
    """It was answered or withdrawn meanwhile."""

    message = _l("This request is closed: it was answered or withdrawn.")


class NotInHand(Conflict):
    """The officer does not have it in hand any more."""

    message = _l("You do not have this request in hand. Take it up first.")


class WithSecond(Conflict):
    """A second officer has it."""

    message = _l("A second officer has still to decide about this request.")


class NoVisa(Refusal):
    """The visa is not in the register yet."""

    message = _l("Enter the visa first: a decision is about a visa of the register.")


class KeptElsewhere(Refusal):
    """Another office keeps the visa."""

    message = _l("Another office keeps this visa: only that office decides about it.")


class FinishList(Refusal):
    """Verified is said after every point was looked at."""

    message = _l("Mark every point of the list before you call the visa verified.")


class NotKnown(Conflict):
    """The register has no answer that could be told."""

    message = _l("The register has no answer to tell for this visa. Decide about it.")


class InRegister(Refusal):
    """What was decided is corrected in the register, by two."""

    message = _l("Somebody has decided about this visa: correct it in the register, by two.")


@deed
def claim(by: By, ref: str) -> str:
    """Take a request up: its visa comes into the register, and nobody else works on it."""
    officer, request = _kept(by, ref)
    if request.claimed_by_id == officer.id:
        return ref
    if request.claimed_at and not may_take_over(officer.role, request.claimed_at, now()):
        raise Taken(name=_name(request.claimed_by_id), moment=moment(request.claimed_at))
    add_step(request, StepKind.TAKEN, officer.id)
    recording.enter_visa_of(by, request)
    return ref


@deed
def release(by: By, ref: str) -> str:
    """Lay a request back into the queue."""
    officer, request = _in_hand(by, ref)
    add_step(request, StepKind.RELEASED, officer.id)
    return ref


@deed
def ask_more(by: By, ref: str) -> str:
    """Tell the person that the officer needs more; the request stays in hand."""
    officer, request = _in_hand(by, ref)
    add_step(request, StepKind.MORE_NEEDED, officer.id)
    return ref


@deed
def enter(by: By, ref: str, facts: dict[str, Any]) -> str:
    """Enter what the pictures show of the visa, or correct it while nobody has decided."""
    officer, request = _in_hand(by, ref)
    number = (facts["destination"], facts["visa_number"], facts["passport_number"])
    known = visas.visa_id_by_identity(*number)
    if request.visa_id is None or known not in {None, request.visa_id}:
        recording.take_up(by, request, facts)
        return ref
    found = _visa(officer, request)
    if found.is_decided:
        raise InRegister
    before = register.all_facts(found)
    if differing(before, facts):
        office_id = decisions.office_of(officer, found)
        register.add_visa(by, found.visa, before | facts, office_id, None)
    return ref


@deed
def see(by: By, ref: str, seen: recording.Sighting, marks: dict[str, str]) -> str:
    """Write down what the destination's own service said, and how the list stands."""
    _officer, request = _in_hand(by, ref)
    recording.add_sighting(by, request, seen)
    recording.keep_marks(by, request, marks)
    return ref


@deed
def decide(
    by: By, ref: str, verdict: recording.Verdict, seen: recording.Sighting | None = None
) -> str:
    """Decide about the visa of a request: answered at once, or laid before a second officer."""
    officer, request = _in_hand(by, ref)
    found = _visa(officer, request)
    if seen:
        recording.add_sighting(by, request, seen)
    recording.keep_marks(by, request, verdict.marks)
    if verdict.state is VisaState.VERIFIED and not is_whole(verdict.marks):
        raise FinishList
    proposal = decisions.decide(
        by,
        officer,
        found,
        verdict.state,
        verdict.note,
        open_warnings(found, officer.id, today()),
        _matters(request, found, verdict),
    )
    if proposal is None:
        add_step(request, StepKind.ANSWERED, officer.id, verdict.state)
        return ref
    db.add(VisaRequestProposal(request_id=request.id, proposal_id=proposal.id))
    add_step(request, StepKind.SECOND, officer.id)
    return ref


@deed
def answer_as_known(by: By, ref: str) -> str:
    """Answer with what the register says of the visa already."""
    officer, request = _in_hand(by, ref)
    found = visas.by_id(request.visa_id)
    if found is None or not queries.is_told(request, found, today()):
        raise NotKnown
    state = found.decision.state if found.decision else VisaState.CANNOT_CHECK
    add_step(request, StepKind.ANSWERED, officer.id, state)
    return ref


@deed
def hand_on(by: By, ref: str) -> str:
    """Lay a request into the queue of the office that keeps its visa."""
    officer, request = _in_hand(by, ref)
    found = visas.by_id(request.visa_id)
    if found is None or found.office is None or found.office.id == request.office_id:
        raise NotKnown
    request.office_id = found.office.id
    add_step(request, StepKind.RELEASED, officer.id)
    return ref


def _kept(by: By, ref: str) -> tuple[Person, VisaRequest]:
    """The officer, and an open request of an office that they reach, held until the end."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    request = requests.kept_request(officer, ref, is_held=True)
    if request is None:
        raise OutOfReach
    if not request.state.is_open:
        raise Closed
    if queries.waits_for_second(request.id):
        raise WithSecond
    return officer, request


def _in_hand(by: By, ref: str) -> tuple[Person, VisaRequest]:
    """The officer, and a request that they themselves have in hand."""
    officer, request = _kept(by, ref)
    if request.claimed_by_id != officer.id:
        raise NotInHand
    return officer, request


def _visa(officer: Person, request: VisaRequest) -> visas.VisaNow:
    """The visa of a request, held, if the officer decides about it."""
    known = visas.by_id(request.visa_id)
    if known is None:
        raise NoVisa
    register.hold(known.visa.ref)
    found = visas.visa_of(officer, known.visa.ref)
    if found is None:
        raise KeptElsewhere
    return found


def _matters(request: VisaRequest, found: visas.VisaNow, verdict: recording.Verdict) -> list[str]:
    """What the officer's own work leaves open."""
    seen = queries.sightings(request.id)
    open_now = open_matters(verdict.marks, seen[0].outcome if seen else None)
    return open_now if queries.is_same(request, found) else [OTHER_DETAILS, *open_now]


def _name(person_id: int | None) -> str:
    found = people.person_by_id(person_id) if person_id else None
    return found.name if found else ""
