"""Warnings and alerts as they were approved, word for word."""

import uuid
from datetime import date

from portal.deeds.models import Proposal
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from visa_check.models import FraudAlert, FraudWarning
from visa_check.queries.agencies import agency_by_licence
from visa_check.refusals import Gone


def apply_warning(_by: By, proposal: Proposal) -> None:
    """Tell a warning to all offices."""
    new = proposal.difference["new"]
    agency = agency_by_licence(new["rl_no"]) if new["rl_no"] else None
    db.add(
        FraudWarning(
            ref=uuid.uuid4().hex,
            decision_id=proposal.difference["decision"],
            destination=new["destination"],
            kind=new["kind"],
            noticed=new["noticed"],
            agency_id=agency.id if agency else None,
            month=date.fromisoformat(new["month"]),
            words=new["words"],
            proposal_id=proposal.id,
            recorded_at=now(),
        )
    )


def apply_alert(by: By, proposal: Proposal) -> None:
    """Tell an alert to everybody."""
    new = proposal.difference["new"]
    warning = db.get(FraudWarning, proposal.difference["warning"])
    if warning is None:
        raise Gone
    db.add(
        FraudAlert(
            ref=uuid.uuid4().hex,
            warning_id=warning.id,
            destination=warning.destination,
            look_bn=new["look_bn"],
            look_en=new["look_en"],
            next_bn=new["next_bn"],
            next_en=new["next_en"],
            last_day=date.fromisoformat(new["last_day"]),
            proposal_id=proposal.id,
            proposed_by_id=proposal.proposed_by_id,
            released_by_id=by.person_id,
            released_at=now(),
        )
    )
