"""What a question is, whichever file or table it came from."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """How a question is answered."""

    ONE_OF = "one-of"
    SEVERAL_OF = "several-of"
    TRUE_FALSE = "true-false"
    SHORT_ANSWER = "short-answer"
    NUMBER = "number"
    MATCHING = "matching"
    ORDERING = "ordering"
    # Read and written as GIFT, but in no course: nobody could mark them.
    ESSAY = "essay"
    DESCRIPTION = "description"

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed, not chosen."""
        return self in {Kind.SHORT_ANSWER, Kind.NUMBER}

    @property
    def has_rows(self) -> bool:
        """Whether something is chosen in each of several lines."""
        return self in {Kind.MATCHING, Kind.ORDERING}

    @property
    def is_marked(self) -> bool:
        """Whether the portal can say how right an answer is."""
        return self not in {Kind.ESSAY, Kind.DESCRIPTION}


class Format(StrEnum):
    """How a text is written."""

    # What nobody said otherwise; shown like plain.
    MOODLE = "moodle"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True)
class Text:
    """Words and how they are written."""

    words: str
    format: Format = Format.MOODLE


@dataclass(frozen=True)
class Option:
    """One possible answer: what it is worth in percent, and what it teaches.

    Of matching questions it is a pair; one without words on its left is only one more thing to
    choose. Of ordering questions the options stand in the right order.
    """

    text: Text
    weight: float
    feedback: Text | None = None
    # Of numbers: from where to where the answer lies; neither, where every number fits.
    low: float | None = None
    high: float | None = None
    # Of matching questions: what belongs to the text.
    match: str = ""


@dataclass(frozen=True)
class Question:
    """A question of a bank; its title is its identity in every language."""

    title: str
    kind: Kind
    stem: Text
    options: tuple[Option, ...]
    feedback: Text | None
    category: str
    # Where it was read; the same question elsewhere is still the same.
    line: int = field(default=0, compare=False)
    # What Moodle keeps beside a question, in a comment before it.
    id: str = ""
    tags: tuple[str, ...] = ()
