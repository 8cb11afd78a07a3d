"""How agencies are searched: by licence number in any spelling, by name with typing errors.

The questions are put together once, when the program starts: a search has a millisecond.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, func, select

from portal.ground.database import db
from visa_check.licences import read_licence, show_licence
from visa_check.matching import (
    NEAR,
    Name,
    differences,
    is_same,
    letter_runs,
    read_name,
    score,
    sound_runs,
)
from visa_check.models import AgencyIndex, AgencyTrigram
from visa_check.queries.agencies import verdicts
from visa_check.verdicts import AgencyVerdict

_CANDIDATES = 12
_SHOWN = 5
_REALLY_NEAR = 0.6
_LISTED = 20
_INDEXED = (AgencyIndex.agency_id, AgencyIndex.rl_no, AgencyIndex.name, AgencyIndex.name_bn)
_hits = (
    select(AgencyTrigram.agency_id)
    .where(AgencyTrigram.run.in_(bindparam("runs", expanding=True)))
    .group_by(AgencyTrigram.agency_id)
    .order_by(func.count().desc(), AgencyTrigram.agency_id)
    .limit(_CANDIDATES)
    .subquery()
)
_BY_RUNS = select(*_INDEXED).join(_hits, _hits.c.agency_id == AgencyIndex.agency_id)
_BY_NUMBER = select(*_INDEXED).where(AgencyIndex.rl_no == bindparam("rl_no"))


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


def search(text: str, day: date) -> list[Match]:
    """Agencies whose licence number or name a text means, the best first."""
    rl_no = read_licence(text)
    found = _by_number(rl_no) if rl_no else _by_name(text)
    if not found:
        return []
    today = verdicts((match.agency_id for match in found), day)
    return [replace(match, verdict=today[match.agency_id]) for match in found]


def _by_number(rl_no: int) -> list[Match]:
    rows = db.execute(_BY_NUMBER, {"rl_no": rl_no})
    return [Match(*row, is_same=True, score=1.0) for row in rows]


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
    """Agencies whose own words share runs with those typed: of letters, or as they sound.

    A name in Bangla letters is looked for by sound first. The other way is only tried when the
    first finds nothing that is really near.
    """
    found: dict[int, Match] = {}
    ways = (sound_runs, letter_runs) if asked.was_bangla else (letter_runs, sound_runs)
    for runs in ways:
        for row in db.execute(_BY_RUNS, {"runs": sorted(runs(asked))}):
            if row[0] not in found:
                found[row[0]] = _match(text, *row)
        if any(match.score >= _REALLY_NEAR for match in found.values()):
            break
    return [match for match in found.values() if match.score >= NEAR]


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
