"""The register for those who keep a copy: all of it, and what was recorded since a moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CompoundSelect, func, select, union_all

from portal.ground.clock import DHAKA
from portal.ground.database import db
from visa_check.models import (
    Agency,
    AgencyCounts,
    AgencyDetail,
    AgencyEntry,
    AgencyIndex,
    AgencyStatus,
    RowUndone,
)
from visa_check.queries.agencies import verdicts
from visa_check.queries.reports import public_counts_of
from visa_check.verdicts import AgencyVerdict

# Agencies whose statuses are asked for at once.
_LOT = 1000


@dataclass(frozen=True)
class Listed:
    """An agency as a row: its newest entry, and the answer for a day."""

    rl_no: int
    name: str
    name_bn: str | None
    verdict: AgencyVerdict
    business_address: str | None
    phone: str | None
    email: str | None
    source: str | None
    source_date: date | None
    # What was released about reports, if anything.
    reported: AgencyCounts | None


@dataclass(frozen=True)
class Changed:
    """An agency that differs, when the last of it was recorded, and what it is now.

    Nothing where it is not in the register any more: the list that brought it was undone.
    """

    rl_no: int
    recorded_at: datetime
    listed: Listed | None


def changed(since: datetime, after: int, most: int, day: date) -> Sequence[Changed]:
    """Agencies that differ from the beginning of a day on, by number, the first behind `after`."""
    recorded = _recorded(since, day).subquery()
    last = func.max(recorded.c.recorded_at)
    rows = db.execute(
        select(Agency.rl_no, Agency.id, last)
        .join(recorded, recorded.c.agency_id == Agency.id)
        .where(Agency.rl_no > after)
        .group_by(Agency.rl_no, Agency.id)
        .order_by(Agency.rl_no)
        .limit(most)
    ).all()
    listed = dict(_listed([agency_id for _no, agency_id, _moment in rows], day))
    return [Changed(rl_no, moment, listed.get(agency_id)) for rl_no, agency_id, moment in rows]


def _recorded(since: datetime, day: date) -> CompoundSelect[Any]:
    """Which agencies differ since then: something was recorded, undone or released, or a status
    began or ran out."""
    parts: list[Any] = [
        select(table.agency_id, table.recorded_at).where(table.recorded_at >= since)
        for table in (AgencyEntry, AgencyStatus, RowUndone, AgencyDetail)
    ]
    released = AgencyCounts.released_at
    parts.append(select(AgencyCounts.agency_id, released).where(released >= since))
    # The other agency of a link has it on its page too.
    linked = AgencyDetail.other_id.is_not(None) & (AgencyDetail.recorded_at >= since)
    parts.append(select(AgencyDetail.other_id, AgencyDetail.recorded_at).where(linked))
    first = since.astimezone(DHAKA).date()
    begins = AgencyStatus.valid_from.between(first, day)
    ends = AgencyStatus.valid_to.between(first - timedelta(days=1), day)
    parts.append(select(AgencyStatus.agency_id, AgencyStatus.recorded_at).where(begins | ends))
    return union_all(*parts)


def everything(day: date) -> Iterator[Listed]:
    """Every agency by number, some at a time."""
    after = 0
    while True:
        some = select(AgencyIndex.agency_id, AgencyIndex.rl_no).where(AgencyIndex.rl_no > after)
        rows = db.execute(some.order_by(AgencyIndex.rl_no).limit(_LOT)).all()
        if not rows:
            return
        yield from (row for _id, row in _listed([agency_id for agency_id, _no in rows], day))
        after = rows[-1].rl_no


def _listed(agency_ids: Sequence[int], day: date) -> list[tuple[int, Listed]]:
    newest = (
        select(func.max(AgencyEntry.id))
        .where(AgencyEntry.agency_id.in_(agency_ids))
        .group_by(AgencyEntry.agency_id)
    )
    rows = db.execute(
        select(AgencyIndex.rl_no, AgencyEntry)
        .join(AgencyEntry, AgencyEntry.agency_id == AgencyIndex.agency_id)
        .where(AgencyEntry.id.in_(newest))
        .order_by(AgencyIndex.rl_no)
    )
    today, reported = verdicts(agency_ids, day), public_counts_of(agency_ids)
    return [
        (
            entry.agency_id,
            Listed(
                rl_no=rl_no,
                name=entry.name,
                name_bn=entry.name_bn,
                verdict=today[entry.agency_id],
                business_address=entry.business_address,
                phone=entry.phone,
                email=entry.email,
                source=entry.source,
                source_date=entry.source_date,
                reported=reported.get(entry.agency_id),
            ),
        )
        for rl_no, entry in rows
    ]
