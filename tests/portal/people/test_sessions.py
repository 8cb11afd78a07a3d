"""Sessions: rows on the server, cookies that say nothing, ends that hold."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from portal.ground.access import Role
from portal.ground.database import db
from portal.ground.settings import Settings
from portal.people import visits
from portal.people.actions import forget_old, load_offices
from portal.people.models import Device, OneTimeCode, SignInSession
from tests.make.people import make_person
from tests.portal.people.visiting import TYPED, enter, is_in, later, sign_up

COOKIE = "__Host-nirapod-sid"


def session() -> SignInSession:
    """The one session."""
    return db.scalars(select(SignInSession)).one()


def test_the_cookie_is_for_this_host_and_no_script(client: FlaskClient) -> None:
    response = sign_up(client)
    cookies = {each.split("=")[0]: each for each in response.headers.getlist("Set-Cookie")}
    for name in (COOKIE, "__Host-nirapod-device"):
        for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
            assert word in cookies[name]
        assert "Domain" not in cookies[name]
    assert "Max-Age" not in cookies[COOKIE]


def test_no_other_cookie_is_ever_set(client: FlaskClient) -> None:
    response = sign_up(client)
    names = {each.split("=")[0] for each in response.headers.getlist("Set-Cookie")}
    assert names <= {COOKIE, "__Host-nirapod-device", "__Host-nirapod"}


def test_development_has_its_own_name_without_https() -> None:
    assert Settings(env="development").completed().for_flask()["SESSION_COOKIE_SECURE"] is False


def test_the_database_knows_only_a_hash(client: FlaskClient) -> None:
    sign_up(client)
    cookie = client.get_cookie(COOKIE, domain="nirapod.example")
    assert cookie
    assert len(cookie.value) >= 43
    assert session().token_hash == visits.token_hash(cookie.value)


def test_each_sign_in_has_a_new_token(client: FlaskClient) -> None:
    tokens = set()
    sign_up(client)
    for _turn in range(3):
        cookie = client.get_cookie(COOKIE, domain="nirapod.example")
        tokens.add(cookie.value if cookie else "")
        client.post("/sign-out")
        enter(client)
    assert len(tokens) == 3


def test_a_planted_token_is_not_taken_over(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    client.post("/sign-out")
    client.set_cookie(COOKIE, "planted", domain="nirapod.example", secure=True)
    enter(client)
    cookie = client.get_cookie(COOKIE, domain="nirapod.example")
    assert cookie
    assert cookie.value != "planted"


def test_flask_logins_own_cookie_is_never_set_nor_believed(client: FlaskClient) -> None:
    client.set_cookie("remember_token", "1|x", domain="nirapod.example", secure=True)
    assert not is_in(client)


def test_a_session_ends_when_nothing_is_sent(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    later(app, hours=3, minutes=59)
    assert is_in(client)
    later(app, minutes=2)
    assert not is_in(client)


def test_a_post_is_a_sign_of_life_and_a_get_is_none(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    later(app, hours=3)
    client.post("/account/language", data={"language": "en"})
    later(app, hours=3)
    assert is_in(client)
    later(app, hours=2)
    assert not is_in(client)


def test_a_session_ends_whatever_is_sent(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    for _turn in range(8):
        later(app, hours=3, minutes=1)
        client.post("/account/language", data={"language": "bn"})
    assert not is_in(client)


@pytest.mark.parametrize(("role", "hours"), [(Role.OFFICER, 1), (Role.MIGRANT, 4)])
def test_staff_are_out_sooner(app: Flask, sign_in: object, role: Role, hours: int) -> None:
    visitor = sign_in(make_person(role))  # type: ignore[operator]
    later(app, hours=hours, minutes=-1)
    assert is_in(visitor)
    later(app, minutes=2)
    assert not is_in(visitor)


def test_a_get_writes_nothing(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    later(app, hours=1)
    written: list[str] = []
    connection = app.extensions["database"]

    def note(*args: object) -> None:
        if str(args[2]).split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}:
            written.append(str(args[2]))

    event.listen(connection, "before_cursor_execute", note)
    for page in ("/account", "/account/pin", "/sign-in", "/sign-up", "/forgot-pin"):
        client.get(page)
    event.remove(connection, "before_cursor_execute", note)
    assert written == []


def test_many_posts_write_one_sign_of_life_a_minute(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    later(app, minutes=5)
    for _turn in range(3):
        client.post("/account/language", data={"language": "en"})
    seen = session().seen_at
    later(app, seconds=30)
    client.post("/account/language", data={"language": "en"})
    assert session().seen_at == seen


def test_every_page_of_a_person_is_stored_nowhere(client: FlaskClient) -> None:
    sign_up(client)
    for page in ("/account", "/account/name", "/account/pin", "/account/leave"):
        assert client.get(page).headers["Cache-Control"] == "no-store"


def test_what_has_ended_is_deleted(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    client.post("/sign-up", data={"phone": TYPED})
    later(app, days=2)
    forget_old()
    assert db.scalars(select(SignInSession)).all() == []
    assert db.scalars(select(OneTimeCode)).all() == []
    assert len(db.scalars(select(Device)).all()) == 1
    later(app, days=365)
    forget_old()
    assert db.scalars(select(Device)).all() == []


def test_offices_are_loaded_once(app: Flask) -> None:
    assert load_offices() == 64
    assert load_offices() == 64
