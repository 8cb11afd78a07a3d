"""Progress: reading, beginning a test, answering, handing in, passing."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from courses import queries
from courses.actions import studying
from courses.models import Answer, Attempt, CoursePass, CourseVersion, LessonRead, ModulePass
from courses.refusals import (
    AlreadyPassed,
    AnsweredElsewhere,
    Ended,
    Gone,
    MustWait,
    NoAnswer,
    NotYet,
)
from portal.ground.clock import now
from portal.ground.database import db
from tests.make.courses import (
    answer_rightly,
    fail_module,
    key_of,
    make_attempt,
    make_course,
    pass_module,
    right_answer,
)
from tests.make.people import make_person


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A small published course."""
    return make_course("small")


@pytest.fixture
def attempt(course: CourseVersion) -> Attempt:
    """A test that is begun."""
    return make_attempt(make_person(), course.modules[0])


def _later(app: Flask, **passed: int) -> None:
    moment: datetime = now() + timedelta(**passed)
    app.config["CLOCK"] = lambda: moment


def test_a_lesson_is_read_once(course: CourseVersion) -> None:
    person_id, lesson_id = make_person().id, course.modules[0].lessons[0].id
    studying.mark_read(person_id, lesson_id)
    studying.mark_read(person_id, lesson_id)
    assert db.scalar(select(func.count(LessonRead.id))) == 1


def test_beginning_twice_leads_to_the_same_test(course: CourseVersion) -> None:
    person_id, module_id = make_person().id, course.modules[0].id
    first = studying.begin_attempt(person_id, module_id)
    assert studying.begin_attempt(person_id, module_id) == first


def test_two_people_are_asked_in_different_orders(course: CourseVersion) -> None:
    orders = set()
    for _number in range(6):
        attempt = make_attempt(make_person(), course.modules[0])
        orders.add(tuple(question.slug for question in key_of(attempt)))
    assert len(orders) > 1


def test_a_test_waits_for_the_modules_it_asks_for(course: CourseVersion) -> None:
    person = make_person()
    first, second = course.modules
    with pytest.raises(NotYet):
        studying.begin_attempt(person.id, second.id)
    pass_module(person, first)
    assert studying.begin_attempt(person.id, second.id)


def test_a_passed_test_is_not_taken_again(course: CourseVersion) -> None:
    person = make_person()
    pass_module(person, course.modules[0])
    with pytest.raises(AlreadyPassed):
        studying.begin_attempt(person.id, course.modules[0].id)


def test_after_the_last_try_there_is_a_wait_and_then_a_new_round(
    app: Flask, course: CourseVersion
) -> None:
    person, module = make_person(), course.modules[0]
    fail_module(person, module)
    fail_module(person, module)
    with pytest.raises(MustWait):
        studying.begin_attempt(person.id, module.id)
    _later(app, hours=11)
    with pytest.raises(MustWait):
        studying.begin_attempt(person.id, module.id)
    _later(app, hours=2)
    assert make_attempt(person, module).number == 3


def test_all_right_answers_pass_and_are_recorded(course: CourseVersion) -> None:
    attempt = pass_module(make_person(), course.modules[0])
    assert (attempt.score, attempt.passed) == (100, True)
    recorded = db.scalars(select(ModulePass)).one()
    assert (recorded.attempt_id, recorded.score) == (attempt.id, 100)
    assert db.scalar(select(func.count(CoursePass.id))) == 0


def test_no_answers_fail(course: CourseVersion) -> None:
    attempt = fail_module(make_person(), course.modules[0])
    assert (attempt.score, attempt.passed) == (0, False)
    assert db.scalar(select(func.count(ModulePass.id))) == 0


def test_just_the_pass_mark_passes(attempt: Attempt) -> None:
    answer_rightly(attempt, count=5)
    studying.submit_attempt(attempt.person_id, attempt.ref)
    again = db.scalars(select(Attempt)).one()
    assert (again.score, again.passed) == (71, True)


def test_the_last_module_passes_the_course(course: CourseVersion) -> None:
    person, slug = make_person(), course.course.slug
    for module in course.modules:
        assert queries.passed(person, slug) is None
        pass_module(person, module)
    found = queries.passed(person, slug)
    assert found is not None
    assert (found.course_version_id, found.score) == (course.id, 100)


def test_who_passed_a_version_goes_on_with_the_newest(course: CourseVersion) -> None:
    person = make_person()
    for module in course.modules:
        pass_module(person, module)
    make_course("small", version="2")
    newest = queries.version_for("small", person)
    assert newest is not None
    assert newest.version == "2"
    assert queries.passed(person, "small") is not None


def _given(attempt: Attempt) -> Answer:
    return db.scalars(select(Answer).filter_by(attempt_id=attempt.id)).one()


def _first_choice(attempt: Attempt) -> int:
    """The position of a question of which one answer is chosen."""
    return [question.kind for question in key_of(attempt)].index("one-of") + 1


def test_a_repeated_answer_counts_once(attempt: Attempt) -> None:
    position = _first_choice(attempt)
    for _time in range(3):
        studying.save_answer(attempt.person_id, attempt.ref, position, ["0"], 1)
    assert _given(attempt).sequence == 1


def test_a_change_of_mind_counts(attempt: Attempt) -> None:
    position = _first_choice(attempt)
    studying.save_answer(attempt.person_id, attempt.ref, position, ["0"], 1)
    before = _given(attempt).choice
    studying.save_answer(attempt.person_id, attempt.ref, position, ["1"], 2)
    assert _given(attempt).choice != before


def test_a_late_answer_does_not_overtake_a_newer_one(attempt: Attempt) -> None:
    position = _first_choice(attempt)
    studying.save_answer(attempt.person_id, attempt.ref, position, ["1"], 2)
    newer = _given(attempt).choice
    studying.save_answer(attempt.person_id, attempt.ref, position, ["0"], 1)
    assert (_given(attempt).choice, _given(attempt).sequence) == (newer, 2)


def test_two_windows_with_two_answers_are_told(attempt: Attempt) -> None:
    position = _first_choice(attempt)
    studying.save_answer(attempt.person_id, attempt.ref, position, ["0"], 1)
    first = _given(attempt).choice
    with pytest.raises(AnsweredElsewhere):
        studying.save_answer(attempt.person_id, attempt.ref, position, ["1"], 1)
    assert _given(attempt).choice == first


def test_answers_may_come_in_any_order(attempt: Attempt) -> None:
    sent = list(enumerate((right_answer(attempt, one) for one in key_of(attempt)), 1))
    for position, given in reversed(sent):
        studying.save_answer(attempt.person_id, attempt.ref, position, given, 1)
    studying.submit_attempt(attempt.person_id, attempt.ref)
    assert db.scalars(select(Attempt)).one().score == 100


def test_after_the_end_no_answer_is_taken(attempt: Attempt) -> None:
    studying.submit_attempt(attempt.person_id, attempt.ref)
    with pytest.raises(Ended):
        studying.save_answer(attempt.person_id, attempt.ref, 1, ["0"], 1)
    assert db.scalar(select(func.count(Answer.id))) == 0


def test_handing_in_twice_changes_nothing(app: Flask, attempt: Attempt) -> None:
    answer_rightly(attempt)
    studying.submit_attempt(attempt.person_id, attempt.ref)
    ended = db.scalars(select(Attempt)).one().submitted_at
    _later(app, hours=1)
    studying.submit_attempt(attempt.person_id, attempt.ref)
    assert db.scalars(select(Attempt)).one().submitted_at == ended
    assert db.scalar(select(func.count(ModulePass.id))) == 1


def test_another_persons_attempt_is_not_there(attempt: Attempt) -> None:
    other = make_person().id
    with pytest.raises(Gone):
        studying.save_answer(other, attempt.ref, 1, ["0"], 1)
    with pytest.raises(Gone):
        studying.submit_attempt(other, attempt.ref)
    assert db.scalars(select(Attempt)).one().is_open


@pytest.mark.parametrize("position", [-1, 0, 8, 99])
def test_a_question_that_was_not_asked_takes_no_answer(attempt: Attempt, position: int) -> None:
    with pytest.raises(Gone):
        studying.save_answer(attempt.person_id, attempt.ref, position, ["0"], 1)


@pytest.mark.parametrize("given", [[], ["9"], ["-1"], ["0", "1"], ["x"], ["0", "0"], ["٠x"]])
def test_a_forged_choice_is_refused(attempt: Attempt, given: list[str]) -> None:
    with pytest.raises(NoAnswer):
        studying.save_answer(attempt.person_id, attempt.ref, _first_choice(attempt), given, 1)
    assert db.scalar(select(func.count(Answer.id))) == 0
