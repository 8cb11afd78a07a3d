"""Bangla letters in Latin ones, and how a written name sounds: enough to compare names."""

import re
from functools import lru_cache

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
DOTTED = {"ড\u09bc": "r", "ঢ\u09bc": "rh", "ওয\u09bc": "w", "য\u09bc": "y"}
# Letters that are joined to another sound other than alone.
DOTTED |= {"\u09cdয": "y", "ক্ষ": "kh", "জ্ঞ": "g"}
LETTERS = _pairs(_TABLE) | _pairs(_SIGN_TABLE) | _SILENT
BANGLA = "[\u0980-\u09ff]"
_DOTTED_LETTER = re.compile("|".join(DOTTED))
_BANGLA = re.compile(BANGLA)

# What is written so sounds like that, one after the other; as browsers know patterns too
# (visa_check/rules.py), so none looks behind. The last ones leave out inner vowels and doubles.
SOUNDS = (
    ("tion|sion", "shn"),
    ("gh(?![aeiouy])", ""),
    ("chh", "s"),
    ("ck|q", "k"),
    ("x", "ks"),
    ("ch", "C"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("C", "c"),
    ("ph", "f"),
    ("([kgjtdbsrf])h", r"\1"),
    ("z", "j"),
    ("([aeiou])w(?![aeiouyh])", r"\1"),
    ("[vw]", "b"),
    ("ng(?=[kg])", "n"),
    ("f", "p"),
    ("^[aeiouy]+", "a"),
    ("(.)[aeiouy]+", r"\1"),
    (r"(.)\1+", r"\1"),
)
_SOUNDS = [(re.compile(pattern), to) for pattern, to in SOUNDS]


def has_bangla(text: str) -> bool:
    """Whether a text holds a Bangla letter."""
    return _BANGLA.search(text) is not None


def to_latin(text: str) -> str:
    """Bangla letters written in Latin ones, sound by sound; the rest stays."""
    text = _DOTTED_LETTER.sub(lambda found: DOTTED[found[0]], text)
    return "".join(LETTERS.get(mark, mark) for mark in text)


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """The skeleton of a Latin word: letters that sound alike are one, inner vowels are left out."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return word
