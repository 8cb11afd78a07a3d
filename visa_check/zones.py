"""Machine readable zones of visas (MRV-A, MRV-B) and passports (TD3), ICAO Doc 9303.

Read leniently, for an officer who looks at the paper: what is wrong is named, part by part.
(portal/people/mrz.py reads a passport's lines strictly, for a form that fills itself.)
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from portal.people.mrz import ZONE, check_digit, one_line


class ZoneKind(StrEnum):
    """The three kinds of zones with two lines, told apart by first letter and length."""

    PASSPORT = "TD3"
    VISA_A = "MRV-A"
    VISA_B = "MRV-B"


class Part(StrEnum):
    """What a check digit is for."""

    NUMBER = "number"
    BIRTH = "birth"
    EXPIRY = "expiry"
    OPTIONAL = "optional"
    WHOLE = "whole"


_LENGTHS = {
    ("P", 44): ZoneKind.PASSPORT,
    ("V", 44): ZoneKind.VISA_A,
    ("V", 36): ZoneKind.VISA_B,
}
# One letter and eight digits, or two letters and seven digits: passports of Bangladesh.
_BANGLADESH = re.compile(r"[A-Z][0-9]{8}|[A-Z]{2}[0-9]{7}")


@dataclass(frozen=True)
class Zone:
    """What the two lines say, and which check digits are wrong."""

    kind: ZoneKind
    issuer: str
    number: str
    # Six digits each; fillers where the paper knows no day or month.
    birth: str
    expiry: str
    # F, M or < for neither.
    sex: str
    wrong: tuple[Part, ...]

    @property
    def is_visa(self) -> bool:
        """Whether it is the zone of a visa."""
        return self.kind is not ZoneKind.PASSPORT

    @property
    def has_odd_number(self) -> bool:
        """Whether a passport of Bangladesh has a number that none of its passports has."""
        is_ours = self.issuer == "BGD" and not self.is_visa
        return is_ours and _BANGLADESH.fullmatch(self.number) is None


def one_form(text: str) -> str | None:
    """Typed lines as they are printed, one below the other; None if they are no two such lines."""
    typed = one_line(text)
    length = len(typed) // 2
    if len(typed) % 2 or not ZONE.fullmatch(typed) or (typed[0], length) not in _LENGTHS:
        return None
    return f"{typed[:length]}\n{typed[length:]}"


def read_zone(text: str) -> Zone | None:
    """What two lines say; None where they are no such lines."""
    formed = one_form(text)
    if formed is None:
        return None
    first, second = formed.split("\n")
    return Zone(
        kind=_LENGTHS[first[0], len(first)],
        issuer=first[2:5].rstrip("<"),
        number=second[:9].rstrip("<"),
        birth=second[13:19],
        expiry=second[21:27],
        sex=second[20],
        wrong=tuple(_wrong(second, is_passport=first[0] == "P")),
    )


def looks_same(one: str, other: str) -> bool:
    """Whether check digits cannot tell two numbers apart: 0 from A, K, U and so on."""
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(check_digit(a) == check_digit(b) for a, b in pairs)


def _wrong(second: str, *, is_passport: bool) -> list[Part]:
    """The parts whose check digit does not fit; a visa has none for the whole."""
    digits = {
        Part.NUMBER: (second[:9], second[9]),
        Part.BIRTH: (second[13:19], second[19]),
        Part.EXPIRY: (second[21:27], second[27]),
    }
    if is_passport:
        digits[Part.OPTIONAL] = (second[28:42], second[42])
        digits[Part.WHOLE] = (second[:10] + second[13:20] + second[21:43], second[43])
    return [part for part, (text, digit) in digits.items() if not _fits(part, text, digit)]


def _fits(part: Part, text: str, digit: str) -> bool:
    if part is Part.OPTIONAL and digit == "<" and not text.strip("<"):
        return True
    return digit == check_digit(text)
