"""How agencies are searched: by licence number in any spelling, by name with typing errors.

The questions are put together once, when the program starts: a search has a millisecond.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select

from portal.ground.database import rows
from visa_check.licences import read_licence, show_licence
from visa_check.matching import (
    CANDIDATES,
    FORMERLY,
    LISTED,
    NEAR,
    REALLY_NEAR,
    SHOWN,
    Name,
    differences,
    is_same,
    letter_runs,
    read_name,
    score,
    sound_runs,
)
from visa_check.models import AgencyIndex, AgencyTrigram
from visa_check.queries.agencies import with_spans
from visa_check.verdicts import AgencyVerdict, Span, agency_on

# Tables, not models: no object is made of a row, and that is half of the time.
_index, _run = AgencyIndex.__table__.c, AgencyTrigram.__table__.c
_INDEXED = (_index.agency_id, _index.rl_no, _index.name, _index.name_bn, _index.past)
_hits = (
    select(_run.agency_id)
    .where(_run.run.in_(bindparam("runs", expanding=True)))
    .group_by(_run.agency_id)
    .order_by(func.count().desc(), _run.agency_id)
    .limit(CANDIDATES)
    .subquery()
)
# The statuses come along: one question for each search.
_BY_RUNS = with_spans(select(*_INDEXED).join(_hits, _hits.c.agency_id == _index.agency_id), _index)
_BY_NUMBER = with_spans(
    select(*_INDEXED).select_from(AgencyIndex.__table__).where(_index.rl_no == bindparam("rl_no")),
    _index,
)


class Indexed(NamedTuple):
    """An agency as the index of names has it, and its statuses."""

    agency_id: int
    rl_no: int
    name: str
    name_bn: str | None
    # Its earlier names, one a line.
    past: str | None
    spans: list[Span]


@dataclass(frozen=True)
class Match:
    """An agency that a search found, what it is called there, and how near that is."""

    agency_id: int
    rl_no: int
    name: str
    name_bn: str | None
    is_same: bool
    score: float
    verdict: AgencyVerdict
    differences: tuple[tuple[str, str], ...] = ()
    # The earlier name that was typed: the agency is called otherwise today.
    formerly: str | None = None

    @property
    def licence(self) -> str:
        """The licence number as it is shown."""
        return show_licence(self.rl_no)


def search(text: str, day: date) -> list[Match]:
    """Agencies whose licence number or name a text means, the best first."""
    rl_no = read_licence(text)
    return _by_number(rl_no, day) if rl_no else _by_name(text, day)


def _by_number(rl_no: int, day: date) -> list[Match]:
    found = _indexed(_BY_NUMBER, {"rl_no": rl_no})
    return [Match(*row[:4], True, 1.0, agency_on(day, row.spans)) for row in found]


def _by_name(text: str, day: date) -> list[Match]:
    """Agencies that share runs of letters, else all that hold the text as it stands."""
    asked = read_name(text)
    if not asked.key:
        return []
    found = [] if asked.is_common else _near(asked)
    if not found:
        held = select(_index.agency_id).where(_index.key.contains(asked.key, autoescape=True))
        few = held.order_by(_index.rl_no).limit(LISTED).subquery()
        listed = select(*_INDEXED).join(few, few.c.agency_id == _index.agency_id)
        found = [(_points(asked, row), row) for row in _indexed(with_spans(listed, _index), {})]
    found.sort(key=lambda pair: (-pair[0], pair[1].rl_no))
    shown = found[: LISTED if asked.is_common else SHOWN]
    return [_match(text, asked, points, row, day) for points, row in shown]


def _indexed(statement: Select[Any], values: Mapping[str, Any]) -> list[Indexed]:
    """The agencies that a statement finds: a row for each of their statuses, or one without."""
    found: dict[int, Indexed] = {}
    for *known, status, valid_from, valid_to in rows(statement, values):
        one = found.setdefault(known[0], Indexed._make([*known, []]))
        if status:
            one.spans.append(Span(status, valid_from, valid_to))
    return list(found.values())


def _near(asked: Name) -> list[tuple[float, Indexed]]:
    """Agencies whose own words share runs with those typed: of letters, or as they sound.

    A name in Bangla letters is looked for by sound first. The other way is only tried when the
    first finds nothing that is really near.
    """
    found: dict[int, tuple[float, Indexed]] = {}
    for runs in (sound_runs, letter_runs) if asked.was_bangla else (letter_runs, sound_runs):
        for row in _indexed(_BY_RUNS, {"runs": sorted(runs(asked))}):
            if row.agency_id not in found:
                found[row.agency_id] = (_points(asked, row), row)
        if any(points >= REALLY_NEAR for points, _row in found.values()):
            break
    return [pair for pair in found.values() if pair[0] >= NEAR]


def _points(asked: Name, row: Indexed) -> float:
    """How near an agency's names are to what was typed: the nearer of them."""
    points = score(asked, read_name(row.name))
    if row.name_bn:
        points = max(points, score(asked, read_name(row.name_bn)))
    return max(points, FORMERLY) if row.past and _former(asked, row) else points


def _former(asked: Name, row: Indexed) -> str | None:
    """The earlier name that was typed; one that is only near says nothing."""
    names = row.past.split("\n") if row.past else []
    return next((name for name in names if is_same(asked, read_name(name))), None)


def _match(text: str, asked: Name, points: float, row: Indexed, day: date) -> Match:
    """What is shown of an agency; what differs is told against the name in the script typed."""
    same = any(is_same(asked, read_name(known)) for known in (row.name, row.name_bn) if known)
    formerly = None if same else _former(asked, row)
    beside = row.name_bn if row.name_bn and asked.was_bangla else row.name
    told = () if same or formerly else tuple(differences(text, beside))
    verdict = agency_on(day, row.spans)
    return Match(*row[:4], same, points, verdict, told, formerly)
