"""What is done with certificates: issue one, ask to cancel one, decide that."""

from dataclasses import dataclass

from certificates import queries
from certificates.expiry import last_day
from certificates.kinds import CANCEL
from certificates.models import Certificate
from certificates.refusals import (
    AlreadyIssued,
    AlreadyOver,
    AlreadyProposed,
    Gone,
    NotPassed,
)
from courses.models import CourseVersion
from courses.queries import passed
from portal.deeds.models import Proposal
from portal.deeds.proposals import AlreadyDecided, close, propose, waiting_by_ref
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.papers import issuing
from portal.papers.issuing import Draft
from portal.papers.keylist import Purpose
from portal.papers.models import PaperChange, PaperState
from portal.people import rights
from portal.people.models import Person

# How a certificate is laid out; an older one keeps the layout of its day.
LAYOUT = 1
_DECIDERS = (Role.OFFICER, Role.SUPERVISOR)


@dataclass(frozen=True)
class Holder:
    """Who holds the certificate: the name, and what little of the passport stands on it."""

    name: str
    check: bytes | None = None
    last_3: str | None = None


@deed
def issue(by: By, slug: str, holder: Holder) -> str:
    """Issue a certificate for a passed course; its number."""
    person = rights.require(by.person_id, *Role)
    course_pass = passed(person, slug)
    if course_pass is None:
        raise NotPassed
    version = course_pass.version
    if queries.live(person.id, version):
        raise AlreadyIssued
    paper = issuing.issue(by, _draft(person, version, slug, holder))
    db.add(
        Certificate(
            person_id=person.id,
            course_version_id=version.id,
            level=paper.level,
            paper_id=paper.id,
            live=True,
        )
    )
    return paper.number


@deed
def propose_cancel(by: By, number: str, reason: str) -> str:
    """Ask that a certificate be cancelled; the proposal's reference."""
    officer = rights.require(by.person_id, *_DECIDERS)
    certificate = queries.within_reach(officer, number)
    if certificate is None:
        raise Gone
    _require_not_over(certificate)
    if queries.waiting_proposal(certificate.paper):
        raise AlreadyProposed
    paper = certificate.paper
    proposal = propose(
        by,
        kind=CANCEL,
        subject=number,
        office_id=paper.office_id,
        difference={"number": number, "from": paper.state.value, "to": PaperState.CANCELLED},
        reason=reason,
    )
    return proposal.ref


@deed
def approve(by: By, ref: str) -> str:
    """Cancel the certificate that another officer asked to cancel; its number."""
    proposal = _waiting(by, ref)
    certificate = queries.any_by_number(proposal.difference["number"])
    if certificate is None:
        raise Gone
    _require_not_over(certificate)
    certificate.live = False
    issuing.change(
        by,
        certificate.paper,
        PaperChange.CANCELLED,
        reason=proposal.reason,
        proposal_id=proposal.id,
    )
    close(by, proposal, approved=True)
    return certificate.paper.number


@deed
def refuse(by: By, ref: str, reason: str) -> str:
    """Leave the certificate as it is; its number."""
    proposal = _waiting(by, ref)
    close(by, proposal, approved=False, reason=reason)
    number: str = proposal.difference["number"]
    return number


def _draft(person: Person, version: CourseVersion, slug: str, holder: Holder) -> Draft:
    return Draft(
        purpose=Purpose.CERTIFICATE,
        person_id=person.id,
        office_id=person.office_id,
        name=holder.name,
        subject=f"{slug} {version.version}",
        words={"layout": LAYOUT, "subject": version.titles, "version": version.version},
        holder_check=holder.check,
        last_3=holder.last_3,
        expires_on=last_day(version.expires_after, today()),
    )


def _waiting(by: By, ref: str) -> Proposal:
    proposal = waiting_by_ref(ref)
    if proposal is None or proposal.kind != CANCEL:
        raise AlreadyDecided
    rights.require_approver(by.person_id, proposal)
    return proposal


def _require_not_over(certificate: Certificate) -> None:
    if certificate.paper.state in {PaperState.CANCELLED, PaperState.REPLACED}:
        raise AlreadyOver
