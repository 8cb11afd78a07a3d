"""What a file in GIFT holds."""

from dataclasses import dataclass

from courses.questions import Question
from courses.saying import Sentence


@dataclass(frozen=True)
class Fault:
    """What is wrong with a question, and where."""

    line: int
    title: str
    message: Sentence


@dataclass(frozen=True)
class Bank:
    """The questions of a file, what could not be read, and its categories as they follow."""

    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]
    categories: tuple[str, ...] = ()


class Unreadable(ValueError):
    """This question cannot be read."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(message)
        self.message = message
