"""How answers are marked: in percent for each question, never below nothing."""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from courses.questions import Kind

WHOLE = 100.0
LONGEST_ANSWER = 100
# Thirds are written 33.33333 in question banks; three of them are the whole.
_DECIMALS = 2


@dataclass(frozen=True)
class Answer:
    """One possible answer of a key: what it is worth, and for typed ones what must be typed."""

    weight: float
    words: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Result:
    """What an attempt came to."""

    score: int
    passed: bool


def is_possible(kind: Kind, count: int, choice: Sequence[Any]) -> bool:
    """Whether this can be an answer at all."""
    if kind.is_typed:
        return len(choice) == 1 and _may_be_typed(kind, choice[0])
    places = {place for place in choice if type(place) is int and 0 <= place < count}
    if len(places) != len(choice) or not places:
        return False
    return kind is Kind.SEVERAL_OF or len(places) == 1


def matched(kind: Kind, key: Sequence[Answer], choice: Sequence[Any]) -> list[int]:
    """Which answers of the key were given; of those that fit a typed one, the best."""
    if not kind.is_typed:
        return list(choice)
    fits = _fits_number if kind is Kind.NUMBER else _fits_words
    fitting = [place for place, answer in enumerate(key) if choice and fits(answer, choice[0])]
    return [max(fitting, key=lambda place: key[place].weight)] if fitting else []


def mark(kind: Kind, key: Sequence[Answer], choice: Sequence[Any]) -> float:
    """What an answer is worth, from 0 to 100; no answer is worth nothing."""
    total = sum(key[place].weight for place in matched(kind, key, choice))
    return min(WHOLE, max(0.0, round(total, _DECIMALS)))


def result(marks: Sequence[float], pass_mark: int) -> Result:
    """The whole per cent of an attempt, and whether it reaches the pass mark."""
    # Added in hundredths, for sums of fractions come out a hair too small.
    hundredths = sum(round(one * WHOLE) for one in marks)
    score = math.floor(hundredths / (len(marks) * WHOLE)) if marks else 0
    return Result(score, bool(marks) and score >= pass_mark)


def number(text: str) -> float | None:
    """A typed number, in any digits, with or without commas."""
    try:
        value = float(text.replace(",", "").replace(" ", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _may_be_typed(kind: Kind, text: object) -> bool:
    if not isinstance(text, str) or not 0 < len(text.strip()) <= LONGEST_ANSWER:
        return False
    return kind is not Kind.NUMBER or number(text) is not None


def _fits_number(answer: Answer, text: str) -> bool:
    value = number(text)
    if value is None or answer.low is None or answer.high is None:
        return False
    slack = 1e-9 * max(1.0, abs(value))
    return answer.low - slack <= value <= answer.high + slack


def _fits_words(answer: Answer, text: str) -> bool:
    """Upper and lower case and spaces do not count; * stands for anything."""
    return any(_pattern(words).fullmatch(_even(text)) for words in answer.words)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in _even(words).split("*")))


def _even(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
