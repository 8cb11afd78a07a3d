"""Makers of requests about visas, through the deeds that people use."""

import io
from datetime import date
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.people import make_person
from tests.make.visa_check import by
from visa_check.actions import requests as actions
from visa_check.models import VisaRequest
from visa_check.queries import requests as queries


def question(
    *, destination: str = "SA", flight_day: date | None = None, **changes: Any
) -> actions.Question:
    """What somebody asks; good unless something is changed."""
    facts = {
        "visa_number": "E12345678",
        "passport_number": "A01234567",
        "date_of_birth": date(1998, 4, 12),
        "holder_name": "MD ABDUR RAHMAN",
        "job": "Cleaner",
        "wage": 1200,
        "currency": "SAR",
        "fee_paid": 150_000,
        "paid_to": "A man from the village",
    }
    return actions.Question(destination, flight_day, facts | changes)


def make_request(
    asker: Person | None = None, office: str = "cumilla", **changes: Any
) -> VisaRequest:
    """A question of a migrant that waits for an officer."""
    asker = asker or make_person(Role.MIGRANT, office=office)
    ref = actions.ask(by(asker), office, question(**changes))
    return db.scalars(select(VisaRequest).filter_by(ref=ref)).one()


def take_in(officer: Person, **changes: Any) -> VisaRequest:
    """A question of somebody who stands at the counter."""
    ref = actions.take_in(by(officer), question(**changes))
    return db.scalars(select(VisaRequest).filter_by(ref=ref)).one()


def newest(asker: Person) -> VisaRequest:
    """The question that this person asked last."""
    return queries.own_requests(asker)[0]


def send(visitor: FlaskClient, ref: str, **files: bytes) -> Any:
    """Send files for a question."""
    data = {name: (io.BytesIO(content), f"{name}.jpg") for name, content in files.items()}
    return visitor.post(f"/visa/requests/{ref}/pictures", data=data)
