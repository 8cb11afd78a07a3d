"""Two at once: two windows, two phones, a button pressed twice."""

from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from courses.actions import guests, publishing, studying
from courses.guests import guest_of
from courses.models import (
    Answer,
    Attempt,
    CoursePass,
    GuestRead,
    GuestStudy,
    Lesson,
    LessonRead,
    ModulePass,
)
from courses.pack.reading import read
from courses.questions import Kind
from courses.refusals import CoursesInACircle
from portal.ground.database import db
from tests.make.courses import (
    answer_rightly,
    key_of,
    make_attempt,
    make_course,
    pass_module,
    write_pack,
)
from tests.make.people import make_person
from tests.make.racing import at_once

pytestmark = pytest.mark.fault
AT_ONCE = 6


def test_handing_in_at_once_gives_one_result(own_database: Flask) -> None:
    attempt = make_attempt(make_person(), make_course().modules[0])
    person_id, ref = attempt.person_id, attempt.ref
    answer_rightly(attempt)
    db.rollback()
    deeds = [lambda: studying.submit_attempt(person_id, ref)] * AT_ONCE
    assert at_once(own_database, deeds) == [None] * AT_ONCE
    assert db.scalars(select(Attempt.score)).all() == [100]
    assert db.scalar(select(func.count(ModulePass.id))) == 1


def test_beginning_at_once_begins_one_test(own_database: Flask) -> None:
    person_id, module_id = make_person().id, make_course().modules[0].id
    db.rollback()
    deeds = [lambda: studying.begin_attempt(person_id, module_id)] * AT_ONCE
    assert len(set(at_once(own_database, deeds))) == 1
    assert db.scalar(select(func.count(Attempt.id))) == 1


def test_the_last_module_at_once_passes_the_course_once(own_database: Flask) -> None:
    course = make_course()
    person = make_person()
    pass_module(person, course.modules[0])
    attempt = make_attempt(person, course.modules[1])
    person_id, ref = attempt.person_id, attempt.ref
    answer_rightly(attempt)
    db.rollback()
    at_once(own_database, [lambda: studying.submit_attempt(person_id, ref)] * AT_ONCE)
    assert db.scalar(select(func.count(CoursePass.id))) == 1


def test_a_repeated_answer_at_once_is_kept_once(own_database: Flask) -> None:
    attempt = make_attempt(make_person(), make_course().modules[0])
    person_id, ref = attempt.person_id, attempt.ref
    db.rollback()
    deeds = [lambda: studying.save_answer(person_id, ref, 1, ["0"], 1)] * AT_ONCE
    refused = [one for one in at_once(own_database, deeds) if one is not None]
    assert len(refused) in {0, AT_ONCE}
    assert db.scalar(select(func.count(Answer.id))) == (0 if refused else 1)


def test_changes_of_mind_at_once_leave_the_newest(own_database: Flask) -> None:
    attempt = make_attempt(make_person(), make_course().modules[0])
    kinds = [question.kind for question in key_of(attempt)]
    person_id, ref, place = attempt.person_id, attempt.ref, kinds.index(Kind.NUMBER) + 1
    db.rollback()
    deeds = [
        partial(studying.save_answer, person_id, ref, place, [str(sequence)], sequence)
        for sequence in range(1, AT_ONCE + 1)
    ]
    assert at_once(own_database, deeds) == [None] * AT_ONCE
    kept = db.scalars(select(Answer)).one()
    assert (kept.choice, kept.sequence) == ([str(AT_ONCE)], AT_ONCE)


def test_an_answer_that_comes_with_the_end_counts_or_is_refused(own_database: Flask) -> None:
    attempt = make_attempt(make_person(), make_course().modules[0])
    person_id, ref = attempt.person_id, attempt.ref
    db.rollback()
    late = [lambda: answer_rightly(db.scalars(select(Attempt)).one())]
    end = [lambda: studying.submit_attempt(person_id, ref)]
    at_once(own_database, late + end)
    db.rollback()
    marked = db.scalars(select(Attempt)).one()
    assert marked.score == 100 * (db.scalar(select(func.count(Answer.id))) or 0) // 7


def test_a_lesson_read_at_once_is_kept_once(own_database: Flask) -> None:
    person_id, lesson_id = make_person().id, make_course().modules[0].lessons[0].id
    db.rollback()
    deeds = [lambda: studying.mark_read(person_id, lesson_id)] * AT_ONCE
    assert at_once(own_database, deeds) == [None] * AT_ONCE
    assert db.scalar(select(func.count(LessonRead.id))) == 1


def test_a_lesson_read_at_once_on_one_phone_is_kept_once(own_database: Flask) -> None:
    lesson_id = make_course().modules[0].lessons[0].id
    token = guests.mark_read(None, lesson_id)
    other = db.scalars(select(Lesson.id).where(Lesson.id != lesson_id)).first()
    assert other
    db.rollback()
    deeds = [lambda: guests.mark_read(token, other)] * AT_ONCE
    assert at_once(own_database, deeds) == [token] * AT_ONCE
    assert db.scalar(select(func.count(GuestRead.id))) == 2


def test_yes_said_at_once_credits_once(own_database: Flask) -> None:
    person_id, lesson_id = make_person().id, make_course().modules[0].lessons[0].id
    guest = guest_of(guests.mark_read(None, lesson_id))
    db.rollback()
    deeds = [lambda: guests.credit(person_id, guest, None)] * AT_ONCE
    assert at_once(own_database, deeds) == [True] * AT_ONCE
    assert db.scalar(select(func.count(LessonRead.id))) == 1
    assert db.scalar(select(func.count(GuestStudy.id))) == 0


def test_two_people_who_say_yes_at_once_share_nothing(own_database: Flask) -> None:
    people = [make_person().id for _ in range(AT_ONCE)]
    guest = guest_of(guests.mark_read(None, make_course().modules[0].lessons[0].id))
    db.rollback()
    deeds = [lambda one=one: guests.credit(one, guest, None) for one in people]
    assert at_once(own_database, deeds) == [True] * AT_ONCE
    assert db.scalar(select(func.count(LessonRead.id))) == 1


def test_no_and_yes_said_at_once_lose_nothing(own_database: Flask) -> None:
    person_id, lesson_id = make_person().id, make_course().modules[0].lessons[0].id
    guest = guest_of(guests.mark_read(None, lesson_id))
    db.rollback()
    yes, no = (
        lambda: guests.credit(person_id, guest, None),
        lambda: guests.deny(person_id, guest),
    )
    given = at_once(own_database, [yes, no] * 3)
    assert not [one for one in given if isinstance(one, Exception)]
    kept = [db.scalar(select(func.count(rows.id))) for rows in (LessonRead, GuestRead)]
    assert sum(one or 0 for one in kept) == 1


def test_a_lesson_read_while_the_rest_is_credited_is_lost_to_nobody(own_database: Flask) -> None:
    person_id, course = make_person().id, make_course()
    first, second, third = [one.id for module in course.modules for one in module.lessons]
    token = guests.mark_read(None, first)
    guest = guest_of(token)
    db.rollback()
    read = [lambda one=one: guests.mark_read(token, one) for one in (second, third)]
    given = at_once(own_database, [*read, lambda: guests.credit(person_id, guest, None)])
    assert not [one for one in given if isinstance(one, Exception)]
    kept = [db.scalar(select(func.count(rows.id))) for rows in (LessonRead, GuestRead)]
    assert sum(one or 0 for one in kept) == 3


def test_courses_published_at_once_never_ask_for_each_other(
    own_database: Flask, tmp_path: Path
) -> None:
    make_course("a")
    make_course("b")
    packs = [
        read(write_pack(tmp_path / one, slug=one, version="2", prerequisites=[other]))
        for one, other in (("a", "b"), ("b", "a"))
    ]
    db.rollback()
    given = at_once(own_database, [lambda pack=pack: publishing.publish(pack) for pack in packs])
    assert sorted(type(one) for one in given if one is not True) == [CoursesInACircle]
