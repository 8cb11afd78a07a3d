"""What is seen of all classes of a centre: of the days, within reach, each answer once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courses.actions import classes, recall, studying
from courses.models import Cohort, CourseVersion, Question
from courses.queries.reports import centres, questions, scope
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.people.models import Person
from tests.make.answering import hand_in
from tests.make.classes import (
    by,
    make_cohort,
    make_enrolment,
)
from tests.make.counting import at_most
from tests.make.people import make_person
from tests.make.recall import later, links, pass_course, right, wrong
from tests.make.reports import report, sit, table

SignIn = Callable[..., FlaskClient]
OF_CENTRES = ["", "classes.csv", "later.csv", "questions", "questions.csv"]


@pytest.mark.parametrize("path", OF_CENTRES)
@pytest.mark.parametrize("centre", ["", "cumilla-ttc", "nowhere", "'; --", "%00"])
def test_a_strangers_figures_are_empty(
    trainer: Person,
    cohort: Cohort,
    course: CourseVersion,
    sign_in: SignIn,
    path: str,
    centre: str,
) -> None:
    for person in sit(trainer, cohort, 5):
        hand_in(person, course.modules[0], wrong=["first-one"])
    for _more in range(2):
        make_person(Role.OFFICER, office="cumilla")
    stranger = sign_in(make_person(Role.OFFICER, office="tangail", language="en"))
    response = stranger.get(f"/office/learning/{path}?centre={centre}")
    assert response.status_code == (400 if centre == "%00" else 200)
    told = response.get_data(as_text=True)
    assert "Saudi Arabia, morning" not in told
    assert "one?" not in told


def test_a_centre_sees_its_classes_of_the_days(
    trainer: Person, cohort: Cohort, course: CourseVersion, visitor: FlaskClient
) -> None:
    people = sit(trainer, cohort, 5)
    pass_course(people[0], course)
    hand_in(people[1], course.modules[0], left=7)
    rows = table(visitor, "/office/learning/classes.csv")
    assert [(row["People"], row["Courses passed"], row["Tests handed in"]) for row in rows] == [
        ("5", "1", "3")
    ]
    before = (today() - timedelta(days=9)).isoformat()
    assert table(visitor, f"/office/learning/classes.csv?since={before}&until={before}") == []
    page = visitor.get(f"/office/learning/?since={before}&until={before}").text
    assert "There was no class in these days." in page


def test_only_tests_of_the_days_are_counted(
    app: Flask, trainer: Person, cohort: Cohort, course: CourseVersion
) -> None:
    for person in sit(trainer, cohort, 5):
        hand_in(person, course.modules[0])
    first = today()
    day = timedelta(days=1)
    spans = [(first - day, first - day), (first, first), (first + day, first + day)]
    counts = [
        len(questions.report(scope.of_centres(trainer, "", since, until)).asked)
        for since, until in spans
    ]
    assert counts == [0, 7, 0]


def test_a_cancelled_class_is_not_among_those_of_the_days(trainer: Person, cohort: Cohort) -> None:
    classes.end_cohort(by(trainer), cohort.ref, cancelled=True)
    asked = scope.of_centres(trainer, "", today(), today())
    assert (centres.classes(asked), centres.count_classes(asked)) == ([], 0)


def test_who_sits_in_two_classes_is_counted_once(
    trainer: Person, cohort: Cohort, course: CourseVersion
) -> None:
    other = make_cohort(trainer, title="Evening")
    for person in sit(trainer, cohort, 5):
        make_enrolment(trainer, other, person)
        hand_in(person, course.modules[0])
    asked = questions.report(scope.of_centres(trainer, "", today(), today())).asked
    assert {one.figures.answers for one in asked} == {5}


def test_of_very_many_tests_the_newest_are_looked_at(
    app: Flask,
    trainer: Person,
    cohort: Cohort,
    course: CourseVersion,
    visitor: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(questions, "NEWEST_TESTS", 5)
    people = sit(trainer, cohort, 10)
    for person in people[:5]:
        hand_in(person, course.modules[0], wrong=["first-one"])
    later(app, minutes=1)
    for person in people[5:]:
        hand_in(person, course.modules[0])
    found = report(cohort)
    assert (found.tests, found.is_cut) == (5, True)
    assert {one.figures.share_right for one in found.asked} == {100}
    page = visitor.get(f"/office/classes/{cohort.ref}/questions").text
    assert "There were more: these are the newest." in page


def answered_later(app: Flask, trainer: Person, cohort: Cohort, course: CourseVersion) -> None:
    """Two people pass; one answers a week later: right, wrong, not at all."""
    for person in sit(trainer, cohort, 2):
        pass_course(person, course)
    later(app, days=7)
    recall.send_few()
    token = links()[-1].rsplit("/", 1)[-1]
    recall.answer(token, 1, right(1))
    recall.answer(token, 2, wrong(2))


def test_what_is_known_a_week_later_is_counted_by_class_and_centre(
    app: Flask,
    trainer: Person,
    cohort: Cohort,
    course: CourseVersion,
    sign_in: SignIn,
) -> None:
    answered_later(app, trainer, cohort, course)
    visitor = sign_in(trainer)
    told = centres.later(scope.of_class(cohort))
    assert [(one.round, one.sent, one.answers, one.right) for one in told] == [(1, 2, 2, 1)]
    assert centres.later(scope.of_class(make_cohort(trainer, title="Empty"))) == []
    for path in (f"/office/classes/{cohort.ref}/progress", "/office/learning/"):
        page = visitor.get(path).text
        assert "Small, a week later" in page
        assert "50 of 100 right, from 2 answers (2 messages)" in page
    rows = table(visitor, "/office/learning/later.csv")
    assert [(row["When"], row["Right in per cent"]) for row in rows] == [("a week later", "50")]


def test_what_is_known_a_week_later_is_counted_by_question(
    app: Flask, trainer: Person, cohort: Cohort, course: CourseVersion
) -> None:
    answered_later(app, trainer, cohort, course)
    bank = list(db.scalars(select(Question)))
    asked = [
        questions.Asked(one, course.modules[0], course, None)  # type: ignore[arg-type]
        for one in bank
    ]
    told = questions.again(scope.of_class(cohort), asked)
    assert sorted(one[1].share_right for one in told.values()) == [0, 100]
    assert {one[1].answers for one in told.values()} == {1}


@pytest.mark.parametrize(
    "typed",
    [
        "since=x&until=y",
        "since=2026-13-40",
        "since=0001-01-01&until=9999-12-31",
        "since=2030-01-01&until=2020-01-01",
        "page=99999",
        "page=-1&since=১",
    ],
)
@pytest.mark.parametrize("path", ["", "questions", "classes.csv"])
def test_days_that_make_no_sense_break_nothing(
    trainer: Person, cohort: Cohort, visitor: FlaskClient, path: str, typed: str
) -> None:
    assert visitor.get(f"/office/learning/{path}?{typed}").status_code == 200


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("classes/{}/progress", 16),
        ("classes/{}/questions", 12),
        ("learning/", 11),
        ("learning/questions", 9),
    ],
)
def test_a_report_of_many_asks_no_more_questions_than_one_of_few(
    app: Flask,
    trainer: Person,
    cohort: Cohort,
    course: CourseVersion,
    visitor: FlaskClient,
    path: str,
    most: int,
) -> None:
    for person in sit(trainer, cohort, 8):
        hand_in(person, course.modules[0], wrong=["first-one"])
        studying.mark_read(person.id, course.modules[0].lessons[0].id)
    address = f"/office/{path.format(cohort.ref)}"
    with at_most(most, app):
        assert visitor.get(address).status_code == 200
