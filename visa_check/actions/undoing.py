"""Imports in force: one officer proposes to undo one, another officer decides."""

from flask_babel import lazy_gettext as _l

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.errors import Refusal
from portal.people.rights import require
from visa_check.kinds import AGENCY_UNDO
from visa_check.queries import undoing
from visa_check.queries.undoing import Undoing
from visa_check.refusals import Gone


class NothingToUndo(Refusal):
    """Later facts stand upon everything that the list brought."""

    message = _l("Later facts stand upon every line of this list: there is nothing to undo.")


@deed
def propose_undo(by: By, ref: str, reason: str) -> str:
    """Lay the undoing of an import before another officer."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    found = undoing.import_by_ref(ref)
    if found is None:
        raise Gone
    steps = undoing.plan(found.id)
    counts = {what.value: sum(one.what is what for one in steps) for what in Undoing}
    if not found.complete and counts[Undoing.KEPT] == len(steps):
        raise NothingToUndo
    difference = {
        "import": found.ref,
        "file": found.file_digest.hex(),
        "plan": undoing.digest(steps),
        "counts": counts,
    }
    return propose(
        by, kind=AGENCY_UNDO, subject=found.file_name, difference=difference, reason=reason
    ).ref
