"""The guide's answers choose the courses and their order; nobody is told of what is not there."""

from dataclasses import dataclass, field

import pytest

from courses import way
from courses.path import LessonStep, ModuleStep, Next, Trial, next_step
from courses.way import OTHER, UNKNOWN, Answers


@dataclass(frozen=True)
class Course:
    """A course as the guide sees it."""

    slug: str
    destination: str | None = None
    work: str | None = None
    prerequisites: list[str] = field(default_factory=list)
    lessons: int = 2
    read: int = 0
    passed: bool = False


WORK = Course("driving", work="driving")
COUNTRY = Course("saudi-arabia", "SA")
BOTH = Course("driving-in-qatar", "QA", "driving")
CORE = Course("before-you-go")
ALL = [WORK, COUNTRY, BOTH, CORE]


def _slugs(answers: Answers) -> list[str]:
    return [course.slug for course in way.ordered(ALL, answers)]


def test_who_goes_first_time_learns_the_core_first_then_country_then_work() -> None:
    assert _slugs(Answers("SA", "driving", True)) == ["before-you-go", "saudi-arabia", "driving"]


def test_who_was_abroad_begins_with_the_country_and_keeps_the_core() -> None:
    assert _slugs(Answers("SA", "driving", False)) == ["saudi-arabia", "before-you-go", "driving"]


def test_a_course_for_a_work_in_a_country_needs_both() -> None:
    assert "driving-in-qatar" in _slugs(Answers("QA", "driving", True))
    assert "driving-in-qatar" not in _slugs(Answers("QA", "cleaning", True))
    assert "driving-in-qatar" not in _slugs(Answers("SA", "driving", True))


@pytest.mark.parametrize("to", ["RO", OTHER, UNKNOWN])
def test_without_a_course_for_the_country_the_core_is_left(to: str) -> None:
    assert _slugs(Answers(to, UNKNOWN, True)) == ["before-you-go"]


@pytest.mark.parametrize(
    ("to", "work", "lacks"),
    [
        ("SA", "driving", (False, False)),
        ("RO", "farming", (True, True)),
        (OTHER, OTHER, (True, True)),
        # Nothing is missing for who does not know yet.
        (UNKNOWN, UNKNOWN, (False, False)),
    ],
)
def test_what_we_have_no_course_for_is_known(to: str, work: str, lacks: tuple[bool, bool]) -> None:
    answers = Answers(to, work, True)
    assert (way.lacks_country(ALL, answers), way.lacks_work(ALL, answers)) == lacks


def test_a_course_about_the_work_elsewhere_is_none_about_it_here() -> None:
    assert way.lacks_work([BOTH], Answers("SA", "driving", True))


@pytest.mark.parametrize(
    "words",
    [
        ("SA", "driving", None),
        ("SA", "driving", "maybe"),
        ("sa", "driving", "yes"),
        ("", "driving", "yes"),
        (None, "driving", "yes"),
        ("SA", "Driving", "yes"),
        ("SA", ["driving"], "yes"),
        ("SA", "driving", {}),
        ("SA\n", "driving", "yes"),
        ("<b>", "driving", "yes"),
    ],
)
def test_words_that_are_no_answers_are_none(words: tuple[object, object, object]) -> None:
    assert way.answers_of(*words) is None


def test_answers_come_back_from_their_words() -> None:
    for answers in (Answers("SA", "driving", True), Answers(OTHER, UNKNOWN, False)):
        assert way.answers_of(*answers.words) == answers


def test_one_goes_on_with_the_first_course_that_is_not_passed() -> None:
    done, next_one = Course("a", read=2, passed=True), Course("b")
    assert way.here([done, next_one], [done, next_one], has_account=True) == next_one
    assert way.here([done], [done], has_account=True) is None


def test_one_goes_past_a_course_whose_tests_wait_for_another() -> None:
    locked = Course("country", "SA", prerequisites=["core"], read=2)
    core = Course("core")
    assert way.here([locked, core], [locked, core], has_account=True) == core
    assert way.here([locked], [locked, core], has_account=True) == locked


def test_without_an_account_one_reads_on_in_the_next_course() -> None:
    read, unread = Course("a", read=2), Course("b")
    assert way.here([read, unread], [read, unread], has_account=False) == unread
    assert way.here([read], [read], has_account=False) == read
    assert way.here([read, unread], [read, unread], has_account=True) == read


def test_ones_own_courses_are_those_of_the_way_and_what_was_begun() -> None:
    begun = Course("garments", work="garments", read=1)
    courses = [*ALL, begun]
    answers = Answers("SA", UNKNOWN, True)
    assert [one.slug for one in way.chosen(courses, answers)] == [
        "before-you-go",
        "saudi-arabia",
        "garments",
    ]
    assert way.chosen(courses, None) == [begun]


def _module(slug: str, *, is_read: bool, **trial: object) -> ModuleStep:
    return ModuleStep(slug, slug, (LessonStep(slug, slug, 3, is_read),), Trial(**trial))  # type: ignore[arg-type]


@pytest.mark.parametrize("barrier", [Next.ACCOUNT, Next.COURSES])
def test_before_a_locked_test_comes_every_lesson(barrier: Next) -> None:
    read, unread = _module("a", is_read=True, left=3), _module("b", is_read=False, left=3)
    assert next_step([read, unread]).kind is Next.TEST
    step = next_step([read, unread], barrier)
    assert (step.kind, step.module) == (Next.LESSON, unread)
    assert next_step([read], barrier).kind is barrier


def test_a_test_that_is_begun_goes_on_whatever_comes_before() -> None:
    begun = _module("a", is_read=True, begun="ref")
    assert next_step([begun], Next.COURSES).kind is Next.GO_ON


def test_a_passed_course_needs_nothing_any_more() -> None:
    assert next_step([_module("a", is_read=True, score=80)], Next.COURSES).kind is Next.DONE
