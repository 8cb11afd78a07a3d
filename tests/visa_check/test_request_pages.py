"""The pages of a question: asked, followed, withdrawn; pictures for whoever may see them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.people.models import Person
from tests.make.counting import at_most
from tests.make.people import make_person
from tests.make.photos import photo
from tests.make.requests import make_request, newest, send
from tests.make.visa_check import decide, make_visa
from visa_check.models import (
    Channel,
    VisaRequest,
)
from visa_check.queries import requests as queries
from visa_check.verdicts import VisaState

SignIn = Callable[..., FlaskClient]
# The two lines of an invented passport, with right check digits.
LINES = "P<BGDRAHMAN<<ABDUR<<<<<<<<<<<<<<<<<<<<<<<<<<\nA012345678BGD9804120M3001019<<<<<<<<<<<<<<02"
ASKED = {
    "whom": "own",
    "destination": "SA",
    "visa_number": "E12345678",
    "passport_number": "A01234567",
    "date_of_birth": "12/04/1998",
    "office": "dhaka",
    "job": "Cleaner",
    "wage": "1,200",
    "currency": "SAR",
    "fee_paid": "৳ ৩,৫০,০০০/-",
}


@pytest.fixture
def asker(app: Flask) -> Person:
    """A migrant of Cumilla who reads English."""
    return make_person(Role.MIGRANT, language="en")


@pytest.fixture
def visitor(asker: Person, sign_in: SignIn) -> FlaskClient:
    """That person before a screen."""
    return sign_in(asker)


def test_a_question_keeps_what_was_promised(asker: Person, visitor: FlaskClient) -> None:
    answer = visitor.post("/visa/requests/new", data=ASKED)
    request = newest(asker)
    assert answer.status_code == 303
    assert answer.location.endswith(f"/visa/requests/{request.ref}/pictures")
    facts = request.facts
    assert (facts["wage"], facts["currency"], facts["fee_paid"]) == (1200, "SAR", 350_000)
    assert queries.office_of(request).code == "dhaka"


def test_the_home_district_is_chosen_already(visitor: FlaskClient) -> None:
    assert '<option selected value="cumilla">' in visitor.get("/visa/requests/new").text


def test_what_was_typed_stays_where_something_is_missing(visitor: FlaskClient) -> None:
    page = visitor.post("/visa/requests/new", data=ASKED | {"destination": ""})
    assert page.status_code == 422
    assert 'value="A01234567"' in page.text
    assert "Choose a country." in page.text


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("flight_day", "01/01/2020"),
        ("flight_day", "31/02/2027"),
        ("date_of_birth", "01/01/2099"),
        ("fee_paid", "much"),
        ("wage", "-5"),
        ("passport_number", "----"),
        ("visa_number", "?"),
        ("office", "mars"),
        ("destination", "XX"),
        ("job", "x" * 121),
        ("lines", "P<BGD"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    visitor: FlaskClient, asker: Person, field: str, wrong: str
) -> None:
    page = visitor.post("/visa/requests/new", data=ASKED | {field: wrong})
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert not queries.own_requests(asker)


def test_the_lines_of_the_passport_fill_in_number_and_birth_date(
    asker: Person, visitor: FlaskClient
) -> None:
    blank = {"passport_number": "", "date_of_birth": "", "lines": LINES}
    assert visitor.post("/visa/requests/new", data=ASKED | blank).status_code == 303
    assert newest(asker).facts["passport_number"] == "A01234567"
    assert newest(asker).facts["date_of_birth"] == "1998-04-12"


def test_the_lines_do_for_the_look_up_too(client: FlaskClient) -> None:
    make_visa()
    blank = {"passport_number": "", "date_of_birth": "", "lines": LINES.lower()}
    page = client.post("/visa/?lang=en", data={"visa_number": "E12345678"} | blank)
    assert "Not checked yet" in page.text


def test_lines_that_say_something_else_than_what_is_typed_are_not_taken(
    client: FlaskClient,
) -> None:
    typed = {"visa_number": "E12345678", "passport_number": "B11111111", "lines": LINES}
    page = client.post("/visa/?lang=en", data=typed | {"date_of_birth": "12/04/1998"})
    assert page.status_code == 422
    assert "The lines say another number" in page.text


def test_a_relative_asks_with_consent_and_says_who_they_are(
    asker: Person, visitor: FlaskClient
) -> None:
    family = ASKED | {"whom": "family"}
    page = visitor.post("/visa/requests/new", data=family)
    assert page.status_code == 422
    for field in ("relation", "consent", "holder_name"):
        assert f'id="{field}-error"' in page.text
    more = {"relation": "sibling", "consent": "y", "holder_name": "MD KARIM"}
    assert visitor.post("/visa/requests/new", data=family | more).status_code == 303
    request = newest(asker)
    assert request.channel is Channel.FAMILY
    assert request.facts["proxy_name"] == asker.name
    assert request.facts["consent"]


def test_what_was_looked_up_need_not_be_typed_again(visitor: FlaskClient) -> None:
    looked_up = {name: ASKED[name] for name in ("visa_number", "passport_number", "date_of_birth")}
    answer = visitor.post("/visa/", data=looked_up).text
    assert 'action="/visa/requests/begin"' in answer
    page = visitor.post("/visa/requests/begin", data=looked_up).text
    assert all(f'value="{value}"' in page for value in looked_up.values())


def test_a_stranger_is_asked_to_sign_in_before_asking(client: FlaskClient) -> None:
    looked_up = {name: ASKED[name] for name in ("visa_number", "passport_number", "date_of_birth")}
    assert 'href="/visa/requests/new"' in client.post("/visa/", data=looked_up).text
    assert "/sign-in" in client.get("/visa/requests/new").location


@pytest.mark.parametrize("name", ["محمد عبد الرحمن", "রহিমা", "Rahima\u200d", "\u202eRahima"])
def test_any_name_is_taken_as_it_is_seen(asker: Person, visitor: FlaskClient, name: str) -> None:
    visitor.post("/visa/requests/new", data=ASKED | {"holder_name": name})
    assert newest(asker).facts["holder_name"] == name.replace("\u202e", "")


def test_whoever_has_the_reference_sees_progress_and_nothing_else(
    asker: Person, client: FlaskClient
) -> None:
    ref = make_request(asker).ref
    page = client.get(f"/visa/requests/{ref.lower()}?lang=en")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "Your question arrived." in page.text
    for secret in (
        "A01234567",
        "E12345678",
        "RAHMAN",
        "1998",
        asker.name,
        asker.phone,
        "/pictures",
    ):
        assert secret not in page.text


def test_a_typed_reference_leads_to_its_question(asker: Person, client: FlaskClient) -> None:
    ref = make_request(asker).ref
    spaced = f" {ref[:4].lower()}-{ref[4:8]} {ref[8:]} "
    answer = client.post("/visa/requests/", data={"reference": spaced})
    assert answer.location.endswith(f"/visa/requests/{ref}")
    assert client.post("/visa/requests/", data={"reference": "U"}).status_code == 422


def test_guessing_references_costs_a_wait(client: FlaskClient) -> None:
    for number in range(20):
        assert client.get(f"/visa/requests/{number:012d}").status_code == 404
    assert client.get("/visa/requests/000000000000").status_code == 429


def test_the_page_of_a_question_takes_few_queries(
    app: Flask, asker: Person, client: FlaskClient
) -> None:
    ref = make_request(asker).ref
    client.get(f"/visa/requests/{ref}")
    with at_most(4, app):
        client.get(f"/visa/requests/{ref}")


def test_the_answer_is_what_the_register_says_today(asker: Person, client: FlaskClient) -> None:
    request, visa = make_request(asker), make_visa()
    decide(visa, VisaState.VERIFIED)
    answer(request.ref, visa.id)
    page = client.get(f"/visa/requests/{request.ref}?lang=en").text
    assert "verdict-good" in page
    decide(visa, VisaState.FRAUD)
    assert "Do not travel" in client.get(f"/visa/requests/{request.ref}?lang=en").text


@transaction
def answer(ref: str, visa_id: int) -> None:
    """What the desk writes when it has answered."""
    changes = {"state": "answered", "visa_id": visa_id, "closed_at": now()}
    db.execute(update(VisaRequest).filter_by(ref=ref).values(changes))


def test_nobody_adds_to_or_withdraws_the_question_of_somebody_else(
    asker: Person, sign_in: SignIn
) -> None:
    ref, stranger = make_request(asker).ref, sign_in(make_person(Role.MIGRANT))
    assert send(stranger, ref, visa=photo()).status_code == 404
    assert stranger.post(f"/visa/requests/{ref}/withdraw").status_code == 404
    assert stranger.get(f"/visa/requests/{ref}/pictures").status_code == 404


def test_a_question_is_withdrawn_once_and_takes_no_pictures_then(
    asker: Person, visitor: FlaskClient
) -> None:
    ref = make_request(asker).ref
    assert visitor.post(f"/visa/requests/{ref}/withdraw").status_code == 303
    assert "was withdrawn" in visitor.get(f"/visa/requests/{ref}").text
    assert visitor.post(f"/visa/requests/{ref}/withdraw").status_code == 409
    assert send(visitor, ref, visa=photo()).status_code == 409


def test_the_state_of_the_visa_stays_when_the_question_is_withdrawn(
    asker: Person, visitor: FlaskClient, client: FlaskClient
) -> None:
    decide(make_visa(), VisaState.VERIFIED)
    visitor.post(f"/visa/requests/{make_request(asker).ref}/withdraw")
    looked_up = {name: ASKED[name] for name in ("visa_number", "passport_number", "date_of_birth")}
    assert "verdict-good" in client.post("/visa/", data=looked_up).text


def test_a_flight_tomorrow_is_taken(asker: Person, visitor: FlaskClient) -> None:
    tomorrow = today() + timedelta(days=1)
    visitor.post("/visa/requests/new", data=ASKED | {"flight_day": f"{tomorrow:%d/%m/%Y}"})
    assert newest(asker).due_on == tomorrow
