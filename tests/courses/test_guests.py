"""Study without an account: kept for the phone, credited once, never to the wrong person."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from courses import queries
from courses.actions import guests
from courses.guests import KEPT, Guest, guest_of
from courses.models import (
    ChosenWay,
    CourseVersion,
    GuestDenial,
    GuestRead,
    GuestStudy,
    LessonRead,
)
from courses.way import Answers
from portal import working
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.models import Person
from tests.make.courses import make_course
from tests.make.people import make_person

ANSWERS = Answers("SA", "driving", True)


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A small published course."""
    return make_course()


def _lessons(course: CourseVersion) -> list[int]:
    return [lesson.id for module in course.modules for lesson in module.lessons]


def _study(course: CourseVersion, count: int = 2) -> str:
    """Read some lessons on a phone without an account; its token."""
    token: str | None = None
    for lesson_id in _lessons(course)[:count]:
        token = guests.mark_read(token, lesson_id)
    assert token
    return token


def _count(rows: type[object]) -> int:
    return db.scalar(select(func.count()).select_from(rows)) or 0


def _read(person: Person) -> list[int]:
    found = select(LessonRead.lesson_id).filter_by(person_id=person.id)
    return sorted(db.scalars(found))


def _later(app: Flask, time: timedelta) -> datetime:
    moment = now() + time
    app.config["CLOCK"] = lambda: moment
    return moment


def test_the_first_lesson_begins_a_study_and_the_next_one_joins_it(course: CourseVersion) -> None:
    first, second, _third = _lessons(course)
    token = guests.mark_read(None, first)
    assert guests.mark_read(token, second) == token
    assert guests.mark_read(token, second) == token
    assert (_count(GuestStudy), _count(GuestRead)) == (1, 2)


def test_the_database_does_not_know_the_token(course: CourseVersion) -> None:
    token = _study(course)
    study = db.scalars(select(GuestStudy)).one()
    assert study.token_hash == guest_of(token).token_hash
    assert token.encode() not in study.token_hash
    assert len(token) >= 43


def test_an_unknown_token_begins_a_new_study_under_a_new_token(course: CourseVersion) -> None:
    assert guests.mark_read("made up", _lessons(course)[0]) != "made up"


def test_a_phone_sees_its_own_progress_and_no_other_phone_does(course: CourseVersion) -> None:
    mine, other = guest_of(_study(course, 2)), guest_of(_study(course, 1))
    slug = course.course.slug

    def seen(guest: Guest | None) -> tuple[int, int]:
        lines = queries.outline(course, "bn", guest)
        return sum(line.is_read for line in lines), queries.courses(guest)[0].read

    assert (seen(mine), seen(other), seen(None)) == ((2, 2), (1, 1), (0, 0))
    assert sum(module.done for module in queries.path(course, mine, "bn")) == 2
    version = queries.version_for(slug, mine)
    assert version is not None
    assert version.id == course.id


def test_a_persons_reading_is_not_a_phones_and_not_the_other_way(course: CourseVersion) -> None:
    _study(course, 2)
    assert [line.is_read for line in queries.outline(course, "bn", make_person())] == [False] * 3


def test_yes_credits_each_lesson_once_and_the_phone_is_empty(course: CourseVersion) -> None:
    person, guest = make_person(), guest_of(_study(course))
    assert guests.credit(person.id, guest, None)
    assert _read(person) == _lessons(course)[:2]
    assert [_count(rows) for rows in (GuestStudy, GuestRead, GuestDenial)] == [0, 0, 0]
    assert guests.credit(person.id, guest, None)
    assert guests.credit(make_person().id, guest, None)
    assert _count(LessonRead) == 2


def test_a_credited_lesson_keeps_its_day(app: Flask, course: CourseVersion) -> None:
    person, guest, day = make_person(), guest_of(_study(course, 1)), now()
    _later(app, timedelta(days=5))
    guests.credit(person.id, guest, None)
    assert db.scalars(select(LessonRead.read_at)).one() <= day


def test_what_a_person_had_read_already_is_not_doubled(course: CourseVersion) -> None:
    person, guest = make_person(), guest_of(_study(course, 2))
    guests.credit(person.id, guest_of(_study(course, 1)), None)
    guests.credit(person.id, guest, None)
    assert _read(person) == _lessons(course)[:2]


def test_no_keeps_the_study_for_the_other_and_asks_this_person_no_more(
    course: CourseVersion,
) -> None:
    sister, brother, guest = make_person(), make_person(), guest_of(_study(course))
    guests.deny(sister.id, guest)
    guests.deny(sister.id, guest)
    assert queries.studied(guest, sister) == []
    assert [one.lessons for one in queries.studied(guest, brother)] == [2]
    assert _count(GuestDenial) == 1
    guests.credit(brother.id, guest, None)
    assert (_read(sister), _read(brother)) == ([], _lessons(course)[:2])


def test_what_is_read_after_a_no_is_asked_about_and_credited_alone(
    app: Flask, course: CourseVersion
) -> None:
    person, token = make_person(), _study(course, 1)
    guest = guest_of(token)
    _later(app, timedelta(minutes=1))
    guests.deny(person.id, guest)
    _later(app, timedelta(minutes=2))
    guests.mark_read(token, _lessons(course)[1])
    assert [one.lessons for one in queries.studied(guest, person)] == [1]
    assert not guests.credit(person.id, guest, None)
    assert _read(person) == _lessons(course)[1:2]
    assert [one.lessons for one in queries.studied(guest, make_person())] == [1]


def test_what_was_denied_is_not_credited_by_a_forged_yes(course: CourseVersion) -> None:
    person, guest = make_person(), guest_of(_study(course))
    guests.deny(person.id, guest)
    assert not guests.credit(person.id, guest, None)
    assert _read(person) == []
    assert _count(GuestRead) == 2


def test_what_was_read_is_told_by_course_with_its_last_day(
    app: Flask, course: CourseVersion
) -> None:
    token = _study(course, 1)
    moment = _later(app, timedelta(hours=3))
    other = make_course()
    for lesson_id in _lessons(other)[:2]:
        guests.mark_read(token, lesson_id)
    found = queries.studied(guest_of(token), make_person())
    assert [(one.version.id, one.lessons) for one in found] == [(other.id, 2), (course.id, 1)]
    assert found[0].last_at == moment


def test_the_answers_of_the_guide_are_credited_to_who_has_none(course: CourseVersion) -> None:
    new, old = make_person(), make_person()
    guests.choose(old.id, Answers("QA", "cleaning", False))
    for person in (new, old):
        guests.credit(person.id, None, ANSWERS)
    assert queries.chosen_way(new) == ANSWERS
    assert queries.chosen_way(old) == Answers("QA", "cleaning", False)


def test_the_newest_answers_count(app: Flask) -> None:
    person = make_person()
    guests.choose(person.id, ANSWERS)
    guests.choose(person.id, Answers("QA", "other", False))
    assert queries.chosen_way(person) == Answers("QA", "other", False)
    assert _count(ChosenWay) == 1


def test_study_without_an_account_is_forgotten_after_ninety_days(
    app: Flask, course: CourseVersion
) -> None:
    person, old = make_person(), _study(course)
    guests.deny(person.id, guest_of(old))
    _later(app, timedelta(days=1))
    kept = _study(course, 1)
    _later(app, KEPT)
    working.forget()
    left = db.scalars(select(GuestStudy.token_hash)).all()
    assert left == [guest_of(kept).token_hash]
    assert (_count(GuestRead), _count(GuestDenial)) == (1, 0)


def test_each_lesson_begins_the_ninety_days_anew(app: Flask, course: CourseVersion) -> None:
    token = _study(course, 1)
    _later(app, timedelta(days=80))
    guests.mark_read(token, _lessons(course)[1])
    _later(app, timedelta(days=80))
    guests.forget_old()
    assert _count(GuestRead) == 2
