"""Words of papers in any script, in one form, so that two can be compared."""

import re

from portal.ground.typed import plain

# Vowel signs of Arabic, its lengthening stroke, and the dot below letters of Bangla.
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0640\u09bc]")
# Vowels of Bangla are marks, not letters: they belong to their word.
_BETWEEN = re.compile(r"[^\w\u0980-\u09ff]+|_+")
_SCRIPTS = {
    "latin": re.compile("[a-z]"),
    "bangla": re.compile("[\u0980-\u09ff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
}


def one_form(text: str) -> str:
    """Words in one spelling: case, digits, joiners, vowel signs and dots forgiven."""
    return _BETWEEN.sub(" ", _MARKS.sub("", plain(text))).strip()


def scripts(text: str) -> set[str]:
    """The scripts that a text is written in."""
    formed = one_form(text)
    return {name for name, letters in _SCRIPTS.items() if letters.search(formed)}
