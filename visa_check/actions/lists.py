"""Lists on their way into the register: begun, staged lot by lot, proposed or dropped."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.errors import Refusal
from portal.ground.typed import seen
from portal.people.rights import require
from visa_check.kinds import AGENCY_IMPORT, VISA_IMPORT
from visa_check.models import Import, ImportState, ListKind, Outcome, WaitingFile
from visa_check.queries import lists as queries
from visa_check.refusals import Gone
from visa_check.staging import agencies as staging_agencies
from visa_check.staging import visas as staging_visas
from visa_check.tables import Table

# A list that nobody proposed, and the lines of a decided one, are kept this long.
UNPROPOSED = timedelta(days=1)
DECIDED = timedelta(days=30)
# Lines that are forgotten in one transaction.
_FORGOTTEN = 5_000
STAGING: dict[ListKind, Any] = {
    ListKind.AGENCIES: staging_agencies,
    ListKind.VISAS: staging_visas,
}


class NothingToPropose(Refusal):
    """No line would change anything."""

    message = _l("No line of this list changes the register: there is nothing to propose.")


@transaction
def begin_list(by: By, kind: ListKind, name: str, table: Table, complete: bool) -> str:
    """Write down which file was sent; its lines follow in lots."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    found = Import(
        ref=uuid.uuid4().hex,
        kind=kind,
        file_name=seen(name)[:120] or "list",
        file_digest=table.digest,
        complete=complete,
        unread=list(table.unread),
        person_id=by.person_id,
        created_at=now(),
    )
    db.add(found)
    db.flush()
    return found.ref


@transaction
def stage_lot(ref: str, lines: Sequence[Any]) -> None:
    """Compare some lines that were made ready with the register, and let them wait."""
    found = _staging(ref)
    STAGING[found.kind].stage(found.id, lines)


@transaction
def stage_vanished(ref: str, after: int) -> int | None:
    """Let what vanished wait, part after part; where the next part begins, None for no more."""
    found = _staging(ref)
    last: int | None = STAGING[found.kind].stage_vanished(found.id, after)
    return last


@transaction
def finish_list(ref: str) -> None:
    """All lines wait."""
    _staging(ref).state = ImportState.STAGED


@deed
def propose_list(by: By, ref: str, reason: str) -> str:
    """Lay a staged list before another officer."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    found = queries.import_by_ref(ref, officer.id)
    if found is None:
        raise Gone
    counts = queries.counts(found)
    if not any(counts[outcome] for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.VANISHED)):
        raise NothingToPropose
    is_agencies = found.kind is ListKind.AGENCIES
    proposal = propose(
        by,
        kind=AGENCY_IMPORT if is_agencies else VISA_IMPORT,
        subject=found.file_name,
        # The register of agencies is national; a list of visas belongs to the sender's office.
        office_id=None if is_agencies else officer.office_id,
        difference={
            "import": found.ref,
            "file": found.file_digest.hex(),
            "complete": found.complete,
            "counts": {outcome.value: count for outcome, count in counts.items()},
        },
        reason=reason,
    )
    found.proposal_id, found.state = proposal.id, ImportState.PROPOSED
    _forget_file(found)
    return proposal.ref


@transaction
def drop_list(ref: str, person_id: int | None) -> bool:
    """Forget a list that was never proposed, part after part; whether something is left of it."""
    found = db.scalar(select(Import).filter_by(ref=ref, person_id=person_id))
    if found is None or found.state not in {ImportState.STAGING, ImportState.STAGED}:
        raise Gone
    # From now on nobody can propose it.
    found.state = ImportState.STAGING
    return _drop(found)


@transaction
def forget_old_lists() -> bool:
    """Forget some of the lists that nobody proposed, and of the lines of those decided long ago.

    Whether something may be left: then it is called again.
    """
    open_states = (ImportState.STAGING, ImportState.STAGED)
    left = select(Import).where(
        Import.state.in_(open_states), Import.created_at < now() - UNPROPOSED
    )
    db.execute(delete(WaitingFile).where(WaitingFile.created_at < now() - UNPROPOSED))
    for found in db.scalars(left).all():
        found.state = ImportState.STAGING
        if _drop(found):
            return True
    decided = select(Import).where(
        Import.state.in_((ImportState.IN_FORCE, ImportState.REFUSED)),
        Import.created_at < now() - DECIDED,
    )
    return any(_forget(found) for found in db.scalars(decided).all())


def _staging(ref: str) -> Import:
    found = db.scalar(select(Import).filter_by(ref=ref, state=ImportState.STAGING))
    if found is None:
        raise Gone
    return found


def _forget_file(found: Import) -> None:
    db.execute(delete(WaitingFile).where(WaitingFile.import_id == found.id))


def _drop(found: Import) -> bool:
    """Forget a list with its file as far as one transaction goes; whether lines are left."""
    _forget_file(found)
    if _forget(found):
        return True
    db.delete(found)
    return False


def _forget(found: Import) -> bool:
    """Forget lines of a list as far as one transaction goes; whether some may be left."""
    model = queries.staged_model(found.kind)
    some = select(model.id).where(model.import_id == found.id).limit(_FORGOTTEN)
    gone = db.scalars(delete(model).where(model.id.in_(some)).returning(model.id)).all()
    return len(gone) == _FORGOTTEN
