"""What undoing an import would change: row by row, also what later facts keep as it is."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.ground.database import db
from visa_check.models import (
    Agency,
    AgencyDetail,
    AgencyEntry,
    AgencyStatus,
    Import,
    ImportState,
    ImportUndone,
    ListKind,
    RowUndone,
)


class Undoing(StrEnum):
    """What becomes of a row of the import."""

    BACK = "back"
    GONE = "gone"
    ENDED = "status taken back"
    KEPT = "kept"


@dataclass(frozen=True)
class Undo:
    """A row of the import, what becomes of it, and the entry that stands again."""

    what: Undoing
    agency_id: int
    rl_no: int
    entry: AgencyEntry | None = None
    before: AgencyEntry | None = None
    status: AgencyStatus | None = None


def import_by_ref(ref: str) -> Import | None:
    """A list of agencies that is in force and was not undone."""
    undone = exists().where(ImportUndone.import_id == Import.id)
    return db.scalar(
        select(Import)
        .filter_by(ref=ref, kind=ListKind.AGENCIES, state=ImportState.IN_FORCE)
        .where(~undone)
    )


def plan(import_id: int) -> list[Undo]:
    """What undoing the import would change, by licence number."""
    return sorted(
        (*_entries(import_id), *_statuses(import_id)), key=lambda one: (one.rl_no, one.what)
    )


def digest(steps: Sequence[Undo]) -> str:
    """Tells one plan from another: what was proposed must be what is approved."""
    rows = [
        (one.what.value, one.agency_id, *(row.id if row else 0 for row in _rows(one)))
        for one in steps
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _rows(one: Undo) -> tuple[AgencyEntry | AgencyStatus | None, ...]:
    return one.entry, one.before, one.status


def _entries(import_id: int) -> list[Undo]:
    """Entries of the import: the one before comes back, unless a later one stands already."""
    later, earlier, before = aliased(AgencyEntry), aliased(AgencyEntry), aliased(AgencyEntry)
    newest = (
        select(func.max(later.id))
        .where(later.agency_id == AgencyEntry.agency_id)
        .correlate(AgencyEntry)
        .scalar_subquery()
    )
    last = (
        select(func.max(earlier.id))
        .where(
            earlier.agency_id == AgencyEntry.agency_id,
            earlier.id < AgencyEntry.id,
            ~exists().where(RowUndone.entry_id == earlier.id),
        )
        .correlate(AgencyEntry)
        .scalar_subquery()
    )
    rows = db.execute(
        select(Agency.rl_no, AgencyEntry, before, newest, _stands_upon(import_id))
        .join(Agency, Agency.id == AgencyEntry.agency_id)
        .outerjoin(before, before.id == last)
        .where(AgencyEntry.import_id == import_id)
    )
    return [
        Undo(
            _becomes(known, is_newest=entry.id == newest_id, is_used=is_used),
            *(entry.agency_id, rl_no, entry, known),
        )
        for rl_no, entry, known, newest_id, is_used in rows
    ]


def _stands_upon(import_id: int) -> ColumnElement[bool]:
    """Whether something else was recorded of the agency of an entry."""
    other = AgencyStatus.import_id.is_(None) | (AgencyStatus.import_id != import_id)
    return or_(
        exists().where(AgencyStatus.agency_id == AgencyEntry.agency_id, other),
        exists().where(AgencyDetail.agency_id == AgencyEntry.agency_id),
        exists().where(AgencyDetail.other_id == AgencyEntry.agency_id),
    )


def _becomes(before: AgencyEntry | None, *, is_newest: bool, is_used: bool) -> Undoing:
    if not is_newest:
        return Undoing.KEPT
    if before:
        return Undoing.BACK
    return Undoing.KEPT if is_used else Undoing.GONE


def _statuses(import_id: int) -> list[Undo]:
    """Statuses of the import: taken back, unless somebody ended them since."""
    later = aliased(AgencyStatus)
    rows = db.execute(
        select(Agency.rl_no, AgencyStatus, exists().where(later.replaces_id == AgencyStatus.id))
        .join(Agency, Agency.id == AgencyStatus.agency_id)
        .where(AgencyStatus.import_id == import_id)
    )
    return [
        Undo(Undoing.KEPT if is_replaced else Undoing.ENDED, status.agency_id, rl_no, status=status)
        for rl_no, status, is_replaced in rows
    ]
