"""The two lines at the foot of a passport's data page (ICAO Doc 9303, TD3), read strictly.

A check digit that is wrong is a letter read or typed wrongly: nothing of the lines is taken then.
The digits do not tell 0 from A, K and U, so a number of Bangladesh must also have its own form.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.ground.typed import plain

LENGTH = 44
_WEIGHTS = (7, 3, 1)
ZONE = re.compile(r"[0-9A-Z<]+")
_COUNTRY = re.compile(r"[A-Z]{1,3}<{0,2}")
# One letter and eight digits today, two letters and seven digits before.
_BANGLADESH = re.compile(r"[A-Z][A-Z0-9][0-9]{7}")


class Fault(StrEnum):
    """Why the lines are not taken."""

    NO_LINES = "no-lines"
    NO_PASSPORT = "no-passport"
    NUMBER = "number"
    BIRTH = "birth"
    EXPIRY = "expiry"
    WHOLE = "whole"


class Unreadable(ValueError):
    """The lines are no passport's, or something in them was read wrongly."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Zone:
    """What the lines say."""

    number: str
    surname: str
    given: str
    # Whether the name had no room and goes on in the passport.
    is_cut: bool
    # Nothing where the passport knows no day.
    born_on: date | None
    expires_on: date | None

    @property
    def name(self) -> str:
        """The name as it is said: given names first."""
        return " ".join(part for part in (self.given, self.surname) if part)


def read_zone(text: str, today: date) -> Zone:
    """What two typed lines say; Unreadable where they cannot be a passport's."""
    first, second = _lines(text)
    if first[0] != "P" or not _COUNTRY.fullmatch(first[2:5]):
        raise Unreadable(Fault.NO_PASSPORT)
    _demand(second[:9], second[9], Fault.NUMBER)
    _demand(second[13:19], second[19], Fault.BIRTH)
    _demand(second[21:27], second[27], Fault.EXPIRY)
    _demand(second[28:42], second[42], Fault.WHOLE, may_be_empty=True)
    _demand(second[:10] + second[13:20] + second[21:43], second[43], Fault.WHOLE)
    number = second[:9].rstrip("<")
    if "<" in number or (first[2:5] == "BGD" and not _BANGLADESH.fullmatch(number)):
        raise Unreadable(Fault.NUMBER)
    surname, _, given = first[5:].partition("<<")
    return Zone(
        number=number,
        surname=_words(surname),
        given=_words(given),
        is_cut=not first.endswith("<"),
        born_on=_day(second[13:19], _century_of_birth(second[13:15], today), Fault.BIRTH),
        expires_on=_day(second[21:27], 2000, Fault.EXPIRY),
    )


def check_digit(text: str) -> str:
    """The digit that stands behind a field (Doc 9303-3, 4.9)."""
    values = (0 if mark == "<" else int(mark, 36) for mark in text)
    total = sum(value * _WEIGHTS[place % 3] for place, value in enumerate(values))
    return str(total % 10)


def one_line(text: str) -> str:
    """Typed lines one behind the other, in the letters of a zone."""
    return "".join(plain(text).split()).upper().replace("\u00ab", "<<")


def _lines(text: str) -> tuple[str, str]:
    """Both lines, typed with spaces, in small letters, or one behind the other."""
    typed = one_line(text)
    if len(typed) != 2 * LENGTH or not ZONE.fullmatch(typed):
        raise Unreadable(Fault.NO_LINES)
    return typed[:LENGTH], typed[LENGTH:]


def _demand(field: str, digit: str, fault: Fault, *, may_be_empty: bool = False) -> None:
    if may_be_empty and digit == "<" and not field.strip("<"):
        return
    if digit != check_digit(field):
        raise Unreadable(fault)


def _words(text: str) -> str:
    return " ".join(text.replace("<", " ").split())


def _century_of_birth(year: str, today: date) -> int:
    """Nobody is born tomorrow."""
    return 2000 if year.isdigit() and 2000 + int(year) <= today.year else 1900


def _day(text: str, century: int, fault: Fault) -> date | None:
    if "<" in text:
        return None
    try:
        return date(century + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        raise Unreadable(fault) from None
