"""What people type, in one form."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")


def plain(text: str) -> str:
    """A typed text in one form: compatible characters, Latin digits, lower case, nothing hidden."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().strip()
    return "".join(
        str(unicodedata.digit(mark)) if mark.isdecimal() and mark not in "0123456789" else mark
        for mark in text
    )
