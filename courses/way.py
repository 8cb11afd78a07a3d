"""The guide: three answers choose the courses, and put them in the order of somebody's way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from courses.work import KINDS
from portal.ground.countries import COUNTRIES

# Where most people from Bangladesh go; the guide asks for these by name (research/field.md, 2).
DESTINATIONS = ("SA", "QA", "SG", "KW", "MV", "JO", "AE", "OM", "MY", "BH")
# Answers that are no country and no kind of work: another one than we name, or not known yet.
OTHER, UNKNOWN = "other", "unknown"
_FIRST = {"yes": True, "no": False}


class Course(Protocol):
    """A course, for whom it is, and how far somebody is in it."""

    @property
    def slug(self) -> str:
        """Its name in addresses."""

    @property
    def destination(self) -> str | None:
        """The country that it is for, if it is for one."""

    @property
    def work(self) -> str | None:
        """The kind of work that it is for, if it is for one."""

    @property
    def prerequisites(self) -> Sequence[str]:
        """The courses to pass before its tests."""

    @property
    def lessons(self) -> int:
        """How many lessons it has."""

    @property
    def read(self) -> int:
        """How many of them were read."""

    @property
    def passed(self) -> bool:
        """Whether it is passed."""


C = TypeVar("C", bound=Course)


@dataclass(frozen=True)
class Answers:
    """What somebody answered in the guide."""

    destination: str
    work: str
    is_first: bool

    @property
    def words(self) -> list[str]:
        """The answers as they stand in a cookie or an address."""
        return [self.destination, self.work, "yes" if self.is_first else "no"]


def answers_of(destination: object, work: object, first: object) -> Answers | None:
    """The answers that some words mean; None if one is missing or not ours."""
    if not (is_destination(destination) and is_work(work) and isinstance(first, str)):
        return None
    is_first = _FIRST.get(first)
    return None if is_first is None else Answers(str(destination), str(work), is_first)


def is_destination(word: object) -> bool:
    """Whether this answers the question for the country."""
    return isinstance(word, str) and (word in (OTHER, UNKNOWN) or word in COUNTRIES)


def is_work(word: object) -> bool:
    """Whether this answers the question for the kind of work."""
    return isinstance(word, str) and (word in (OTHER, UNKNOWN) or word in KINDS)


def is_core(course: Course) -> bool:
    """Whether a course is for everybody."""
    return course.destination is None and course.work is None


def ordered(courses: Sequence[C], answers: Answers) -> list[C]:
    """The courses of somebody's way: what is for everybody, then the country, then the work.

    Who was abroad before begins with the country: rules and numbers there change, and it is what
    an experienced person does not know better than we do.
    """
    mine = [course for course in courses if _fits(course, answers)]
    places = (0, 1, 2) if answers.is_first else (1, 0, 2)
    return sorted(mine, key=lambda course: places[_part(course)])


def chosen(courses: Sequence[C], answers: Answers | None) -> list[C]:
    """Somebody's own courses: those of their way, and whatever else they have begun."""
    if answers is None:
        return [course for course in courses if _is_begun(course)]
    mine = ordered(courses, answers)
    return [*mine, *(course for course in courses if _is_begun(course) and course not in mine)]


def lacks_country(courses: Sequence[Course], answers: Answers) -> bool:
    """Whether a country was named that no course is about."""
    return answers.destination != UNKNOWN and all(
        course.destination != answers.destination for course in courses
    )


def lacks_work(courses: Sequence[Course], answers: Answers) -> bool:
    """Whether a work was named that no course is about."""
    return answers.work != UNKNOWN and all(
        course.work != answers.work or not _fits(course, answers) for course in courses
    )


def here(way: Sequence[C], courses: Sequence[C], *, has_account: bool) -> C | None:
    """The course to go on with: the first that is not passed and in which something can be done."""
    open_ = [course for course in way if not course.passed]
    not_passed = {course.slug for course in courses if not course.passed}
    for course in open_:
        is_locked = not has_account or not not_passed.isdisjoint(course.prerequisites)
        if course.read < course.lessons or not is_locked:
            return course
    return open_[0] if open_ else None


def _is_begun(course: Course) -> bool:
    return course.read > 0 or course.passed


def _fits(course: Course, answers: Answers) -> bool:
    return course.destination in (None, answers.destination) and course.work in (None, answers.work)


def _part(course: Course) -> int:
    """Which part of the way: for everybody, for a country, for a work."""
    return 2 if course.work else 1 if course.destination else 0
