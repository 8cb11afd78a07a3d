"""An import undone: what stood before comes back as new rows, what it brought stands no more."""

from portal.deeds.models import Proposal
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from visa_check.facts import AGENCY_FACTS, pick
from visa_check.models import AgencyEntry, ImportUndone, RowUndone
from visa_check.queries import undoing
from visa_check.queries.undoing import Undo, Undoing
from visa_check.recording.agencies import Outdated, index


def apply_undo(_by: By, proposal: Proposal) -> None:
    """Put the undoing of an import in force, as it was proposed or not at all."""
    found = undoing.import_by_ref(proposal.difference["import"])
    if found is None:
        raise Outdated
    steps = undoing.plan(found.id)
    if undoing.digest(steps) != proposal.difference["plan"]:
        raise Outdated
    db.add(ImportUndone(import_id=found.id, proposal_id=proposal.id, recorded_at=now()))
    for step in steps:
        if step.what is not Undoing.KEPT:
            db.add(_row(step, proposal.id))
    db.flush()
    index({step.agency_id for step in steps})


def _row(step: Undo, proposal_id: int) -> AgencyEntry | RowUndone:
    if step.what is Undoing.BACK:
        return AgencyEntry(
            agency_id=step.agency_id,
            proposal_id=proposal_id,
            recorded_at=now(),
            **pick(step.before or {}, AGENCY_FACTS),
        )
    return RowUndone(
        agency_id=step.agency_id,
        entry_id=step.entry.id if step.entry else None,
        status_id=step.status.id if step.status else None,
        proposal_id=proposal_id,
        recorded_at=now(),
    )
