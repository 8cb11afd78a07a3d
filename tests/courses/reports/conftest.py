"""A class that learns a small course, and its trainer before a screen."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses.models import Cohort, CourseVersion
from portal.ground.access import Role
from portal.people.models import Person
from tests.make.classes import make_centre, make_cohort
from tests.make.courses import make_course
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A small published course."""
    return make_course("small")


@pytest.fixture
def trainer(course: CourseVersion) -> Person:
    """A trainer of a centre in Cumilla."""
    make_centre()
    return make_person(Role.TRAINER, language="en")


@pytest.fixture
def cohort(trainer: Person) -> Cohort:
    """A class that learns the course."""
    return make_cohort(trainer)


@pytest.fixture
def visitor(trainer: Person, sign_in: SignIn) -> FlaskClient:
    """The trainer before a screen."""
    return sign_in(trainer)
