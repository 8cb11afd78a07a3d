"""Three questions a week and a month later: who is asked, about what, once, and by day."""

import string
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from courses import recalling
from courses.actions import recall, studying
from courses.models import CourseVersion, Recall, RecallAnswer
from courses.queries import recall as queries
from courses.refusals import Gone, NoAnswer
from portal.deeds.outbox import OutboxMessage
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db, transaction
from portal.people.models import Person, PhoneIndex
from tests.make.classes import make_centre
from tests.make.counting import at_most
from tests.make.courses import (
    answer_rightly,
    key_of,
    make_attempt,
    make_course,
    pass_module,
)
from tests.make.people import make_person
from tests.make.recall import (
    asked,
    later,
    let_ask,
    links,
    make_recall,
    newest,
    pass_course,
    right,
    wrong,
)


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A small published course."""
    return make_course("small")


def sent() -> list[tuple[int, int]]:
    """Round and number of questions of each recall."""
    rows = (
        select(Recall.round, func.count(RecallAnswer.id))
        .join(RecallAnswer)
        .group_by(Recall.id)
        .order_by(Recall.id)
    )
    return [(round_, count) for round_, count in db.execute(rows)]


def test_a_week_and_a_month_after_a_pass_somebody_is_asked(
    app: Flask, course: CourseVersion
) -> None:
    pass_course(make_person(), course)
    told = {}
    for day in range(1, 70):
        later(app, days=1)
        if recall.send_few():
            told[day] = sent()
    assert told == {7: [(1, 3)], 30: [(1, 3), (2, 3)]}
    assert newest().due_on == today() - timedelta(days=39)


def test_nobody_is_asked_twice_however_often_the_worker_turns(
    app: Flask, course: CourseVersion
) -> None:
    make_recall(app, make_person(), course)
    assert [recall.send_few() for _turn in range(3)] == [0, 0, 0]
    assert len(links()) == 1


@pytest.mark.parametrize(
    ("days", "rounds"), [(6, []), (7, [1]), (29, [1]), (30, [2]), (60, [2]), (61, [])]
)
def test_a_portal_that_starts_late_does_not_make_up_for_what_is_over(
    app: Flask, course: CourseVersion, days: int, rounds: list[int]
) -> None:
    pass_course(make_person(), course)
    later(app, days=days)
    recall.send_few()
    assert [round_ for round_, _count in sent()] == rounds


def test_the_message_names_only_our_address_and_nothing_of_the_person(
    app: Flask, course: CourseVersion
) -> None:
    make_recall(app, make_person(name="Rahima Begum"), course)
    message = db.scalars(select(OutboxMessage)).one()
    words = message.text.replace(f"https://nirapod.example{links()[0]}", "")
    assert words == "নিরাপদ: যা শিখেছিলেন, মনে আছে তো? ছোট তিনটা প্রশ্ন: "
    assert message.by_day
    # Two parts of an SMS in Bangla.
    assert len(message.text) <= 2 * 67


def test_the_message_speaks_the_persons_language(app: Flask, course: CourseVersion) -> None:
    assert make_recall(app, make_person(language="en"), course).endswith("?lang=en")
    assert "do you still know" in db.scalars(select(OutboxMessage.text)).one()


def test_the_token_stands_only_in_the_message(app: Flask, course: CourseVersion) -> None:
    token = make_recall(app, make_person(), course).rsplit("/", 1)[-1]
    assert len(token) == 22
    assert set(token) <= set(string.ascii_letters + string.digits)
    assert newest().token_hash != token.encode()
    assert len(newest().token_hash) == 32


def test_who_left_is_not_asked(app: Flask, course: CourseVersion) -> None:
    person = make_person()
    pass_course(person, course)
    _leave(person.id)
    later(app, days=7)
    assert recall.send_few() == 0


@transaction
def _leave(person_id: int) -> None:
    person = db.get_one(Person, person_id)
    person.active = False
    db.delete(person.details)
    db.delete(db.scalars(select(PhoneIndex).filter_by(person_id=person_id)).one())


def test_who_has_no_number_is_not_asked_and_stands_in_nobodys_way(
    app: Flask, course: CourseVersion
) -> None:
    without, other = make_person(), make_person()
    for person in (without, other):
        pass_course(person, course)
    _lose_number(without.id)
    later(app, days=7)
    assert recall.send_few() == 1
    assert newest().course_pass.person_id == other.id


@transaction
def _lose_number(person_id: int) -> None:
    db.delete(db.scalars(select(PhoneIndex).filter_by(person_id=person_id)).one())


def test_staff_who_try_a_course_are_not_asked(app: Flask, course: CourseVersion) -> None:
    make_centre()
    pass_course(make_person(Role.TRAINER), course)
    later(app, days=7)
    assert recall.send_few() == 0


def test_two_courses_of_one_day_are_asked_about_on_two_days(
    app: Flask, course: CourseVersion
) -> None:
    person, other = make_person(), make_course("other")
    pass_course(person, course)
    pass_course(person, other)
    later(app, days=7)
    assert [recall.send_few(), recall.send_few()] == [1, 0]
    later(app, days=1)
    assert [recall.send_few(), recall.send_few()] == [1, 0]


def test_six_on_one_phone_are_each_asked(app: Flask, course: CourseVersion) -> None:
    for _place in range(6):
        pass_course(make_person(phone="+8801712345678"), course)
    later(app, days=7)
    assert recall.send_few() == 6
    assert len(set(links())) == 6


def test_a_few_are_asked_at_a_turn_and_all_in_the_end(
    app: Flask, course: CourseVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recall, "LOT", 2)
    for _place in range(5):
        pass_course(make_person(), course)
    later(app, days=7)
    assert [recall.send_few() for _turn in range(4)] == [2, 2, 1, 0]


def test_who_wants_none_gets_none_until_they_want_them_again(
    app: Flask, course: CourseVersion
) -> None:
    person = make_person()
    pass_course(person, course)
    recall.choose(person.id, wanted=False)
    later(app, days=7)
    assert recall.send_few() == 0
    recall.choose(person.id, wanted=True)
    assert recall.send_few() == 1


def test_a_link_that_ran_out_still_stops_the_messages(app: Flask, course: CourseVersion) -> None:
    person = make_person()
    token = make_recall(app, person, course).rsplit("/", 1)[-1]
    later(app, days=15)
    recall.stop(token)
    assert not queries.wants(person)
    recall.stop("nothing")


def test_what_went_wrong_is_asked_first(app: Flask, course: CourseVersion) -> None:
    person, modules = make_person(), list(course.modules)
    attempt = make_attempt(person, modules[0])
    left_out = key_of(attempt)[-1].slug
    person_id, ref = person.id, attempt.ref
    answer_rightly(attempt, 6)
    studying.submit_attempt(person_id, ref)
    pass_module(db.get_one(Person, person_id), modules[1])
    later(app, days=7)
    recall.send_few()
    assert asked()[0].slug == left_out


def test_the_last_try_at_a_question_counts(app: Flask, course: CourseVersion) -> None:
    person, module = make_person(), course.modules[0]
    attempt = make_attempt(person, module)
    person_id, ref = person.id, attempt.ref
    studying.submit_attempt(person_id, ref)
    course_pass = pass_course(person, course)
    assert set(queries.marks(course_pass).values()) == {100.0}


def test_after_a_month_what_was_wrong_after_a_week_comes_first(
    app: Flask, course: CourseVersion
) -> None:
    token = make_recall(app, make_person(), course).rsplit("/", 1)[-1]
    not_known = asked()[1].slug
    for position, sent in ((1, right(1)), (2, wrong(2)), (3, right(3))):
        recall.answer(token, position, sent)
    assert [row.mark for row in newest().answers] == [100, 0, 100]
    later(app, days=23)
    recall.send_few()
    assert newest().round == 2
    assert asked()[0].slug == not_known


MARKS = st.dictionaries(
    st.text(string.ascii_lowercase, min_size=1), st.sampled_from([None, 0.0, 50.0, 100.0])
)


@given(st.text(), MARKS)
def test_the_draw_is_stable_and_takes_wrong_then_new_then_known(
    seed: str, marks: dict[str, float | None]
) -> None:
    drawn = recalling.drawn(seed, marks)
    assert drawn == recalling.drawn(seed, dict(reversed(marks.items())))
    assert len(drawn) == len(set(drawn)) == min(3, len(marks))
    rank = {None: 1, 0.0: 0, 50.0: 0, 100.0: 2}
    ranks = [rank[marks[name]] for name in drawn]
    assert ranks == sorted(rank[mark] for mark in marks.values())[:3]


def test_the_first_answer_counts_and_a_repeat_changes_nothing(
    app: Flask, course: CourseVersion
) -> None:
    token = make_recall(app, make_person(), course).rsplit("/", 1)[-1]
    recall.answer(token, 1, right(1))
    at = newest().answers[0].answered_at
    later(app, minutes=5)
    recall.answer(token, 1, wrong(1))
    db.expire_all()
    assert (newest().answers[0].mark, newest().answers[0].answered_at) == (100, at)


@pytest.mark.parametrize("position", [0, 4, 99])
def test_a_question_that_was_not_asked_takes_no_answer(
    app: Flask, course: CourseVersion, position: int
) -> None:
    token = make_recall(app, make_person(), course).rsplit("/", 1)[-1]
    with pytest.raises(Gone):
        recall.answer(token, position, ["0"])


@pytest.mark.parametrize("sent", [["99"], ["x"], ["-1"], ["0", "0"], ["٣", "1"], [""], []])
def test_what_cannot_be_an_answer_is_refused(
    app: Flask, course: CourseVersion, sent: list[str]
) -> None:
    token = make_recall(app, make_person(), course).rsplit("/", 1)[-1]
    let_ask("first-one", "first-matching", "first-ordering")
    for position in (1, 2, 3):
        with pytest.raises(NoAnswer):
            recall.answer(token, position, sent)
    assert {row.mark for row in newest().answers} == {None}


def test_after_two_weeks_no_answer_is_taken(app: Flask, course: CourseVersion) -> None:
    token = make_recall(app, make_person(), course).rsplit("/", 1)[-1]
    later(app, days=14)
    with pytest.raises(Gone):
        recall.answer(token, 1, right(1))


def test_recalls_are_forgotten_after_their_time(app: Flask, course: CourseVersion) -> None:
    make_recall(app, make_person(), course)
    later(app, days=400)
    recall.forget_old()
    assert db.scalar(select(func.count(Recall.id))) == 1
    later(app, days=1)
    recall.forget_old()
    assert db.scalar(select(func.count(Recall.id))) == 0
    assert db.scalar(select(func.count(RecallAnswer.id))) == 0


def test_a_turn_with_nobody_due_asks_two_questions(app: Flask, course: CourseVersion) -> None:
    with at_most(2, app):
        recall.send_few()


def test_each_who_is_asked_costs_a_fixed_number_of_statements(
    app: Flask, course: CourseVersion
) -> None:
    for _place in range(3):
        pass_course(make_person(), course)
    later(app, days=7)
    with at_most(2 + 3 * 9, app):
        assert recall.send_few() == 3
