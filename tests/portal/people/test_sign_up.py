"""Signing up, from the number to the first page."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text

from portal.deeds import outbox
from portal.ground.database import db
from portal.people.actions import load_offices
from portal.people.models import Consent, Credential, Person
from tests.portal.people.visiting import (
    OTHER_PIN,
    PHONE,
    PIN,
    TYPED,
    is_in,
    join_form,
    last_code,
    later,
    sign_up,
)

SURNAME = "Begumzadi"


def people() -> int:
    """How many there are."""
    return db.scalar(select(func.count(Person.id))) or 0


def test_somebody_signs_up_and_is_in(client: FlaskClient) -> None:
    response = sign_up(client)
    assert response.status_code == 303
    assert is_in(client)
    person = db.scalars(select(Person)).one()
    assert (person.name, person.phone, person.language) == ("Rahima Begum", PHONE, "bn")


def test_the_page_that_was_wanted_comes_afterwards(client: FlaskClient) -> None:
    client.post("/sign-up?next=/account/pin", data={"phone": TYPED})
    client.post("/sign-up/code", data={"code": last_code()})
    load_offices()
    response = client.post("/sign-up/person", data=join_form())
    assert response.location == "/account/pin"


def test_consent_is_kept_with_its_words(client: FlaskClient) -> None:
    sign_up(client)
    assert db.scalars(select(Consent)).one().words


def test_without_consent_nothing_is_kept(client: FlaskClient) -> None:
    assert sign_up(client, consent="").status_code == 422
    assert people() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "R"),
        ("name", "Rahima 17"),
        ("name", "Rahima <b>"),
        ("name", "see www.evil.com/x"),
        ("name", "x" * 81),
        ("office", ""),
        ("office", "atlantis"),
        ("pin", "12345"),
        ("pin", "abcdef"),
        ("pin", "123456"),
        ("pin", "712345"),
        ("pin_again", OTHER_PIN),
    ],
)
def test_a_wrong_field_is_shown_and_the_rest_is_kept(
    client: FlaskClient, field: str, value: str
) -> None:
    both = {"pin_again": value} if field == "pin" else {}
    response = sign_up(client, **{field: value, **both})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert field == "name" or 'value="Rahima Begum"' in response.text
    assert people() == 0


def test_a_name_may_be_in_bangla(client: FlaskClient) -> None:
    assert sign_up(client, name="  রহিমা   বেগম ").status_code == 303
    assert db.scalars(select(Person)).one().name == "রহিমা বেগম"


def test_digits_may_be_bangla(client: FlaskClient) -> None:
    assert sign_up(client, pin="৪৯৩৮২৭", pin_again="493 827").status_code == 303


@pytest.mark.parametrize("phone", ["", "12", "not a number", "01212345678"])
def test_a_bad_number_gets_no_code(client: FlaskClient, phone: str) -> None:
    response = client.post("/sign-up", data={"phone": phone})
    assert response.status_code == 422
    assert outbox.messages() == []


def test_a_wrong_code_is_refused_five_times_and_then_all(client: FlaskClient) -> None:
    client.post("/sign-up", data={"phone": TYPED})
    right = last_code()
    wrong = "000000" if right != "000000" else "111111"
    for _turn in range(5):
        assert client.post("/sign-up/code", data={"code": wrong}).status_code == 422
    assert client.post("/sign-up/code", data={"code": right}).status_code == 422
    assert client.get("/sign-up/person").status_code == 303


def test_a_code_ends_after_ten_minutes(app: Flask, client: FlaskClient) -> None:
    client.post("/sign-up", data={"phone": TYPED})
    code = last_code()
    later(app, minutes=11)
    response = client.post("/sign-up/code", data={"code": code})
    assert response.location == "/sign-up"


def test_a_code_is_good_for_the_browser_that_asked(app: Flask, client: FlaskClient) -> None:
    client.post("/sign-up", data={"phone": TYPED})
    other = app.test_client()
    assert other.post("/sign-up/code", data={"code": last_code()}).location == "/sign-up"


@pytest.mark.parametrize("page", ["/sign-up/code", "/sign-up/person"])
def test_the_later_pages_lead_to_the_first(client: FlaskClient, page: str) -> None:
    assert client.get(page).location == "/sign-up"
    assert client.post(page).location == "/sign-up"


def test_a_proved_visit_makes_one_person(client: FlaskClient) -> None:
    sign_up(client)
    assert client.post("/sign-up/person", data=join_form(pin=OTHER_PIN)).status_code == 303
    assert people() == 1


def test_six_people_share_a_number_and_no_seventh(app: Flask) -> None:
    pins = ["493827", "806142", "271950", "385016", "940372", "618205", "527493"]
    answers = []
    for pin in pins:
        later(app, hours=5)
        answers.append(sign_up(app.test_client(), pin=pin, pin_again=pin).status_code)
    assert answers == [303] * 6 + [422]


def test_two_people_of_a_number_never_have_one_pin_and_are_not_told(app: Flask) -> None:
    sign_up(app.test_client())
    same = sign_up(app.test_client())
    easy = sign_up(app.test_client(), pin="121212", pin_again="121212")
    assert same.status_code == easy.status_code == 422
    error = '<p class="field-error" id="pin-error">'
    assert same.text.split(error)[1][:400] == easy.text.split(error)[1][:400]


def test_the_pin_is_never_in_the_database_in_clear(client: FlaskClient) -> None:
    sign_up(client)
    for table in ("person", "person_details", "credential", "phone_index", "one_time_code"):
        rows = db.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - names of ours
        stored = b" ".join(
            bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            for row in rows
            for value in row
        )
        for secret in (PIN, "1712345678", "Rahima"):
            assert secret.encode() not in stored, table
    stored_pin = db.scalars(select(Credential.pin_hash)).one()
    assert stored_pin.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_no_log_line_names_phone_name_pin_or_code(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        sign_up(client, name=f"Rahima {SURNAME}")
        code = last_code()
    words = " ".join(str(vars(record)) for record in caplog.records) + caplog.text
    for secret in ("1712345678", "১৭১২", SURNAME, PIN, code):
        assert secret not in words


def test_a_number_gets_no_seventh_code_a_day(app: Flask, client: FlaskClient) -> None:
    for _turn in range(6):
        assert client.post("/sign-up", data={"phone": TYPED}).status_code == 303
    assert client.post("/sign-up", data={"phone": TYPED}).status_code == 429
    assert len(outbox.messages()) == 6


def test_fields_that_the_form_does_not_have_change_nothing(client: FlaskClient) -> None:
    more = {"role": "administrator", "id": "1", "active": "", "public_id": "x", "language": "en"}
    sign_up(client, **more)
    person = db.scalars(select(Person)).one()
    assert (person.role.value, person.active, person.language) == ("migrant", True, "bn")
