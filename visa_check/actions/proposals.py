"""Proposals about the register: approved or refused by somebody else."""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l

from portal.deeds.models import Proposal
from portal.deeds.proposals import AlreadyDecided, close, waiting_by_ref
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.errors import Refusal
from portal.people.rights import OutOfReach, require, require_approver
from visa_check import kinds
from visa_check.models import ImportState, ProposalLook
from visa_check.queries import desk as requests_at_desk
from visa_check.queries import lists as queries
from visa_check.recording import (
    agencies,
    desk,
    details,
    guides,
    learning,
    lists,
    releases,
    slips,
    undoing,
    visas,
)

_APPLY: dict[str, Callable[[By, Proposal], None]] = {
    kinds.AGENCY_IMPORT: lists.apply_list,
    kinds.VISA_IMPORT: lists.apply_list,
    kinds.AGENCY: agencies.apply_agency,
    kinds.AGENCY_DETAIL: details.apply_detail,
    kinds.AGENCY_UNDO: undoing.apply_undo,
    kinds.VISA_CORRECTION: visas.apply_correction,
    kinds.VISA_DECISION: visas.apply_decision,
    kinds.REPORT_COUNTS: releases.apply_counts,
    kinds.FRAUD_WARNING: learning.apply_warning,
    kinds.FRAUD_ALERT: learning.apply_alert,
    kinds.GUIDE: guides.apply_guide,
    kinds.SLIP_CANCEL: slips.apply_change,
    kinds.SLIP_LIFT: slips.apply_change,
}


class SayWhy(Refusal):
    """A refusal needs its reason."""

    field = "reason"
    message = _l("Say why you refuse: the other officer reads it.")


@deed
def approve(by: By, ref: str) -> str:
    """Approve a proposal about the register and put it in force, whole or not at all."""
    proposal = _waiting(ref)
    _require_decider(by, proposal)
    close(by, proposal, approved=True)
    _APPLY[proposal.kind](by, proposal)
    desk.settle(by, proposal)
    return ref


@deed
def refuse(by: By, ref: str, reason: str) -> str:
    """Refuse a proposal about the register; nothing of it comes in force."""
    proposal = _waiting(ref)
    _require_decider(by, proposal)
    if not reason:
        raise SayWhy
    close(by, proposal, approved=False, reason=reason)
    found = queries.import_of(proposal)
    if found:
        found.state = ImportState.REFUSED
    desk.settle(by, proposal)
    return ref


@deed
def look_at_pictures(by: By, ref: str) -> str:
    """Write down that somebody who may decide a proposal looks at the pictures of its question."""
    proposal = _waiting(ref)
    officer = require_approver(by.person_id, proposal)
    if requests_at_desk.request_of(proposal.id) is None:
        raise OutOfReach
    db.add(ProposalLook(proposal_id=proposal.id, person_id=officer.id, at=now()))
    return ref


def _require_decider(by: By, proposal: Proposal) -> None:
    """Somebody else within reach decides; of what becomes public, a supervisor."""
    if proposal.kind in kinds.SUPERVISED:
        require(by.person_id, Role.SUPERVISOR)
    require_approver(by.person_id, proposal)


def _waiting(ref: str) -> Proposal:
    """The proposal, while it waits and is one of ours."""
    proposal = waiting_by_ref(ref)
    if proposal is None or proposal.kind not in _APPLY:
        raise AlreadyDecided
    return proposal
