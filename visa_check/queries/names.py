"""The names of all agencies as a process keeps them: which have runs of letters in common.

Names change with the index of names alone, and each change gives the index another state. Whoever
searches learns the state with the statuses that the search asks for, in one question; names of
another state are read anew, and the search is made again. No status is kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from heapq import nsmallest
from itertools import islice, zip_longest
from operator import attrgetter, or_
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, literal_column, select

from portal.ground.reading import rows
from visa_check.matching import LISTED, SHOWN
from visa_check.models import AgencyIndex, AgencyIndexState, AgencyStatus, AgencyTrigram
from visa_check.queries.agencies import NOT_REPLACED
from visa_check.verdicts import Span, Status

# Tables, not models: no object is made of a row.
_state = AgencyIndexState.__table__.c
_index, _run = AgencyIndex.__table__.c, AgencyTrigram.__table__.c
_span = AgencyStatus.__table__.c
_RUNS = select(_run.run, _run.agency_id)
_STATE = select(_state.state)
# All in one value: with each row more SQLite's driver lets two other threads go first.
_SPAN = func.concat_ws(
    literal_column("' '"), _span.agency_id, _span.status, _span.valid_from, _span.valid_to
)
# A parameter would be written into the SQL at each visit.
_COMMA: Any = literal_column("','")


def _spans_of(most: int) -> Select[Any]:
    """The question for the state, and the statuses of at most so many agencies: id_0, id_1 ..."""
    ids: list[BindParameter[int]] = [bindparam(f"id_{place}") for place in range(most)]
    lines = select(func.aggregate_strings(_SPAN, _COMMA)).where(
        _span.agency_id.in_(ids), NOT_REPLACED
    )
    return select(_state.state, lines.scalar_subquery())


# As many as a search shows, of a name and of common words.
_SPANS = {most: _spans_of(most) for most in (SHOWN, LISTED)}


class Named(NamedTuple):
    """An agency as the index of names has it."""

    agency_id: int
    rl_no: int
    name: str
    name_bn: str | None
    # Its names as they are compared.
    key: str
    # Its earlier names, one a line.
    past: str | None


_NAMES = select(*(_index[name] for name in Named._fields))


class Names:
    """All names of one state of the index."""

    def __init__(
        self, state: str, agencies: Iterable[Named] = (), runs: Iterable[Sequence[Any]] = ()
    ) -> None:
        self.state = state
        self.agencies = sorted(agencies, key=attrgetter("agency_id"))
        places = {one.agency_id: place for place, one in enumerate(self.agencies)}
        # A run is a number whose bit n is set where the agency at place n has the run.
        self.having: dict[str, int] = {}
        for run, agency_id in runs:
            # One that came between two questions is there when the state is read again.
            if agency_id in places:
                self.having[run] = self.having.get(run, 0) | 1 << places[agency_id]

    def sharing(self, runs: Iterable[str], most: int) -> list[Named]:
        """The agencies that have most of the runs; of equal ones those that came first."""
        # How many runs each agency has, written in binary: its bit in column 0 counts one, in
        # column 1 two and so on. A run is added to all of them at once, as one adds by hand.
        columns: list[int] = []
        for run in runs:
            carried = self.having.get(run, 0)
            for place, column in enumerate(columns):
                columns[place], carried = column ^ carried, column & carried
            if carried:
                columns.append(carried)
        return [self.agencies[place] for place in islice(_most(columns), most)]

    def holding(self, key: str, most: int) -> list[Named]:
        """The agencies that have this in their name, by their licence numbers."""
        return nsmallest(most, (one for one in self.agencies if key in one.key), key=_RL_NO)


def _most(columns: Sequence[int]) -> Iterator[int]:
    """The places with the biggest numbers, those of nought left out; equal ones in order."""
    # From the highest column on: who has a bit there comes before all who have not.
    waiting = [(reduce(or_, columns, 0), len(columns))]
    while waiting:
        places, column = waiting.pop()
        if not places:
            continue
        if column:
            high = places & columns[column - 1]
            waiting += (places ^ high, column - 1), (high, column - 1)
            continue
        while places:
            lowest = places & -places
            yield lowest.bit_length() - 1
            places ^= lowest


_RL_NO = attrgetter("rl_no")
_kept = Names("")
_reading = Lock()


def kept() -> Names:
    """The names as this process read them last; perhaps of a state that is past."""
    return _kept


def read_anew(than: Names) -> Names:
    """The names of today's state; of several who find the same state past, one reads them."""
    global _kept  # noqa: PLW0603 - the one thing that a process keeps
    with _reading:
        if _kept is than:
            ((state,),) = rows(_STATE, {})
            agencies = map(Named._make, rows(_NAMES, {}))
            _kept = Names(state, agencies, rows(_RUNS, {}))
        return _kept


def statuses(agency_ids: Sequence[int]) -> tuple[str, Mapping[int, list[Span]]]:
    """The state of the index, and the statuses of some agencies, at most as many as are listed."""
    spans: dict[int, list[Span]] = {agency_id: [] for agency_id in agency_ids}
    most = SHOWN if len(agency_ids) <= SHOWN else LISTED
    asked = dict(zip_longest((f"id_{place}" for place in range(most)), agency_ids))
    ((state, lines),) = rows(_SPANS[most], asked)
    for line in lines.split(",") if lines else ():
        agency_id, status, *days = line.split()
        spans[int(agency_id)].append(Span(Status(status), *map(date.fromisoformat, days)))
    return state, spans
