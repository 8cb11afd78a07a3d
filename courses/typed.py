"""What somebody types: when two texts are the same answer, and which number a text is."""

import math
import re
import unicodedata

# Signs that people set or leave out without meaning anything by it.
_QUOTES = "'\"`‘’‚‛“”„‟′″«»‹›ʼ"
_STOPS = ".,;:!?…।॥،؛؟()[]{}"
_DASHES = "-‐‑‒–—―−_"
_GONE = str.maketrans("", "", _QUOTES)
_MINUS = re.compile(rf"(?<!\w)[{_DASHES}](?=\d)")
_PAUSE = re.compile(
    # A point, colon or comma between digits, and the minus before them, belong to a number.
    rf"(?<!\d)[{re.escape(_STOPS)}]|[{re.escape(_STOPS)}](?!\d)|[{re.escape(_DASHES[1:])}]|(?<=\w)-"
    rf"|-(?!\d)"
)
_COMMA = re.compile(r"(?<=\d),(?=\d)")
# Words are joined or kept apart as people like (কল সেন্টার, কলসেন্টার); two numbers are not.
_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_STAR = re.compile(r"(?<!\\)\*")
# 165000, 165,000 and 1,65,000; with a point, a sign, a power of ten.
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.\d*)?(?:e[+-]?\d{1,3})?")
_ARABIC_POINTS = str.maketrans("٫٬", ".,")


def same(typed: str, wanted: str) -> bool:
    """Whether a typed text is an answer of the key; there * stands for anything, \\* for itself."""
    parts = [even(part.replace("\\*", "*")) for part in _STAR.split(wanted)]
    given = even(typed)
    if not any(parts) and len(parts) == 1:
        return typed.strip() == wanted.strip()
    return re.fullmatch(".*".join(map(re.escape, parts)), given, re.DOTALL) is not None


def even(text: str) -> str:
    """A text without what does not count: case, spaces, joiners, digits' script, light signs.

    Both ways to write য় ড় ঢ় come together in NFC, which takes them apart.
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    # The old way to write ৎ is ত, hasanta and a joiner.
    text = text.replace("ৎ", "ত্")
    text = "".join(_latin(mark) for mark in text if unicodedata.category(mark) != "Cf")
    text = _MINUS.sub("-", text.translate(_GONE))
    text = _PAUSE.sub(" ", _COMMA.sub("", text))
    return _SPACE.sub("", text)


def number(text: str) -> float | None:
    """A typed number in the digits of any script, with or without commas; None if it is none."""
    marks = (mark for mark in text if unicodedata.category(mark) not in {"Cf", "Zs"})
    text = "".join(_latin(mark) for mark in marks).translate(_ARABIC_POINTS).strip().lower()
    if text[:1] in set(_DASHES[:-1]):
        text = f"-{text[1:]}"
    if not _NUMBER.fullmatch(text):
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _latin(mark: str) -> str:
    """A digit of any script as a Latin one."""
    value = unicodedata.decimal(mark, None)
    return mark if value is None else str(value)
