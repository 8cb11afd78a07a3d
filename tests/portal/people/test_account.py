"""A person's own account."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.deeds import outbox, verify
from portal.deeds.models import LeafRow
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import (
    Consent,
    Passport,
    PassportIndex,
    Person,
    PersonDetails,
    PhoneIndex,
    SignInSession,
)
from tests.make.classes import identify, make_centre, make_cohort, make_enrolment
from tests.make.people import make_person
from tests.portal.people.visiting import OTHER_PIN, PIN, enter, is_in, sign_up


def change(client: FlaskClient, **other: str) -> int:
    """Send the old PIN and a new one."""
    filled = {"old_pin": PIN, "pin": OTHER_PIN, "pin_again": OTHER_PIN, **other}
    return client.post("/account/pin", data=filled).status_code


def test_a_stranger_is_sent_to_sign_in_and_back(client: FlaskClient) -> None:
    response = client.get("/account/pin")
    assert response.location == "/sign-in?next=/account/pin"
    sign_up(client)
    client.post("/sign-out")
    back = client.post(response.location, data={"phone": "01712345678", "pin": PIN})
    assert back.location == "/account/pin"


def test_the_number_is_masked(client: FlaskClient) -> None:
    sign_up(client)
    page = client.get("/account").text
    assert "+৮৮০১৭••••৬৭৮" in page
    assert "1712345678" not in page
    assert "১৭১২৩৪৫৬৭৮" not in page


def test_a_new_pin_ends_every_other_session(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    other = app.test_client()
    enter(other)
    other.post("/sign-in/code", data={"code": outbox.messages(1)[0].text[:6]})
    assert change(client) == 303
    assert is_in(client)
    assert not is_in(other)
    assert db.scalar(select(func.count(SignInSession.id))) == 1


def test_the_owner_hears_of_a_new_pin(client: FlaskClient) -> None:
    sign_up(client)
    change(client)
    assert outbox.messages(1)[0].kind is outbox.Kind.NOTICE


@pytest.mark.parametrize(
    "other",
    [
        {"old_pin": "271950"},
        {"pin": "123456", "pin_again": "123456"},
        {"pin_again": "271950"},
        {"pin": PIN, "pin_again": PIN},
    ],
    ids=["wrong old", "easy", "not twice", "the same"],
)
def test_a_pin_is_changed_rightly_or_not_at_all(client: FlaskClient, other: dict[str, str]) -> None:
    sign_up(client)
    assert change(client, **other) == 422
    client.post("/sign-out")
    assert enter(client).status_code == 303


def test_guessing_the_old_pin_is_slowed(client: FlaskClient) -> None:
    sign_up(client)
    answers = [change(client, old_pin="271950") for _turn in range(6)]
    assert answers == [422] * 5 + [429]


def test_signing_out_everywhere_ends_all_and_forgets_devices(client: FlaskClient) -> None:
    sign_up(client)
    client.post("/account/sign-out-everywhere")
    assert not is_in(client)
    assert enter(client).location == "/sign-in/code"


def test_a_name_is_changed(client: FlaskClient) -> None:
    sign_up(client)
    assert client.post("/account/name", data={"name": "Rahima Khatun"}).status_code == 303
    assert "Rahima Khatun" in client.get("/account").text


def test_pages_come_in_the_persons_language(client: FlaskClient) -> None:
    sign_up(client)
    assert '<html lang="bn"' in client.get("/account").text
    client.post("/account/language", data={"language": "en"})
    assert '<html lang="en"' in client.get("/account").text


def test_the_language_is_changed_from_any_page_and_stays(client: FlaskClient) -> None:
    sign_up(client)
    page = client.get("/account/pin").text
    address = re.findall(r'action="(/account/language[^"]*)"', page)[0]
    response = client.post(address, data={"language": "en"})
    assert response.location.startswith("/account/pin")
    assert '<html lang="en"' in client.get("/account/pin").text


def test_a_language_that_we_do_not_have_is_refused(client: FlaskClient) -> None:
    sign_up(client)
    assert client.post("/account/language", data={"language": "fr"}).status_code == 422


def test_leaving_erases_what_names_the_person(client: FlaskClient) -> None:
    sign_up(client)
    assert client.post("/account/leave", data={"old_pin": PIN}).status_code == 303
    assert not is_in(client)
    assert enter(client).status_code == 422
    for rows in (PersonDetails, PhoneIndex, SignInSession):
        assert db.scalar(select(func.count()).select_from(rows)) == 0
    assert db.scalars(select(Consent)).one().withdrawn_at
    assert db.scalars(select(Person)).one().name == ""


def test_leaving_erases_the_passport_and_the_journal_agrees(own_database: Flask) -> None:
    client = own_database.test_client()
    sign_up(client)
    person = db.scalars(select(Person)).one()
    make_centre()
    trainer = make_person(Role.TRAINER)
    cohort = make_cohort(trainer)
    identify(trainer, make_enrolment(trainer, cohort, person))
    client.post("/account/leave", data={"old_pin": PIN})
    assert db.scalars(select(Passport)).all() == []
    assert db.scalars(select(PassportIndex)).all() == []
    salts = select(LeafRow.salt).where(LeafRow.table.in_(["passport", "passport_index"]))
    assert set(db.scalars(salts)) == {None}
    assert list(verify.differences("x", [], lambda *_: True)) == []


def test_nobody_leaves_without_the_pin(client: FlaskClient) -> None:
    sign_up(client)
    assert client.post("/account/leave", data={"old_pin": "271950"}).status_code == 422
    assert is_in(client)


@pytest.mark.parametrize("page", ["name", "pin", "leave"])
def test_staff_do_not_change_these_themselves(sign_in: object, page: str) -> None:
    visitor = sign_in(make_person(Role.OFFICER))  # type: ignore[operator]
    assert visitor.get(f"/account/{page}").status_code == 403
    assert visitor.get("/account").status_code == 200
