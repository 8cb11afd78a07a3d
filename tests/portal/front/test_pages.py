"""The front pages: home, help, the card, offline, signs of life, errors."""

from datetime import UTC, datetime
from html import unescape

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from portal.front.advice import FRESH, advice
from portal.ground.database import make_engine
from portal.people.sessions import cookie_name
from tests.reader import read

PAGES = ("/", "/help/", "/help/card", "/offline")


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_front_page_reads_in_each_language(client: FlaskClient, page: str, language: str) -> None:
    text = client.get(f"{page}?lang={language}").get_data(as_text=True)
    assert f'<html lang="{language}" dir="ltr">' in text


@pytest.mark.parametrize("page", PAGES)
def test_a_front_page_sets_no_cookie_and_is_asked_for_again(client: FlaskClient, page: str) -> None:
    response = client.get(page)
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-cache"
    again = client.get(page, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/courses/", "/agencies/", "/visa/", "/check/", "/help/"])
def test_home_leads_to_each_main_place(client: FlaskClient, path: str) -> None:
    assert f'href="{path}"' in client.get("/").get_data(as_text=True)


def test_help_gives_every_number_to_tap(client: FlaskClient) -> None:
    text = client.get("/help/").get_data(as_text=True)
    for line in advice("bn").hotlines:
        assert f'href="tel:{line.tel}"' in text
        assert line.shown in text


def test_help_says_that_it_grew_stale(client: FlaskClient, app: Flask) -> None:
    checked = advice("en").last_checked
    late = datetime(checked.year, checked.month, checked.day, tzinfo=UTC) + FRESH * 1.1
    app.config["CLOCK"] = lambda: late
    assert "more than a year ago" in client.get("/help/?lang=en").get_data(as_text=True)


def test_the_quick_exit_is_a_plain_link(client: FlaskClient) -> None:
    text = client.get("/help/").get_data(as_text=True)
    assert 'href="https://www.google.com/" rel="noreferrer nofollow"' in text


def test_the_card_has_the_papers_and_room_for_own_numbers(client: FlaskClient) -> None:
    text = unescape(client.get("/help/card?lang=en").get_data(as_text=True))
    assert all(paper in text for paper in advice("en").papers)
    assert "My own numbers" in text


def test_it_says_that_it_runs_and_is_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").get_data() == b"ok\n"
    assert client.get("/readyz").get_data() == b"ready\n"


def test_it_is_not_ready_without_its_database(own_database: Flask) -> None:
    own_database.extensions["database"].dispose()
    own_database.extensions["database"] = make_engine("sqlite:////nowhere/at/all")
    response = own_database.test_client().get("/readyz")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"


def test_the_desk_is_hidden_from_search_engines(client: FlaskClient) -> None:
    assert "Disallow: /office/" in client.get("/robots.txt").get_data(as_text=True)


def test_a_missing_page_says_so_in_the_language_of_the_visitor(client: FlaskClient) -> None:
    assert client.get("/no-such-page?lang=bn").status_code == 404
    text = client.get("/no-such-page").get_data(as_text=True)
    assert "<h1>এমন কোনো পাতা নেই</h1>" in text


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 410, 413, 415, 418, 422, 429, 500, 503])
def test_every_error_has_a_whole_page(app: Flask, code: int) -> None:
    with app.test_request_context("/?lang=en"):
        try:
            abort(code)
        except Exception as error:
            page, status = app.handle_user_exception(error)[:2]
    assert status == code
    read(page)


def test_the_page_of_a_crash_needs_neither_database_nor_session(own_database: Flask) -> None:
    own_database.extensions["database"].dispose()
    own_database.extensions["database"] = make_engine("sqlite:////nowhere/at/all")
    client = own_database.test_client()
    client.set_cookie(cookie_name(), "x" * 43, domain="nirapod.example", secure=True)
    response = client.get("/account")
    assert response.status_code == 500
    assert "আপনার দোষ নয়" in response.get_data(as_text=True)
