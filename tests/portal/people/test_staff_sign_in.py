"""Staff: password and app, the first time with a code, and once more before a decision."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.database import db
from portal.people import authenticator, codes, hashing
from portal.people.actions import load_offices, roles
from portal.people.models import Credential
from tests.make.people import make_person
from tests.portal.people.visiting import (
    PASSWORD,
    PHONE,
    app_code,
    enter_as_staff,
    is_in,
    later,
    make_staff,
)

FIRST = "/sign-in/staff/first"


def newcomer() -> str:
    """A new officer's first code."""
    load_offices()
    code = codes.new_staff_code()
    new = roles.NewStaff("officer", "Kamal Hossain", PHONE, "cumilla")
    roles.add_staff(By.command_line(None, "test"), new, code)
    return code


def choose(client: FlaskClient, password: str = PASSWORD, again: str | None = None) -> int:
    """Send a new password."""
    filled = {"password": password, "password_again": again or password}
    return client.post("/sign-in/staff/password", data=filled).status_code


def test_a_newcomer_sets_password_and_app_and_is_in(app: Flask, client: FlaskClient) -> None:
    code = newcomer()
    typed = f" {code[:5].lower()}-{code[5:]} "
    assert client.post(FIRST, data={"phone": PHONE, "code": typed}).status_code == 303
    assert choose(client) == 303
    page = client.get("/sign-in/staff/authenticator").text
    secret = db.scalars(select(Credential.totp_secret)).one()
    assert authenticator.in_groups(secret or "") in page
    response = client.post("/sign-in/staff/authenticator", data={"code": app_code()})
    assert response.status_code == 303
    assert is_in(client)


def test_the_first_code_works_once(app: Flask, client: FlaskClient) -> None:
    code = newcomer()
    client.post(FIRST, data={"phone": PHONE, "code": code})
    choose(client)
    client.post("/sign-in/staff/authenticator", data={"code": app_code()})
    again = app.test_client().post(FIRST, data={"phone": PHONE, "code": code})
    assert again.status_code == 422


def test_the_first_code_ends_after_a_week(app: Flask, client: FlaskClient) -> None:
    code = newcomer()
    later(app, days=8)
    assert client.post(FIRST, data={"phone": PHONE, "code": code}).status_code == 422


def test_a_stranger_cannot_use_up_the_first_code(app: Flask, client: FlaskClient) -> None:
    code = newcomer()
    for _turn in range(8):
        app.test_client().post(FIRST, data={"phone": PHONE, "code": "AAAAAAAAAA"})
    assert client.post(FIRST, data={"phone": PHONE, "code": code}).status_code == 429
    later(app, minutes=31)
    assert client.post(FIRST, data={"phone": PHONE, "code": code}).status_code == 303


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("short-one-1", None),
        ("password12345", None),
        ("Kamal Hossain 1", None),
        (PASSWORD, "tulip-harbor-mango-93"),
        ("x" * 129, None),
    ],
)
def test_a_weak_password_is_refused(client: FlaskClient, password: str, again: str | None) -> None:
    client.post(FIRST, data={"phone": PHONE, "code": newcomer()})
    assert choose(client, password, again) == 422
    assert client.get("/sign-in/staff/authenticator").status_code == 303


@pytest.mark.parametrize("page", ["password", "authenticator"])
def test_nobody_sets_a_password_without_the_first_code(client: FlaskClient, page: str) -> None:
    make_staff()
    assert client.get(f"/sign-in/staff/{page}").location == FIRST
    assert client.post(f"/sign-in/staff/{page}").location == FIRST


def test_staff_sign_in_with_password_and_app(app: Flask, client: FlaskClient) -> None:
    make_staff()
    later(app, seconds=60)
    assert enter_as_staff(client).status_code == 303
    assert is_in(client)


@pytest.mark.parametrize(
    "other",
    [
        {"password": "tulip-harbor-mango-93"},
        {"phone": "01812345678"},
        {"code": "000000"},
    ],
    ids=["password", "phone", "code"],
)
def test_what_was_wrong_is_not_told(app: Flask, client: FlaskClient, other: dict[str, str]) -> None:
    make_staff()
    later(app, seconds=60)
    response = enter_as_staff(client, **other)
    assert response.status_code == 422
    assert not is_in(client)
    summary = response.text.split('class="error-summary"')[1].split("</ul>")[0]
    assert summary.count("<li>") == 1
    assert "<strong>" in summary


def test_a_code_of_the_app_works_once(app: Flask) -> None:
    make_staff()
    later(app, seconds=60)
    code = app_code()
    assert enter_as_staff(app.test_client(), code=code).status_code == 303
    assert enter_as_staff(app.test_client(), code=code).status_code == 422
    assert enter_as_staff(app.test_client(), code=f" {code[:3]} {code[3:]} ").status_code == 422


def test_no_older_code_works_after_a_newer_one(app: Flask) -> None:
    make_staff()
    later(app, seconds=60)
    older = app_code()
    later(app, seconds=30)
    assert enter_as_staff(app.test_client()).status_code == 303
    assert enter_as_staff(app.test_client(), code=older).status_code == 422


def test_an_unknown_number_costs_the_same_work(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_staff()
    checked: list[str | None] = []
    real = hashing.password_matches

    def watched(stored: str | None, password: str) -> bool:
        checked.append(stored)
        return real(stored, password)

    monkeypatch.setattr(hashing, "password_matches", watched)
    enter_as_staff(client, phone="01812345678")
    assert checked == [None]
    assert hashing.cost_of(hashing._NOBODY) == hashing.cost_of(hashing.password_hash("x"))


def test_strangers_cannot_lock_staff_out_of_their_own_desk(app: Flask, client: FlaskClient) -> None:
    make_staff()
    later(app, seconds=60)
    enter_as_staff(client)
    client.post("/sign-out")
    later(app, seconds=60)
    for _turn in range(6):
        enter_as_staff(app.test_client(), code="000000")
    assert enter_as_staff(app.test_client()).status_code == 429
    assert enter_as_staff(client).status_code == 303


def test_staff_have_no_pin_and_migrants_no_password(client: FlaskClient) -> None:
    make_staff()
    assert client.post("/sign-in", data={"phone": PHONE, "pin": "493827"}).status_code == 422
    client.post("/forgot-pin", data={"phone": PHONE})
    rows = db.execute(text("SELECT pin_hash FROM credential")).scalars().all()
    assert rows == [None]


def test_password_and_secret_are_never_in_the_database_in_clear(app: Flask) -> None:
    make_staff()
    secret = db.scalars(select(Credential.totp_secret)).one() or ""
    row = db.execute(text("SELECT * FROM credential")).one()
    stored = b" ".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    assert secret.encode() not in stored
    assert PASSWORD.encode() not in stored


def test_confirming_gives_a_new_token_and_the_old_one_ends(app: Flask, sign_in: object) -> None:
    person = make_staff(Role.ADMINISTRATOR)
    visitor = sign_in(person, confirmed=False)  # type: ignore[operator]
    name = "__Host-nirapod-sid"
    before = visitor.get_cookie(name, domain="nirapod.example").value
    later(app, seconds=60)
    response = visitor.post("/confirm?next=/account", data={"code": app_code()})
    assert response.location == "/account"
    assert visitor.get_cookie(name, domain="nirapod.example").value != before
    thief = app.test_client()
    thief.set_cookie(name, before, domain="nirapod.example", secure=True)
    assert not is_in(thief)


def test_a_used_code_confirms_nothing(app: Flask, client: FlaskClient) -> None:
    make_staff()
    later(app, seconds=60)
    code = app_code()
    enter_as_staff(client, code=code)
    assert client.post("/confirm", data={"code": code}).status_code == 422


def test_guessing_to_confirm_is_slowed(app: Flask, client: FlaskClient) -> None:
    make_staff()
    later(app, seconds=60)
    enter_as_staff(client)
    answers = [client.post("/confirm", data={"code": "000000"}).status_code for _turn in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_migrant_has_nothing_to_confirm(sign_in: object) -> None:
    assert sign_in(make_person()).get("/confirm").status_code == 403  # type: ignore[operator]
