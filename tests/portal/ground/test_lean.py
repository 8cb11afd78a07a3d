"""Pages drawn by their shape are the pages that the templates draw, and nobody gets another's."""

import re
from unittest.mock import patch

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground import lean
from tests.make.visa_check import make_agency

pytestmark = pytest.mark.usefixtures("app")

SEARCHES = (
    "/agencies/",
    "/agencies/?q=90001",
    "/agencies/?q=padma+overseas",
    "/agencies/?q=padme+overseas",
    "/agencies/?q=padme",
    "/agencies/?q=xyzzy",
    '/agencies/?q="><b>%26',
    "/agencies/?q=lang",
    "/agencies/RL-70000",
    "/agencies/?q=90001&lang=en",
    "/agencies/?lang=en&q=90001",
    "/agencies/?q=90001&q=2",
    "/agencies/?q=90001&from=sms",
)


@pytest.fixture
def agencies(app: Flask) -> None:
    app.extensions.pop("lean pages", None)
    make_agency(90001, "Padma Overseas Ltd.")
    make_agency(90002, "Padmaja Overseas", status="suspended", name_bn="পদ্মজা ওভারসিজ")


@pytest.mark.usefixtures("agencies")
def test_every_visitor_gets_what_the_template_draws(app: Flask) -> None:
    first = [app.test_client().get(path).text for path in SEARCHES]
    again = [app.test_client().get(path).text for path in SEARCHES]
    with patch.object(lean, "fits", return_value=False):
        drawn = [app.test_client().get(path).text for path in SEARCHES]
    assert first == again == drawn


@pytest.mark.usefixtures("agencies")
def test_links_to_other_languages_lead_to_the_visitor_s_own_page(client: FlaskClient) -> None:
    client.get("/agencies/?q=somebody+else")
    page = client.get("/agencies/?q=padma").text
    assert re.findall(r'href="([^"]*lang=en)"', page) == ["/agencies/?q=padma&amp;lang=en"]
    assert "somebody" not in page


@pytest.mark.usefixtures("agencies")
def test_a_page_of_somebody_with_a_cookie_is_not_kept(client: FlaskClient) -> None:
    client.set_cookie("lang", "en", domain="nirapod.example", secure=True)
    assert "Search" in client.get("/agencies/?q=padma").text
    kept = client.application.extensions.get("lean pages", {})
    assert not [key for key in kept if key[0] == "visa_check/agencies.html"]
