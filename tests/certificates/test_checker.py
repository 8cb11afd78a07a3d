"""The checker that a device keeps: what is kept, for whom, and with which headers."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground import keeping
from portal.ground.i18n import CHECK_LANGUAGES
from tests.make.counting import at_most
from tests.make.courses import make_course
from tests.make.kept import needed
from tests.make.people import make_person

_CAMERA = "camera=(self)"


def kept_files(client: FlaskClient) -> list[str]:
    """The files in the worker's list, by the name of their source."""
    said = client.get("/check/worker.js").get_data(as_text=True)
    found = re.search(r"^const FILES = (\[.*\]);$", said, re.M)
    assert found
    return [address.split("/", 3)[3] for address in json.loads(found[1])]


@pytest.mark.parametrize("language", CHECK_LANGUAGES)
def test_what_the_kept_page_loads_is_kept_and_nothing_else(
    client: FlaskClient, language: str
) -> None:
    page = client.get(f"/check/kept/{language}").get_data(as_text=True)
    home_screen = {"images/app-192.png"}
    assert set(kept_files(client)) == needed(page) - home_screen
    assert "npm/qr/decode.js" in needed(page)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page


def test_the_kept_page_is_the_same_for_everybody(app: Flask, client: FlaskClient, sign_in) -> None:
    make_course()
    person = make_person(language="en")
    theirs = sign_in(person).get("/check/kept/bn").get_data(as_text=True)
    assert theirs == client.get("/check/kept/bn").get_data(as_text=True)
    assert "csrf" not in theirs


def test_the_worker_is_another_one_when_something_that_it_keeps_changes() -> None:
    pages = {"bn": "/check/kept/bn"}

    def version(file: str, *holds: str) -> str:
        said = keeping.code("checker", "^/check/$", [file], pages, holds)
        return next(line for line in said.splitlines() if line.startswith("const VERSION"))

    first = version("/a.js", "code", "page")
    assert first == version("/a.js", "code", "page")
    others = {
        version("/b.js", "code", "page"),
        version("/a.js", "code", "other page"),
        version("/a.js", "other code", "page"),
    }
    assert first not in others


def test_a_new_course_comes_to_the_devices_too(app: Flask, client: FlaskClient) -> None:
    before = client.get("/check/worker.js").data
    make_course()
    assert client.get("/check/worker.js").data != before


def test_the_manifest_is_in_bangla_and_reaches_no_further_than_the_checker(
    client: FlaskClient,
) -> None:
    answer = client.get("/check/manifest.webmanifest")
    told = answer.get_json(force=True)
    assert answer.mimetype == "application/manifest+json"
    assert (told["lang"], told["scope"], told["start_url"]) == ("bn", "/check/", "/check/")
    assert told["name"] == "নিরাপদ: সনদ যাচাই"
    for icon in told["icons"]:
        assert client.get(icon["src"]).mimetype == "image/png"


@pytest.mark.parametrize("path", ["/check/", "/check/kept/en"])
def test_the_checker_alone_may_use_camera_worker_and_manifest(
    client: FlaskClient, path: str
) -> None:
    headers = client.get(path).headers
    assert _CAMERA in headers["Permissions-Policy"]
    assert "worker-src 'self'; manifest-src 'self'" in headers["Content-Security-Policy"]
    elsewhere = client.get("/help/").headers
    assert _CAMERA not in elsewhere["Permissions-Policy"]
    assert "worker-src 'none'; manifest-src 'none'" in elsewhere["Content-Security-Policy"]


def test_the_worker_is_a_script_that_is_asked_for_each_time(client: FlaskClient) -> None:
    answer = client.get("/check/worker.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert "Service-Worker-Allowed" not in answer.headers


@pytest.mark.parametrize("path", ["/check/", "/check/kept/bn", "/check/worker.js"])
def test_the_checker_asks_little_of_the_database(
    app: Flask, client: FlaskClient, path: str
) -> None:
    make_course()
    client.get(path)
    with at_most(4, app):
        client.get(path)


def test_without_javascript_an_answer_leaves_after_ten_minutes(
    app: Flask, client: FlaskClient
) -> None:
    answer = client.post("/check/", data={"text": "HTTPS://NIRAPOD.EXAMPLE/C/0#1"})
    assert 'content="600; url=/check/"' in answer.get_data(as_text=True)
