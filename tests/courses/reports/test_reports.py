"""What trainers see of a class: who is where by name, questions as numbers."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courses import scoring
from courses.actions import enrolling, studying
from courses.helping import Need
from courses.models import Attempt, Cohort, CourseVersion, Enrolment, Question
from courses.queries.classes import enrolled
from courses.queries.reports import progress
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.people.models import Person
from tests.make.answering import hand_in
from tests.make.classes import (
    attend,
    by,
    make_centre,
    make_cohort,
    make_enrolment,
)
from tests.make.courses import course_yml, make_attempt, make_course, pass_module
from tests.make.people import make_person
from tests.make.recall import later, pass_course
from tests.make.reports import report, sit, table

SignIn = Callable[..., FlaskClient]
OF_A_CLASS = ["progress", "progress.csv", "questions", "questions.csv"]


def test_who_needs_help_stands_first_with_what_they_do_now(
    trainer: Person, cohort: Cohort, course: CourseVersion, visitor: FlaskClient
) -> None:
    done, stuck, _new = sit(trainer, cohort, 3)
    pass_course(done, course)
    for _time in range(2):
        hand_in(stuck, course.modules[0], left=7)
    rows = table(visitor, f"/office/classes/{cohort.ref}/progress.csv")
    assert [(row["Name"], row["Needs"]) for row in rows] == [
        ("Rahima 2", "Failed 2 times: First"),
        ("Rahima 3", "Has not begun"),
        ("Rahima 1", "Everything passed"),
    ]
    assert [row["Now"] for row in rows] == ["Lesson: en one", "Lesson: en one", ""]
    assert [row["Tests passed"] for row in rows] == ["0", "0", "2"]
    assert [row["Failed tries"] for row in rows] == ["2", "0", "0"]


def test_the_page_tells_the_same_as_the_file(
    trainer: Person, cohort: Cohort, course: CourseVersion, visitor: FlaskClient
) -> None:
    person = sit(trainer, cohort, 1)[0]
    studying.mark_read(person.id, course.modules[0].lessons[0].id)
    page = visitor.get(f"/office/classes/{cohort.ref}/progress").text
    assert "Rahima 1" in page
    assert "1 of 3 lessons, 0 of 2 tests" in page
    assert "Lesson: en two" in page


def test_who_left_is_not_shown_and_what_they_answered_not_counted(
    trainer: Person, cohort: Cohort, course: CourseVersion
) -> None:
    people = sit(trainer, cohort, 6)
    for person in people:
        hand_in(person, course.modules[0])
    enrolling.leave(by(trainer), cohort.ref, seat(cohort, people[0]).ref)
    assert len(progress.learners(cohort, "en")) == 5
    assert {one.figures.answers for one in report(cohort).asked} == {5}


def seat(cohort: Cohort, person: Person) -> Enrolment:
    """Somebody's seat."""
    return next(one for one in enrolled(cohort.id) if one.person_id == person.id)


def test_last_seen_is_the_last_of_lessons_tests_and_roll_calls(
    app: Flask, trainer: Person, cohort: Cohort, course: CourseVersion
) -> None:
    reader, tester, _other, present = sit(trainer, cohort, 4)
    attend(trainer, cohort, seat(cohort, present))
    first = today()
    later(app, days=1)
    studying.mark_read(reader.id, course.modules[0].lessons[0].id)
    later(app, days=1)
    make_attempt(tester, course.modules[0])
    seen = [one.last_seen for one in progress.learners(cohort, "en")]
    assert seen == [first + timedelta(days=1), first + timedelta(days=2), None, first]


def test_somebody_in_an_older_version_is_shown_in_that_version(
    trainer: Person, cohort: Cohort, course: CourseVersion
) -> None:
    old, _new = sit(trainer, cohort, 2)
    make_attempt(old, course.modules[0])
    modules = course_yml()["modules"]
    modules[0]["lessons"], modules[1]["lessons"] = ["three"], ["one", "two"]
    make_course("small", version="2", modules=modules)
    shown = progress.learners(cohort, "en")
    assert [len(one.ways[0].modules[0].lessons) for one in shown] == [2, 1]
    pass_module(old, course.modules[0])
    pass_module(old, course.modules[1])
    shown = progress.learners(cohort, "en")
    assert [one.need(today()) for one in shown] == [Need.DONE, Need.NOT_BEGUN]


def test_the_figures_are_those_of_reading_every_answer(
    trainer: Person, cohort: Cohort, course: CourseVersion
) -> None:
    people = sit(trainer, cohort, 8)
    slugs = [question.slug for question in course.modules[0].questions]
    for place, person in enumerate(people):
        hand_in(person, course.modules[0], wrong=slugs[: place % 5], left=place % 2)
    open_test = make_attempt(make_person(), course.modules[0])
    make_enrolment(trainer, cohort, db.get_one(Person, open_test.person_id))
    counted = {
        one.question.id: (one.figures.answers, one.figures.right) for one in report(cohort).asked
    }
    assert counted == read_one_by_one()


def read_one_by_one() -> dict[int, tuple[int, int]]:
    """Answers and right answers of each question, read answer by answer."""
    found: defaultdict[int, Counter[bool]] = defaultdict(Counter)
    handed_in = select(Attempt).where(Attempt.submitted_at.is_not(None))
    for attempt in db.scalars(handed_in):
        for answer in attempt.answers:
            question = db.get_one(Question, attempt.asked[answer.position - 1])
            mark = scoring.mark(question.kind, question.answers, answer.choice)
            found[question.id][mark == scoring.WHOLE] += 1
    return {
        key: (counts.total(), counts[True]) for key, counts in found.items() if counts.total() >= 5
    }


def test_what_most_got_wrong_stands_first_with_its_lesson_and_its_options(
    trainer: Person, cohort: Cohort, course: CourseVersion, visitor: FlaskClient
) -> None:
    for person in sit(trainer, cohort, 6):
        hand_in(person, course.modules[0], wrong=["first-one"])
    asked = report(cohort).asked
    assert (asked[0].question.slug, asked[0].figures.share_wrong) == ("first-one", 100)
    page = visitor.get(f"/office/classes/{cohort.ref}/questions").text
    assert "100 of 100 wrong, from 6 answers" in page
    assert "Hard: fewer than 30 of 100 know it." in page
    assert "A wrong answer was taken more often than the right one." in page
    assert "Nobody took one of the wrong answers." in page
    assert '/courses/small/one"' in page


def test_a_question_with_four_answers_is_not_told(
    trainer: Person, cohort: Cohort, course: CourseVersion, visitor: FlaskClient
) -> None:
    for person in sit(trainer, cohort, 4):
        hand_in(person, course.modules[0])
    assert report(cohort).asked == []
    page = visitor.get(f"/office/classes/{cohort.ref}/questions").text
    assert "There are not enough answers yet." in page


def test_no_report_of_questions_names_anybody(
    trainer: Person, cohort: Cohort, course: CourseVersion, visitor: FlaskClient
) -> None:
    for person in sit(trainer, cohort, 5, "Moriom"):
        hand_in(person, course.modules[0])
    for path in ("questions", "questions.csv"):
        for where in (f"classes/{cohort.ref}/{path}", f"learning/{path}"):
            response = visitor.get(f"/office/{where}")
            assert response.status_code == 200
            assert "Moriom" not in response.get_data(as_text=True)


def test_a_file_holds_no_formula(trainer: Person, cohort: Cohort, visitor: FlaskClient) -> None:
    sit(trainer, cohort, 1, "=HYPERLINK")
    rows = table(visitor, f"/office/classes/{cohort.ref}/progress.csv")
    assert rows[0]["Name"] == "'=HYPERLINK 1"


@pytest.mark.parametrize("path", OF_A_CLASS)
def test_another_centres_class_is_not_there(
    trainer: Person, cohort: Cohort, sign_in: SignIn, path: str
) -> None:
    make_centre("tangail-ttc", "tangail")
    strangers = [
        make_person(Role.OFFICER, office="tangail"),
        make_person(Role.SUPERVISOR, office="sylhet"),
    ]
    for _more in range(2):
        make_person(Role.OFFICER, office="cumilla")
    for stranger in strangers:
        response = sign_in(stranger).get(f"/office/classes/{cohort.ref}/{path}")
        assert response.status_code == 404
    for reader in (make_person(Role.OFFICER), make_person(Role.AUDITOR)):
        assert sign_in(reader).get(f"/office/classes/{cohort.ref}/{path}").status_code == 200


def test_an_empty_class_and_a_class_without_courses_have_pages(
    trainer: Person, cohort: Cohort, visitor: FlaskClient
) -> None:
    for path in OF_A_CLASS:
        assert visitor.get(f"/office/classes/{cohort.ref}/{path}").status_code == 200
    bare = make_cohort(trainer, title="Bare", course_ids=())
    sit(trainer, bare, 2)
    page = visitor.get(f"/office/classes/{bare.ref}/progress").text
    assert "The class learns no course yet." in page


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_reports_speak_the_readers_language(
    trainer: Person, cohort: Cohort, course: CourseVersion, visitor: FlaskClient, language: str
) -> None:
    for person in sit(trainer, cohort, 5):
        hand_in(person, course.modules[0])
    page = visitor.get(f"/office/classes/{cohort.ref}/questions?lang={language}").text
    assert f"{language} one?" in page
    assert f'lang="{language}"' in page
