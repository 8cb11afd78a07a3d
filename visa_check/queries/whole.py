"""The whole register at once, for those who take it along, and what changes when it does."""

from collections import defaultdict

from sqlalchemy import func, select

from portal.ground.database import db
from visa_check.models import (
    Absence,
    AgencyDetail,
    AgencyEntry,
    AgencyIndex,
    AgencyStatus,
    RowUndone,
)
from visa_check.queries.agencies import LATEST_LIST, STANDS
from visa_check.register import Carried
from visa_check.verdicts import Span

# Tables, not models: no object is made of a row.
_index, _entry = AgencyIndex.__table__.c, AgencyEntry.__table__.c
_status, _absence = AgencyStatus.__table__.c, Absence.__table__.c
_NEWEST = select(func.max(_entry.id)).group_by(_entry.agency_id)
_AGENCIES = (
    select(
        *(_index.agency_id, _index.rl_no, _index.name, _index.name_bn, _index.past),
        *(_entry.business_address, _entry.phone, _entry.source, _entry.source_date),
    )
    .join(AgencyEntry.__table__, _entry.agency_id == _index.agency_id)
    .where(_entry.id.in_(_NEWEST))
    .order_by(_index.agency_id)
)
_SPANS = (
    select(_status.agency_id, _status.status, _status.valid_from, _status.valid_to)
    .where(STANDS)
    .order_by(_status.valid_from.desc(), _status.id.desc())
)
_MISSING = select(_absence.agency_id).where(
    _absence.agency_id.is_not(None),
    _absence.import_id == LATEST_LIST,
    _absence.agency_id.not_in(select(_entry.agency_id).where(_entry.import_id > LATEST_LIST)),
)
_STAMP = select(
    *(
        select(func.coalesce(func.max(table.id), 0)).scalar_subquery()
        for table in (AgencyEntry, AgencyStatus, AgencyDetail, Absence, RowUndone)
    ),
    func.coalesce(LATEST_LIST, 0),
)


def stamp() -> tuple[int, ...]:
    """Another one whenever something in the register changed."""
    return tuple(db.execute(_STAMP).one())


def everything_carried() -> list[Carried]:
    """Every agency with what is taken along of it, in the order of their keys."""
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for agency_id, *span in db.execute(_SPANS):
        spans[agency_id].append(Span(*span))
    missing = set(db.scalars(_MISSING))
    return [
        Carried(
            rl_no=row.rl_no,
            name=row.name,
            name_bn=row.name_bn,
            past_names=tuple(row.past.split("\n")) if row.past else (),
            address=row.business_address,
            phone=row.phone,
            source=row.source,
            source_date=row.source_date,
            is_missing=row.agency_id in missing,
            spans=tuple(spans[row.agency_id]),
        )
        for row in db.execute(_AGENCIES)
    ]
