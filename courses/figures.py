"""How a question was answered: the counts, and what they say about the question.

Only whole numbers of people stand here, never who they are. The bounds are those that authors of
other training systems work with: a question is of use when between 30 and 90 of 100 know it, and
when who knows the rest of the test knows it more often (a correlation of at least 25 per cent).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from courses import scoring
from courses.questions import Kind
from courses.scoring import Answer

# Fewer answers say nothing about a question, or about how well it tells people apart.
ENOUGH = 5
ENOUGH_TO_TELL = 20
HARD, EASY = 30, 90
TELLS = 25
_CHOSEN = {Kind.ONE_OF, Kind.SEVERAL_OF, Kind.TRUE_FALSE}


class Finding(StrEnum):
    """What stands out about a question."""

    HARD = "hard"
    EASY = "easy"
    TELLS_LITTLE = "tells-little"


@dataclass(frozen=True)
class Same:
    """Everybody who gave the same answer, and what their whole tests came to in points."""

    choice: Sequence[Any]
    answers: int
    points: int
    # The sum of the squares of the points.
    squares: int


@dataclass(frozen=True)
class Option:
    """One option of a question, in the bank's order, and how often it was taken."""

    place: int
    taken: int
    is_right: bool
    # Wrong, and taken more often than a right one.
    misleads: bool


@dataclass(frozen=True)
class Figures:
    """How a question was answered."""

    answers: int
    # With full marks.
    right: int
    # How well it tells apart who knows the rest of the test, in per cent; None: not known.
    tells: int | None
    # Empty where nothing is chosen but typed, joined or put in order.
    options: tuple[Option, ...]

    @property
    def share_right(self) -> int:
        """How many of 100 know it."""
        return round(100 * self.right / self.answers)

    @property
    def share_wrong(self) -> int:
        """How many of 100 do not."""
        return 100 - self.share_right

    @property
    def findings(self) -> list[Finding]:
        """What stands out; nothing about a good question."""
        found = []
        if self.right * 100 < HARD * self.answers:
            found.append(Finding.HARD)
        if self.right * 100 > EASY * self.answers:
            found.append(Finding.EASY)
        if self.tells is not None and self.tells < TELLS:
            found.append(Finding.TELLS_LITTLE)
        return found

    @property
    def never(self) -> list[Option]:
        """Wrong options that nobody took: they make the question no harder."""
        return [option for option in self.options if not (option.taken or option.is_right)]

    @property
    def misleading(self) -> list[Option]:
        """Wrong options that were taken more often than a right one."""
        return [option for option in self.options if option.misleads]


def figures(kind: Kind, key: Sequence[Answer], asked: int, same: Sequence[Same]) -> Figures:
    """What the answers to a question come to; `asked` is how many questions each test had."""
    marks = [scoring.mark(kind, key, one.choice) for one in same]
    answers = sum(one.answers for one in same)
    full = (one.answers for one, mark in zip(same, marks, strict=True) if mark >= scoring.WHOLE)
    return Figures(
        answers=answers,
        right=sum(full),
        tells=_tells(marks, asked, same) if answers >= ENOUGH_TO_TELL and asked > 1 else None,
        options=_options(kind, key, same) if kind in _CHOSEN else (),
    )


def _options(kind: Kind, key: Sequence[Answer], same: Sequence[Same]) -> tuple[Option, ...]:
    taken = [sum(one.answers for one in same if place in one.choice) for place in range(len(key))]
    least = 0.0 if kind is Kind.SEVERAL_OF else scoring.WHOLE - 1
    right = [answer.weight > least for answer in key]
    fewest = min(
        (count for count, is_right in zip(taken, right, strict=True) if is_right), default=0
    )
    return tuple(
        Option(place, count, is_right, not is_right and count > fewest)
        for place, (count, is_right) in enumerate(zip(taken, right, strict=True))
    )


def _tells(marks: Sequence[float], asked: int, same: Sequence[Same]) -> int | None:
    """The correlation between the marks of the question and the points of the rest of the test.

    The rest of a test is its points times its questions less the mark of this one, so the sums of
    each group are enough: nobody's answers need to be read one by one.
    """
    x = xx = y = yy = xy = 0.0
    answers = sum(one.answers for one in same)
    for mark, one in zip(marks, same, strict=True):
        rest = asked * one.points - one.answers * mark
        x += one.answers * mark
        xx += one.answers * mark * mark
        y += rest
        yy += asked**2 * one.squares - 2 * asked * mark * one.points + one.answers * mark * mark
        xy += mark * rest
    spread = (answers * xx - x * x) * (answers * yy - y * y)
    # Sums of fractions come out a hair beside nothing.
    if spread <= 1e-9 * max(1.0, xx * yy):
        return None
    return round(100 * (answers * xy - x * y) / math.sqrt(spread))
