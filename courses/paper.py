"""The paper of a test: what an attempt asks, in its own order, with and without the key."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses import drawing, scoring
from courses.questions import Kind
from courses.scoring import Answer


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


@dataclass(frozen=True)
class Choice:
    """One option on the screen: its place there, its words, and whether it is chosen."""

    place: int
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Screen:
    """A question as it is shown before the end; nothing in it tells the answer."""

    position: int
    total: int
    kind: Kind
    stem: str
    choices: tuple[Choice, ...]
    typed: str
    is_answered: bool


@dataclass(frozen=True)
class Told:
    """A question as it is told after the end; all of it is clean HTML."""

    position: int
    kind: Kind
    stem: str
    mark: float
    given: tuple[str, ...]
    right: tuple[str, ...]
    taught: tuple[str, ...]
    feedback: str

    @property
    def is_right(self) -> bool:
        """Whether it has full marks."""
        return self.mark >= scoring.WHOLE


def drawn(seed: str, bank: Sequence[Asked], count: int) -> list[Asked]:
    """The questions of an attempt in its order."""
    by_slug = {question.slug: question for question in bank}
    return [by_slug[slug] for slug in drawing.drawn(seed, list(by_slug), count)]


def order(seed: str, question: Asked) -> list[int]:
    """The options in the order of the screen; true always stands before false."""
    if question.kind is Kind.TRUE_FALSE:
        return list(range(len(question.key)))
    return drawing.shuffled(seed, question.slug, len(question.key))


def understood(seed: str, question: Asked, given: Sequence[str]) -> list[Any] | None:
    """What was sent, as places of the bank or a typed text; None if it cannot be an answer."""
    if question.kind.is_typed:
        choice: list[Any] = [text.strip() for text in given]
    else:
        shown = order(seed, question)
        places = [int(text) for text in given if text.isascii() and text.isdigit()]
        if len(places) != len(given) or any(place >= len(shown) for place in places):
            return None
        choice = sorted(shown[place] for place in places)
    possible = scoring.is_possible(question.kind, len(question.key), choice)
    return choice if possible else None


def screen(
    seed: str, asked: Sequence[Asked], position: int, given: Mapping[int, Sequence[Any]]
) -> Screen:
    """One question as it is shown, with what was chosen so far."""
    question = asked[position - 1]
    chosen = given.get(position, [])
    is_typed = question.kind.is_typed
    shown = [] if is_typed else order(seed, question)
    return Screen(
        position=position,
        total=len(asked),
        kind=question.kind,
        stem=question.stem,
        choices=tuple(
            Choice(place, question.options[option], option in chosen)
            for place, option in enumerate(shown)
        ),
        typed=str(chosen[0]) if is_typed and chosen else "",
        is_answered=bool(chosen),
    )


def told(seed: str, asked: Sequence[Asked], given: Mapping[int, Sequence[Any]]) -> list[Told]:
    """Every question with its mark, the right answer and what there is to learn."""
    return [
        _told(seed, question, position, list(given.get(position, [])))
        for position, question in enumerate(asked, 1)
    ]


def _told(seed: str, question: Asked, position: int, choice: list[Any]) -> Told:
    shown = range(len(question.key)) if question.kind.is_typed else order(seed, question)
    matched = scoring.matched(question.kind, question.key, choice) if choice else []
    right = [place for place in shown if question.key[place].weight > 0]
    if question.kind is not Kind.SEVERAL_OF:
        right = [place for place in right if question.key[place].weight == scoring.WHOLE]
    options = question.options
    given = [options[place] for place in shown if place in choice]
    if question.kind.is_typed:
        given = [html.escape(text) for text in choice]
    taught = [question.feedbacks[place] for place in shown if place in matched]
    return Told(
        position=position,
        kind=question.kind,
        stem=question.stem,
        mark=scoring.mark(question.kind, question.key, choice),
        given=tuple(given),
        right=tuple(options[place] for place in right),
        taught=tuple(filter(None, taught)),
        feedback=question.feedback,
    )


def next_open(total: int, given: Mapping[int, Sequence[Any]], after: int = 0) -> int | None:
    """The next question without an answer, looking round from a place; None when all have one."""
    places = [*range(after + 1, total + 1), *range(1, after + 1)]
    return next((place for place in places if not given.get(place)), None)
