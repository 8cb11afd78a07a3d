"""Passport and visa numbers: typed anyhow, compared in one form, shown masked."""

import re

from visa_check.licences import plain

_NOT_NUMBER = re.compile(r"[\W_]+")
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,15}")
_VISA = re.compile(r"(?=.*[0-9])[A-Z0-9]{4,30}")
SHOWN = 3


def normal_number(text: str) -> str:
    """Letters and digits only: upper case, Latin digits, no spaces, hyphens or fillers."""
    return _NOT_NUMBER.sub("", plain(text)).upper()


def is_passport_number(number: str) -> bool:
    """Whether a number in its one form can be that of a passport; formats differ by country."""
    return _PASSPORT.fullmatch(number) is not None


def is_visa_number(number: str) -> bool:
    """Whether a number in its one form can be that of a visa."""
    return _VISA.fullmatch(number) is not None


def masked(number: str) -> str:
    """Only the end of a number: •••••567."""
    return "•" * max(0, len(number) - SHOWN) + number[-SHOWN:] if len(number) > SHOWN else "•••"


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
