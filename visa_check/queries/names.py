"""The names of all agencies as a process keeps them: which have runs of letters in common.

Names change with the index of names alone, and each change gives the index another state. Whoever
searches learns the state with the statuses that the search asks for, in one question; names of
another state are read anew, and the search is made again. No status is kept.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, select

from portal.ground.database import rows
from visa_check.models import AgencyIndex, AgencyIndexState, AgencyStatus, AgencyTrigram
from visa_check.queries.agencies import NOT_REPLACED
from visa_check.verdicts import Span

# Tables, not models: no object is made of a row.
_state = AgencyIndexState.__table__.c
_index, _run = AgencyIndex.__table__.c, AgencyTrigram.__table__.c
_span = AgencyStatus.__table__.c
_RUNS = select(_run.run, _run.agency_id)
_STATE = select(_state.state)
_SPANS = (
    select(_state.state, _span.agency_id, _span.status, _span.valid_from, _span.valid_to)
    .select_from(AgencyIndexState.__table__)
    .outerjoin(
        AgencyStatus.__table__,
        and_(_span.agency_id.in_(bindparam("ids", expanding=True)), NOT_REPLACED),
    )
)


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
        self.agencies = {one.agency_id: one for one in agencies}
        self.having: dict[str, list[int]] = {}
        for run, agency_id in runs:
            # One that came between two questions is there when the state is read again.
            if agency_id in self.agencies:
                self.having.setdefault(run, []).append(agency_id)

    def sharing(self, runs: Iterable[str], most: int) -> list[Named]:
        """The agencies that have most of the runs; of equal ones those that came first."""
        counts: Counter[int] = Counter()
        for run in runs:
            counts.update(self.having.get(run, ()))
        # Hundreds share a run; only those that can be among the first are put in order.
        least = min(sorted(counts.values())[-most:], default=0)
        best = sorted((-count, key) for key, count in counts.items() if count >= least)[:most]
        return [self.agencies[agency_id] for _count, agency_id in best]

    def holding(self, key: str, most: int) -> list[Named]:
        """The agencies that have this in their name, by their licence numbers."""
        found = (one for one in self.agencies.values() if key in one.key)
        return nsmallest(most, found, key=lambda one: one.rl_no)


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
    """The state of the index, and the statuses of some agencies."""
    spans: dict[int, list[Span]] = {agency_id: [] for agency_id in agency_ids}
    state = ""
    for state, agency_id, *span in rows(_SPANS, {"ids": list(agency_ids)}):  # noqa: B007
        if agency_id is not None:
            spans[agency_id].append(Span(*span))
    return state, spans
