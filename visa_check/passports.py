"""Visa numbers, and what changes in a number, shown masked."""

import re

from portal.people.passports import SHOWN, masked

_VISA = re.compile(r"(?=.*[0-9])[A-Z0-9]{4,30}")


def is_visa_number(number: str) -> bool:
    """Whether a number in its one form can be that of a visa."""
    return _VISA.fullmatch(number) is not None


def masked_change(old: str, new: str) -> tuple[str, str]:
    """Two numbers with only their ends and the signs that differ."""
    if not old:
        return "", masked(new)
    return _masked_beside(old, new), _masked_beside(new, old)


def _masked_beside(number: str, other: str) -> str:
    differs = [place >= len(other) or mark != other[place] for place, mark in enumerate(number)]
    shown = range(len(number) - SHOWN, len(number))
    return "".join(
        mark if differs[place] or place in shown or mark == "-" else "•"
        for place, mark in enumerate(number)
    )
