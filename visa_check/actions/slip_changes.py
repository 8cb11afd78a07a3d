"""What officers do with slips: suspend alone; cancel, and lift a suspension, by two."""

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.papers import issuing
from portal.papers.models import PaperChange, PaperState
from portal.people.rights import require
from visa_check.kinds import SLIP_CANCEL, SLIP_KINDS, SLIP_LIFT
from visa_check.models import Slip
from visa_check.queries import lists
from visa_check.queries import slips as queries
from visa_check.recording.slips import NotInForce, NotSuspended, SlipIsOver
from visa_check.refusals import AlreadyProposed, Gone


@deed
def suspend_slip(by: By, number: str, reason: str) -> str:
    """Suspend a slip at once, alone; its number."""
    slip = _within_reach(by, number)
    if slip.paper.state is not PaperState.LIVE:
        raise NotInForce
    issuing.change(by, slip.paper, PaperChange.SUSPENDED, reason=reason)
    return number


@deed
def propose_cancel_slip(by: By, number: str, reason: str) -> str:
    """Ask that a slip be cancelled; the proposal's reference."""
    return _propose(by, SLIP_CANCEL, _within_reach(by, number), PaperState.CANCELLED, reason)


@deed
def propose_lift_slip(by: By, number: str, reason: str) -> str:
    """Ask that the suspension of a slip be lifted; the proposal's reference."""
    slip = _within_reach(by, number)
    if slip.paper.state is not PaperState.SUSPENDED:
        raise NotSuspended
    return _propose(by, SLIP_LIFT, slip, PaperState.LIVE, reason)


def _propose(by: By, kind: str, slip: Slip, to: PaperState, reason: str) -> str:
    """Lay a change of a slip before another officer; one at a time."""
    paper = slip.paper
    if paper.state not in {PaperState.LIVE, PaperState.SUSPENDED}:
        raise SlipIsOver
    waiting = (one for each in SLIP_KINDS for one in lists.waiting_of(each))
    # What it is about is encrypted; few wait at one time.
    if any(one.difference["number"] == paper.number for one in waiting):
        raise AlreadyProposed
    return propose(
        by,
        kind=kind,
        subject=paper.number,
        office_id=paper.office_id,
        difference={
            "number": paper.number,
            "old": {"paper": paper.state.value},
            "new": {"paper": to.value},
        },
        reason=reason,
    ).ref


def _within_reach(by: By, number: str) -> Slip:
    """A slip that the officer decides about, held until the end."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    queries.hold(number)
    slip = queries.within_reach(officer, number)
    if slip is None:
        raise Gone
    return slip
