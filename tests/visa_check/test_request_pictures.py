"""Pictures for a question: they arrive or say why not, and are shown to few."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.actions import account
from portal.people.models import Person
from tests.make.people import make_person
from tests.make.photos import heic, pdf, photo
from tests.make.requests import make_request, newest, send
from tests.make.visa_check import by, make_officer, raw
from visa_check.actions import request_files
from visa_check.models import (
    VisaRequestDetails,
    VisaRequestFile,
    VisaRequestPicture,
)
from visa_check.queries import requests as queries

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def asker(app: Flask) -> Person:
    """A migrant of Cumilla who reads English."""
    return make_person(Role.MIGRANT, language="en")


@pytest.fixture
def visitor(asker: Person, sign_in: SignIn) -> FlaskClient:
    """That person before a screen."""
    return sign_in(asker)


def count(model: type) -> int:
    """How many rows there are."""
    return db.scalar(select(func.count()).select_from(model)) or 0


def test_pictures_are_for_their_owner_and_the_staff_of_the_office(
    asker: Person, visitor: FlaskClient, sign_in: SignIn, client: FlaskClient
) -> None:
    ref = make_request(asker).ref
    assert send(visitor, ref, visa=photo()).status_code == 303
    file = queries.files(newest(asker).id)[0]
    address = f"/visa/requests/{ref}/pictures/{file.ref}/1"
    shown = visitor.get(address)
    assert shown.content_type == "image/webp"
    assert shown.data[8:12] == b"WEBP"
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert sign_in(make_officer("cumilla")).get(address).status_code == 200
    assert sign_in(make_officer("dhaka")).get(address).status_code == 404
    assert sign_in(make_person(Role.MIGRANT)).get(address).status_code == 404
    assert client.get(address).status_code == 303


def test_the_database_holds_no_picture_in_clear(asker: Person, visitor: FlaskClient) -> None:
    send(visitor, make_request(asker).ref, visa=photo())
    assert b"WEBP" not in raw("visa_request_picture")


def test_the_good_files_arrive_and_the_bad_one_has_its_reason(
    asker: Person, visitor: FlaskClient
) -> None:
    ref = make_request(asker).ref
    page = send(visitor, ref, visa=photo(), passport=heic(), contract=pdf(pages=2))
    assert page.status_code == 422
    assert "HEIC" in page.text
    assert [file.pages for file in queries.files(newest(asker).id)] == [1, 2]


def test_the_same_file_sent_twice_is_there_once(asker: Person, visitor: FlaskClient) -> None:
    ref = make_request(asker).ref
    for _ in range(2):
        assert send(visitor, ref, visa=photo()).status_code == 303
    assert len(queries.files(newest(asker).id)) == 1
    assert len(queries.steps(newest(asker).id)) == 2


def test_the_same_file_in_another_question_is_found(asker: Person, sign_in: SignIn) -> None:
    other = make_person(Role.MIGRANT)
    for person in (asker, other):
        send(sign_in(person), make_request(person).ref, visa=photo())
    file = queries.files(newest(asker).id)[0]
    assert [each.ref for each in queries.sent_elsewhere(file)] == [newest(other).ref]


def test_no_file_is_no_deed(asker: Person, visitor: FlaskClient) -> None:
    page = send(visitor, make_request(asker).ref)
    assert page.status_code == 422
    assert "Choose at least one photo." in page.text


def test_too_much_at_once_is_413_and_nothing_is_lost(asker: Person, visitor: FlaskClient) -> None:
    ref = make_request(asker).ref
    body = {"data": bytes(21 * 1024 * 1024), "content_type": "multipart/form-data; boundary=x"}
    page = visitor.post(f"/visa/requests/{ref}/pictures", **body)
    assert page.status_code == 413
    assert newest(asker).facts["job"] == "Cleaner"


def test_a_question_has_at_most_twelve_files(
    asker: Person, visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_files, "MOST_FILES", 1)
    ref = make_request(asker).ref
    assert send(visitor, ref, visa=photo(mark="one")).status_code == 303
    assert send(visitor, ref, visa=photo(mark="two")).status_code == 422
    assert len(queries.files(newest(asker).id)) == 1


def test_a_year_after_the_end_pictures_and_names_are_forgotten(
    app: Flask, asker: Person, visitor: FlaskClient
) -> None:
    ref = make_request(asker).ref
    send(visitor, ref, visa=photo())
    visitor.post(f"/visa/requests/{ref}/withdraw")
    later = now() + timedelta(days=364)
    app.config["CLOCK"] = lambda: later
    request_files.forget_old_requests()
    assert count(VisaRequestPicture) == 1
    app.config["CLOCK"] = lambda: later + timedelta(days=2)
    request_files.forget_old_requests()
    assert (count(VisaRequestPicture), count(VisaRequestDetails)) == (0, 0)
    # The digest stays: the same file in another question is still found.
    assert count(VisaRequestFile) == 1


def test_with_the_account_goes_what_it_asked(asker: Person, visitor: FlaskClient) -> None:
    ref = make_request(asker).ref
    send(visitor, ref, visa=photo())
    account.leave(by(asker))
    request_files.forget_old_requests()
    assert (count(VisaRequestPicture), count(VisaRequestDetails)) == (0, 0)
    request = queries.by_reference(ref)
    assert request
    assert not request.state.is_open
