"""From a suspected fraud to a warning for offices, and to an alert that everybody reads."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.deeds.proposals import OwnProposal
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.ground.errors import Forbidden
from portal.people.models import Person
from tests.make.alerts import LOOK, NEXT, WORDS, alert_said, make_alert, make_warning, said
from tests.make.people import make_person
from tests.make.visa_check import by, decide, make_agency, make_officer, make_visa
from visa_check.actions import learning as actions
from visa_check.actions import proposals
from visa_check.learning import names_somebody
from visa_check.models import FraudWarning, Visa
from visa_check.refusals import AgencyUnknown, AlreadyProposed, NamesSomebody, NoFraud
from visa_check.verdicts import VisaState


@pytest.fixture
def visa(app: Flask) -> Visa:
    found = make_visa(make_officer())
    decide(found, VisaState.FRAUD)
    return found


@pytest.fixture
def warning(visa: Visa) -> FraudWarning:
    return make_warning(visa)


@pytest.fixture
def supervisor(app: Flask) -> Person:
    return make_person(Role.SUPERVISOR, language="en")


def test_a_warning_takes_two_and_is_read_by_every_office(visa: Visa, sign_in) -> None:
    officer = make_officer()
    ref = actions.propose_warning(by(officer), visa.ref, said())
    with pytest.raises(OwnProposal):
        proposals.approve(by(officer), ref)
    far = sign_in(make_person(Role.OFFICER, office="sylhet", language="en"))
    assert WORDS not in far.get("/office/warnings/").text
    proposals.approve(by(make_officer()), ref)
    page = far.get("/office/warnings/?to=SA").text
    assert WORDS in page
    assert "Saudi Arabia" in page


def test_only_a_decided_fraud_becomes_a_warning_and_only_once(app: Flask, visa: Visa) -> None:
    other = make_visa(make_officer(), visa_number="E99999999")
    with pytest.raises(NoFraud):
        actions.propose_warning(by(make_officer()), other.ref, said())
    actions.propose_warning(by(make_officer()), visa.ref, said())
    with pytest.raises(AlreadyProposed):
        actions.propose_warning(by(make_officer()), visa.ref, said())


@pytest.mark.parametrize(
    "words",
    [
        "Passport A01234567",
        "number ০১৭১১ ০০০ ১১১",
        "Rahman had it",
        "Of Najd Cleaning",
        "12-04-1998",
    ],
)
def test_words_that_name_somebody_are_refused(visa: Visa, words: str) -> None:
    with pytest.raises(NamesSomebody):
        actions.propose_warning(by(make_officer()), visa.ref, said(words=words))


def test_words_without_anybody_are_taken() -> None:
    assert not names_somebody("Call 16135. In line 2 the letters are small.", ["MD ABDUR RAHMAN"])


def test_the_agency_of_a_warning_stands_in_the_register(visa: Visa) -> None:
    with pytest.raises(AgencyUnknown):
        actions.propose_warning(by(make_officer()), visa.ref, said(rl_no=90001))
    make_agency(90001)
    ref = actions.propose_warning(by(make_officer()), visa.ref, said(rl_no=90001))
    proposals.approve(by(make_officer()), ref)
    found = db.scalars(select(FraudWarning)).one()
    assert found.agency is not None
    assert found.agency.rl_no == 90001


def test_another_offices_visa_has_no_form_for_a_warning(visa: Visa, sign_in) -> None:
    far = sign_in(make_officer("sylhet"))
    assert far.get(f"/office/registry/visas/{visa.ref}/warning").status_code == 404


def test_an_officer_writes_a_warning_from_the_page_of_the_visa(visa: Visa, sign_in) -> None:
    officer = sign_in(make_person(Role.OFFICER, language="en"))
    page = f"/office/registry/visas/{visa.ref}"
    assert f'href="{page}/warning"' in officer.get(page).text
    assert officer.get(f"{page}/warning").status_code == 200
    sent = said(rl_no="") | {"idempotency_key": "0123456789abcdef"}
    wrong = officer.post(f"{page}/warning", data=sent | {"words": "Rahman had it"})
    assert (wrong.status_code, "Rahman had it" in wrong.text) == (422, True)
    answer = officer.post(f"{page}/warning", data=sent)
    assert WORDS in officer.get(answer.location).text


def test_an_alert_is_public_only_when_a_supervisor_released_it(
    client: FlaskClient, warning: FraudWarning, supervisor: Person
) -> None:
    ref = actions.propose_alert(by(make_officer()), warning.ref, alert_said())
    with pytest.raises(Forbidden):
        proposals.approve(by(make_officer()), ref)
    assert LOOK["look_bn"] not in client.get("/visa/alerts").text
    proposals.approve(by(supervisor), ref)
    for path in ("/visa/alerts", "/visa/alerts/SA"):
        assert LOOK["look_bn"] in client.get(path).text
        assert NEXT["next_en"] in client.get(f"{path}?lang=en").text
        client.get(f"{path}?lang=bn")
    assert LOOK["look_bn"] not in client.get("/visa/alerts/QA").text


def test_a_supervisor_does_not_release_the_own_alert(
    warning: FraudWarning, supervisor: Person
) -> None:
    ref = actions.propose_alert(by(supervisor), warning.ref, alert_said())
    with pytest.raises(OwnProposal):
        proposals.approve(by(supervisor), ref)


def test_an_alert_ends_on_its_last_day(
    app: Flask, client: FlaskClient, warning: FraudWarning, supervisor: Person
) -> None:
    make_alert(warning, supervisor, last_day=today().isoformat())
    assert LOOK["look_bn"] in client.get("/visa/alerts").text
    later = now() + timedelta(days=1)
    app.config["CLOCK"] = lambda: later
    assert LOOK["look_bn"] not in client.get("/visa/alerts").text


def test_a_supervisor_takes_an_alert_back(
    client: FlaskClient, warning: FraudWarning, supervisor: Person, sign_in
) -> None:
    alert = make_alert(warning, supervisor)
    path = f"/office/alerts/{alert.ref}/end"
    sent = {"reason": "It was a mistake", "idempotency_key": "0123456789abcdef"}
    assert sign_in(make_officer()).post(path, data=sent).status_code == 403
    other = sign_in(make_person(Role.SUPERVISOR))
    assert other.post(path, data=sent | {"reason": ""}).status_code == 422
    assert other.post(path, data=sent).status_code == 303
    assert LOOK["look_bn"] not in client.get("/visa/alerts").text
    assert other.post(path, data=sent | {"idempotency_key": "another-key-01"}).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"look_en": ""},
        {"next_bn": ""},
        {"look_bn": "Only English"},
        {"last_day": "01/01/2020"},
        {"last_day": "01/01/2099"},
        {"look_en": "Call 01711000111"},
    ],
    ids=["no English", "no next step", "no Bangla", "past", "too long", "a number"],
)
def test_an_alert_needs_both_languages_and_an_end(
    warning: FraudWarning, sign_in, changes: dict[str, str]
) -> None:
    officer = sign_in(make_officer())
    last = (today() + timedelta(days=30)).strftime("%d/%m/%Y")
    sent = LOOK | NEXT | {"last_day": last, "idempotency_key": "0123456789abcdef"}
    path = f"/office/warnings/{warning.ref}/alert"
    assert officer.post(path, data=sent | changes).status_code == 422
    assert officer.post(path, data=sent).status_code == 303


def test_the_answer_about_a_visa_shows_the_alerts_of_its_country(
    client: FlaskClient, warning: FraudWarning, supervisor: Person
) -> None:
    make_alert(warning, supervisor)
    typed = {"passport_number": "A01234567", "date_of_birth": "12/04/1998"}
    page = client.post("/visa/", data=typed | {"visa_number": "E12345678"}).text
    assert LOOK["look_bn"] in page
    nothing = client.post("/visa/", data=typed | {"visa_number": "E00000001"}).text
    assert LOOK["look_bn"] not in nothing
    assert 'href="/visa/alerts"' in client.get("/visa/").text


@pytest.mark.parametrize(("path", "code"), [("sa", 301), ("ZZ", 404), ("saudi", 404)])
def test_a_country_is_named_by_its_two_letters(client: FlaskClient, path: str, code: int) -> None:
    assert client.get(f"/visa/alerts/{path}").status_code == code


@pytest.mark.parametrize("role", [Role.TRAINER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_all_staff_read_warnings_and_only_the_desk_writes(
    warning: FraudWarning, sign_in, role: Role
) -> None:
    staff = sign_in(make_person(role))
    page = staff.get(f"/office/warnings/{warning.ref}")
    assert (page.status_code, WORDS in page.text) == (200, True)
    assert staff.get(f"/office/warnings/{warning.ref}/alert").status_code == 403
