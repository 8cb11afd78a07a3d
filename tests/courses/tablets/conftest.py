"""A class with two learners, and a browser that is its tablet."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses.models import (
    Cohort,
    CourseVersion,
    Enrolment,
)
from portal.ground.access import Role
from portal.people.models import Person
from tests.make.classes import make_centre, make_cohort, make_enrolment
from tests.make.courses import (
    make_course,
)
from tests.make.people import make_person
from tests.make.tablets import open_tablet

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer who reads English."""
    make_centre()
    return make_person(Role.TRAINER, language="en")


@pytest.fixture
def course(app: Flask) -> CourseVersion:
    """A small published course."""
    return make_course("small")


@pytest.fixture
def cohort(trainer: Person, course: CourseVersion) -> Cohort:
    """A class of today that learns it."""
    return make_cohort(trainer)


@pytest.fixture
def first(trainer: Person, cohort: Cohort) -> Enrolment:
    """Who gets the tablet first."""
    return make_enrolment(trainer, cohort, make_person(name="Rahima Begum", language="en"))


@pytest.fixture
def second(trainer: Person, cohort: Cohort, first: Enrolment) -> Enrolment:
    """Who gets it next."""
    return make_enrolment(trainer, cohort, make_person(name="Salma Akter", language="en"))


@pytest.fixture
def tablet(trainer: Person, cohort: Cohort, sign_in: SignIn) -> FlaskClient:
    """A browser that the trainer made the tablet of the class."""
    client = sign_in(trainer)
    client.set_cookie("lang", "en", domain="nirapod.example", secure=True)
    assert open_tablet(client, cohort).location == "/tablet"
    return client


@pytest.fixture
def guarded(app: Flask) -> Iterator[Flask]:
    """Forms carry their tokens, as in production."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False
