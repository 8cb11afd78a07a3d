"""Entries and statuses of agencies, and the index of their names."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, exists, func, insert, select, update

from portal.deeds.models import Proposal
from portal.deeds.record import By
from portal.ground.bulk import Bulk
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.errors import Conflict
from visa_check.facts import AGENCY_FACTS, from_plain, pick
from visa_check.matching import letter_runs, read_name, sound_runs
from visa_check.models import (
    Agency,
    AgencyEntry,
    AgencyIndex,
    AgencyIndexState,
    AgencyStatus,
    AgencyTrigram,
    RowUndone,
)
from visa_check.queries import agencies as queries

_LOT = 500


class Outdated(Conflict):
    """The register moved on since the proposal was made; its default words say so."""


def apply_agency(by: By, proposal: Proposal) -> None:
    """Put a proposed entry, status or end of a status in force."""
    difference = proposal.difference
    agency = _agency(difference["rl_no"], is_new=difference["basis"] is None)
    newest = queries.newest_entry(agency.id)
    if (newest.id if newest else None) != difference["basis"]:
        raise Outdated
    if difference["new"] != difference["old"]:
        facts = from_plain(pick(difference["new"], AGENCY_FACTS))
        db.add(
            AgencyEntry(agency_id=agency.id, proposal_id=proposal.id, recorded_at=now(), **facts)
        )
    if difference["status"]:
        add_status(by, agency.id, from_plain(difference["status"]), proposal.id)
    if difference["ends"]:
        _end_status(by, agency.id, from_plain(difference["ends"]), proposal.id)
    db.flush()
    index([agency.id])


def _agency(rl_no: int, *, is_new: bool) -> Agency:
    """The agency with this licence; a new one must not be there yet, an old one must."""
    found = queries.agency_by_licence(rl_no)
    if (found is None) is not is_new:
        raise Outdated
    if found is None:
        found = Agency(rl_no=rl_no, created_at=now())
        db.add(found)
        db.flush()
    return found


def add_status(by: By, agency_id: int, facts: dict[str, Any], proposal_id: int | None) -> None:
    """Write one status; without a proposal the schema takes a short suspension only."""
    db.add(
        AgencyStatus(
            agency_id=agency_id,
            status=facts["status"],
            valid_from=facts["valid_from"],
            valid_to=facts.get("valid_to"),
            order_no=facts.get("order_no"),
            source=facts.get("source"),
            source_date=facts.get("source_date"),
            proposal_id=proposal_id,
            recorded_by_id=by.person_id,
            recorded_at=now(),
        )
    )


def _end_status(by: By, agency_id: int, ends: dict[str, Any], proposal_id: int) -> None:
    """Replace a status by the same one with a last day."""
    found = next((row for row in queries.statuses(agency_id) if row.id == ends["id"]), None)
    if found is None:
        raise Outdated
    last: date = ends["valid_to"]
    db.add(
        AgencyStatus(
            agency_id=agency_id,
            status=found.status,
            valid_from=found.valid_from,
            valid_to=last,
            order_no=found.order_no,
            source=found.source,
            source_date=found.source_date,
            replaces_id=found.id,
            proposal_id=proposal_id,
            recorded_by_id=by.person_id,
            recorded_at=now(),
        )
    )


def index(agency_ids: Iterable[int]) -> None:
    """Make the index of names anew for some agencies, from their newest entries."""
    ids = list(agency_ids)
    db.execute(update(AgencyIndexState).values(state=secrets.token_hex(8)))
    for start in range(0, len(ids), _LOT):
        _index_lot(ids[start : start + _LOT])


def _index_lot(ids: list[int]) -> None:
    newest = select(func.max(AgencyEntry.id)).where(AgencyEntry.agency_id.in_(ids))
    rows = db.execute(
        select(Agency.id, Agency.rl_no, AgencyEntry.name, AgencyEntry.name_bn)
        .join(AgencyEntry, AgencyEntry.agency_id == Agency.id)
        .where(
            AgencyEntry.id.in_(newest.group_by(AgencyEntry.agency_id)),
            ~exists().where(RowUndone.entry_id == AgencyEntry.id),
        )
    ).all()
    past = queries.past_names(ids)
    db.execute(delete(AgencyTrigram).where(AgencyTrigram.agency_id.in_(ids)))
    db.execute(delete(AgencyIndex).where(AgencyIndex.agency_id.in_(ids)))
    runs = Bulk(AgencyTrigram, ("run", "agency_id"))
    ready = []
    for agency_id, _rl_no, *names in rows:
        known = [read_name(name) for name in (*names, *past[agency_id]) if name]
        found = {run for name in known for run in letter_runs(name) | sound_runs(name)}
        ready += [runs.ready({"run": run, "agency_id": agency_id}) for run in sorted(found)]
    if rows:
        db.execute(insert(AgencyIndex), [_indexed(*row, past[row.id]) for row in rows])
    # In the order of the table: thousands of agencies have the same runs.
    runs.insert(sorted(ready))


def _indexed(
    agency_id: int, rl_no: int, name: str, name_bn: str | None, past: list[str]
) -> dict[str, Any]:
    keys = [read_name(text).key for text in (name, name_bn) if text]
    return {
        "agency_id": agency_id,
        "rl_no": rl_no,
        "name": name,
        "name_bn": name_bn,
        "key": " | ".join(keys),
        "past": "\n".join(old for old in past if old not in {name, name_bn}),
    }
