"""Error pages come whatever has died, and never send elsewhere."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from portal.ground.access import Role
from tests.make.people import make_person


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_missing_page_is_told_in_the_language(client: FlaskClient, language: str) -> None:
    client.get(f"/help/?lang={language}")
    response = client.get("/nothing-here")
    assert (response.status_code, f'lang="{language}"' in response.text) == (404, True)


def test_a_dead_database_gives_a_page_even_to_somebody_signed_in(
    app: Flask, sign_in: object
) -> None:
    visitor = sign_in(make_person(Role.OFFICER))  # type: ignore[operator]
    alive = app.extensions["database"]
    app.extensions["database"] = create_engine("sqlite:////nowhere/at/all.sqlite3")
    try:
        response = visitor.get("/office/")
    finally:
        app.extensions["database"] = alive
    assert (response.status_code, "<h1" in response.text) == (500, True)


def test_a_dead_database_makes_the_portal_not_ready(app: Flask, client: FlaskClient) -> None:
    assert (client.get("/healthz").status_code, client.get("/readyz").status_code) == (200, 200)
    alive = app.extensions["database"]
    app.extensions["database"] = create_engine("sqlite:////nowhere/at/all.sqlite3")
    try:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
    finally:
        app.extensions["database"] = alive


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    response = client.get("/sign-out")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


def test_a_huge_form_is_refused_before_it_is_read(client: FlaskClient) -> None:
    response = client.post("/sign-in", data={"phone": "1" * 200_000})
    assert response.status_code == 413


def test_a_form_without_its_token_is_refused(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        response = app.test_client().post("/sign-in", data={"phone": "x"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert (response.status_code, "<h1" in response.text) == (400, True)
