"""The path through a course: what is done, what is open, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Next(StrEnum):
    """What the one main button of a course page does."""

    LESSON = "lesson"
    TEST = "test"
    GO_ON = "go-on"
    WAIT = "wait"
    # All is read, and other courses come before the tests, or an account.
    COURSES = "courses"
    ACCOUNT = "account"
    DONE = "done"


@dataclass(frozen=True)
class LessonStep:
    """A lesson as a step of the path."""

    slug: str
    title: str
    minutes: int
    is_read: bool


@dataclass(frozen=True)
class Trial:
    """How somebody stands with a test."""

    # Of the attempt that passed.
    score: int | None = None
    ref: str | None = None
    # The attempt that is begun and not handed in.
    begun: str | None = None
    left: int = 0
    wait_until: datetime | None = None


@dataclass(frozen=True)
class ModuleStep:
    """A module as a step of the path."""

    slug: str
    title: str
    lessons: tuple[LessonStep, ...]
    trial: Trial
    # Titles of modules whose tests must be passed first.
    behind: tuple[str, ...] = ()

    @property
    def is_passed(self) -> bool:
        """Whether its test is passed."""
        return self.trial.score is not None

    @property
    def unread(self) -> LessonStep | None:
        """The first lesson that was not read."""
        return next((lesson for lesson in self.lessons if not lesson.is_read), None)

    @property
    def done(self) -> int:
        """How many of its steps are done: the lessons, and the test."""
        return sum(lesson.is_read for lesson in self.lessons) + self.is_passed

    @property
    def steps(self) -> int:
        """How many steps it has."""
        return len(self.lessons) + 1


@dataclass(frozen=True)
class Step:
    """What comes next, and where."""

    kind: Next
    module: ModuleStep | None = None
    lesson: LessonStep | None = None


def next_step(modules: Sequence[ModuleStep], barrier: Next | None = None) -> Step:
    """What comes next: first a test that is begun, then what was not learnt, module by module.

    What stands before all tests (other courses, or an account) lets all lessons come first.
    """
    for module in modules:
        if module.trial.begun:
            return Step(Next.GO_ON, module)
    waiting = None
    for module in modules:
        if module.is_passed:
            continue
        if module.unread:
            return Step(Next.LESSON, module, module.unread)
        if not (barrier or module.trial.wait_until or module.behind):
            return Step(Next.TEST, module)
        waiting = waiting or module
    return Step(barrier or Next.WAIT, waiting) if waiting else Step(Next.DONE)
