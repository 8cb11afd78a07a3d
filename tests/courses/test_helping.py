"""Who needs help first: who is stuck, then who did not come, and who is done last."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from courses.helping import CourseWay, Learner, Need, by_need
from courses.path import LessonStep, ModuleStep, Next, Trial, next_step

TODAY = date(2026, 11, 23)


def module(slug: str, read: int = 0, *, passed: bool = False) -> ModuleStep:
    """A module of two lessons."""
    lessons = tuple(LessonStep(f"{slug}-{at}", f"{slug} {at}", 3, at < read) for at in range(2))
    return ModuleStep(slug, slug, lessons, Trial(score=80 if passed else None, left=3))


def way(
    modules: Sequence[ModuleStep], failed: dict[str, int] | None = None, *, waits: bool = False
) -> CourseWay:
    """A course of some modules."""
    passed = all(one.is_passed for one in modules)
    step = next_step(modules, Next.COURSES if waits else None)
    return CourseWay("Course", modules, step, passed, failed or {})


def learner(*ways: CourseWay, seen: int | None = 0, seat: int = 1) -> Learner:
    """Somebody who was seen some days ago."""
    day = None if seen is None else TODAY - timedelta(days=seen)
    return Learner(f"ref-{seat}", seat, "Rahima", ways, day)


FRESH = way([module("a"), module("b")])
BEGUN = way([module("a", 2), module("b")])
STUCK = way([module("a", 2), module("b")], {"a": 2})
FAILED_ONCE = way([module("a", 2), module("b")], {"a": 1})
OVERCOME = way([module("a", 2, passed=True), module("b")], {"a": 5})
DONE = way([module("a", 2, passed=True), module("b", 2, passed=True)])


@pytest.mark.parametrize(
    ("ways", "seen", "need"),
    [
        ([STUCK], 0, Need.STUCK),
        ([STUCK], 30, Need.STUCK),
        ([FAILED_ONCE], 0, Need.ON_THE_WAY),
        ([OVERCOME], 0, Need.ON_THE_WAY),
        ([FRESH], None, Need.NOT_BEGUN),
        ([FRESH], 0, Need.NOT_BEGUN),
        ([BEGUN], 6, Need.ON_THE_WAY),
        ([BEGUN], 7, Need.AWAY),
        ([DONE], 90, Need.DONE),
        ([DONE, FRESH], 0, Need.ON_THE_WAY),
        ([], None, Need.NOT_BEGUN),
    ],
)
def test_how_somebody_stands(ways: list[CourseWay], seen: int | None, need: Need) -> None:
    assert learner(*ways, seen=seen).need(TODAY) is need


def test_who_needs_help_most_stands_first() -> None:
    people = [
        learner(DONE, seat=1),
        learner(BEGUN, seat=2),
        learner(BEGUN, seen=8, seat=3),
        learner(FRESH, seen=None, seat=4),
        learner(STUCK, seat=5),
        learner(way([module("a", 2), module("b", 1)], {"a": 3}), seat=6),
    ]
    assert [one.seat for one in by_need(people, TODAY)] == [6, 5, 4, 3, 2, 1]


def test_among_those_who_stand_alike_who_is_least_far_comes_first_then_the_seat() -> None:
    further = way([module("a", 2, passed=True), module("b", 1)])
    people = [learner(further, seat=1), learner(BEGUN, seat=3), learner(BEGUN, seat=2)]
    assert [one.seat for one in by_need(people, TODAY)] == [2, 3, 1]


def test_steps_are_lessons_and_tests_of_all_courses() -> None:
    one = learner(OVERCOME, BEGUN)
    assert (one.lessons, one.read, one.tests, one.passed, one.failed) == (8, 4, 4, 1, 5)
    assert one.share == 41


def test_what_comes_next_is_a_course_that_waits_for_no_other() -> None:
    waits = way([module("a", 2)], waits=True)
    assert learner(waits, BEGUN).way is BEGUN
    assert learner(waits).way is waits
    assert learner(DONE).way is None


def test_the_hardest_test_is_the_one_failed_most_and_not_passed() -> None:
    both = way([module("a", 2), module("b"), module("c", passed=True)], {"a": 1, "b": 4, "c": 9})
    assert learner(both).hardest == ("b", 4)
    assert learner(DONE).hardest == ("", 0)
