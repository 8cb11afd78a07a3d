"""What a shared tablet reaches: every door of the portal is tried."""

from collections.abc import Iterator

from flask import Flask
from flask.testing import FlaskClient

from courses.models import (
    Enrolment,
)
from portal.people.models import Person
from tests.house.test_access import addresses
from tests.make import people
from tests.make.tablets import TEST, turn


def reached(client: FlaskClient, app: Flask) -> Iterator[tuple[str, str, str, bool]]:
    """Every door: method, address, its mark, and whether it was closed."""
    for row, address in addresses(app):
        response = client.open(address, method=row.method)
        away = response.status_code == 303 and response.location == "/tablet"
        yield row.method, address, row.tablet, away or response.status_code == 403


def test_a_turn_reaches_lessons_tests_and_the_way_out_and_nothing_else(
    app: Flask, tablet: FlaskClient, first: Enrolment
) -> None:
    turn(tablet, first)
    kept = {cookie.key: cookie for cookie in tablet._cookies.values()}
    for method, address, mark, is_closed in reached(tablet, app):
        assert is_closed is not bool(mark) or (mark == "names" and method == "POST"), address
        for name, cookie in kept.items():
            tablet.set_cookie(name, cookie.value, domain="nirapod.example", secure=True)
        if address in {"/sign-out", "/tablet/finish"}:
            turn(tablet, first)
            kept = {cookie.key: cookie for cookie in tablet._cookies.values()}


def test_without_a_turn_the_tablet_reaches_the_names_only(app: Flask, tablet: FlaskClient) -> None:
    for _, address, mark, is_closed in reached(tablet, app):
        assert is_closed is (mark != "names") or address == "/tablet/finish", address


def test_a_full_session_opens_nothing_on_the_tablet(
    app: Flask, tablet: FlaskClient, trainer: Person, first: Enrolment
) -> None:
    for person in (trainer, first.person):
        people.sign_in(tablet, person)
        for address in ("/account", "/courses/", TEST, "/office/classes/", "/", "/visa/"):
            assert tablet.get(address).location == "/tablet", address


def test_without_the_tablets_cookie_a_turn_reaches_no_more(
    tablet: FlaskClient, first: Enrolment
) -> None:
    turn(tablet, first)
    tablet.delete_cookie("__Host-nirapod-tablet", domain="nirapod.example")
    assert tablet.get("/courses/small/").status_code == 200
    for address in ("/account", "/certificates/", "/visa/", "/"):
        assert tablet.get(address).location == "/tablet", address
    assert tablet.post("/account/language", data={"language": "bn"}).status_code == 403
