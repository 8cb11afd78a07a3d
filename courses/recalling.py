"""Asking again what was learnt: after how long, and which questions."""

import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from courses import drawing, scoring

# How many questions one message brings.
COUNT = 3
# How long its link opens them.
LASTS = timedelta(days=14)
# The rows are kept for the figures, then deleted.
KEPT = timedelta(days=400)
# 131 random bits, of letters and digits only: a sign at the end of a link is often cut off.
_LETTERS = string.ascii_letters + string.digits
_LENGTH = 22


@dataclass(frozen=True)
class Round:
    """After so many days somebody is asked, and after so many it is too late for that."""

    days: int
    until: int

    def first(self, today: date) -> date:
        """The oldest day of a pass that is asked about today."""
        return today - timedelta(days=self.until)

    def last(self, today: date) -> date:
        """The youngest day of a pass that is asked about today."""
        return today - timedelta(days=self.days)

    def due_on(self, passed_on: date) -> date:
        """When somebody who passed on a day is asked."""
        return passed_on + timedelta(days=self.days)


# A week and a month. What is missed by then (a portal that was off, or new) is not made up for.
ROUNDS = {1: Round(days=7, until=29), 2: Round(days=30, until=60)}


def new_token() -> str:
    """A token that nobody can guess, and that a phone makes into a link whole."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def drawn(seed: str, marks: Mapping[str, float | None]) -> list[str]:
    """Which questions are asked: what went wrong last, then what was never seen, then the rest.

    The marks are those of the last time, by question; the draw within each kind follows the seed.
    """
    names = drawing.drawn(seed, list(marks), len(marks))
    return sorted(names, key=lambda name: _rank(marks[name]))[:COUNT]


def _rank(mark: float | None) -> int:
    if mark is None:
        return 1
    return 0 if mark < scoring.WHOLE else 2
