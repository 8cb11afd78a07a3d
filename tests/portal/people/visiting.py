"""Visits that several tests make: signing up, codes out of the outbox, staff with an app."""

import re
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.deeds import outbox
from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people import authenticator, choosing, codes, queries
from portal.people.actions import load_offices, roles, sign_in, staff_sign_in
from portal.people.models import Credential, Person

PHONE = "+8801712345678"
TYPED = "০১৭১২-৩৪৫৬৭৮"
PIN = "493827"
OTHER_PIN = "806142"
PASSWORD = "tulip-harbor-mango-92"  # noqa: S105 - nobody's


def later(app: Flask, **more: float) -> None:
    """Let time pass."""
    moment = now() + timedelta(**more)
    app.config["CLOCK"] = lambda: moment


def last_code() -> str:
    """The digits in the last message."""
    found = re.search(r"\d{6}", outbox.messages(1)[-1].text)
    assert found
    return found[0]


def join_form(**other: str) -> dict[str, str]:
    """What somebody fills in who signs up."""
    filled = {"name": "Rahima Begum", "office": "cumilla", "pin": PIN, "pin_again": PIN}
    return {**filled, "consent": "y", **other}


def sign_up(client: FlaskClient, phone: str = TYPED, **other: str) -> TestResponse:
    """Sign somebody up, to the last page."""
    load_offices()
    client.post("/sign-up", data={"phone": phone})
    client.post("/sign-up/code", data={"code": last_code()})
    return client.post("/sign-up/person", data=join_form(**other))


def enter(client: FlaskClient, phone: str = TYPED, pin: str = PIN, **more: str) -> TestResponse:
    """Send number and PIN."""
    return client.post("/sign-in", data={"phone": phone, "pin": pin}, **more)


def is_in(client: FlaskClient) -> bool:
    """Whether the visitor is signed in."""
    return client.get("/account").status_code == 200


def make_staff(role: Role = Role.OFFICER, phone: str = PHONE) -> Person:
    """A member of staff who has come in once and left."""
    load_offices()
    code = codes.new_staff_code()
    office = "cumilla" if role in roles.NEEDS_OFFICE else None
    new = roles.NewStaff(role.value, "Kamal Hossain", phone, office)
    roles.add_staff(By.command_line(None, "test"), new, code)
    sent = staff_sign_in.first_code(phone, code)
    assert isinstance(sent, codes.Sent)
    staff_sign_in.set_password(sent.visit, choosing.password(PASSWORD, []))
    opened = staff_sign_in.enrol_app(sent.visit, app_code(phone), None, "bn")
    assert not isinstance(opened, Exception)
    sign_in.sign_out(opened.token)
    person = queries.staff_by_phone(phone)
    assert person
    return person


def app_code(phone: str = PHONE) -> str:
    """What the app of a member of staff shows now."""
    person = queries.staff_by_phone(phone)
    assert person
    secret = db.scalar(select(Credential.totp_secret).filter_by(person_id=person.id))
    return authenticator.code_at(secret or "", now())


def enter_as_staff(client: FlaskClient, **other: str) -> TestResponse:
    """Send number, password and the code of the app."""
    filled = {"phone": PHONE, "password": PASSWORD, "code": other.pop("code", "") or app_code()}
    return client.post("/sign-in/staff", data={**filled, **other})
