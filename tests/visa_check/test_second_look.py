"""What second officers see of the question behind a proposal, also those of another office."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.deeds.models import Leaf, Proposal
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.models import Person
from tests.make.desk import SEEN_SAME, decide
from tests.make.people import make_person
from tests.make.photos import photo
from tests.make.requests import make_request, send
from tests.make.visa_check import by, make_officer
from visa_check.actions import desk as actions
from visa_check.actions import proposals
from visa_check.models import ProposalLook, VisaRequest
from visa_check.pictures import develop
from visa_check.queries import desk as queries
from visa_check.queries import requests
from visa_check.recording.desk import Sighting
from visa_check.verdicts import VisaState
from visa_check.views.second_look import SHOWN_FOR

SignIn = Callable[..., FlaskClient]
KEY = {"idempotency_key": "a" * 32}


@pytest.fixture
def alone(app: Flask) -> Person:
    """The only officer of Feni, in the division of Cumilla."""
    return make_officer("feni")


@pytest.fixture
def request_of_feni(alone: Person, sign_in: SignIn) -> VisaRequest:
    """A question with a picture, called a suspected fraud with evidence, and waiting."""
    asker = make_person(Role.MIGRANT, language="en")
    request = make_request(asker, "feni")
    assert send(sign_in(asker), request.ref, visa=photo(mark="visa")).status_code == 303
    actions.claim(by(alone), request.ref)
    seen = Sighting(SEEN_SAME.service, SEEN_SAME.number, SEEN_SAME.outcome, "", develop(photo()))
    decide(alone, request, VisaState.FRAUD, seen=seen)
    return request


def proposal_of(request: VisaRequest) -> Proposal:
    """What waits for a second officer."""
    found = queries.proposal_about(request.id)
    assert found is not None
    return found


def page_of(request: VisaRequest) -> str:
    """The page of the proposal."""
    return f"/office/proposals/visa_check/{proposal_of(request).ref}"


def pictures_of(request: VisaRequest) -> list[str]:
    """Where a second officer of another office finds the pictures."""
    files = requests.files(request.id)
    assert len(files) == 2
    return [f"{page_of(request)}/pictures/{file.ref}/1" for file in files]


def count_looks() -> int:
    """How many looks were written down."""
    return db.scalar(select(func.count()).select_from(ProposalLook)) or 0


def helper(sign_in: SignIn) -> FlaskClient:
    """An officer of the same division before a screen, who just proved who they are."""
    person = make_person(Role.OFFICER, office="cumilla", language="en")
    return sign_in(person, confirmed=True)


def test_a_second_officer_of_the_office_sees_the_pictures_at_once(
    request_of_feni: VisaRequest, sign_in: SignIn
) -> None:
    client = sign_in(make_officer("feni"))
    page = client.get(page_of(request_of_feni) + "?lang=en").text
    for file in requests.files(request_of_feni.id):
        address = f"/visa/requests/{request_of_feni.ref}/pictures/{file.ref}/1"
        assert address in page
        assert client.get(address).status_code == 200
    assert "Show pictures and numbers" not in page
    assert count_looks() == 0


def test_an_officer_of_the_division_sees_them_after_it_is_written_down(
    request_of_feni: VisaRequest, sign_in: SignIn
) -> None:
    client = helper(sign_in)
    before = client.get(page_of(request_of_feni)).text
    assert "Show pictures and numbers" in before
    assert "<img" not in before
    assert "A01234567" not in before
    for address in pictures_of(request_of_feni):
        assert client.get(address).status_code == 404
    assert client.post(f"{page_of(request_of_feni)}/pictures", data=KEY).status_code == 303
    assert count_looks() == 1
    page = client.get(page_of(request_of_feni)).text
    assert "A01234567" in page
    for address in pictures_of(request_of_feni):
        assert address in page
        shown = client.get(address)
        assert shown.content_type == "image/webp"
        assert shown.headers["Cache-Control"] == "no-store"
    last = db.scalars(select(Leaf).order_by(Leaf.id.desc()).limit(1)).one()
    assert last.deed == "visa_check.look_at_pictures"


def test_each_look_is_written_down_and_ends(
    app: Flask, request_of_feni: VisaRequest, sign_in: SignIn
) -> None:
    client = helper(sign_in)
    for count in (1, 2):
        client.post(f"{page_of(request_of_feni)}/pictures", data=KEY)
        assert count_looks() == count
    later = now() + SHOWN_FOR + timedelta(seconds=1)
    app.config["CLOCK"] = lambda: later
    for address in pictures_of(request_of_feni):
        assert client.get(address).status_code == 404
    assert "<img" not in client.get(page_of(request_of_feni)).text


def test_one_look_opens_nothing_to_somebody_else(
    request_of_feni: VisaRequest, sign_in: SignIn
) -> None:
    helper(sign_in).post(f"{page_of(request_of_feni)}/pictures", data=KEY)
    other = helper(sign_in)
    assert "<img" not in other.get(page_of(request_of_feni)).text
    for address in pictures_of(request_of_feni):
        assert other.get(address).status_code == 404


def test_they_see_it_only_while_it_waits(request_of_feni: VisaRequest, sign_in: SignIn) -> None:
    decider = make_person(Role.OFFICER, office="cumilla", language="en")
    client, other = sign_in(decider, confirmed=True), helper(sign_in)
    addresses = pictures_of(request_of_feni)
    client.post(f"{page_of(request_of_feni)}/pictures", data=KEY)
    assert other.get(page_of(request_of_feni)).status_code == 200
    proposals.approve(by(decider), proposal_of(request_of_feni).ref)
    # Who decided reads what became of it, and nothing of the question any more.
    after = client.get(page_of(request_of_feni))
    assert "Approved by" in after.text
    assert "The question" not in after.text
    assert "A01234567" not in after.text
    assert other.get(page_of(request_of_feni)).status_code == 404
    for address in addresses:
        assert client.get(address).status_code == 404
    assert client.post(f"{page_of(request_of_feni)}/pictures", data=KEY).status_code == 409


@pytest.mark.parametrize(
    ("role", "office"),
    [(Role.OFFICER, "dhaka"), (Role.MIGRANT, "feni"), (Role.AUDITOR, None)],
    ids=["another division", "a migrant", "an auditor"],
)
def test_others_see_no_picture(
    request_of_feni: VisaRequest, sign_in: SignIn, role: Role, office: str | None
) -> None:
    client = sign_in(make_person(role, office=office, language="en"), confirmed=True)
    expected = 404 if role is Role.OFFICER else 403
    for address in pictures_of(request_of_feni):
        assert client.get(address).status_code == expected
    assert client.post(f"{page_of(request_of_feni)}/pictures", data=KEY).status_code == expected
    assert count_looks() == 0


def test_an_office_that_can_decide_alone_shows_nothing_to_its_neighbours(
    request_of_feni: VisaRequest, sign_in: SignIn
) -> None:
    make_officer("feni")
    client = helper(sign_in)
    assert client.get(page_of(request_of_feni)).status_code == 404
    for address in pictures_of(request_of_feni):
        assert client.get(address).status_code == 404


def test_a_supervisor_of_the_division_sees_them_within_their_reach(
    request_of_feni: VisaRequest, sign_in: SignIn
) -> None:
    client = sign_in(make_person(Role.SUPERVISOR, office="cumilla", language="en"))
    page = client.get(page_of(request_of_feni)).text
    assert f"/visa/requests/{request_of_feni.ref}/pictures/" in page


def test_the_visa_is_linked_for_those_who_may_open_it(
    request_of_feni: VisaRequest, alone: Person, sign_in: SignIn
) -> None:
    visa = proposal_of(request_of_feni).difference["basis"]["visa"]
    link = f"/office/registry/visas/{visa}"
    assert link in sign_in(alone).get(page_of(request_of_feni)).text
    assert link not in helper(sign_in).get(page_of(request_of_feni)).text


def test_a_look_that_was_not_confirmed_asks_for_the_password(
    request_of_feni: VisaRequest, sign_in: SignIn
) -> None:
    client = sign_in(make_officer("cumilla"), confirmed=False)
    asked = client.post(f"{page_of(request_of_feni)}/pictures", data=KEY)
    assert asked.status_code == 303
    assert count_looks() == 0
