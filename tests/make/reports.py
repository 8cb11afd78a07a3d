"""Makers of people in a class, and readers of what is told of them."""

import csv
import io

from flask.testing import FlaskClient

from courses.models import Cohort
from courses.queries.reports import questions, scope
from portal.people.models import Person
from tests.make.classes import make_enrolment
from tests.make.people import make_person


def sit(trainer: Person, cohort: Cohort, count: int, name: str = "Rahima") -> list[Person]:
    """Some people of a class."""
    people = [make_person(name=f"{name} {place}") for place in range(1, count + 1)]
    for person in people:
        make_enrolment(trainer, cohort, person)
    return people


def table(client: FlaskClient, path: str) -> list[dict[str, str]]:
    """The rows of a file, by their heads."""
    response = client.get(path)
    assert response.mimetype == "text/csv"
    assert response.headers["Cache-Control"] == "no-store"
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))


def report(cohort: Cohort) -> questions.Report:
    """How the questions were answered in a class."""
    return questions.report(scope.of_class(cohort))
