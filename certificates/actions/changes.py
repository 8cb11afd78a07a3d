"""What officers do with certificates: suspend alone; cancel, replace and lift by two."""

from dataclasses import replace

from sqlalchemy import select

from certificates import queries, recording
from certificates.actions.papers import LAYOUT
from certificates.expiry import has_ended
from certificates.kinds import CANCEL, KINDS, LIFT, REPLACE
from certificates.models import Certificate
from certificates.refusals import (
    AlreadyOver,
    AlreadyProposed,
    Ended,
    Erased,
    Gone,
    NotInForce,
    NotSuspended,
    SameName,
)
from portal.deeds.models import Proposal
from portal.deeds.proposals import AlreadyDecided, close, propose, waiting_by_ref
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.papers import claims, issuing, signing
from portal.papers.claims import Claims
from portal.papers.issuing import Draft
from portal.papers.models import Paper, PaperChange, PaperFace, PaperState
from portal.people import rights

_DECIDERS = (Role.OFFICER, Role.SUPERVISOR)
_OVER = {PaperState.CANCELLED, PaperState.REPLACED}


@deed
def suspend(by: By, number: str, reason: str) -> str:
    """Suspend a certificate at once, alone; its number."""
    certificate = _within_reach(by, number)
    if certificate.paper.state is not PaperState.LIVE:
        raise NotInForce
    issuing.change(by, certificate.paper, PaperChange.SUSPENDED, reason=reason)
    recording.tell(certificate, PaperChange.SUSPENDED)
    return number


@deed
def propose_cancel(by: By, number: str, reason: str) -> str:
    """Ask that a certificate be cancelled; the proposal's reference."""
    certificate = _within_reach(by, number)
    return _propose(by, CANCEL, certificate, {"to": PaperState.CANCELLED}, reason)


@deed
def propose_replace(by: By, number: str, name: str, reason: str) -> str:
    """Ask that a certificate be replaced by one with a corrected name; the reference."""
    certificate = _within_reach(by, number)
    if has_ended(certificate.paper.expires_on, today()):
        raise Ended
    before = _said(certificate)[1].name
    if before == name:
        raise SameName
    change = {"to": PaperState.REPLACED, "name": name, "old_name": before}
    return _propose(by, REPLACE, certificate, change, reason)


@deed
def propose_lift(by: By, number: str, reason: str) -> str:
    """Ask that the suspension of a certificate be lifted; the proposal's reference."""
    certificate = _within_reach(by, number)
    if certificate.paper.state is not PaperState.SUSPENDED:
        raise NotSuspended
    return _propose(by, LIFT, certificate, {"to": PaperState.LIVE}, reason)


@deed
def approve(by: By, ref: str) -> str:
    """Do with a certificate what another officer asked for; the number that came of it."""
    proposal = _waiting(by, ref)
    certificate = _held(proposal.difference["number"])
    if certificate is None:
        raise Gone
    _require_not_over(certificate)
    close(by, proposal, approved=True)
    if proposal.kind == REPLACE:
        return _replaced(by, proposal, certificate)
    if proposal.kind == LIFT:
        if certificate.paper.state is not PaperState.SUSPENDED:
            raise NotSuspended
        what = PaperChange.RESTORED
    else:
        certificate.live, what = False, PaperChange.CANCELLED
    issuing.change(by, certificate.paper, what, reason=proposal.reason, proposal_id=proposal.id)
    recording.tell(certificate, what)
    return certificate.paper.number


@deed
def refuse(by: By, ref: str, reason: str) -> str:
    """Leave the certificate as it is; its number."""
    proposal = _waiting(by, ref)
    close(by, proposal, approved=False, reason=reason)
    number: str = proposal.difference["number"]
    return number


def _propose(
    by: By, kind: str, certificate: Certificate, change: dict[str, str], reason: str
) -> str:
    """Lay a change of a paper before another officer; one at a time."""
    _require_not_over(certificate)
    paper = certificate.paper
    if queries.waiting_proposal(paper):
        raise AlreadyProposed
    proposal = propose(
        by,
        kind=kind,
        subject=paper.number,
        office_id=paper.office_id,
        difference={"number": paper.number, "from": paper.state.value, **change},
        reason=reason,
    )
    return proposal.ref


def _replaced(by: By, proposal: Proposal, before: Certificate) -> str:
    """Issue the paper with the corrected name; nothing else on it is another."""
    if has_ended(before.paper.expires_on, today()):
        raise Ended
    face, said = _said(before)
    said = replace(said, name=proposal.difference["name"])
    paper = recording.issue(
        by,
        _draft(before, face, said),
        before.version,
        before=before,
        reason=proposal.reason,
        proposal_id=proposal.id,
    )
    recording.tell(before, PaperChange.REPLACED)
    return paper.number


def _draft(before: Certificate, face: PaperFace, said: Claims) -> Draft:
    return Draft(
        purpose=before.paper.purpose,
        person_id=before.person_id,
        office_id=before.paper.office_id,
        name=said.name,
        subject=said.subject,
        words={**face.words, "layout": LAYOUT},
        level=before.level,
        place=said.place,
        holder_check=said.holder_check,
        last_3=said.last_3,
        expires_on=said.expires_on,
    )


def _said(certificate: Certificate) -> tuple[PaperFace, Claims]:
    """What stands on a paper, and what its QR says."""
    face = certificate.paper.face
    if face is None:
        raise Erased
    return face, claims.read(signing.read(face.message).payload or b"")


def _within_reach(by: By, number: str) -> Certificate:
    """A certificate that the officer decides about; a writer holds it until the end."""
    officer = rights.require(by.person_id, *_DECIDERS)
    if queries.within_reach(officer, number) is None:
        raise Gone
    found = _held(number)
    if found is None:
        raise Gone
    return found


def _held(number: str) -> Certificate | None:
    """A certificate as it stands now; another writer waits until this one is done."""
    db.scalar(select(Paper).filter_by(number=number).with_for_update())
    db.expire_all()
    return queries.any_by_number(number)


def _waiting(by: By, ref: str) -> Proposal:
    proposal = waiting_by_ref(ref)
    if proposal is None or proposal.kind not in KINDS:
        raise AlreadyDecided
    rights.require_approver(by.person_id, proposal)
    return proposal


def _require_not_over(certificate: Certificate) -> None:
    if certificate.paper.state in _OVER:
        raise AlreadyOver
