"""Names of agencies: when two are the same, when they are near, and what tells them apart."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import groupby

from portal.ground.formatting import latin_digits
from visa_check.spellings import COMMON, LEFT_OUT, LETTERS, NUMBERS, SPELLINGS
from visa_check.transliteration import has_bangla, sound, to_latin

# From this score on a name is near enough to be shown beside the one that was typed.
NEAR = 0.42
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKS = re.compile(r"[^0-9a-z\u0980-\u09ff]+")
# Where a number meets letters ("G9", "7star").
_JOINED = re.compile(r"(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])")


@dataclass(frozen=True)
class Name:
    """A name ready to be compared: its words in one spelling."""

    words: tuple[str, ...]
    was_bangla: bool = False

    @property
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


def _is_common(word: str) -> bool:
    """Whether many agencies have this word in their name, a typing error in it forgiven."""
    if word in COMMON:
        return True
    if len(word) < _LONG:
        return False
    if sound(word) in _COMMON_SOUNDS:
        return True
    typed = grams([word])
    return any(_alike(typed, known) >= _ALMOST for known in _LONG_COMMON)


@lru_cache(maxsize=16_384)
def read_name(text: str) -> Name:
    """A written name as it is compared: case, M/S, Ltd, Int'l and hidden signs are forgiven."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text[:200])).casefold()
    text = re.sub(r"\bm\s*/\s*s\b\.?", " ", text).replace("&", " and ")
    text = re.sub(r"['\u2018\u2019`.]", "", text)
    written = _MARKS.sub(" ", latin_digits(text)).split()
    words = [SPELLINGS.get(word, word) for word in written if word not in LEFT_OUT]
    latin = [to_latin(word) for word in _initials(words)]
    parts = [part for word in latin for part in _JOINED.sub(" ", word).split()]
    return Name(tuple(NUMBERS.get(part, part) for part in parts), has_bangla(text))


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
        return min(0.99, 0.55 * by_letter + 0.45 * by_sound)
    return min(0.99, 0.15 * by_letter + 0.85 * by_sound)


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


_LONG, _ALMOST = 7, 0.66
_LONG_COMMON = [grams([word]) for word in COMMON if len(word) > _LONG]
_COMMON_SOUNDS = frozenset(sound(word) for word in COMMON if len(word) > _LONG)
