"""Makers of people and offices, with good defaults."""

import itertools
import uuid

from flask import current_app
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.encryption import keyed_hash
from portal.people import offices, sessions, visits
from portal.people.models import Office, Person, PersonDetails, PhoneIndex, RoleGrant

_numbers = itertools.count(1)
_IN_AN_OFFICE = {Role.OFFICER, Role.SUPERVISOR, Role.MIGRANT}


def make_office(code: str = "cumilla") -> Office:
    """One of the 64 offices; all are loaded where there is none."""
    if not db.scalar(select(func.count(Office.id))):
        _load()
    return db.scalars(select(Office).filter_by(code=code)).one()


@transaction
def _load() -> None:
    db.add_all(Office(**row) for row in offices.rows())


def make_person(
    role: Role = Role.MIGRANT,
    *,
    office: str | None = "cumilla",
    name: str = "Rahima Begum",
    phone: str | None = None,
    language: str = "bn",
) -> Person:
    """A person, who cannot sign in yet (no PIN or password); staff hold their role by a grant."""
    office_id = make_office(office).id if office and role in _IN_AN_OFFICE else None
    person = Person(
        public_id=uuid.uuid4().hex,
        role=role,
        office_id=office_id,
        centre="cumilla-ttc" if role is Role.TRAINER else None,
        language=language,
        created_at=now(),
    )
    phone = phone or f"+88017{next(_numbers):08d}"
    person.details = PersonDetails(name=name, phone=phone)
    public_id = _add(By.command_line(None, "make_person"), person, phone)
    return db.scalars(select(Person).filter_by(public_id=public_id)).one()


@deed
def _add(by: By, person: Person, phone: str) -> str:
    db.add(person)
    db.flush()
    phone_hash = keyed_hash("phone", phone)
    others = db.scalar(select(func.count(PhoneIndex.id)).filter_by(phone_hash=phone_hash)) or 0
    db.add(
        PhoneIndex(
            person_id=person.id, phone_hash=phone_hash, place=others + 1, staff=person.is_staff
        )
    )
    if person.is_staff:
        db.add(
            RoleGrant(
                person_id=person.id,
                role=person.role,
                office_id=person.office_id,
                centre=person.centre,
                active=True,
                granted_at=now(),
            )
        )
    return person.public_id


def sign_in(client: FlaskClient, person: Person, *, confirmed: bool = True) -> FlaskClient:
    """Let a visitor be this person; staff have just proved who they are, unless said."""
    token = open_session(person.id, confirmed=confirmed)
    with current_app.test_request_context():
        name = sessions.cookie_name()
    client.set_cookie(name, token, domain="nirapod.example", secure=True)
    return client


@transaction
def open_session(person_id: int, *, confirmed: bool) -> str:
    """Open a session of a person; its token."""
    person = db.get_one(Person, person_id)
    return visits.open_session(person, confirmed_at=now() if confirmed else None).token
