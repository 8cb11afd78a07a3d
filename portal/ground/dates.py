"""Dates as people and files write them: 2027-01-31, 31/01/2027, 31-Jan-2027, in any digits."""

import re
from datetime import date

from portal.ground.typed import plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\-\s]([0-9]{1,2})[/.\-\s]([0-9]{4})")
_NAMED = re.compile(r"([0-9]{1,2})[\-\s/]([a-z]{3,9})[\-\s/,]+([0-9]{4})")
_EARLIEST, _LATEST = 1900, 2100
_HIJRI = re.compile(r"(?<![0-9])1[345][0-9]{2}(?![0-9])")


def read_date(text: str) -> date | None:
    """The day that a text means, None if it means none."""
    text = plain(text)
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    found = _NAMED.fullmatch(text)
    if found and found[2][:3] in _MONTHS:
        return _day(found[3], str(_MONTHS.index(found[2][:3]) + 1), found[1])
    return None


def is_hijri(text: str) -> bool:
    """Whether a text is a day of the calendar of the Hijra; it is never converted silently."""
    return read_date(text) is None and _HIJRI.search(plain(text)) is not None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _EARLIEST <= found.year <= _LATEST else None
