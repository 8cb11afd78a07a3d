"""What an officer compares before a visa is called verified, and what stays open after that.

The first five are the questions that BMET asks about a visa, the others come from known frauds.
What the register sees by itself is not asked here.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Point(StrEnum):
    """One thing to compare."""

    GENUINE = "genuine"
    KIND = "kind"
    OCCUPATION = "occupation"
    EMPLOYER = "employer"
    LOT = "lot"
    HOLDER = "holder"
    CONTRACT = "contract"
    ATTESTED = "attested"
    NUMBER = "number"
    AGENCY = "agency"
    FEE = "fee"


class Mark(StrEnum):
    """What came of comparing."""

    FITS = "fits"
    DIFFERS = "differs"
    UNCLEAR = "unclear"
    NOT_HERE = "not here"


class Seen(StrEnum):
    """What the destination's own service said."""

    SAME = "same"
    OTHER = "other"
    NOTHING = "nothing"
    NO_ANSWER = "no answer"


# These belong to every visa; the others can be missing (no group, no agency, nothing paid).
ALWAYS = frozenset({Point.GENUINE, Point.KIND, Point.OCCUPATION, Point.HOLDER})
# Open matters that are no points of the list: no service confirmed the visa; the person says
# another birth date or number than the register has.
NOT_CONFIRMED = "not confirmed"
OTHER_DETAILS = "other details"


def choices(point: Point) -> tuple[Mark, ...]:
    """What can be marked at a point."""
    return tuple(mark for mark in Mark if mark is not Mark.NOT_HERE or point not in ALWAYS)


def is_whole(marks: Mapping[str, str]) -> bool:
    """Whether every point was looked at."""
    return all(point in marks for point in Point)


def open_matters(marks: Mapping[str, str], last_seen: Seen | None) -> list[str]:
    """What keeps one officer from calling a visa verified alone."""
    found = [point.value for point in Point if marks.get(point) in _OPEN]
    return found if last_seen is Seen.SAME else [NOT_CONFIRMED, *found]


_OPEN = {Mark.DIFFERS.value, Mark.UNCLEAR.value}


def known(marks: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """The marks that were set, by point, as they are kept."""
    return {point: mark for point, mark in marks if mark}
