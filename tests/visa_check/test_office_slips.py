"""Slips at the office: found by number and name, suspended alone, cancelled and lifted by two."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.deeds.proposals import OwnProposal
from portal.ground.access import Role
from portal.ground.database import db
from portal.papers.models import PaperState
from tests.make.certificates import make_certificate
from tests.make.people import make_person
from tests.make.slips import make_slip
from tests.make.visa_check import by, decide, make_officer, make_visa
from visa_check.actions import proposals
from visa_check.actions import slip_changes as actions
from visa_check.models import Slip
from visa_check.recording.slips import NotInForce, NotSuspended, SlipIsOver
from visa_check.refusals import AlreadyProposed, Gone
from visa_check.verdicts import VisaState

SignIn = Callable[..., FlaskClient]
KEY = {"idempotency_key": "a" * 32}
SLIPS = "/office/registry/slips/"


def state_of(slip: Slip) -> PaperState:
    """How a slip stands now."""
    db.refresh(slip.paper)
    return slip.paper.state


def at_office(sign_in: SignIn, office: str = "cumilla") -> FlaskClient:
    """An officer before a screen, in English."""
    return sign_in(make_person(Role.OFFICER, office=office, language="en"))


@pytest.fixture
def slip(app: Flask) -> Slip:
    """A slip of Cumilla in force."""
    return make_slip()


@pytest.mark.parametrize("language", ["bn", "en"])
def test_list_and_slip_stand_in_both_languages(slip: Slip, sign_in: SignIn, language: str) -> None:
    client = at_office(sign_in)
    for address in (SLIPS, SLIPS + slip.paper.number):
        page = client.get(f"{address}?lang={language}")
        assert page.status_code == 200
        assert "MD ABDUR RAHMAN" in page.text


def test_a_slip_is_found_by_its_number_wherever_an_officer_looks(
    slip: Slip, sign_in: SignIn
) -> None:
    client, number = at_office(sign_in), slip.paper.number
    spaced = f"{number[:4].lower()} {number[4:]}"
    for address in (SLIPS, "/office/certificates/"):
        found = client.get(address, query_string={"q": spaced})
        assert (found.status_code, found.location) == (303, SLIPS + number)
    searched = client.get("/office/search", query_string={"q": spaced})
    assert client.get(searched.location).location == SLIPS + number


def test_a_slip_is_found_by_its_name_in_other_spellings(slip: Slip, sign_in: SignIn) -> None:
    client = at_office(sign_in)
    assert slip.paper.number in client.get(SLIPS, query_string={"q": "abdur rohman"}).text
    assert "No slip within your reach" in client.get(f"{SLIPS}?q=karim").text
    assert "Write the name in English letters" in client.get(f"{SLIPS}?q=রহমান").text


def test_another_office_finds_nothing(slip: Slip, sign_in: SignIn) -> None:
    client, number = at_office(sign_in, "dhaka"), slip.paper.number
    assert "MD ABDUR RAHMAN" not in client.get(SLIPS).text
    assert "No slip within your reach" in client.get(f"{SLIPS}?q={number}").text
    assert client.get(f"/office/certificates/?q={number}").status_code == 200
    assert client.get(SLIPS + number).status_code == 404
    for what in ("suspend", "cancel", "lift"):
        form = KEY | {f"{what}-reason": "Lost."}
        assert client.post(f"{SLIPS}{number}/{what}", data=form).status_code == 404
    with pytest.raises(Gone):
        actions.suspend_slip(by(make_officer("dhaka")), number, "Lost.")
    assert state_of(slip) is PaperState.LIVE


def test_one_officer_suspends_and_the_public_page_says_so(slip: Slip, sign_in: SignIn) -> None:
    client, number = at_office(sign_in), slip.paper.number
    assert client.post(f"{SLIPS}{number}/suspend", data=KEY).status_code == 422
    form = {"suspend-idempotency_key": "b" * 32, "suspend-reason": "It was copied."}
    assert client.post(f"{SLIPS}{number}/suspend", data=form).status_code == 303
    assert state_of(slip) is PaperState.SUSPENDED
    page = client.get(SLIPS + number).text
    assert "It was copied." in page
    assert "Lift the suspension" in page
    assert "Suspended" in client.get(f"/C/{number}?lang=en").text
    with pytest.raises(NotInForce):
        actions.suspend_slip(by(make_officer()), number, "Again.")


def test_to_cancel_takes_two(slip: Slip, sign_in: SignIn) -> None:
    client, number = at_office(sign_in), slip.paper.number
    form = {"cancel-idempotency_key": "b" * 32, "cancel-reason": "The name is wrong."}
    asked = client.post(f"{SLIPS}{number}/cancel", data=form)
    assert asked.status_code == 303
    assert state_of(slip) is PaperState.LIVE
    assert "The name is wrong." in client.get(asked.location).text
    with pytest.raises(AlreadyProposed):
        actions.propose_cancel_slip(by(make_officer()), number, "Me too.")
    second = at_office(sign_in)
    page = second.get(asked.location).text
    assert SLIPS + number in page
    assert second.post(f"{asked.location}/approve", data=KEY).status_code == 303
    assert state_of(slip) is PaperState.CANCELLED
    assert "Cancelled" in client.get(f"/C/{number}?lang=en").text
    with pytest.raises(SlipIsOver):
        actions.propose_cancel_slip(by(make_officer()), number, "Again.")


def test_to_lift_a_suspension_takes_two(slip: Slip) -> None:
    first, number = make_officer(), slip.paper.number
    with pytest.raises(NotSuspended):
        actions.propose_lift_slip(by(first), number, "Found.")
    actions.suspend_slip(by(first), number, "Lost.")
    ref = actions.propose_lift_slip(by(first), number, "Found.")
    with pytest.raises(OwnProposal):
        proposals.approve(by(first), ref)
    proposals.approve(by(make_officer()), ref)
    assert state_of(slip) is PaperState.LIVE


def test_what_ended_with_its_visa_is_not_put_in_force_again(app: Flask) -> None:
    visa = make_visa()
    slip = make_slip(visa)
    actions.suspend_slip(by(make_officer()), slip.paper.number, "Lost.")
    ref = actions.propose_lift_slip(by(make_officer()), slip.paper.number, "Found.")
    decide(visa, VisaState.WITHDRAWN)
    assert state_of(slip) is PaperState.CANCELLED
    with pytest.raises(SlipIsOver):
        proposals.approve(by(make_officer()), ref)
    assert state_of(slip) is PaperState.CANCELLED


def test_a_report_offers_what_its_paper_has(slip: Slip, client: FlaskClient) -> None:
    certificate = make_certificate(make_person()).paper
    of_slip = client.get(f"/C/{slip.paper.number}/report?lang=en").text
    of_certificate = client.get(f"/C/{certificate.number}/report?lang=en").text
    for words in ("visa number", "The country", "A date on the paper"):
        assert words in of_slip
        assert words not in of_certificate
    assert "Course, level or date" in of_certificate
    assert "Course, level or date" not in of_slip
    form = KEY | {"differs": "course"}
    assert client.post(f"/C/{slip.paper.number}/report", data=form).status_code == 422


def test_a_report_about_a_slip_leads_to_it_and_back(slip: Slip, sign_in: SignIn) -> None:
    officer, number = at_office(sign_in), slip.paper.number
    form = KEY | {"differs": ["visa", "destination"]}
    assert officer.post(f"/C/{number}/report", data=form).status_code == 303
    page = officer.get(SLIPS + number).text
    assert "Somebody reported that it does not match" in page
    href = page.split('href="/office/certificates/reports/')[1].split('"')[0]
    report = officer.get(f"/office/certificates/reports/{href}").text
    assert SLIPS + number in report
    assert "The last three characters of the visa number; The country" in report


def test_slips_are_linked_where_an_officer_looks(slip: Slip, sign_in: SignIn) -> None:
    client = at_office(sign_in)
    for address in ("/office/registry/visas/", "/office/certificates/"):
        assert f'href="{SLIPS}"' in client.get(address).text
    visa = client.get(SLIPS + slip.paper.number).text.split("/office/registry/visas/")[2]
    assert SLIPS + slip.paper.number in client.get(f"/office/registry/visas/{visa[:32]}").text
