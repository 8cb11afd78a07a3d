"""How slips end and are in force again: steps that deeds about a visa or a slip use."""

from flask_babel import lazy_gettext as _l

from portal.deeds.models import Proposal
from portal.deeds.record import By
from portal.ground.errors import Conflict
from portal.papers import issuing
from portal.papers.models import PaperChange, PaperState
from visa_check.kinds import SLIP_LIFT
from visa_check.models import Slip
from visa_check.queries import slips as queries


class NotInForce(Conflict):
    """Only a slip that is in force can be suspended."""

    message = _l("This slip is not in force any more.")


class NotSuspended(Conflict):
    """Only what is suspended can be lifted."""

    message = _l("This slip is not suspended.")


class SlipIsOver(Conflict):
    """It was cancelled or replaced meanwhile."""

    message = _l("This slip was cancelled or replaced already.")


def end(by: By, visa_id: int, proposal_id: int | None) -> None:
    """Cancel the slips of a visa that is not verified any more."""
    for slip in queries.in_force(visa_id):
        _cancel(by, slip, proposal_id)


def end_outlived(by: By, proposal_id: int) -> None:
    """Cancel the slips of all visas of which an approved list says something new."""
    for slip in queries.outlived():
        _cancel(by, slip, proposal_id)


def apply_change(by: By, proposal: Proposal) -> None:
    """Cancel a slip, or put it in force again, as another officer asked."""
    number = proposal.difference["number"]
    queries.hold(number)
    paper = queries.by_number(number).paper
    if paper.state not in {PaperState.LIVE, PaperState.SUSPENDED}:
        raise SlipIsOver
    is_lift = proposal.kind == SLIP_LIFT
    if is_lift and paper.state is not PaperState.SUSPENDED:
        raise NotSuspended
    what = PaperChange.RESTORED if is_lift else PaperChange.CANCELLED
    issuing.change(by, paper, what, reason=proposal.reason, proposal_id=proposal.id)


def _cancel(by: By, slip: Slip, proposal_id: int | None) -> None:
    reason = "the visa is not verified any more"
    issuing.change(by, slip.paper, PaperChange.CANCELLED, reason=reason, proposal_id=proposal_id)
