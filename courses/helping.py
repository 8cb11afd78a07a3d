"""Who of a class needs help first, told from how far each one came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from courses.path import ModuleStep, Next, Step

# So many failed tries at one test, and it is time to sit down together.
STUCK_AFTER = 2
# Not seen for so many days.
AWAY_AFTER = 7


class Need(StrEnum):
    """How somebody stands, who needs help most first."""

    STUCK = "stuck"
    NOT_BEGUN = "not-begun"
    AWAY = "away"
    ON_THE_WAY = "on-the-way"
    DONE = "done"


@dataclass(frozen=True)
class CourseWay:
    """How far somebody is in one course of the class."""

    title: str
    modules: Sequence[ModuleStep]
    step: Step
    passed: bool
    # Tries that were handed in and not passed, by module.
    failed: Mapping[str, int]


@dataclass(frozen=True)
class Learner:
    """How far somebody of a class is in all its courses; what they answered is not told."""

    ref: str
    seat: int
    name: str
    ways: Sequence[CourseWay]
    # The last day on which a lesson was read, a test begun or handed in, or the roll answered.
    last_seen: date | None

    @property
    def lessons(self) -> int:
        """How many lessons there are."""
        return sum(len(module.lessons) for module in self._modules)

    @property
    def read(self) -> int:
        """How many of them are read."""
        return sum(lesson.is_read for module in self._modules for lesson in module.lessons)

    @property
    def tests(self) -> int:
        """How many tests there are."""
        return len(self._modules)

    @property
    def passed(self) -> int:
        """How many of them are passed."""
        return sum(module.is_passed for module in self._modules)

    @property
    def failed(self) -> int:
        """How many tries were handed in and not passed."""
        return sum(sum(way.failed.values()) for way in self.ways)

    @property
    def share(self) -> int:
        """How many of 100 steps are done; a step is a lesson or a test."""
        steps = self.lessons + self.tests
        return 100 * (self.read + self.passed) // steps if steps else 0

    @property
    def way(self) -> CourseWay | None:
        """The course that comes next: one that is begun before one that waits for others."""
        open_ways = [way for way in self.ways if not way.passed]
        free = (way for way in open_ways if way.step.kind is not Next.COURSES)
        return next(free, open_ways[0] if open_ways else None)

    @property
    def hardest(self) -> tuple[str, int]:
        """The test that was failed most and is not passed, and how often; nothing and 0 if none."""
        tries = (
            (module.title, way.failed.get(module.slug, 0))
            for way in self.ways
            for module in way.modules
            if not module.is_passed
        )
        return max(tries, key=lambda one: one[1], default=("", 0))

    def need(self, today: date) -> Need:
        """How the person stands today."""
        if self.ways and all(way.passed for way in self.ways):
            return Need.DONE
        if self.hardest[1] >= STUCK_AFTER:
            return Need.STUCK
        if not (self.read or self.passed or self.failed):
            return Need.NOT_BEGUN
        if self.last_seen and (today - self.last_seen).days >= AWAY_AFTER:
            return Need.AWAY
        return Need.ON_THE_WAY

    @property
    def _modules(self) -> list[ModuleStep]:
        return [module for way in self.ways for module in way.modules]


def by_need(learners: Sequence[Learner], today: date) -> list[Learner]:
    """Who needs help most first; among those who stand alike, who is least far."""
    order = list(Need)
    return sorted(
        learners, key=lambda one: (order.index(one.need(today)), -one.failed, one.share, one.seat)
    )
