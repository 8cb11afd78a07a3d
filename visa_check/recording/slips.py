"""How slips end: steps that deeds about a visa use inside themselves."""

from portal.deeds.record import By
from portal.papers import issuing
from portal.papers.models import PaperChange
from visa_check.models import Slip
from visa_check.queries import slips as queries


def end(by: By, visa_id: int, proposal_id: int | None) -> None:
    """Cancel the slips of a visa that is not verified any more."""
    for slip in queries.in_force(visa_id):
        _cancel(by, slip, proposal_id)


def end_outlived(by: By, proposal_id: int) -> None:
    """Cancel the slips of all visas of which an approved list says something new."""
    for slip in queries.outlived():
        _cancel(by, slip, proposal_id)


def _cancel(by: By, slip: Slip, proposal_id: int | None) -> None:
    reason = "the visa is not verified any more"
    issuing.change(by, slip.paper, PaperChange.CANCELLED, reason=reason, proposal_id=proposal_id)
