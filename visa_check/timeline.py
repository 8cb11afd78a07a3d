"""What the register answers about an agency from its first status until today, as stretches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from visa_check.verdicts import AgencyVerdict, Kind, Span, agency_on

_DAY = timedelta(days=1)
# A line of more pieces than this tells nothing: the oldest are left out.
MOST = 12
# The drawing is this wide, and no piece is narrower than can be seen.
WIDTH, NARROWEST = 100, 3


@dataclass(frozen=True)
class Stretch:
    """Days in a row with the same answer; the last one ends today."""

    verdict: AgencyVerdict
    first: date
    last: date

    @property
    def kind(self) -> Kind:
        """Good, careful, stop or no answer."""
        return self.verdict.kind

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Piece:
    """A stretch as it is drawn: where it begins and how wide it is, of a line 100 wide."""

    stretch: Stretch
    start: float
    width: float


def stretches(spans: Iterable[Span], today: date) -> list[Stretch]:
    """The answers day by day, days with the same one joined, the oldest first."""
    known = [span for span in spans if span.valid_from <= today]
    turns = {span.valid_from for span in known}
    turns |= {span.valid_to + _DAY for span in known if span.valid_to and span.valid_to < today}
    found: list[Stretch] = []
    for first in sorted(turns):
        verdict = agency_on(first, known)
        if found and found[-1].verdict is verdict:
            continue
        if found:
            found[-1] = Stretch(found[-1].verdict, found[-1].first, first - _DAY)
        found.append(Stretch(verdict, first, today))
    return found[-MOST:]


def line(found: Iterable[Stretch]) -> list[Piece]:
    """The stretches side by side, as wide as they are long, each wide enough to be seen."""
    rows = list(found)
    days = sum(stretch.days for stretch in rows)
    free = WIDTH - NARROWEST * len(rows)
    pieces, start = [], 0.0
    for stretch in rows:
        width = NARROWEST + free * stretch.days / days
        pieces.append(Piece(stretch, round(start, 2), round(width, 2)))
        start += width
    return pieces
