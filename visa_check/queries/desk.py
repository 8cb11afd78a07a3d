"""What is read at the desk: whose queue it is, and what was noted about a request."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from portal.deeds.models import Proposal, ProposalState
from portal.ground.database import db
from portal.people.models import Office, Person
from portal.people.rights import offices_reach
from visa_check.models import (
    ProposalLook,
    VisaChecklist,
    VisaRequest,
    VisaRequestProposal,
    VisaSighting,
)
from visa_check.queries.visas import VisaNow
from visa_check.verdicts import VisaVerdict

# Answers that stand: they can be told again.
TOLD = frozenset(VisaVerdict) - {
    VisaVerdict.PENDING,
    VisaVerdict.CANNOT_CHECK,
    VisaVerdict.NO_RECORD,
}


def office(person: Person, code: str | None) -> Office | None:
    """The office whose queue a person asks for: one within reach, their own unless said."""
    if not code:
        return person.office
    own = or_(Office.id == person.office_id, offices_reach(person))
    return db.scalar(select(Office).where(Office.code == code, own))


def office_by_id(office_id: int) -> Office:
    """An office."""
    return db.get_one(Office, office_id)


def offices(person: Person) -> Sequence[Office]:
    """The offices whose queues a person may see."""
    query = select(Office).where(or_(Office.id == person.office_id, offices_reach(person)))
    return db.scalars(query.order_by(Office.district_en)).all()


def sightings(request_id: int) -> Sequence[VisaSighting]:
    """What was seen at the destination's service for a request, the newest first."""
    query = (
        select(VisaSighting)
        .filter_by(request_id=request_id)
        .options(joinedload(VisaSighting.details))
        .order_by(VisaSighting.id.desc())
    )
    return db.scalars(query).all()


def checklist(request_id: int) -> VisaChecklist | None:
    """How the checklist of a request was marked last."""
    query = select(VisaChecklist).filter_by(request_id=request_id)
    return db.scalar(query.order_by(VisaChecklist.id.desc()).limit(1))


def proposal_about(request_id: int) -> Proposal | None:
    """The decision about a request that was laid before a second officer last."""
    query = (
        select(Proposal)
        .join(VisaRequestProposal, VisaRequestProposal.proposal_id == Proposal.id)
        .where(VisaRequestProposal.request_id == request_id)
    )
    return db.scalar(query.order_by(Proposal.id.desc()).limit(1))


def waits_for_second(request_id: int) -> bool:
    """Whether a second officer has still to decide."""
    proposal = proposal_about(request_id)
    return proposal is not None and proposal.state is ProposalState.WAITING


def request_of(proposal_id: int, *, is_held: bool = False) -> VisaRequest | None:
    """The request that a proposal answers; held until the end of an action where asked."""
    query = (
        select(VisaRequest)
        .join(VisaRequestProposal, VisaRequestProposal.request_id == VisaRequest.id)
        .where(VisaRequestProposal.proposal_id == proposal_id)
        .options(joinedload(VisaRequest.details))
    )
    return db.scalar(query.with_for_update(of=VisaRequest) if is_held else query)


def looked_at(person: Person, proposal: Proposal, since: datetime) -> bool:
    """Whether somebody's look at the pictures behind a proposal was written down since a moment."""
    query = select(ProposalLook.id).filter_by(proposal_id=proposal.id, person_id=person.id)
    return db.scalar(query.where(ProposalLook.at > since).limit(1)) is not None


def is_same(request: VisaRequest, found: VisaNow) -> bool:
    """Whether a request and the register say the same of number, passport and birth date."""
    holder = found.holder.facts if found.holder else {}
    names = ("visa_number", "passport_number", "date_of_birth")
    asked = {name: request.facts.get(name) for name in names}
    return all(holder.get(name) == value for name, value in asked.items() if value)


def is_told(request: VisaRequest, found: VisaNow, day: date) -> bool:
    """Whether the register's answer of a day can be told for a request, without a new decision."""
    return found.verdict(day) in TOLD and is_same(request, found)


def names(ids: Iterable[int | None]) -> dict[int, str]:
    """Names of officers by their key, in one query; none for nobody."""
    wanted = {key for key in ids if key}
    if not wanted:
        return {}
    query = select(Person).where(Person.id.in_(wanted)).options(joinedload(Person.details))
    return {person.id: person.name for person in db.scalars(query)}
