"""What a question is, whichever file or table it came from."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a question is answered."""

    ONE_OF = "one-of"
    SEVERAL_OF = "several-of"
    TRUE_FALSE = "true-false"
    SHORT_ANSWER = "short-answer"
    NUMBER = "number"

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed, not chosen."""
        return self in {Kind.SHORT_ANSWER, Kind.NUMBER}


class Format(StrEnum):
    """How a text is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True)
class Text:
    """Words and how they are written."""

    words: str
    format: Format = Format.PLAIN


@dataclass(frozen=True)
class Option:
    """One possible answer: what it is worth in percent, and what it teaches."""

    text: Text
    weight: float
    feedback: Text | None = None
    # Of numbers: from where to where the answer lies.
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Question:
    """A question of a bank; its title is its identity in every language."""

    title: str
    kind: Kind
    stem: Text
    options: tuple[Option, ...]
    feedback: Text | None
    category: str
    line: int
