"""Requests: ask an office about a visa, withdraw the question."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.ground.errors import Conflict, Refusal
from portal.ground.formatting import digits
from portal.people.models import Office, Person
from portal.people.rights import require
from visa_check.facts import REQUEST_FACTS, Facts, as_plain, pick
from visa_check.hashes import passport_hash
from visa_check.limits import reference_guesses
from visa_check.models import Channel, RequestState, StepKind, VisaRequest, VisaRequestDetails
from visa_check.queries import requests as queries
from visa_check.recording.desk import enter_visa_of
from visa_check.recording.requests import add_step
from visa_check.references import new_reference, show_reference
from visa_check.refusals import Gone

# Nobody has more visas open at once; a program that fills the queues is stopped.
MOST_OPEN = 10
# Without a ticket the place in the queue is that of a flight after this time.
UNKNOWN_FLIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Question:
    """What somebody asks: which visa, when they fly, whom it is about and what was promised."""

    destination: str
    flight_day: date | None
    # Under the names of visa_check.facts.REQUEST_FACTS.
    facts: Facts


class AlreadyAsked(Conflict):
    """The same account asked about the same visa, and nobody has answered yet."""

    message = _l(
        "You have asked about this visa already: your reference is %(reference)s. Open it to add"
        " pictures."
    )


class TooManyOpen(Refusal):
    """Somebody has as many open questions as anybody may."""

    message = _l("You have %(most)s open questions already. Wait for an answer, or withdraw one.")


class Closed(Conflict):
    """Somebody answered, or it was withdrawn."""

    message = _l("This question is closed already. Ask anew if something has changed.")


@deed
def ask(by: By, office_code: str, question: Question) -> str:
    """Ask an office about a visa, for oneself or for somebody of the family; the reference."""
    asker = require(by.person_id, Role.MIGRANT)
    # Held, so that two at once make one request and the count holds.
    db.scalars(select(Person).filter_by(id=asker.id).with_for_update()).one()
    _refuse_repeat(asker, question.facts)
    office = db.scalars(select(Office).filter_by(code=office_code)).one()
    channel = Channel.FAMILY if question.facts.get("proxy_name") else Channel.OWN
    request = _new(question, office.id, channel, asker.id)
    add_step(request, StepKind.ASKED, asker.id)
    return request.ref


@deed
def take_in(by: By, question: Question) -> str:
    """Take in somebody at the counter: the officer has the request in hand; its reference."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    if officer.office_id is None:
        raise Gone
    request = _new(question, officer.office_id, Channel.COUNTER, None)
    add_step(request, StepKind.ASKED, officer.id)
    add_step(request, StepKind.TAKEN, officer.id)
    enter_visa_of(by, request)
    return request.ref


@deed
def withdraw(by: By, ref: str) -> str:
    """Withdraw one's own question; what the register says of the visa stays."""
    asker = require(by.person_id, Role.MIGRANT)
    request = queries.own_request(asker, ref, is_held=True)
    if request is None:
        raise Gone
    if not request.state.is_open:
        raise Closed
    add_step(request, StepKind.WITHDRAWN, asker.id)
    return ref


@transaction
def count_wrong_reference(device: bytes) -> None:
    """Count a reference that nothing has, under the device that tried it."""
    reference_guesses(device).fail()


def _new(
    question: Question, office_id: int, channel: Channel, person_id: int | None
) -> VisaRequest:
    """A request with its details; its first step gives it its state."""
    request = VisaRequest(
        ref=new_reference(),
        office_id=office_id,
        person_id=person_id,
        channel=channel,
        destination=question.destination,
        flight_day=question.flight_day,
        due_on=question.flight_day or today() + UNKNOWN_FLIGHT,
        state=RequestState.WAITING,
        asked_at=now(),
    )
    request.details = VisaRequestDetails(
        passport=passport_hash(question.facts["passport_number"]),
        facts=as_plain(pick(question.facts, REQUEST_FACTS)),
    )
    db.add(request)
    db.flush()
    return request


def _refuse_repeat(asker: Person, facts: Facts) -> None:
    """Demand that this account has not asked the same, and not too much."""
    mine = queries.open_requests(asker)
    asked = (facts["passport_number"], facts.get("visa_number"))
    for request in mine:
        if (request.facts.get("passport_number"), request.facts.get("visa_number")) == asked:
            raise AlreadyAsked(reference=show_reference(request.ref))
    if len(mine) >= MOST_OPEN:
        raise TooManyOpen(most=digits(MOST_OPEN))
