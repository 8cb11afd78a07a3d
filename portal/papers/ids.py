"""Numbers of papers: 8 random bytes in Crockford base32, 13 characters, no check digit."""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13
_BYTES = 8
_SPACING = " -\u00a0\u2010\u2011\u2013"
# What nobody sees: joiners, directions, the mark at the beginning of a file.
UNSEEN = (
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_FORGIVEN = str.maketrans("OIL", "011", _SPACING + UNSEEN)


def new_number() -> str:
    """A number that nobody can guess."""
    return to_text(secrets.token_bytes(_BYTES))


def to_text(raw: bytes) -> str:
    """Eight bytes as 13 characters."""
    value = int.from_bytes(raw, "big")
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(LENGTH)))


def to_bytes(number: str) -> bytes:
    """The eight bytes of a number as it is printed; ValueError for anything else."""
    if len(number) != LENGTH or not set(number) <= set(ALPHABET):
        raise ValueError("not the number of a paper")
    value = 0
    for mark in number:
        value = value << 5 | ALPHABET.index(mark)
    if value >> 8 * _BYTES:
        raise ValueError("not the number of a paper")
    return value.to_bytes(_BYTES, "big")


def typed(text: str) -> str | None:
    """The number that somebody typed: case, spaces, hyphens, O/0, I/L/1 and any digits forgiven."""
    if len(text) > 4 * LENGTH:
        return None
    number = forgiven(text)
    try:
        to_bytes(number)
    except ValueError:
        return None
    return number


def forgiven(text: str) -> str:
    """Typed signs in the form that they are printed in; what is none of the alphabet stays."""
    latin = "".join(str(unicodedata.decimal(mark, mark)) for mark in text.strip())
    return latin.upper().translate(_FORGIVEN)


def grouped(number: str) -> str:
    """A number as it is easy to compare: 0R15 JDK8 507S1."""
    return f"{number[:4]} {number[4:8]} {number[8:]}"
