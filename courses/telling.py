"""What a test tells after its end: each question with its mark, what is right, and why."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses import scoring
from courses.paper import Asked, order, right_answer
from courses.questions import Kind


@dataclass(frozen=True)
class Pair:
    """A line of a matching question: its words, what was chosen for it, and what is right."""

    words: str
    given: str
    right: str

    @property
    def is_right(self) -> bool:
        """Whether the right thing was chosen."""
        return self.given == self.right


@dataclass(frozen=True)
class Told:
    """A question as it is told after the end; clean HTML, but for what pairs were made of."""

    position: int
    kind: Kind
    stem: str
    mark: float
    is_answered: bool
    given: tuple[str, ...]
    right: tuple[str, ...]
    # Of matching questions, which have no other answers.
    pairs: tuple[Pair, ...]
    taught: tuple[str, ...]
    feedback: str

    @property
    def is_right(self) -> bool:
        """Whether it has full marks."""
        return self.mark >= scoring.WHOLE


def told(seed: str, asked: Sequence[Asked], given: Mapping[int, Sequence[Any]]) -> list[Told]:
    """Every question with its mark, the right answer and what there is to learn."""
    return [
        _told(seed, question, position, list(given.get(position, [])))
        for position, question in enumerate(asked, 1)
    ]


def _told(seed: str, question: Asked, position: int, choice: list[Any]) -> Told:
    mark = scoring.mark(question.kind, question.key, choice)
    return Told(
        position=position,
        kind=question.kind,
        stem=question.stem,
        mark=mark,
        is_answered=bool(choice),
        given=tuple(_given(seed, question, choice)),
        right=tuple(_right(seed, question)),
        pairs=_pairs(question, choice) if question.kind is Kind.MATCHING else (),
        taught=tuple(filter(None, _taught(seed, question, choice))),
        feedback=question.feedback,
    )


def _given(seed: str, question: Asked, choice: list[Any]) -> list[str]:
    """The answer in words."""
    if question.kind.is_typed:
        return [html.escape(text) for text in choice]
    if question.kind is Kind.MATCHING:
        return []
    if question.kind is Kind.ORDERING:
        return [question.options[item] for item in choice]
    return [question.options[place] for place in order(seed, question) if place in choice]


def _right(seed: str, question: Asked) -> list[str]:
    """The right answer in words: of typed ones, everything that counts whole."""
    if question.kind.is_typed:
        whole = [place for place, one in enumerate(question.key) if one.weight == scoring.WHOLE]
        return [question.options[place] for place in whole]
    return _given(seed, question, right_answer(question))


def _taught(seed: str, question: Asked, choice: list[Any]) -> list[str]:
    """What the chosen options teach, in the order of the screen."""
    if question.kind.has_rows:
        return list(question.feedbacks) if choice else []
    matched = scoring.matched(question.kind, question.key, choice) if choice else []
    shown = range(len(question.key)) if question.kind.is_typed else order(seed, question)
    return [question.feedbacks[place] for place in shown if place in matched]


def _pairs(question: Asked, choice: list[Any]) -> tuple[Pair, ...]:
    rows = scoring.rows(question.key)
    given = [question.matches[match] for match in choice] or [""] * len(rows)
    right = [question.matches[match] for match in right_answer(question)]
    words = [question.options[row] for row in rows]
    return tuple(Pair(*one) for one in zip(words, given, right, strict=True))
