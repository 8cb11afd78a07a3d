"""What people type, in one form."""

import re
import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
# Lines, and the joiners that Bangla is written with.
_KEPT = "\n\t\u200c\u200d"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")


def plain(text: str) -> str:
    """A typed text in one form: compatible characters, Latin digits, lower case, nothing hidden."""
    return latin(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().strip())


def latin(text: str) -> str:
    """Digits of every script as Latin ones."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(mark)) if mark.isdecimal() and mark not in "0123456789" else mark
        for mark in text
    )


def seen(text: str) -> str:
    """A text without what nobody sees: control characters, and signs that turn letters round."""
    return "".join(
        mark for mark in text if mark in _KEPT or unicodedata.category(mark) not in _UNSEEN
    )
