"""What is read about agencies: one by its licence, its history, today's status.

Questions of the public pages are put together once, when the program starts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from portal.ground.database import db
from visa_check.details import FACTS, DetailKind
from visa_check.models import (
    Absence,
    Agency,
    AgencyDetail,
    AgencyEntry,
    AgencyIndex,
    AgencyStatus,
    Import,
    ImportState,
    ImportUndone,
    ListKind,
    RowUndone,
)
from visa_check.verdicts import AgencyVerdict, Span, agency_on

_later, _later_detail = aliased(AgencyStatus), aliased(AgencyDetail)
_FORMER = FACTS[DetailKind.PAST_NAME]
# No later row replaces it, and no undone import brought it.
STANDS = ~exists().where(_later.replaces_id == AgencyStatus.id) & ~exists().where(
    RowUndone.status_id == AgencyStatus.id
)
_newer = aliased(AgencyEntry)
# What an undone import said and nobody reads any more.
_OF_UNDONE = exists().where(RowUndone.entry_id == AgencyEntry.id) | (
    exists().where(ImportUndone.import_id == AgencyEntry.import_id)
    & exists().where(_newer.agency_id == AgencyEntry.agency_id, _newer.id > AgencyEntry.id)
)
_AGENCY = select(Agency).where(Agency.rl_no == bindparam("rl_no"))
_ENTRIES = (
    select(AgencyEntry)
    .where(AgencyEntry.agency_id == bindparam("agency_id"))
    .order_by(AgencyEntry.id.desc())
    .limit(50)
)
_ENTRIES_BY_LICENCE = (
    select(AgencyEntry)
    .join(Agency, Agency.id == AgencyEntry.agency_id)
    .where(Agency.rl_no == bindparam("rl_no"), ~_OF_UNDONE)
    .order_by(AgencyEntry.id.desc())
    .limit(50)
)
_STATUSES = (
    select(AgencyStatus)
    .where(AgencyStatus.agency_id == bindparam("agency_id"), STANDS)
    .order_by(AgencyStatus.valid_from.desc(), AgencyStatus.id.desc())
)
_undone = RowUndone.__table__.c
# Of tables, not models: a search asks this, and no object is made of a row.
_span, _replaced = AgencyStatus.__table__.c, AgencyStatus.__table__.alias("later").c
NOT_REPLACED = ~exists().where(_replaced.replaces_id == _span.id) & ~exists().where(
    _undone.status_id == _span.id
)
_SPANS = select(_span.agency_id, _span.status, _span.valid_from, _span.valid_to).where(
    _span.agency_id.in_(bindparam("ids", expanding=True)), NOT_REPLACED
)
LATEST_LIST = (
    select(func.max(Import.id))
    .filter_by(kind=ListKind.AGENCIES, complete=True, state=ImportState.IN_FORCE)
    .where(~exists().where(ImportUndone.import_id == Import.id))
    .scalar_subquery()
)
_MISSING = select(
    exists().where(Absence.agency_id == bindparam("agency_id"), Absence.import_id == LATEST_LIST)
    & ~exists().where(
        AgencyEntry.agency_id == bindparam("agency_id"), AgencyEntry.import_id > LATEST_LIST
    )
)


def agency_by_licence(rl_no: int) -> Agency | None:
    """The agency with a licence number."""
    return db.scalar(_AGENCY, {"rl_no": rl_no})


def entries(agency_id: int) -> Sequence[AgencyEntry]:
    """What was known of an agency, the newest first."""
    return db.scalars(_ENTRIES, {"agency_id": agency_id}).all()


def entries_by_licence(rl_no: int) -> Sequence[AgencyEntry]:
    """What everybody may know of the agency with a licence number, the newest first."""
    return db.scalars(_ENTRIES_BY_LICENCE, {"rl_no": rl_no}).all()


def past_names(agency_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """Every name that some agencies ever had, by earlier entries and by what officers recorded."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    entries = select(AgencyEntry.agency_id, AgencyEntry.name, AgencyEntry.name_bn)
    told = db.execute(entries.where(AgencyEntry.agency_id.in_(agency_ids), ~_OF_UNDONE).distinct())
    recorded = select(AgencyDetail.agency_id, AgencyDetail.facts).where(
        AgencyDetail.agency_id.in_(agency_ids),
        AgencyDetail.kind == DetailKind.PAST_NAME,
        AgencyDetail.stands,
        ~exists().where(_later_detail.replaces_id == AgencyDetail.id),
    )
    rows = [(agency_id, names) for agency_id, *names in told]
    rows += [(key, [facts[name] for name in _FORMER]) for key, facts in db.execute(recorded)]
    for agency_id, names in rows:
        found[agency_id] += [name for name in names if name and name not in found[agency_id]]
    return found


def newest_entry(agency_id: int) -> AgencyEntry | None:
    """What is known of an agency now."""
    return db.scalar(_ENTRIES.limit(1), {"agency_id": agency_id})


def statuses(agency_id: int) -> Sequence[AgencyStatus]:
    """The statuses of an agency that no correction replaced, the newest first."""
    return db.scalars(_STATUSES, {"agency_id": agency_id}).all()


def verdicts(agency_ids: Iterable[int], day: date) -> dict[int, AgencyVerdict]:
    """The answer about each agency on a day, in one query."""
    ids = list(agency_ids)
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for agency_id, status, valid_from, valid_to in db.execute(_SPANS, {"ids": ids}):
        spans[agency_id].append(Span(status, valid_from, valid_to))
    return {agency_id: agency_on(day, spans[agency_id]) for agency_id in ids}


def with_spans(statement: Select[Any], agencies: Any) -> Select[Any]:
    """A statement over a table with `agency_id`, and status, begin and end of each of theirs."""
    theirs = and_(_span.agency_id == agencies.agency_id, NOT_REPLACED)
    joined = statement.outerjoin(AgencyStatus.__table__, theirs)
    return joined.add_columns(_span.status, _span.valid_from, _span.valid_to)


def verdicts_of_licence(rl_no: int, days: Sequence[date]) -> list[AgencyVerdict]:
    """The answers about a licence number on some days."""
    agency_id = db.scalar(select(AgencyIndex.agency_id).filter_by(rl_no=rl_no))
    if agency_id is None:
        return [AgencyVerdict.NOT_REGISTERED for _day in days]
    rows = db.execute(_SPANS, {"ids": [agency_id]})
    spans = [Span(status, valid_from, valid_to) for _id, status, valid_from, valid_to in rows]
    return [agency_on(day, spans) for day in days]


def verdict_by_licence(rl_no: int, day: date) -> AgencyVerdict:
    """The answer about a licence number on a day."""
    return verdicts_of_licence(rl_no, [day])[0]


def is_missing(agency_id: int) -> bool:
    """Whether the latest complete list did not have this agency, and no later one has it."""
    return bool(db.scalar(_MISSING, {"agency_id": agency_id}))


def is_registered(agency_id: int) -> bool:
    """Whether an agency is in the register: no undone import alone brought it."""
    return bool(db.scalar(select(exists().where(AgencyIndex.agency_id == agency_id))))
