"""Following an agency: each change is told once, to who wants to hear it, and to nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.deeds import outbox
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.people.actions import account
from portal.people.models import Person
from tests.make.counting import at_most
from tests.make.people import make_person
from tests.make.visa_check import by, make_agency, make_officer
from visa_check.actions import agencies, proposals, watches
from visa_check.models import Agency, AgencyWatch

SignIn = Callable[..., FlaskClient]
PAGE = "/agencies/RL-90001"


@pytest.fixture
def agency(app: Flask) -> Agency:
    """An agency with a licence for another ten days."""
    return make_agency(valid_to=today() + timedelta(days=10))


@pytest.fixture
def migrant(agency: Agency) -> Person:
    """Somebody who reads English."""
    return make_person(Role.MIGRANT, language="en")


@pytest.fixture
def visitor(migrant: Person, sign_in: SignIn) -> FlaskClient:
    """That person before a screen."""
    return sign_in(migrant)


def texts() -> list[str]:
    """What was sent, the oldest first."""
    return [message.text for message in outbox.messages()]


def suspend(rl_no: int = 90001) -> None:
    """Suspend a licence from today on, as one officer may."""
    agencies.suspend_agency(by(make_officer()), rl_no, "Two people paid and heard nothing more.")


def followers() -> int:
    """How many rows say that somebody follows something."""
    return len(db.scalars(select(AgencyWatch)).all())


def test_a_change_is_told_once_by_sms(visitor: FlaskClient) -> None:
    assert visitor.post(f"{PAGE}/follow").location == "/agencies/followed"
    assert watches.tell_few() == 0
    before = len(texts())
    suspend()
    assert [watches.tell_few(), watches.tell_few()] == [1, 0]
    assert texts()[before:] == [
        "Nirapod: RL-90001 is now: Suspended. https://nirapod.example/agencies/RL-90001"
    ]


def test_the_end_of_a_licence_is_told_on_the_day_after(app: Flask, visitor: FlaskClient) -> None:
    visitor.post(f"{PAGE}/follow")
    start = app.config["CLOCK"]()
    for days, told in ((10, 0), (11, 1), (12, 0)):
        app.config["CLOCK"] = lambda days=days: start + timedelta(days=days)
        assert watches.tell_few() == told, days
    assert "is now: Licence expired" in texts()[-1]


def test_another_name_is_told_without_the_name(visitor: FlaskClient, agency: Agency) -> None:
    visitor.post(f"{PAGE}/follow")
    facts = dict.fromkeys(
        ("name_bn", "business_address", "phone", "email", "source", "source_date")
    )
    ref = agencies.propose_agency(
        by(make_officer()), 90001, facts | {"name": "evil.example/pay Ltd."}, None, "It moved."
    )
    proposals.approve(by(make_officer()), ref)
    assert watches.tell_few() == 1
    assert "another name" in texts()[-1]
    assert "evil" not in texts()[-1]


def test_the_message_is_short_and_in_the_language_of_who_gets_it(
    agency: Agency, sign_in: SignIn
) -> None:
    sign_in(make_person(Role.MIGRANT)).post(f"{PAGE}/follow")
    suspend()
    watches.tell_few()
    assert "স্থগিত" in texts()[-1]
    assert len(texts()[-1]) <= 134


def test_who_follows_no_more_hears_no_more(visitor: FlaskClient) -> None:
    visitor.post(f"{PAGE}/follow")
    assert "RL-90001" in visitor.get("/agencies/followed").text
    visitor.post(f"{PAGE}/unfollow")
    suspend()
    assert watches.tell_few() == 0
    assert "You follow no agency" in visitor.get("/agencies/followed").text


def test_to_follow_twice_is_to_follow_once(visitor: FlaskClient) -> None:
    visitor.post(f"{PAGE}/follow")
    visitor.post(f"{PAGE}/follow")
    assert followers() == 1


def test_each_follower_is_told_and_nobody_else(agency: Agency, sign_in: SignIn) -> None:
    for _person in range(3):
        sign_in(make_person(Role.MIGRANT)).post(f"{PAGE}/follow")
    make_person(Role.MIGRANT)
    suspend()
    assert watches.tell_few() == 3


def test_a_crowd_is_told_some_at_a_time(
    agency: Agency, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _person in range(5):
        sign_in(make_person(Role.MIGRANT)).post(f"{PAGE}/follow")
    suspend()
    monkeypatch.setattr(watches, "LOT", 2)
    monkeypatch.setattr(watches, "AGENCIES", 1)
    assert [watches.tell_few() for _turn in range(4)] == [2, 2, 1, 0]


def test_who_left_is_told_nothing_and_forgotten(visitor: FlaskClient, migrant: Person) -> None:
    visitor.post(f"{PAGE}/follow")
    account.leave(by(migrant))
    suspend()
    assert watches.tell_few() == 0
    assert followers() == 0


def test_more_than_twenty_are_refused_in_words(
    visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_agency(90002, "Jamuna Overseas")
    monkeypatch.setattr(watches, "MOST", 1)
    visitor.post(f"{PAGE}/follow")
    refused = visitor.post("/agencies/RL-90002/follow")
    assert refused.status_code == 422
    assert "You follow 1 agencies already" in refused.text
    assert followers() == 1


def test_somebody_without_an_account_is_led_to_sign_in_and_back(
    agency: Agency, client: FlaskClient
) -> None:
    assert f'href="{PAGE}/follow"' in client.get(PAGE).text
    assert client.get(f"{PAGE}/follow").location.startswith("/sign-in?next=")


@pytest.mark.parametrize("licence", ["RL-99999", "abc", "RL-90001'--"])
def test_what_is_not_there_cannot_be_followed(visitor: FlaskClient, licence: str) -> None:
    assert visitor.post(f"/agencies/{licence}/follow").status_code == 404
    assert followers() == 0


def test_staff_follow_nothing(agency: Agency, sign_in: SignIn) -> None:
    assert sign_in(make_officer()).post(f"{PAGE}/follow").status_code == 403


def test_a_form_without_its_token_changes_nothing(
    app: Flask, visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.post(f"{PAGE}/follow")
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    assert visitor.post(f"{PAGE}/unfollow").status_code == 400
    assert visitor.post(f"{PAGE}/follow").status_code == 400
    assert followers() == 1


def test_a_long_list_asks_the_database_no_more(visitor: FlaskClient, app: Flask) -> None:
    for place in range(4):
        make_agency(90002 + place, f"Jamuna {place} Overseas")
        visitor.post(f"/agencies/RL-{90002 + place}/follow")
    with at_most(5, app):
        visitor.get("/agencies/followed")
