"""Proposals: nobody's word alone. Plain steps that deeds of any package use inside themselves."""

import uuid
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.deeds.models import Proposal, ProposalState
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.errors import Conflict, Forbidden


class OwnProposal(Forbidden):
    """The proposer cannot decide."""

    message = _l("You proposed this yourself: another person must decide.")


class AlreadyDecided(Conflict):
    """Somebody decided it before."""

    message = _l("This proposal was already decided.")


def propose(
    by: By,
    *,
    kind: str,
    subject: str,
    difference: dict[str, Any],
    office_id: int | None = None,
    evidence: str = "",
    reason: str = "",
) -> Proposal:
    """Lay a change before somebody else."""
    proposal = Proposal(
        ref=uuid.uuid4().hex,
        kind=kind,
        subject=subject,
        office_id=office_id,
        difference=difference,
        evidence=evidence,
        reason=reason,
        proposed_by_id=by.person_id,
        proposed_at=now(),
    )
    db.add(proposal)
    db.flush()
    return proposal


def waiting_by_ref(ref: str) -> Proposal | None:
    """A proposal that still waits, by its public reference; a writer holds it until the end."""
    return db.scalar(
        select(Proposal).filter_by(ref=ref, state=ProposalState.WAITING).with_for_update()
    )


def close(by: By, proposal: Proposal, *, approved: bool, reason: str = "") -> None:
    """Decide a proposal; never one's own, never twice."""
    if proposal.proposed_by_id == by.person_id:
        raise OwnProposal
    if proposal.state is not ProposalState.WAITING:
        raise AlreadyDecided
    proposal.state = ProposalState.APPROVED if approved else ProposalState.REFUSED
    proposal.decided_by_id = by.person_id
    proposal.decided_at = now()
    proposal.decision_reason = reason
    db.flush()


def withdraw(proposal: Proposal) -> None:
    """Take back a proposal that nobody decided; its package says who may."""
    if proposal.state is not ProposalState.WAITING:
        raise AlreadyDecided
    proposal.state = ProposalState.WITHDRAWN
    proposal.decided_at = now()
    db.flush()
