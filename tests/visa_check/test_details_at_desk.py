"""Officers propose, correct, end and take back branches, sub-agents and job orders by forms."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.deeds.proposals import AlreadyDecided
from portal.ground.database import db
from portal.people.models import Person
from tests.make.details import detail_facts, propose_detail
from tests.make.visa_check import by, make_agency, make_officer
from visa_check.actions import proposals
from visa_check.details import DetailKind
from visa_check.models import AgencyDetail

pytestmark = pytest.mark.usefixtures("app")
SignIn = Callable[..., FlaskClient]
DESK = "/office/registry/agencies/RL-90001/details"


@pytest.mark.parametrize("kind", DetailKind)
def test_the_desk_proposes_corrects_ends_and_takes_back(sign_in: SignIn, kind: DetailKind) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    client = sign_in(make_officer())
    fields = typed(kind)
    assert client.get(f"{DESK}/new/{kind}").status_code == 200
    proposed = client.post(f"{DESK}/new/{kind}", data=fields | key(1))
    assert proposed.status_code == 303
    proposals.approve(by(make_officer()), proposed.location.rsplit("/", 1)[1])
    listed = client.get(DESK)
    ref = db.scalars(select(AgencyDetail.ref)).one()
    assert f"{DESK}/{ref}" in listed.text
    shown = client.get(f"{DESK}/{ref}")
    assert 'value="Letter 9"' in shown.text
    unchanged = client.post(f"{DESK}/{ref}", data=fields | key(2))
    assert unchanged.status_code == 422
    ends = {"end-last_day": "31/12/2030", "end-reason": "x", "end-idempotency_key": "e" * 32}
    back = {"back-reason": "x", "back-idempotency_key": "b" * 32}
    assert client.post(f"{DESK}/{ref}/end", data=ends).status_code == 303
    assert client.post(f"{DESK}/{ref}/take-back", data=back).status_code == 303
    assert client.post(f"{DESK}/{ref}/end", data={}).status_code == 422
    assert client.post(f"{DESK}/{ref}/take-back", data={}).status_code == 422
    assert client.get(f"{DESK}/{'0' * 32}").status_code == 404


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (DetailKind.BRANCH, {"district": "atlantis"}),
        (DetailKind.BRANCH, {"source": ""}),
        (DetailKind.BRANCH, {"valid_to": "01/01/2000"}),
        (DetailKind.ASSOCIATE, {"other_rl_no": "RL-90001"}),
        (DetailKind.ASSOCIATE, {"other_rl_no": "RL-99999"}),
        (DetailKind.JOB_ORDER, {"people": "0"}),
        (DetailKind.JOB_ORDER, {"used": "51"}),
        (DetailKind.JOB_ORDER, {"used_on": ""}),
        (DetailKind.JOB_ORDER, {"currency": ""}),
        (DetailKind.JOB_ORDER, {"currency": "১২৩"}),
        (DetailKind.JOB_ORDER, {"employer": "x" * 5000}),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(
    sign_in: SignIn, kind: DetailKind, wrong: dict[str, str]
) -> None:
    make_agency()
    sent = sign_in(make_officer()).post(f"{DESK}/new/{kind}", data=typed(kind) | wrong | key(1))
    assert sent.status_code == 422
    assert "Letter 9" in sent.text or wrong == {"source": ""}


def test_a_replayed_form_proposes_once(sign_in: SignIn) -> None:
    make_agency()
    client = sign_in(make_officer())
    fields = typed(DetailKind.BRANCH) | key(1)
    first, again = (client.post(f"{DESK}/new/branch", data=fields) for _ in range(2))
    assert first.location == again.location


def test_the_proposer_approves_neither_by_the_page_nor_by_a_replayed_form(sign_in: SignIn) -> None:
    make_agency()
    officer: Person = make_officer()
    own, other = sign_in(officer), sign_in(make_officer())
    place = own.post(f"{DESK}/new/branch", data=typed(DetailKind.BRANCH) | key(1)).location
    assert own.post(f"{place}/approve", data=key(2)).status_code == 403
    assert other.post(f"{place}/approve", data=key(2)).status_code == 303
    assert own.post(f"{place}/approve", data=key(2)).status_code in {403, 409}
    ref = place.rsplit("/", 1)[1]
    with pytest.raises(AlreadyDecided):
        proposals.approve(by(make_officer()), ref)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_proposal_says_what_would_change(sign_in: SignIn, app: Flask, language: str) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    client = sign_in(make_officer())
    for kind in DetailKind:
        ref = propose_detail(kind)
        page = client.get(f"/office/proposals/visa_check/{ref}?lang={language}")
        assert "/office/registry/agencies/RL-90001" in page.text


def key(number: int) -> dict[str, str]:
    """A key of a form."""
    return {"idempotency_key": f"{number:032d}"}


def typed(kind: DetailKind) -> dict[str, str]:
    """What an officer types."""
    return {
        name: value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
        for name, value in detail_facts(kind).items()
        if value is not None
    } | {"reason": "Seen"}
