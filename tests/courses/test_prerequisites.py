"""Courses before courses: tests wait for them, reading never does, and nobody is caught."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from courses import queries, sample
from courses.actions import publishing, studying
from courses.cli import courses as commands
from courses.models import Attempt, Course, CourseVersion
from courses.pack.reading import read
from courses.refusals import CoursesFirst, CoursesInACircle, UnknownCourses
from portal.ground.database import db
from portal.people.models import Person
from tests.make.courses import make_course, pass_module, write_pack
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def locked(app: Flask) -> CourseVersion:
    """A course that asks for another one."""
    make_course("core")
    return make_course("country", destination="SA", prerequisites=["core"])


def _pass(person: Person, slug: str) -> None:
    version = queries.version_for(slug, person)
    assert version is not None
    for module in version.modules:
        pass_module(person, module)


def test_its_tests_open_when_the_other_is_passed(locked: CourseVersion) -> None:
    person = make_person()
    with pytest.raises(CoursesFirst):
        studying.begin_attempt(person.id, locked.modules[0].id)
    assert db.scalar(select(func.count(Attempt.id))) == 0
    _pass(person, "core")
    assert studying.begin_attempt(person.id, locked.modules[0].id)


def test_half_of_the_other_is_not_enough(locked: CourseVersion) -> None:
    person, core = make_person(), queries.version_for("core", None)
    assert core is not None
    pass_module(person, core.modules[0])
    with pytest.raises(CoursesFirst):
        studying.begin_attempt(person.id, locked.modules[0].id)


def test_anothers_pass_opens_nothing(locked: CourseVersion) -> None:
    _pass(make_person(), "core")
    with pytest.raises(CoursesFirst):
        studying.begin_attempt(make_person().id, locked.modules[0].id)


def test_a_pass_of_an_older_version_still_counts(locked: CourseVersion) -> None:
    person = make_person()
    _pass(person, "core")
    make_course("core", version="2")
    assert queries.before(locked, person) == []
    assert [offer.passed for offer in queries.courses(person)] == [True, False]


def test_reading_is_open_and_the_pages_say_what_comes_first(
    locked: CourseVersion, sign_in: SignIn
) -> None:
    visitor = sign_in(make_person(language="en"))
    assert visitor.post("/courses/country/one/read").status_code == 303
    for page in ("/courses/country/", "/courses/country/test/first"):
        text = visitor.get(page).text
        assert "Before the tests of this course, pass:" in text
        assert 'href="/courses/core/"' in text
        assert "Begin the test" not in text


def test_when_all_is_read_the_main_button_leads_to_the_other_course(
    locked: CourseVersion, sign_in: SignIn
) -> None:
    visitor = sign_in(make_person(language="en"))
    for lesson in ("one", "two", "three"):
        visitor.post(f"/courses/country/{lesson}/read")
    assert 'class="button" href="/courses/core/"' in visitor.get("/courses/country/").text


def test_a_test_that_is_asked_for_too_early_is_refused_with_the_way(
    locked: CourseVersion, sign_in: SignIn
) -> None:
    response = sign_in(make_person(language="en")).post("/courses/country/test/first/begin")
    assert response.status_code == 409
    assert "Pass the courses that come before this one first." in response.text
    assert 'href="/courses/core/"' in response.text


def test_a_course_that_is_not_there_cannot_be_asked_for(app: Flask, tmp_path: Path) -> None:
    pack = read(write_pack(tmp_path, prerequisites=["core", "nothing"]))
    make_course("core")
    with pytest.raises(UnknownCourses) as refused:
        publishing.publish(pack)
    assert "nothing" in refused.value.text
    assert "core" not in refused.value.text
    assert db.scalar(select(func.count(Course.id))) == 1


def test_courses_never_ask_for_each_other(app: Flask, tmp_path: Path) -> None:
    make_course("a")
    make_course("b", prerequisites=["a"])
    make_course("c", prerequisites=["b"])
    pack = read(write_pack(tmp_path, slug="a", version="2", prerequisites=["c"]))
    with pytest.raises(CoursesInACircle):
        publishing.publish(pack)
    assert db.scalar(select(func.count(CourseVersion.id))) == 3


def test_a_circle_that_a_newer_version_broke_is_none(app: Flask, tmp_path: Path) -> None:
    make_course("a")
    make_course("b", prerequisites=["a"])
    make_course("b", version="2")
    assert publishing.publish(
        read(write_pack(tmp_path, slug="a", version="2", prerequisites=["b"]))
    )


def test_the_command_says_what_is_missing(app: Flask, tmp_path: Path) -> None:
    folder = write_pack(tmp_path, prerequisites=["nothing"])
    done = app.test_cli_runner().invoke(commands, ["import", str(folder)])
    assert done.exit_code == 1
    assert "nothing" in done.output


def test_our_own_packs_come_in_an_order_in_which_they_can_be_published() -> None:
    packs = sample.packs()
    slugs = [pack.slug for pack in packs]
    is_core = [not (pack.destination or pack.work) for pack in packs]
    assert is_core == sorted(is_core, reverse=True)
    assert slugs[0] == "before-you-go"
    for place, pack in enumerate(packs):
        assert set(pack.prerequisites) <= set(slugs[:place])
