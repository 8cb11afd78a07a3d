"""How officers find a paper by its name: by how the words sound, never kept in clear.

One name is spelt in many ways in English letters (RAHIMA, ROHIMA, RAHEEMA): a word counts as its
first letter and the consonants behind it, each once. Officers see the names and choose.
"""

import re

from portal.ground.encryption import keyed_hash

_WORD = re.compile("[A-Z]+")
_SOUNDS = (("PH", "F"), ("OO", "U"), ("EE", "I"), ("Z", "J"), ("Q", "K"), ("V", "B"), ("W", "U"))
# An H behind a consonant is heard little: AKHTER, AKTER.
_BREATH = re.compile("(?<=[BCDGJKPT])H")
_VOWELS = re.compile("(?<=.)[AEIOUY]")
_TWICE = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """How a word in capitals sounds, roughly."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _VOWELS.sub("", _TWICE.sub(r"\1", _BREATH.sub("", word)))


def has_words(name: str) -> bool:
    """Whether a text has a word in Latin letters."""
    return _WORD.search(name.upper()) is not None


def hashes(name: str) -> set[bytes]:
    """The words of a name under a keyed hash, 32 bytes each; nothing where it has no letters."""
    return {keyed_hash("paper-name", sound(word)) for word in _WORD.findall(name.upper())}
