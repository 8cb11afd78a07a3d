"""How answers are marked: in percent for each question, never below nothing."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from courses import typed
from courses.questions import Kind

WHOLE = 100.0
LONGEST_ANSWER = 100
# Thirds are written 33.33333 in question banks; three of them are the whole.
_DECIMALS = 2


@dataclass(frozen=True)
class Answer:
    """One possible answer of a key: what it is worth, and for typed ones what must be typed.

    Of a matching question it is a pair: `match` counts which of the things to choose is right.
    Of an ordering question the answers stand in the right order.
    """

    weight: float
    words: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    match: int | None = None


@dataclass(frozen=True)
class Result:
    """What an attempt came to."""

    score: int
    passed: bool


def rows(key: Sequence[Answer]) -> list[int]:
    """The pairs of a matching question that are asked; the others only offer more to choose."""
    return [place for place, answer in enumerate(key) if answer.weight > 0]


def choices(key: Sequence[Answer]) -> int:
    """How many things a matching question offers to choose."""
    return max((answer.match + 1 for answer in key if answer.match is not None), default=0)


def is_possible(kind: Kind, key: Sequence[Answer], choice: Sequence[Any]) -> bool:
    """Whether this can be an answer at all."""
    if kind.is_typed:
        return len(choice) == 1 and _may_be_typed(kind, choice[0])
    if kind is Kind.MATCHING:
        chosen = _places(choice, choices(key))
        return len(chosen) == len(choice) == len(rows(key))
    places = set(_places(choice, len(key)))
    if len(places) != len(choice) or not places:
        return False
    if kind is Kind.ORDERING:
        return len(places) == len(key)
    return kind is Kind.SEVERAL_OF or len(places) == 1


def matched(kind: Kind, key: Sequence[Answer], choice: Sequence[Any]) -> list[int]:
    """Which answers of the key were given; of those that fit a typed one, the best."""
    if kind is Kind.MATCHING:
        asked = zip(rows(key), choice, strict=False)
        return [row for row, chosen in asked if key[row].match == chosen]
    if not kind.is_typed:
        return list(choice)
    fits = _fits_number if kind is Kind.NUMBER else _fits_words
    fitting = [place for place, answer in enumerate(key) if choice and fits(answer, choice[0])]
    return [max(fitting, key=lambda place: key[place].weight)] if fitting else []


def mark(kind: Kind, key: Sequence[Answer], choice: Sequence[Any]) -> float:
    """What an answer is worth, from 0 to 100; no answer is worth nothing."""
    if kind is Kind.ORDERING:
        return round(WHOLE * _share_in_order(choice), _DECIMALS)
    given = matched(kind, key, choice)
    if kind is Kind.MATCHING:
        return round(WHOLE * len(given) / len(rows(key)), _DECIMALS)
    total = sum(key[place].weight for place in given)
    return min(WHOLE, max(0.0, round(total, _DECIMALS)))


def result(marks: Sequence[float], pass_mark: int) -> Result:
    """The whole per cent of an attempt, and whether it reaches the pass mark."""
    # Added in hundredths, for sums of fractions come out a hair too small.
    hundredths = sum(round(one * WHOLE) for one in marks)
    score = math.floor(hundredths / (len(marks) * WHOLE)) if marks else 0
    return Result(score, bool(marks) and score >= pass_mark)


def _places(choice: Sequence[Any], count: int) -> list[int]:
    return [place for place in choice if type(place) is int and 0 <= place < count]


def _share_in_order(choice: Sequence[int]) -> float:
    """How much of an order is right, counted over each two of its steps.

    Chance brings half of them in order: that is worth nothing, and only what is above it counts.
    """
    pairs = list(itertools.combinations(choice, 2))
    in_order = sum(first < second for first, second in pairs)
    return max(0.0, 2 * in_order / len(pairs) - 1) if pairs else 0.0


def _may_be_typed(kind: Kind, text: object) -> bool:
    if not isinstance(text, str) or not 0 < len(text.strip()) <= LONGEST_ANSWER:
        return False
    return kind is not Kind.NUMBER or typed.number(text) is not None


def _fits_number(answer: Answer, text: str) -> bool:
    value = typed.number(text)
    if value is None or answer.low is None or answer.high is None:
        return value is not None
    slack = 1e-9 * max(1.0, abs(value))
    return answer.low - slack <= value <= answer.high + slack


def _fits_words(answer: Answer, text: str) -> bool:
    return any(typed.same(text, words) for words in answer.words)
