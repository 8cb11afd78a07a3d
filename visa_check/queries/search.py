"""How agencies are searched: by licence number in any spelling, by name with typing errors.

Names are compared in memory (visa_check/queries/names.py); statuses are asked of the database by
each search, in one question that was put together when the program started.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from portal.ground.reading import rows
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
from visa_check.models import AgencyIndex
from visa_check.queries import names
from visa_check.queries.agencies import with_spans
from visa_check.queries.names import Named, Names
from visa_check.verdicts import AgencyVerdict, Span, agency_on

_index = AgencyIndex.__table__.c
_BY_NUMBER = with_spans(
    select(_index.agency_id, _index.rl_no, _index.name, _index.name_bn)
    .select_from(AgencyIndex.__table__)
    .where(_index.rl_no == bindparam("rl_no")),
    _index,
)


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
    found = rows(_BY_NUMBER, {"rl_no": rl_no})
    verdict = agency_on(day, [Span(*row[4:]) for row in found if row[4]])
    return [Match(row[0], row[1], row[2], row[3], True, 1.0, verdict) for row in found[:1]]


def _by_name(text: str, day: date) -> list[Match]:
    """Agencies that share runs of letters, else all that hold the text as it stands."""
    asked = read_name(text)
    if not asked.key:
        return []
    kept = names.kept()
    while True:
        shown = _shown(asked, kept)
        state, spans = names.statuses([one.agency_id for _points, one in shown])
        if state == kept.state:
            break
        kept = names.read_anew(kept)
    return [
        _match(text, asked, points, one, agency_on(day, spans[one.agency_id]))
        for points, one in shown
    ]


def _shown(asked: Name, kept: Names) -> list[tuple[float, Named]]:
    """The agencies that are shown, each with how near it is, the best first."""
    found = [] if asked.is_common else _near(asked, kept)
    if not found:
        found = [(_points(asked, one), one) for one in kept.holding(asked.key, LISTED)]
    found.sort(key=lambda pair: (-pair[0], pair[1].rl_no))
    return found[: LISTED if asked.is_common else SHOWN]


def _near(asked: Name, kept: Names) -> list[tuple[float, Named]]:
    """Agencies whose own words share runs with those typed: of letters, or as they sound.

    A name in Bangla letters is looked for by sound first. The other way is only tried when the
    first finds nothing that is really near.
    """
    found: dict[int, tuple[float, Named]] = {}
    for runs in (sound_runs, letter_runs) if asked.was_bangla else (letter_runs, sound_runs):
        for one in kept.sharing(runs(asked), CANDIDATES):
            if one.agency_id not in found:
                found[one.agency_id] = (_points(asked, one), one)
        if any(points >= REALLY_NEAR for points, _one in found.values()):
            break
    return [pair for pair in found.values() if pair[0] >= NEAR]


def _points(asked: Name, row: Named) -> float:
    """How near an agency's names are to what was typed: the nearer of them."""
    points = score(asked, read_name(row.name))
    if row.name_bn:
        points = max(points, score(asked, read_name(row.name_bn)))
    return max(points, FORMERLY) if row.past and _former(asked, row) else points


def _former(asked: Name, row: Named) -> str | None:
    """The earlier name that was typed; one that is only near says nothing."""
    names = row.past.split("\n") if row.past else []
    return next((name for name in names if is_same(asked, read_name(name))), None)


def _match(text: str, asked: Name, points: float, row: Named, verdict: AgencyVerdict) -> Match:
    """What is shown of an agency; what differs is told against the name in the script typed."""
    same = any(is_same(asked, read_name(known)) for known in (row.name, row.name_bn) if known)
    formerly = None if same else _former(asked, row)
    beside = row.name_bn if row.name_bn and asked.was_bangla else row.name
    told = () if same or formerly else tuple(differences(text, beside))
    return Match(*row[:4], same, points, verdict, told, formerly)
