"""What is read about agencies: one by its licence, many by their names, and today's status."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from portal.ground.database import db
from visa_check.licences import read_licence, show_licence
from visa_check.matching import NEAR, Name, differences, is_same, read_name, score, search_grams
from visa_check.models import (
    Absence,
    Agency,
    AgencyEntry,
    AgencyIndex,
    AgencyStatus,
    AgencyTrigram,
    Import,
    ImportState,
    ListKind,
)
from visa_check.verdicts import AgencyVerdict, Span, Status, agency_on

_CANDIDATES = 12
_SHOWN = 8
_LISTED = 20
_INDEXED = (AgencyIndex.agency_id, AgencyIndex.rl_no, AgencyIndex.name, AgencyIndex.name_bn)


@dataclass(frozen=True)
class Match:
    """An agency that a search found, what it is called there, and how near that is."""

    agency_id: int
    rl_no: int
    name: str
    name_bn: str | None
    is_same: bool
    score: float
    verdict: AgencyVerdict = AgencyVerdict.UNKNOWN
    differences: tuple[tuple[str, str], ...] = ()

    @property
    def licence(self) -> str:
        """The licence number as it is shown."""
        return show_licence(self.rl_no)


def agency_by_licence(rl_no: int) -> Agency | None:
    """The agency with a licence number."""
    return db.scalar(select(Agency).filter_by(rl_no=rl_no))


def entries(agency_id: int) -> Sequence[AgencyEntry]:
    """What was known of an agency, the newest first."""
    query = select(AgencyEntry).filter_by(agency_id=agency_id).order_by(AgencyEntry.id.desc())
    return db.scalars(query.limit(50)).all()


def newest_entry(agency_id: int) -> AgencyEntry | None:
    """What is known of an agency now."""
    query = select(AgencyEntry).filter_by(agency_id=agency_id).order_by(AgencyEntry.id.desc())
    return db.scalar(query.limit(1))


def statuses(agency_id: int) -> Sequence[AgencyStatus]:
    """The statuses of an agency that no correction replaced, the newest first."""
    query = _in_history().where(AgencyStatus.agency_id == agency_id)
    return db.scalars(query.order_by(AgencyStatus.valid_from.desc(), AgencyStatus.id.desc())).all()


def verdicts(agency_ids: Iterable[int], day: date) -> dict[int, AgencyVerdict]:
    """The answer about each agency on a day, in one query."""
    ids = list(agency_ids)
    rows = db.execute(
        _in_history()
        .with_only_columns(
            AgencyStatus.agency_id,
            AgencyStatus.status,
            AgencyStatus.valid_from,
            AgencyStatus.valid_to,
        )
        .where(AgencyStatus.agency_id.in_(ids))
    )
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for agency_id, status, valid_from, valid_to in rows:
        spans[agency_id].append(Span(Status(status), valid_from, valid_to))
    return {agency_id: agency_on(day, spans[agency_id]) for agency_id in ids}


def verdict_by_licence(rl_no: int, day: date) -> AgencyVerdict:
    """The answer about a licence number on a day."""
    agency_id = db.scalar(select(Agency.id).filter_by(rl_no=rl_no))
    if agency_id is None:
        return AgencyVerdict.NOT_REGISTERED
    return verdicts([agency_id], day)[agency_id]


def is_missing(agency_id: int) -> bool:
    """Whether the latest complete list did not have this agency, and no later one has it."""
    latest = (
        select(func.max(Import.id))
        .filter_by(kind=ListKind.AGENCIES, complete=True, state=ImportState.IN_FORCE)
        .scalar_subquery()
    )
    missing = exists().where(Absence.agency_id == agency_id, Absence.import_id == latest)
    returned = exists().where(AgencyEntry.agency_id == agency_id, AgencyEntry.import_id > latest)
    return bool(db.scalar(select(missing & ~returned)))


def search(text: str, day: date) -> list[Match]:
    """Agencies whose licence number or name a text means, the best first."""
    rl_no = read_licence(text)
    found = _by_number(rl_no) if rl_no else _by_name(text)
    now = verdicts([match.agency_id for match in found], day) if found else {}
    return [
        Match(**{**vars(match), "verdict": now[match.agency_id]})  # the frozen one, completed
        for match in found
    ]


def _in_history() -> Select[AgencyStatus]:
    """Statuses that no later row replaces."""
    later = aliased(AgencyStatus)
    return select(AgencyStatus).where(~exists().where(later.replaces_id == AgencyStatus.id))


def _by_number(rl_no: int) -> list[Match]:
    row = db.scalar(select(AgencyIndex).filter_by(rl_no=rl_no))
    if row is None:
        return []
    return [Match(row.agency_id, row.rl_no, row.name, row.name_bn, is_same=True, score=1.0)]


def _by_name(text: str) -> list[Match]:
    """Agencies that share runs of letters, then all that hold the text as it stands."""
    asked = read_name(text)
    if not asked.key:
        return []
    found = [] if asked.is_common else _near(text, asked)
    if found:
        return sorted(found, key=lambda match: (-match.score, match.rl_no))[:_SHOWN]
    held = select(*_INDEXED).where(AgencyIndex.key.contains(asked.key, autoescape=True))
    listed = db.execute(held.order_by(AgencyIndex.name).limit(_LISTED))
    return sorted((_match(text, *row) for row in listed), key=lambda match: -match.score)


def _near(text: str, asked: Name) -> list[Match]:
    """Agencies whose own words share runs of letters or sounds with those typed."""
    hits = (
        select(AgencyTrigram.agency_id, func.count().label("hits"))
        .where(AgencyTrigram.run.in_(sorted(search_grams(asked))))
        .group_by(AgencyTrigram.agency_id)
        .order_by(func.count().desc(), AgencyTrigram.agency_id)
        .limit(_CANDIDATES)
        .subquery()
    )
    rows = db.execute(select(*_INDEXED).join(hits, hits.c.agency_id == AgencyIndex.agency_id))
    return [match for row in rows if (match := _match(text, *row)).score >= NEAR]


def _match(text: str, agency_id: int, rl_no: int, name: str, name_bn: str | None) -> Match:
    """How near an agency's names are to what was typed; the one in the same script tells."""
    asked = read_name(text)
    names = [read_name(known) for known in (name, name_bn) if known]
    same = any(is_same(asked, known) for known in names)
    # What differs is told against the name in the script that was typed.
    beside = name_bn if name_bn and asked.was_bangla else name
    told = () if same else tuple(differences(text, beside))
    points = max(score(asked, known) for known in names)
    return Match(agency_id, rl_no, name, name_bn, same, points, differences=told)
