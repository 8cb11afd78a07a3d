"""What is done with the shared tablet of a class."""

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from courses.models import (
    Cohort,
    Enrolment,
)
from portal.ground.database import db
from portal.people.models import Person, SignInSession

CODE = "40716"
TEST = "/courses/small/test/first"


def open_tablet(client: FlaskClient, cohort: Cohort, code: str = CODE) -> TestResponse:
    """Make a browser the tablet of a class."""
    form = {"code": code, "idempotency_key": "opening-tablet"}
    return client.post(f"/office/classes/{cohort.ref}/tablet", data=form)


def turn(client: FlaskClient, seat: Enrolment, code: str = CODE) -> TestResponse:
    """Hand the tablet to somebody."""
    return client.post(f"/tablet/{seat.ref}", data={"code": code})


def begun(client: FlaskClient) -> str:
    """Begin the test; where its first question is."""
    place = client.post(f"{TEST}/begin").location
    return str(client.get(place).location)


def sessions_of(person: Person) -> list[SignInSession]:
    """Where somebody is signed in."""
    return list(db.scalars(select(SignInSession).filter_by(person_id=person.id)))
