"""Organisations and tokens: kept by administrators, a token shown once and revoked at once."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from portal.deeds.models import Leaf
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people import queries
from portal.people.models import Organisation, OrganisationToken
from tests.make.organisations import make_organisation, make_token
from tests.make.people import make_person
from tests.make.visa_check import raw

SignIn = Callable[..., FlaskClient]
LIST = "/office/organisations/"
ABOUT = {
    "name": "Padma Recruiting",
    "kind": "recruiter",
    "contact": "Mr Alam, 01711000000",
    "note": "Called us in November.",
    "idempotency_key": "organisation-1",
}


@pytest.fixture
def administrator(app: Flask, sign_in: SignIn) -> FlaskClient:
    """An administrator who reads English."""
    return sign_in(make_person(Role.ADMINISTRATOR, name="Farida Yasmin", language="en"))


def add(client: FlaskClient, **changes: str) -> Any:
    return client.post(f"{LIST}new", data=ABOUT | changes)


def ask_token(client: FlaskClient, organisation: Organisation, **changes: str) -> Any:
    sent = {"label": "The desk", "days": "90", "idempotency_key": "token-key-1"} | changes
    return client.post(f"{LIST}{organisation.ref}/tokens", data=sent)


def test_an_organisation_is_taken_up_shown_and_changed(administrator: FlaskClient) -> None:
    assert "There is none yet." in administrator.get(LIST).text
    page = add(administrator).location
    text = administrator.get(page).text
    for shown in ("Padma Recruiting", "Recruiting agency", "Mr Alam", "Called us in November."):
        assert shown in text
    form = administrator.get(f"{page}/change").text
    assert 'value="Mr Alam, 01711000000"' in form
    sent = ABOUT | {"name": "Padma  Overseas", "kind": "employer", "idempotency_key": "change-it-1"}
    assert administrator.post(f"{page}/change", data=sent).status_code == 303
    assert "Padma Overseas" in administrator.get(LIST).text
    deeds = db.scalars(select(Leaf.deed).where(Leaf.deed.like("people.%organisation"))).all()
    assert deeds == ["people.add_organisation", "people.change_organisation"]


def test_whom_to_call_is_encrypted_and_not_in_the_journal(administrator: FlaskClient) -> None:
    add(administrator)
    for table in ("organisation_contact", "organisation", "leaf_row"):
        assert b"Alam" not in raw(table)


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": " \u200d "}, {"name": "P" * 121}, {"kind": ""}, {"note": "n" * 1001}],
    ids=str,
)
def test_what_is_missing_or_too_long_is_refused_and_kept(
    administrator: FlaskClient, wrong: dict[str, str]
) -> None:
    answer = add(administrator, **wrong)
    assert answer.status_code == 422
    assert "Mr Alam" in answer.text
    assert db.scalar(select(func.count(Organisation.id))) == 0


def test_two_organisations_never_have_one_name(administrator: FlaskClient) -> None:
    page = add(administrator, name="Another").location
    add(administrator, idempotency_key="organisation-2")
    again = add(administrator, idempotency_key="organisation-3")
    assert again.status_code == 409
    assert "stands here already" in again.text
    sent = ABOUT | {"idempotency_key": "change-it-1"}
    assert administrator.post(f"{page}/change", data=sent).status_code == 409


def test_a_token_is_shown_once_and_only_its_hash_is_kept(administrator: FlaskClient) -> None:
    organisation = make_organisation()
    answer = ask_token(administrator, organisation)
    assert answer.headers["Cache-Control"] == "no-store"
    (token,) = re.findall(r"nirapod_[\w-]{43}", answer.text)
    found = queries.open_token(token)
    assert found
    assert found.organisation_id == organisation.id
    for table in ("organisation_token", "first_answer"):
        assert token.encode() not in raw(table)
    text = administrator.get(f"{LIST}{organisation.ref}").text
    assert token not in text
    for shown in ("The desk", "Farida Yasmin", "never"):
        assert shown in text


def test_a_form_that_comes_twice_makes_one_token_and_shows_no_false_one(
    administrator: FlaskClient,
) -> None:
    organisation = make_organisation()
    ask_token(administrator, organisation)
    again = ask_token(administrator, organisation)
    assert again.status_code == 303
    assert "was shown already" in administrator.get(again.location).text
    assert db.scalar(select(func.count(OrganisationToken.id))) == 1


@pytest.mark.parametrize("wrong", [{"label": ""}, {"days": ""}, {"days": "9999"}], ids=str)
def test_a_token_has_a_name_and_an_end(administrator: FlaskClient, wrong: dict[str, str]) -> None:
    assert ask_token(administrator, make_organisation(), **wrong).status_code == 422
    assert db.scalar(select(func.count(OrganisationToken.id))) == 0


def test_making_a_token_asks_who_one_is(sign_in: SignIn) -> None:
    hasty = sign_in(make_person(Role.ADMINISTRATOR), confirmed=False)
    answer = ask_token(hasty, make_organisation())
    assert "/confirm" in answer.location
    assert db.scalar(select(func.count(OrganisationToken.id))) == 0


def test_a_revoked_token_opens_nothing_from_that_moment_on(administrator: FlaskClient) -> None:
    organisation = make_organisation()
    token = make_token(organisation)
    found = queries.open_token(token)
    assert found
    revoke = f"{LIST}{organisation.ref}/tokens/{found.ref}/revoke"
    for key in ("revoking-1", "revoking-2"):
        assert administrator.post(revoke, data={"idempotency_key": key}).status_code == 303
    assert queries.open_token(token) is None
    assert "by Farida Yasmin" in administrator.get(f"{LIST}{organisation.ref}").text
    with pytest.raises(DatabaseError), db.begin_nested():
        db.connection().exec_driver_sql("UPDATE organisation_token SET revoked_at = NULL")


def test_a_token_ends_by_its_day(app: Flask) -> None:
    token = make_token(make_organisation(), days=30)
    later = now() + timedelta(days=30, seconds=1)
    assert queries.open_token(token)
    app.config["CLOCK"] = lambda: later
    assert queries.open_token(token) is None


def test_what_is_not_there_is_not_found(administrator: FlaskClient) -> None:
    mine, other = make_organisation(), make_organisation(name="Another")
    found = queries.open_token(make_token(other))
    assert found
    key = {"idempotency_key": "revoking-1"}
    gone = f"{LIST}{mine.ref}/tokens/{found.ref}/revoke"
    assert administrator.post(gone, data=key).status_code == 404
    assert administrator.get(f"{LIST}nothing").status_code == 404
    assert ask_token(administrator, Organisation(ref="nothing")).status_code == 404
    assert found.revoked_at is None


def test_administrators_have_the_link_and_nobody_else(
    administrator: FlaskClient, sign_in: SignIn
) -> None:
    assert LIST in administrator.get("/office/").text
    officer = sign_in(make_person(Role.OFFICER))
    assert LIST not in officer.get("/office/").text
