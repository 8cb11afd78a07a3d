"""Lines about agencies compared with the register."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import exists, func, insert, literal, select

from portal.ground.database import db
from visa_check.facts import AGENCY_FACTS, STATUS_FACTS, Facts, differing, merged, pick
from visa_check.faults import LineFault
from visa_check.models import (
    Agency,
    AgencyEntry,
    AgencyIndex,
    AgencyStatus,
    Outcome,
    RowUndone,
    StagedAgency,
)
from visa_check.tables import Line

_SAID = [name for name in AGENCY_FACTS if not name.startswith("source")]
_EMPTY: Facts = dict.fromkeys((*AGENCY_FACTS, *STATUS_FACTS))


def prepare(lines: Iterable[Line]) -> list[Line]:
    """Nothing of an agency is hashed or encrypted: its lines are compared as they are."""
    return list(lines)


def stage(import_id: int, lines: Sequence[Line]) -> None:
    """Let some lines wait with what they would change."""
    numbers = {line.values["rl_no"] for line in lines if not line.faults}
    known = _known(numbers)
    statuses = _statuses(entry.agency_id for entry in known.values())
    seen = set(
        db.scalars(
            select(StagedAgency.rl_no).where(
                StagedAgency.import_id == import_id, StagedAgency.rl_no.in_(numbers)
            )
        )
    )
    gone = _gone(entry.id for entry in known.values())
    rows = []
    for line in lines:
        row = _compare(line, known, statuses, seen, gone)
        seen.add(row["rl_no"])
        rows.append({"import_id": import_id, "line": line.number} | row)
    if rows:
        db.execute(insert(StagedAgency), rows)


def stage_vanished(import_id: int, _after: int) -> None:
    """Let every agency wait that a complete list does not have any more: there are some thousands.

    All of them were looked at then.
    """
    here = select(StagedAgency.rl_no).where(
        StagedAgency.import_id == import_id, StagedAgency.rl_no.is_not(None)
    )
    newest = select(func.max(AgencyEntry.id)).group_by(AgencyEntry.agency_id)
    gone = (
        select(
            literal(import_id),
            literal(Outcome.VANISHED, StagedAgency.outcome.type),
            literal([], StagedAgency.faults.type),
            literal(value=False),
            literal(value=False),
            Agency.rl_no,
            Agency.id,
            AgencyEntry.id,
            AgencyEntry.name,
        )
        .join(AgencyEntry, AgencyEntry.agency_id == Agency.id)
        .join(AgencyIndex, AgencyIndex.agency_id == Agency.id)
        .where(AgencyEntry.id.in_(newest), Agency.rl_no.not_in(here))
        .order_by(Agency.rl_no)
    )
    names = "import_id outcome faults adds_entry adds_status rl_no agency_id basis_id name"
    db.execute(insert(StagedAgency).from_select(names.split(), gone))


def _known(numbers: Iterable[int]) -> dict[int, AgencyEntry]:
    """The newest entries by licence number."""
    newest = (
        select(func.max(AgencyEntry.id))
        .where(AgencyEntry.agency_id == Agency.id)
        .correlate(Agency)
        .scalar_subquery()
    )
    rows = db.execute(
        select(Agency.rl_no, AgencyEntry)
        .join(AgencyEntry, AgencyEntry.id == newest)
        .where(Agency.rl_no.in_(list(numbers)))
    )
    return {rl_no: entry for rl_no, entry in rows}


def _gone(entry_ids: Iterable[int]) -> set[int | None]:
    """Those of some entries that do not stand any more."""
    undone = select(RowUndone.entry_id).where(RowUndone.entry_id.in_(list(entry_ids)))
    return set(db.scalars(undone))


def _statuses(agency_ids: Iterable[int]) -> set[tuple[Any, ...]]:
    """Every status that was ever recorded of these agencies, but those of undone imports."""
    rows = db.execute(
        select(
            AgencyStatus.agency_id,
            AgencyStatus.status,
            AgencyStatus.valid_from,
            AgencyStatus.valid_to,
            AgencyStatus.order_no,
        ).where(
            AgencyStatus.agency_id.in_(list(agency_ids)),
            ~exists().where(RowUndone.status_id == AgencyStatus.id),
        )
    )
    return {(row[0], row[1].value, *row[2:]) for row in rows}


def _compare(
    line: Line,
    known: dict[int, AgencyEntry],
    statuses: set[tuple[Any, ...]],
    seen: set[int | None],
    gone: set[int | None],
) -> dict[str, Any]:
    """What a line would change: the columns of its waiting row."""
    empty = _EMPTY | {"rl_no": None, "agency_id": None, "basis_id": None, "faults": []}
    empty |= {"adds_entry": False, "adds_status": False}
    faults = list(line.faults)
    if not faults and line.values["rl_no"] in seen:
        faults = [(LineFault.TWICE, "rl_no")]
    if faults:
        return empty | {"outcome": Outcome.REFUSED, "faults": [list(fault) for fault in faults]}
    told, rl_no = line.values, line.values["rl_no"]
    entry = known.get(rl_no)
    # Of an agency that only an undone import knew, the register knows nothing.
    old = pick(entry, AGENCY_FACTS) if entry and entry.id not in gone else {}
    facts = merged(old, told, AGENCY_FACTS)
    status = pick(told, STATUS_FACTS)
    agency_id = entry.agency_id if entry else None
    adds_status = bool(told.get("status")) and (agency_id, *status.values()) not in statuses
    if entry is None:
        outcome = Outcome.NEW
    elif adds_status or differing(pick(old, _SAID), pick(facts, _SAID)):
        outcome = Outcome.CHANGED
    else:
        outcome = Outcome.SAME
    return (
        empty
        | facts
        | (status if told.get("status") else {})
        | {
            "rl_no": rl_no,
            "agency_id": agency_id,
            "basis_id": entry.id if entry else None,
            "outcome": outcome,
            # Said again by a later source: an entry too, so that its day is known.
            "adds_entry": bool(differing(old, facts)),
            "adds_status": adds_status,
        }
    )
