"""What a supervisor releases to the public: counts of reports."""

from portal.deeds.models import Proposal
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from visa_check.models import AgencyCounts
from visa_check.queries.agencies import agency_by_licence
from visa_check.refusals import Gone


def apply_counts(by: By, proposal: Proposal) -> None:
    """Make counts public just as they were proposed; none takes back what was public."""
    agency = agency_by_licence(proposal.difference["rl_no"])
    if agency is None:
        raise Gone
    db.add(
        AgencyCounts(
            agency_id=agency.id,
            counts=proposal.difference["new"],
            since=proposal.difference["since"],
            proposal_id=proposal.id,
            proposed_by_id=proposal.proposed_by_id,
            released_by_id=by.person_id,
            released_at=now(),
        )
    )
