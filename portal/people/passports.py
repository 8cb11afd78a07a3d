"""Passport numbers: typed anyhow, compared in one form, shown masked."""

import re

from portal.ground.typed import plain

_NOT_NUMBER = re.compile(r"[\W_]+")
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,15}")
SHOWN = 3


def normal_number(text: str) -> str:
    """Letters and digits only: upper case, Latin digits, no spaces, hyphens or fillers."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return _NOT_NUMBER.sub("", plain(text)).upper()


def is_passport_number(number: str) -> bool:
    """Whether a number in its one form can be that of a passport; formats differ by country."""
    return _PASSPORT.fullmatch(number) is not None


def masked(number: str) -> str:
    """Only the end of a number: •••••567."""
    return "•" * max(0, len(number) - SHOWN) + number[-SHOWN:] if len(number) > SHOWN else "•••"
