"""Share codes: nine signs that are easily read out, typed anyhow, shown in threes."""

from portal.ground.typed import plain

LENGTH = 9
# Crockford's base 32: 45 bits; a typed O is 0, and I or L is 1.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DAYS = (1, 7, 30)
_LOOK_ALIKE = str.maketrans("OIL", "011")


def typed(text: str) -> str | None:
    """A code in its one form; nothing where the text is none."""
    code = "".join(mark for mark in plain(text).upper() if mark.isalnum()).translate(_LOOK_ALIKE)
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None


def grouped(code: str) -> str:
    """A code as it is easily read out."""
    return "-".join(code[place : place + 3] for place in range(0, LENGTH, 3))
