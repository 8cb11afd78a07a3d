"""The paper of a test: what an attempt asks, in its own order, and what a browser sends back."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from courses import drawing, scoring
from courses.questions import Kind
from courses.scoring import Answer

_PLACE = re.compile(r"[0-9]{1,3}")
_ROW = re.compile(r"([0-9]{1,3})-([0-9]{1,3})")


@dataclass(frozen=True)
class Asked:
    """A question of the bank, with its key: this stays on the server."""

    slug: str
    kind: Kind
    key: tuple[Answer, ...]
    stem: str = ""
    options: tuple[str, ...] = ()
    feedbacks: tuple[str, ...] = ()
    feedback: str = ""
    # Of matching questions: what can be chosen. Plain words, all else is clean HTML.
    matches: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One option on the screen: its place there, its words, and whether it is chosen."""

    place: int
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """A line in which something is chosen: a partner in matching, a number in ordering."""

    place: int
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Screen:
    """A question as it is shown before the end; nothing in it tells the answer."""

    position: int
    total: int
    kind: Kind
    stem: str
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    typed: str
    is_answered: bool


def order(seed: str, question: Asked) -> list[int]:
    """What is shuffled, in the order of the screen; true always stands before false."""
    if question.kind is Kind.TRUE_FALSE:
        return list(range(len(question.key)))
    is_matching = question.kind is Kind.MATCHING
    count = scoring.choices(question.key) if is_matching else len(question.key)
    shown = drawing.shuffled(seed, question.slug, count)
    if question.kind is Kind.ORDERING and shown == sorted(shown):
        # What is to be put in order does not stand in order already.
        return shown[1:] + shown[:1]
    return shown


def understood(seed: str, question: Asked, given: Sequence[str]) -> list[Any] | None:
    """What was sent, as places of the bank or a typed text; None if it cannot be an answer."""
    if question.kind.is_typed:
        choice: list[Any] = [text.strip() for text in given]
    elif question.kind.has_rows:
        choice = _understood_rows(seed, question, given)
    else:
        shown = order(seed, question)
        places = [int(text) for text in given if _PLACE.fullmatch(text)]
        if len(places) != len(given) or any(place >= len(shown) for place in places):
            return None
        choice = sorted(shown[place] for place in places)
    possible = scoring.is_possible(question.kind, question.key, choice)
    return choice if possible else None


def is_doubled(question: Asked, given: Sequence[str]) -> bool:
    """Whether two lines of an order were given the same number."""
    numbers = [text.partition("-")[2] for text in given if text]
    return question.kind is Kind.ORDERING and len(set(numbers)) < len(numbers)


def screen(
    seed: str,
    question: Asked,
    position: int,
    total: int,
    choice: Sequence[Any],
    sent: Sequence[str] | None = None,
) -> Screen:
    """One question as it is shown, with what was chosen so far, or sent just now and refused."""
    is_typed, has_rows = question.kind.is_typed, question.kind.has_rows
    given = list(sent) if sent is not None else as_sent(seed, question, choice)
    shown = [] if is_typed or has_rows else order(seed, question)
    return Screen(
        position=position,
        total=total,
        kind=question.kind,
        stem=question.stem,
        choices=tuple(
            Choice(place, question.options[option], str(place) in given)
            for place, option in enumerate(shown)
        ),
        rows=_rows(seed, question, set(given)) if has_rows else (),
        typed=given[0] if is_typed and given else "",
        is_answered=bool(choice),
    )


def as_sent(seed: str, question: Asked, choice: Sequence[Any]) -> list[str]:
    """What a browser sends for an answer as it is kept."""
    if question.kind.is_typed:
        return [str(text) for text in choice]
    shown = order(seed, question)
    if question.kind is Kind.ORDERING:
        return [f"{shown.index(item)}-{number}" for number, item in enumerate(choice)]
    if question.kind is Kind.MATCHING:
        return [f"{row}-{shown.index(match)}" for row, match in enumerate(choice)]
    return [str(shown.index(option)) for option in choice]


def right_answer(question: Asked) -> list[Any]:
    """A whole answer as it is kept."""
    key = question.key
    if question.kind is Kind.ORDERING:
        return list(range(len(key)))
    if question.kind is Kind.MATCHING:
        return [key[row].match for row in scoring.rows(key)]
    if question.kind is Kind.SEVERAL_OF:
        return [place for place, answer in enumerate(key) if answer.weight > 0]
    best = max(range(len(key)), key=lambda place: key[place].weight)
    if question.kind.is_typed:
        return [key[best].words[0] if key[best].words else f"{key[best].low or 0:.15g}"]
    return [best]


def next_open(total: int, answered: Collection[int], after: int = 0) -> int | None:
    """The next question without an answer, looking round from a place; None when all have one."""
    places = [*range(after + 1, total + 1), *range(1, after + 1)]
    return next((place for place in places if place not in answered), None)


def _understood_rows(seed: str, question: Asked, given: Sequence[str]) -> list[Any]:
    """What was chosen in each line, sent as "line-choice"; an empty list if that is not clear."""
    shown = order(seed, question)
    is_ordering = question.kind is Kind.ORDERING
    count = len(shown) if is_ordering else len(scoring.rows(question.key))
    sent = [match for match in map(_ROW.fullmatch, given) if match]
    chosen = {int(match[1]): int(match[2]) for match in sent}
    if len(sent) != len(given) or sorted(chosen) != list(range(count)) or len(sent) > count:
        return []
    if any(place >= len(shown) for place in chosen.values()):
        return []
    if not is_ordering:
        return [shown[chosen[row]] for row in range(count)]
    row_at = {place: row for row, place in chosen.items()}
    return [shown[row_at[place]] for place in sorted(row_at)] if len(row_at) == count else []


def _rows(seed: str, question: Asked, given: set[str]) -> tuple[Row, ...]:
    """The lines of a question, with what was chosen in each."""
    shown = order(seed, question)
    if question.kind is Kind.MATCHING:
        words = [question.options[row] for row in scoring.rows(question.key)]
        offered = [question.matches[match] for match in shown]
    else:
        words = [question.options[item] for item in shown]
        offered = [str(number) for number in range(1, len(shown) + 1)]
    rows = [
        Row(
            row,
            line,
            tuple(
                Choice(place, text, f"{row}-{place}" in given) for place, text in enumerate(offered)
            ),
        )
        for row, line in enumerate(words)
    ]
    if question.kind is Kind.ORDERING and len(given) == len(rows):
        # What was put in order is shown in that order.
        rows.sort(key=_number)
    return tuple(rows)


def _number(row: Row) -> int:
    return next((choice.place for choice in row.choices if choice.is_chosen), len(row.choices))
