"""Bangla letters in Latin ones, and how a written name sounds: enough to compare names."""

import re

_TABLE = """
ক k খ kh গ g ঘ gh ঙ ng চ ch ছ chh জ j ঝ jh ঞ n ট t ঠ th ড d ঢ dh ণ n ত t থ th দ d ধ dh ন n
প p ফ f ব b ভ bh ম m য j র r ল l শ sh ষ sh স s হ h
অ o আ a ই i ঈ i উ u ঊ u ঋ ri এ e ঐ oi ও o ঔ ou
"""
_SIGN_TABLE = """
\u09be a \u09bf i \u09c0 i \u09c1 u \u09c2 u \u09c3 ri \u09c7 e \u09c8 oi \u09cb o \u09cc ou
\u0982 ng \u09ce t \u09d7 u
"""


def _pairs(table: str) -> dict[str, str]:
    marks = table.split()
    return dict(zip(marks[::2], marks[1::2], strict=True))


# Written, but not heard: visarga, the moon dot, the sign that joins two letters.
_SILENT = dict.fromkeys("\u0983\u0981\u09cd", "")
# Letters with a dot below: Unicode writes them as two signs in its normal form.
_DOTTED = {"ড\u09bc": "r", "ঢ\u09bc": "rh", "ওয\u09bc": "w", "য\u09bc": "y"}
# Letters that are joined to another sound other than alone.
_DOTTED |= {"\u09cdয": "y", "ক্ষ": "kh", "জ্ঞ": "g"}
_LETTERS = _pairs(_TABLE) | _pairs(_SIGN_TABLE) | _SILENT
_DOTTED_LETTER = re.compile("|".join(_DOTTED))
_BANGLA = re.compile("[\u0980-\u09ff]")

_SOUNDS = (
    (re.compile("tion|sion"), "shn"),
    (re.compile("gh(?![aeiouy])"), ""),
    (re.compile("chh"), "s"),
    (re.compile("ck|q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("ch"), "C"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("C"), "c"),
    (re.compile("ph"), "f"),
    (re.compile("(?<=[kgjtdbsrf])h"), ""),
    (re.compile("z"), "j"),
    (re.compile("(?<=[aeiou])w(?![aeiouyh])"), ""),
    (re.compile("[vw]"), "b"),
    (re.compile("ng(?=[kg])"), "n"),
    (re.compile("f"), "p"),
)
_INNER_VOWELS = re.compile("(?<=.)[aeiouy]+")
_FIRST_VOWELS = re.compile("^[aeiouy]+")
_DOUBLES = re.compile(r"(.)\1+")


def has_bangla(text: str) -> bool:
    """Whether a text holds a Bangla letter."""
    return _BANGLA.search(text) is not None


def to_latin(text: str) -> str:
    """Bangla letters written in Latin ones, sound by sound; the rest stays."""
    text = _DOTTED_LETTER.sub(lambda found: _DOTTED[found[0]], text)
    return "".join(_LETTERS.get(mark, mark) for mark in text)


def sound(word: str) -> str:
    """The skeleton of a Latin word: letters that sound alike are one, inner vowels are left out."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    word = _INNER_VOWELS.sub("", _FIRST_VOWELS.sub("a", word))
    return _DOUBLES.sub(r"\1", word)
