"""The register for those who keep a copy: all of it, and what was recorded since a moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, union_all

from portal.ground.database import db
from visa_check.models import AgencyEntry, AgencyIndex, AgencyStatus, RowUndone
from visa_check.queries.agencies import verdicts
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


@dataclass(frozen=True)
class Changed:
    """An agency of which something was recorded, and when the last of it."""

    listed: Listed
    recorded_at: datetime


def changed(since: datetime, after: int, most: int, day: date) -> Sequence[Changed]:
    """Agencies of which something was recorded since then, by number, the first behind `after`."""
    recorded = union_all(
        *(
            select(table.agency_id, table.recorded_at).where(table.recorded_at >= since)
            for table in (AgencyEntry, AgencyStatus, RowUndone)
        )
    ).subquery()
    last = (
        select(recorded.c.agency_id, func.max(recorded.c.recorded_at).label("recorded_at"))
        .group_by(recorded.c.agency_id)
        .subquery()
    )
    rows = db.execute(
        select(AgencyIndex.agency_id, last.c.recorded_at)
        .join(last, last.c.agency_id == AgencyIndex.agency_id)
        .where(AgencyIndex.rl_no > after)
        .order_by(AgencyIndex.rl_no)
        .limit(most)
    ).all()
    moments = {agency_id: moment for agency_id, moment in rows}
    listed = _listed([agency_id for agency_id, _moment in rows], day)
    return [Changed(row, moments[agency_id]) for agency_id, row in listed]


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
    today = verdicts(agency_ids, day)
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
            ),
        )
        for rl_no, entry in rows
    ]
