"""The search of agencies that a phone keeps: what is kept, for whom, what is said before."""

import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground.i18n import LANGUAGES
from tests.make.counting import at_most
from tests.make.kept import needed
from tests.make.people import make_person
from tests.make.published import nothing_published
from tests.make.visa_check import make_agency
from visa_check import publishing
from visa_check.verdicts import AgencyVerdict

BEGIN = "Take the register along"


@pytest.fixture(autouse=True)
def nothing(app: Flask) -> Iterator[None]:
    """What is published here is published here alone."""
    with nothing_published(app):
        yield


@pytest.fixture
def published(nothing: None) -> None:
    """A register lies there."""
    make_agency(90001)
    publishing.refresh()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_kept_page_loads_is_kept_and_nothing_else(
    client: FlaskClient, language: str
) -> None:
    said = client.get("/agencies/worker.js").get_data(as_text=True)
    found = re.search(r"^const FILES = (\[.*\]);$", said, re.M)
    assert found
    kept = [address.split("/", 3)[3] for address in json.loads(found[1])]
    page = client.get(f"/agencies/kept/{language}").get_data(as_text=True)
    assert set(kept) == needed(page)
    assert "js/agencies/search.js" in kept


def test_the_worker_answers_for_agencies_and_for_nothing_else(client: FlaskClient) -> None:
    answer = client.get("/agencies/worker.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert "Service-Worker-Allowed" not in answer.headers
    own = re.search(r"^const OWN = (.*);$", answer.get_data(as_text=True), re.M)
    assert own
    pattern = re.compile(json.loads(own[1]))
    assert pattern.search("/agencies/")
    assert pattern.search("/agencies/RL-0011")
    for other in ("/agencies/RL-0011/follow", "/agencies/kept/bn", "/visa/", "/account"):
        assert not pattern.search(other)


def test_the_kept_page_is_the_same_for_everybody(client: FlaskClient, sign_in) -> None:
    person = make_person(language="en")
    theirs = sign_in(person).get("/agencies/kept/bn").get_data(as_text=True)
    assert theirs == client.get("/agencies/kept/bn").get_data(as_text=True)
    assert "csrf" not in theirs


def test_it_has_a_band_and_a_line_for_every_verdict(client: FlaskClient) -> None:
    page = client.get("/agencies/kept/en").get_data(as_text=True)
    for verdict in AgencyVerdict:
        name = verdict.replace(" ", "-")
        assert f'data-verdict="{name}"' in page
        assert f'data-match="{name}"' in page
        assert f'data-then="{name}"' in page


def test_a_phone_never_says_that_somebody_is_licensed_today(client: FlaskClient) -> None:
    assert "Licensed today" not in client.get("/agencies/kept/en").get_data(as_text=True)


@pytest.mark.usefixtures("published")
def test_the_size_is_said_before(client: FlaskClient) -> None:
    page = client.get("/agencies/?lang=en").get_data(as_text=True)
    assert f"{BEGIN} (10 kB)" in page


def test_without_a_register_nothing_is_offered(app: Flask, client: FlaskClient) -> None:
    assert BEGIN not in client.get("/agencies/?lang=en").get_data(as_text=True)


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("path", ["/agencies/", "/agencies/RL-99999", "/agencies/kept/bn"])
def test_these_pages_may_have_a_worker(client: FlaskClient, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "worker-src 'self'; manifest-src 'none'" in policy


@pytest.mark.parametrize("path", ["/agencies/kept/bn", "/agencies/worker.js"])
def test_the_kept_page_asks_nothing_of_the_database(
    app: Flask, client: FlaskClient, path: str
) -> None:
    client.get(path)
    with at_most(0, app):
        client.get(path)
