"""Long work tells how far it is to whoever watches."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
# What is done, of how much.
Tell = Callable[[int, int], None]


def nobody(_done: int, _total: int) -> None:
    """Nobody watches."""


class Steps:
    """Counts the steps of some work whose number is known, or guessed, when it begins."""

    def __init__(self, total: int, tell: Tell) -> None:
        self.total, self.tell = max(total, 1), tell
        self.done = 0

    def each(self, items: Iterable[T], count: int = 1) -> Iterator[T]:
        """The items one by one; each is so many steps, and done when the next is asked for."""
        for item in items:
            yield item
            self.done = min(self.done + count, self.total)
            self.tell(self.done, self.total)
