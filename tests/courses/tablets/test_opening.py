"""A tablet is opened by staff, handed over by code, and closed by code, clock or staff."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courses.actions import classes, enrolling, tablets
from courses.models import (
    ClassTablet,
    Cohort,
    Enrolment,
)
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.actions import roles
from portal.people.models import Person
from tests.make.classes import by, make_cohort, make_enrolment
from tests.make.people import make_person
from tests.make.tablets import CODE, TEST, open_tablet, sessions_of, turn

SignIn = Callable[..., FlaskClient]


def test_the_device_holds_nothing_but_the_tablet(
    trainer: Person, cohort: Cohort, sign_in: SignIn
) -> None:
    client = sign_in(trainer)
    response = open_tablet(client, cohort)
    cookies = "\n".join(response.headers.getlist("Set-Cookie"))
    assert re.search(r"__Host-nirapod-tablet=\S+; .*Secure; HttpOnly", cookies)
    assert sessions_of(trainer) == []
    held = {cookie.key for cookie in client._cookies.values() if cookie.value}
    assert held == {"__Host-nirapod-tablet"}


def test_it_shows_the_names_big_and_nothing_else_of_anybody(
    tablet: FlaskClient, first: Enrolment, second: Enrolment
) -> None:
    text = tablet.get("/tablet").text
    assert "Rahima Begum" in text
    assert "Salma Akter" in text
    assert first.person.phone[-3:] + "<" not in text
    assert 'href="/account"' not in text
    assert "Salma" not in tablet.get("/tablet?q=rahi").text
    assert "Rahima" not in tablet.get("/tablet?q=২").text


@pytest.mark.parametrize("code", ["", "12", "1234567", "abcd", "1111", "4567", "123456"])
def test_an_easy_or_wrong_code_opens_no_tablet(
    trainer: Person, cohort: Cohort, sign_in: SignIn, code: str
) -> None:
    client = sign_in(trainer)
    assert open_tablet(client, cohort, code).status_code == 422
    assert len(sessions_of(trainer)) == 1
    assert db.scalars(select(ClassTablet)).all() == []


def test_another_districts_staff_open_no_tablet(cohort: Cohort, sign_in: SignIn) -> None:
    client = sign_in(make_person(Role.OFFICER, office="tangail"))
    assert open_tablet(client, cohort).status_code == 404


def test_a_name_alone_opens_nothing(tablet: FlaskClient, first: Enrolment) -> None:
    assert "Give the tablet to your trainer" in tablet.get(f"/tablet/{first.ref}").text
    assert tablet.get(TEST).location == "/tablet"
    assert sessions_of(first.person) == []


def test_five_wrong_codes_close_the_tablet(tablet: FlaskClient, first: Enrolment) -> None:
    for left in "4321":
        response = turn(tablet, first, "9999")
        assert response.status_code == 422
        assert f"Tries that are left: {left}." in response.text
    assert turn(tablet, first, "9999").status_code == 409
    assert turn(tablet, first).status_code == 409
    assert sessions_of(first.person) == []
    assert db.scalars(select(ClassTablet.closed_at)).one() is not None


def test_a_right_code_forgives_one_wrong_one(tablet: FlaskClient, first: Enrolment) -> None:
    for _ in range(4):
        turn(tablet, first, "9999")
    assert turn(tablet, first).status_code == 303
    tablet.post("/tablet/finish")
    turn(tablet, first, "9999")
    assert db.scalars(select(ClassTablet.tries)).one() == 4


def test_the_day_ends_the_tablet_and_gives_the_browser_back(
    app: Flask, tablet: FlaskClient, first: Enrolment
) -> None:
    tomorrow = now() + timedelta(days=1)
    app.config["CLOCK"] = lambda: tomorrow
    assert tablet.get("/courses/small/").location == "/tablet"
    assert turn(tablet, first).status_code == 409
    assert tablet.get("/courses/small/").status_code == 200


def end_of_class(trainer: Person, cohort: Cohort) -> None:
    """End the class."""
    classes.end_cohort(by(trainer), cohort.ref, cancelled=False)


def end_of_role(trainer: Person, cohort: Cohort) -> None:
    """Take the trainer's role away."""
    roles.remove_staff(by(None), trainer.phone)


@pytest.mark.parametrize("end", [end_of_class, end_of_role])
def test_with_the_class_or_the_role_the_tablet_ends(
    tablet: FlaskClient,
    trainer: Person,
    cohort: Cohort,
    first: Enrolment,
    end: Callable[[Person, Cohort], None],
) -> None:
    end(trainer, cohort)
    assert turn(tablet, first).status_code == 409


def test_staff_close_a_tablet_from_afar_and_the_turn_ends(
    tablet: FlaskClient, cohort: Cohort, first: Enrolment, sign_in: SignIn
) -> None:
    turn(tablet, first)
    staff = sign_in(make_person(Role.TRAINER, language="en"))
    ref = db.scalars(select(ClassTablet.ref)).one()
    way = f"/office/classes/{cohort.ref}/tablet"
    assert f"{way}/{ref}/close" in staff.get(way).text
    close = {"close-idempotency_key": "closing-tablet"}
    assert staff.post(f"{way}/{ref}/close", data=close).location == way
    assert sessions_of(first.person) == []
    assert tablet.get("/courses/small/").location == "/tablet"
    assert "This tablet is closed" in tablet.get("/tablet").text


def test_the_tablet_is_closed_on_itself_with_the_code_only(
    tablet: FlaskClient, first: Enrolment
) -> None:
    assert tablet.post("/tablet/close", data={"code": "9999"}).status_code == 422
    assert "Rahima Begum" in tablet.get("/tablet").text
    assert tablet.post("/tablet/close", data={"code": CODE}).location == "/sign-in/staff"
    assert tablet.get("/sign-in/staff").status_code == 200


def test_who_left_or_sits_elsewhere_gets_no_turn(
    tablet: FlaskClient, trainer: Person, cohort: Cohort, first: Enrolment
) -> None:
    other = make_enrolment(trainer, make_cohort(trainer), make_person())
    enrolling.leave(by(trainer), cohort.ref, first.ref)
    for seat in (first, other):
        assert tablet.get(f"/tablet/{seat.ref}").status_code == 404
        assert turn(tablet, seat).status_code == 404
    assert sessions_of(first.person) == []


def test_a_stranger_without_a_tablet_sees_no_names(app: Flask, first: Enrolment) -> None:
    client = app.test_client()
    client.set_cookie("__Host-nirapod-tablet", "x" * 43, domain="nirapod.example", secure=True)
    assert "Rahima" not in client.get("/tablet?lang=en").text
    assert turn(app.test_client(), first).status_code == 409


def test_a_tablet_is_forgotten_a_month_after_its_day(app: Flask, tablet: FlaskClient) -> None:
    clock = app.config["CLOCK"]
    for days, left in ((29, 1), (32, 0)):
        app.config["CLOCK"] = lambda days=days: clock() + timedelta(days=days)
        tablets.forget_old()
        assert len(db.scalars(select(ClassTablet)).all()) == left
