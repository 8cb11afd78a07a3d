"""Alerts on the pages of others: help and the course of the country, while they are in force."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses.actions import publishing
from courses.pack.reading import read
from courses.sample import CONTENT
from portal.ground.access import Role
from portal.ground.clock import now
from tests.make.alerts import make_alert, make_warning
from tests.make.counting import at_most
from tests.make.people import make_person
from visa_check.models import FraudAlert

HELP, COURSE = "/help/", "/courses/saudi-arabia/"
LINK = 'href="/visa/alerts/SA"'


@pytest.fixture
def course(app: Flask) -> None:
    """The courses that are for Saudi Arabia, and for another country."""
    for name in ("saudi-arabia", "qatar"):
        publishing.publish(read(CONTENT / name))


@pytest.fixture
def alert(course: None) -> FraudAlert:
    """An alert for Saudi Arabia."""
    return make_alert(make_warning())


@pytest.mark.parametrize("page", [HELP, COURSE])
def test_without_an_alert_no_sentence(course: None, client: FlaskClient, page: str) -> None:
    make_warning()
    assert "/visa/alerts" not in client.get(page).text


@pytest.mark.parametrize("page", [HELP, COURSE])
@pytest.mark.parametrize(
    ("language", "said"), [("bn", "সৌদি আরব"), ("en", "Alert for Saudi Arabia: frauds with visas")]
)
def test_an_alert_is_a_line_with_a_link(
    alert: FraudAlert, client: FlaskClient, page: str, language: str, said: str
) -> None:
    text = client.get(f"{page}?lang={language}").text
    assert LINK in text
    assert said in text
    assert client.get("/visa/alerts/SA").status_code == 200


def test_the_course_of_another_country_is_silent(alert: FraudAlert, client: FlaskClient) -> None:
    assert "/visa/alerts" not in client.get("/courses/qatar/").text


def test_two_alerts_of_a_country_are_one_line(alert: FraudAlert, client: FlaskClient) -> None:
    make_alert(make_warning(visa_number="E20000000", passport_number="A20000000"))
    for page in (HELP, COURSE):
        assert client.get(page).text.count(LINK) == 1


@pytest.mark.parametrize("page", [HELP, COURSE])
def test_an_alert_that_was_taken_back_vanishes(
    alert: FraudAlert, client: FlaskClient, sign_in, page: str
) -> None:
    supervisor = sign_in(make_person(Role.SUPERVISOR))
    form = {"idempotency_key": "a" * 32, "reason": "It was a mistake."}
    assert supervisor.post(f"/office/alerts/{alert.ref}/end", data=form).status_code == 303
    assert LINK not in client.get(page).text


@pytest.mark.parametrize("page", [HELP, COURSE])
def test_after_its_last_day_an_alert_vanishes(
    app: Flask, alert: FraudAlert, client: FlaskClient, page: str
) -> None:
    later = now() + timedelta(days=32)
    app.config["CLOCK"] = lambda: later
    assert LINK not in client.get(page).text


@pytest.mark.parametrize(("page", "most"), [(HELP, 5), (COURSE, 6)])
def test_the_pages_keep_their_budgets(
    app: Flask, alert: FraudAlert, client: FlaskClient, page: str, most: int
) -> None:
    with at_most(most, app):
        assert client.get(page).status_code == 200


def test_the_course_page_of_somebody_signed_in_keeps_its_budget(
    app: Flask, alert: FraudAlert, sign_in
) -> None:
    visitor = sign_in(make_person())
    visitor.get(COURSE)
    with at_most(6, app):
        assert LINK in visitor.get(COURSE).text
