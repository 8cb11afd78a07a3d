"""What somebody types: when two texts are the same answer, and which number a text is."""

import math
import re
import unicodedata

# Signs that people set or leave out without meaning anything by it.
_QUOTES = "'\"`‘’‚‛“”„‟′″«»‹›ʼ"
_STOPS = ".,;:!?…।॥،؛؟()[]{}"
_DASHES = "-‐‑‒–—―−_"
_GONE = str.maketrans("", "", _QUOTES)
_MINUS = re.compile(rf"[\s{re.escape(_STOPS)}]*[{_DASHES}]\d")
# A point or a colon between digits belongs to a number.
_PAUSE = re.compile(
    rf"(?<!\d)[{re.escape(_STOPS)}]|[{re.escape(_STOPS)}](?!\d)|[{re.escape(_DASHES)}]"
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
    first, *others = [even(part.replace("\\*", "*")) for part in _STAR.split(wanted)]
    given = even(typed)
    if not others:
        return given == first if first else typed.strip() == wanted.strip()
    if not given.startswith(first):
        return False
    *middle, last = others
    place = len(first)
    for part in middle:
        place = given.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return given.endswith(last) and len(given) - len(last) >= place


def even(text: str) -> str:
    """A text without what does not count: case, spaces, joiners, digits' script, light signs.

    Both ways to write য় ড় ঢ় come together in NFC, which takes them apart.
    """
    seen = (mark for mark in text.translate(_GONE) if unicodedata.category(mark) != "Cf")
    text = unicodedata.normalize("NFC", "".join(map(_latin, seen)).casefold())
    # The old way to write ৎ is ত, hasanta and a joiner.
    text = text.replace("ৎ", "ত্")
    sign = "-" if _MINUS.match(text) else ""
    text = _SPACE.sub("", _PAUSE.sub(" ", _COMMA.sub("", text)))
    return sign + unicodedata.normalize("NFC", text)


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
