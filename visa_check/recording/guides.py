"""Entries of guides."""

from typing import Any

from sqlalchemy import select

from portal.deeds.models import Proposal
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from visa_check.facts import from_plain, pick
from visa_check.guides import GUIDE_FACTS
from visa_check.models import Guide, GuideEntry
from visa_check.queries import guides as queries
from visa_check.recording.agencies import Outdated


def add_guide(ref: str, facts: dict[str, Any], proposal: Proposal | None) -> None:
    """Write what a guide says from now on; without a proposal it came with the portal."""
    guide = db.scalar(select(Guide).filter_by(ref=ref))
    if guide is None:
        guide = Guide(ref=ref, created_at=now())
        db.add(guide)
        db.flush()
    db.add(
        GuideEntry(
            guide_id=guide.id,
            proposal_id=proposal.id if proposal else None,
            recorded_by_id=proposal.proposed_by_id if proposal else None,
            recorded_at=now(),
            **pick(facts, GUIDE_FACTS),
        )
    )
    db.flush()


def apply_guide(_by: By, proposal: Proposal) -> None:
    """Put what was proposed in force, if the guide says what it said then."""
    ref, entry = proposal.difference["guide"], proposal.difference["basis"]
    found = queries.guide(ref)
    if (found.entry_id if found else None) != entry:
        raise Outdated
    facts = proposal.difference["old"] | proposal.difference["new"]
    add_guide(ref, from_plain(facts), proposal)
