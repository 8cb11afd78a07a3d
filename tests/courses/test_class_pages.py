"""The pages of classes: who finds which, and what they say."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses.models import Cohort
from portal.ground.access import Role
from portal.people.models import Person
from tests.make.classes import make_centre, make_cohort, make_enrolment
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer of a centre in Cumilla, who reads English."""
    make_centre()
    return make_person(Role.TRAINER, language="en")


@pytest.fixture
def cohort(trainer: Person) -> Cohort:
    """A class of today."""
    return make_cohort(trainer)


def test_the_list_leads_to_the_class_and_who_sits_there(
    trainer: Person, cohort: Cohort, sign_in: SignIn
) -> None:
    make_enrolment(trainer, cohort, make_person(name="Salma Akter"))
    client = sign_in(trainer)
    assert f"/office/classes/{cohort.ref}/" in client.get("/office/classes/").text
    assert "Salma Akter" in client.get(f"/office/classes/{cohort.ref}/").text


def test_another_districts_officer_finds_no_class(cohort: Cohort, sign_in: SignIn) -> None:
    client = sign_in(make_person(Role.OFFICER, office="tangail"))
    assert cohort.title not in client.get("/office/classes/").text
    assert client.get(f"/office/classes/{cohort.ref}/").status_code == 404
