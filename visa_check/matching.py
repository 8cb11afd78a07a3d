"""Names of agencies: when two are the same, when they are near, and what tells them apart."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import groupby

from portal.ground.typed import latin
from visa_check.spellings import COMMON, LEFT_OUT, LETTERS, NUMBERS, SPELLINGS
from visa_check.transliteration import has_bangla, sound, to_latin

# From this score on a name is near enough to be shown beside the one that was typed.
NEAR = 0.42
# From this one on it is not looked for as it sounds, too.
REALLY_NEAR = 0.6
# An earlier name, typed exactly, comes before every name that is only near.
FORMERLY = 0.99
# So many agencies are compared, and so many are shown: of a name, of common words.
CANDIDATES, SHOWN, LISTED = 12, 5, 20
# A name is no longer than this.
LONGEST = 200
# What letters and sounds count: in the script of the name, in the other one.
WEIGHTS, OTHER_SCRIPT = (0.55, 0.45), (0.15, 0.85)
# From so many letters on a word may be a common one with a typing error in it.
LONG, ALMOST = 7, 0.66
# What is forgiven, one after the other; as browsers know patterns too (visa_check/rules.py).
CLEANING = (
    ("[\u00ad\u200b-\u200f\u2060\ufeff]", ""),
    (r"(^|[^0-9a-z_\u0980-\u09ff])m\s*/\s*s(?![0-9a-z_\u0980-\u09ff])\.?", r"\1 "),
    ("&", " and "),
    ("['\u2018\u2019`.]", ""),
)
MARKS = r"[^0-9a-z\u0980-\u09ff]+"
# Where a number meets letters ("G9", "7star").
JOINED = (("([0-9])(?=[a-z])", r"\1 "), ("([a-z])(?=[0-9])", r"\1 "))

_CLEANING, _MARKS, _JOINED = (
    [(re.compile(pattern), to) for pattern, to in table]
    for table in (CLEANING, ((MARKS, " "),), JOINED)
)


@dataclass(frozen=True)
class Name:
    """A name ready to be compared: its words in one spelling."""

    words: tuple[str, ...]
    was_bangla: bool = False

    @cached_property
    def key(self) -> str:
        """Equal for two spellings of the same name."""
        return " ".join(self.words)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The words that only this name has; all of them where none is its own."""
        return tuple(word for word in self.words if not _is_common(word)) or self.words

    @cached_property
    def is_common(self) -> bool:
        """Whether many agencies have each of its words."""
        return all(_is_common(word) for word in self.words)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The runs of all its words."""
        return grams(self.words)

    @cached_property
    def sounds(self) -> frozenset[str]:
        """The runs of its own words as they sound."""
        return grams(sound(word) for word in self.own)


@lru_cache(maxsize=16_384)
def _is_common(word: str) -> bool:
    """Whether many agencies have this word in their name, a typing error in it forgiven."""
    if word in COMMON:
        return True
    if len(word) < LONG:
        return False
    if sound(word) in _COMMON_SOUNDS:
        return True
    typed = grams([word])
    return any(_alike(typed, known) >= ALMOST for known in _LONG_COMMON)


@lru_cache(maxsize=16_384)
def read_name(text: str) -> Name:
    """A written name as it is compared: case, M/S, Ltd, Int'l and hidden signs are forgiven."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    text = _written(text, _CLEANING)
    written = _written(latin(text), _MARKS).split()
    words = [SPELLINGS.get(word, word) for word in written if word not in LEFT_OUT]
    spelt = [to_latin(word) for word in _initials(words)]
    parts = [part for word in spelt for part in _written(word, _JOINED).split()]
    return Name(tuple(NUMBERS.get(part, part) for part in parts), has_bangla(text))


def _written(text: str, table: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """A text in which each pattern is put otherwise."""
    for pattern, to in table:
        text = pattern.sub(to, text)
    return text


def _initials(words: list[str]) -> Iterator[str]:
    """Words, with letters that stand alone beside each other joined: "S R", "এস আর" and "S.R."."""
    for is_letter, some in groupby(words, lambda word: len(word) == 1 or word in LETTERS):
        letters = list(some)
        if is_letter and len(letters) > 1:
            yield "".join(LETTERS.get(letter, letter) for letter in letters)
        else:
            yield from letters


def grams(words: Iterable[str]) -> frozenset[str]:
    """The runs of three letters in words, begins and ends marked."""
    found: set[str] = set()
    for word in words:
        marked = f"^{word}$"
        found.update(marked[place : place + 3] for place in range(max(1, len(marked) - 2)))
    return frozenset(found)


def letter_runs(name: Name) -> frozenset[str]:
    """The runs under which a name is found as it is written: those of its own words."""
    return grams(name.own)


def sound_runs(name: Name) -> frozenset[str]:
    """The runs under which a name is found as it sounds, told from the others by their case."""
    return frozenset(run.upper() for run in name.sounds)


def is_same(asked: Name, registered: Name) -> bool:
    """Whether two names differ in nothing but how they are written."""
    return bool(asked.key) and asked.key == registered.key


def score(asked: Name, registered: Name) -> float:
    """How near two names are, from 0 to 1; a name in the other script is compared by sound."""
    if is_same(asked, registered):
        return 1.0
    by_sound = _alike(asked.sounds, registered.sounds)
    by_letter = _alike(asked.letters, registered.letters)
    if asked.was_bangla is registered.was_bangla:
        letters, sounds = WEIGHTS
    else:
        letters, sounds = OTHER_SCRIPT
    return min(0.99, letters * by_letter + sounds * by_sound)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's measure over two sets of runs."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def differences(asked: str, registered: str) -> list[tuple[str, str]]:
    """Word by word what was typed against what the register says, only where they differ."""
    typed, known = asked.split(), registered.split()
    matcher = SequenceMatcher(
        a=[word.casefold() for word in typed],
        b=[word.casefold() for word in known],
        autojunk=False,
    )
    return [
        (" ".join(typed[i1:i2]), " ".join(known[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


_LONG_COMMON = [grams([word]) for word in COMMON if len(word) > LONG]
_COMMON_SOUNDS = frozenset(sound(word) for word in COMMON if len(word) > LONG)
