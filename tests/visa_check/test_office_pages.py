"""The desk of the register: every page, and who may not."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.deeds.models import Proposal
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.people import make_person
from tests.make.visa_check import (
    AGENCIES,
    by,
    make_agency,
    make_officer,
    make_visa,
    propose,
    stage,
)
from tests.visa_check.test_tables import spreadsheet
from visa_check.actions import visas as visa_actions
from visa_check.models import Agency, AgencyStatus, Visa, VisaReveal
from visa_check.queries import agencies as agency_queries
from visa_check.verdicts import VisaState

SignIn = Callable[..., FlaskClient]
KEY = {"idempotency_key": "a" * 32}
LIST = "rl_no,name\n90011,One\n90012,Two\n,Nameless number\n90013,=1+1\n"
AGENCY = {"rl_no": "আরএল ৯০০২১", "name": "Doel Ltd.", "status": "", "reason": "Letter 7"} | KEY
VISA = KEY | {
    "destination": "SA",
    "visa_number": "e 1234 5678",
    "passport_number": "a01234567",
    "date_of_birth": "12/04/1998",
    "holder_name": "MD ABDUR RAHMAN",
    "expiry_date": "01/09/2030",
}


def upload(client: FlaskClient, content: bytes, name: str = "list.csv", **more: str) -> Any:
    """Send a list of agencies."""
    data = {"file": (io.BytesIO(content), name)} | more
    return client.post(
        "/office/registry/agencies/import", data=data, content_type="multipart/form-data"
    )


@pytest.mark.parametrize(
    "address",
    [
        "/office/registry/agencies/",
        "/office/registry/agencies/?q=padma",
        "/office/registry/agencies/?q=zzzz",
        "/office/registry/agencies/new",
        "/office/registry/agencies/RL-90001",
        "/office/registry/agencies/RL-90001/correct",
        "/office/registry/agencies/import",
        "/office/registry/visas/",
        "/office/registry/visas/new",
        "/office/registry/visas/import",
    ],
)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_page_stands_in_both_languages(sign_in: SignIn, address: str, language: str) -> None:
    make_agency(90001)
    client = sign_in(make_officer())
    page = client.get(f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert page.status_code == 200
    assert f'lang="{language}"' in page.text


def test_a_list_goes_from_file_to_force(sign_in: SignIn) -> None:
    client, other = sign_in(make_officer()), sign_in(make_officer())
    sent = upload(client, LIST.encode())
    shown = client.get(sent.location + "?lang=en").text
    assert "rl_no: a needed cell is empty" in shown
    assert "name: a cell begins like a formula" in shown
    proposed = client.post(sent.location, data=KEY)
    assert proposed.status_code == 303
    assert "another officer decides" in client.get(proposed.location + "?lang=en").text
    approved = other.post(f"{proposed.location}/approve", data=KEY)
    assert approved.status_code == 303
    assert other.get(approved.location).status_code == 200
    assert db.scalar(select(func.count(Agency.id))) == 2


def test_a_double_click_proposes_once(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    ref = upload(client, LIST.encode()).location
    first, second = (client.post(ref, data=KEY) for _ in range(2))
    assert first.status_code == 303
    assert second.status_code in {303, 404}
    assert db.scalar(select(func.count(Proposal.id))) == 1


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "The file is empty."),
        (b"rl_no,name\n11,Caf\xe9\n", "Line 2 is not UTF-8"),
        ("rl_no,name\n11,A\n".encode("utf-16"), "UTF-16"),
        (b'rl_no,name\n11,"A\n', "damaged from line 2"),
        (b"PK\x03\x04rest", "the spreadsheet cannot be opened"),
        (b"\xd0\xcf\x11\xe0rest", "an old kind (XLS)"),
    ],
)
def test_a_bad_file_is_refused_in_words(sign_in: SignIn, content: bytes, word: str) -> None:
    page = upload(sign_in(make_person(Role.OFFICER, language="en")), content)
    assert page.status_code == 422
    assert word in page.text
    assert 'id="file-error"' in page.text


def test_a_spreadsheet_is_compared_like_any_list(sign_in: SignIn) -> None:
    client = sign_in(make_person(Role.OFFICER, language="en"))
    sheet = spreadsheet(["RL No.", "Name"], ["RL-90021", "Padma Sheet Ltd."], ["no number", "B"])
    page = client.get(upload(client, sheet, "list.xlsx").location).text
    assert "New: 1" in re.sub("<[^>]+>", "", page)
    assert "not a licence number" in page
    assert "list.xlsx" in page


def test_a_file_that_is_too_big_is_not_even_read(sign_in: SignIn) -> None:
    address = "/office/registry/agencies/import"
    kind = "multipart/form-data; boundary=x"
    answer = sign_in(make_officer()).post(address, data=b"x" * 21_000_000, content_type=kind)
    assert answer.status_code == 413


def test_no_other_form_may_be_as_big_as_a_list(sign_in: SignIn) -> None:
    data = {"name": "x" * 100_000}
    page = sign_in(make_officer()).post("/office/registry/agencies/new", data=data)
    assert page.status_code == 413


def test_a_missing_file_is_asked_for(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    page = client.post("/office/registry/agencies/import", data={})
    assert page.status_code == 422


def test_somebody_elses_list_is_not_there(sign_in: SignIn) -> None:
    ref = stage(AGENCIES, LIST, make_officer())
    client = sign_in(make_officer())
    address = f"/office/registry/imports/{ref}"
    assert client.get(address).status_code == 404
    assert client.post(address, data=KEY).status_code == 404
    assert client.post(f"{address}/drop").status_code == 404


def test_an_own_list_can_be_dropped(sign_in: SignIn) -> None:
    officer = make_officer()
    address = f"/office/registry/imports/{stage(AGENCIES, LIST, officer)}"
    client = sign_in(officer)
    assert client.post(f"{address}/drop").status_code == 303
    assert client.get(address).status_code == 404


def test_the_proposer_cannot_approve_on_the_page(sign_in: SignIn) -> None:
    officer = make_officer()
    ref = propose(AGENCIES, LIST, officer)
    client = sign_in(officer)
    address = f"/office/proposals/visa_check/{ref}"
    assert "/approve" not in client.get(address).text
    assert client.post(f"{address}/approve", data=KEY).status_code == 403
    assert db.scalar(select(func.count(Agency.id))) == 0


def test_approving_asks_who_it_is(sign_in: SignIn) -> None:
    ref = propose(AGENCIES, LIST, make_officer())
    client = sign_in(make_officer(), confirmed=False)
    answer = client.post(f"/office/proposals/visa_check/{ref}/approve", data=KEY)
    assert answer.status_code == 303
    assert answer.location.startswith("/confirm")


def test_a_refusal_needs_its_reason(sign_in: SignIn) -> None:
    address = f"/office/proposals/visa_check/{propose(AGENCIES, LIST, make_officer())}"
    client = sign_in(make_officer())
    key = {"refuse-idempotency_key": "b" * 32}
    assert client.post(f"{address}/refuse", data=key).status_code == 422
    done = client.post(f"{address}/refuse", data=key | {"refuse-reason": "No seal."})
    assert done.status_code == 303
    assert "No seal." in client.get(address).text


def test_an_agency_is_entered_by_form(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    done = client.post(
        "/office/registry/agencies/new",
        data=AGENCY | {"status": "active", "valid_from": "1/1/2026"},
    )
    assert done.status_code == 303
    sign_in(make_officer()).post(f"{done.location}/approve", data=KEY)
    assert agency_queries.agency_by_licence(90021)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rl_no": "none"}, "rl_no"),
        ({"name": ""}, "name"),
        ({"status": "active"}, "valid_from"),
        ({"status": "active", "valid_from": "32/1/2026"}, "valid_from"),
        ({"valid_from": "2/1/2026", "valid_to": "1/1/2026"}, "valid_to"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_refused_agency_form_says_where(
    sign_in: SignIn, changes: dict[str, str], field: str
) -> None:
    page = sign_in(make_officer()).post("/office/registry/agencies/new", data=AGENCY | changes)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text


def test_a_taken_number_is_refused_on_its_field(sign_in: SignIn) -> None:
    make_agency(90021)
    page = sign_in(make_officer()).post("/office/registry/agencies/new", data=AGENCY)
    assert page.status_code == 422
    assert 'id="rl_no-error"' in page.text


def test_an_agency_is_corrected_by_form(sign_in: SignIn) -> None:
    make_agency(90001)
    address = "/office/registry/agencies/RL-90001/correct"
    form = KEY | {"name": "Padma Ltd.", "status": "", "reason": "Letter"}
    client = sign_in(make_officer())
    page = client.get(client.post(address, data=form).location + "?lang=en").text
    assert "Padma Overseas Ltd." in page
    assert "Padma Ltd." in page


def test_an_agency_is_suspended_and_a_status_ended_by_form(sign_in: SignIn) -> None:
    make_agency(90001)
    client = sign_in(make_officer())
    address = "/office/registry/agencies/RL-90001"
    key = {"suspend-idempotency_key": "c" * 32, "end-idempotency_key": "d" * 32}
    assert client.post(f"{address}/suspend", data=key).status_code == 422
    done = client.post(f"{address}/suspend", data=key | {"suspend-reason": "Complaints"})
    assert done.status_code == 303
    status_id = db.scalar(select(AgencyStatus.id).filter_by(proposal_id=None))
    end = key | {"end-status_id": str(status_id), "end-last_day": "1/1/2031", "end-reason": "x"}
    ended = client.post(f"{address}/end", data=end)
    assert "/office/proposals/visa_check/" in ended.location
    strange = client.post(f"{address}/end", data=end | {"end-status_id": "9999"})
    assert strange.status_code == 422


def test_a_visa_is_entered_found_corrected_and_decided(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    address = client.post("/office/registry/visas/new", data=VISA).location
    found = client.post("/office/registry/visas/", data=VISA)
    assert address in found.text
    page = client.get(address).text
    assert "••••••567" in page
    assert "A01234567" not in page
    fixed = client.post(
        f"{address}/correct", data=KEY | {"destination": "SA", "occupation": "Cook", "reason": "x"}
    )
    assert (fixed.status_code, fixed.location) == (303, address)
    decided = client.post(
        f"{address}/decide", data={"decide-idempotency_key": "e" * 32, "decide-state": "verified"}
    )
    assert decided.location == address
    assert "verdict-good" in client.get(address).text


def test_a_grave_decision_by_form_is_a_proposal(sign_in: SignIn) -> None:
    officer = make_officer()
    address = f"/office/registry/visas/{make_visa(officer).ref}"
    client = sign_in(officer)
    form = {"decide-idempotency_key": "e" * 32, "decide-state": "suspected fraud"}
    assert client.post(f"{address}/decide", data=form).status_code == 422
    done = client.post(f"{address}/decide", data=form | {"decide-note": "MOFA: other name."})
    assert "/office/proposals/visa_check/" in done.location
    assert "MOFA: other name." in client.get(done.location).text
    wrong = {"decide-idempotency_key": "e" * 32, "decide-state": "genuine"}
    assert client.post(f"{address}/decide", data=wrong).status_code == 422


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"destination": ""}, "destination"),
        ({"destination": "XX"}, "destination"),
        ({"visa_number": "?"}, "visa_number"),
        ({"passport_number": ""}, "passport_number"),
        ({"date_of_birth": "yesterday"}, "date_of_birth"),
        ({"issue_date": "1/9/2031"}, "expiry_date"),
        ({"agency_rl_no": "padma"}, "agency_rl_no"),
        ({"employer": "x" * 200}, "employer"),
    ],
)
def test_a_refused_visa_form_says_where_and_keeps_the_rest(
    sign_in: SignIn, changes: dict[str, str], field: str
) -> None:
    page = sign_in(make_officer()).post("/office/registry/visas/new", data=VISA | changes)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert 'value="MD ABDUR RAHMAN"' in page.text


def test_a_reveal_shows_the_numbers_once_and_is_written_down(sign_in: SignIn) -> None:
    officer = make_officer()
    address = f"/office/registry/visas/{make_visa(officer).ref}"
    client = sign_in(officer)
    form = {"reveal-idempotency_key": "f" * 32}
    assert client.post(f"{address}/reveal", data=form).status_code == 422
    page = client.post(f"{address}/reveal", data=form | {"reveal-reason": "To ask MOFA"})
    assert "A01234567" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "A01234567" not in client.get(address).text
    assert db.scalar(select(func.count(VisaReveal.id))) == 1


def test_another_offices_visa_is_found_by_its_numbers_but_not_opened(sign_in: SignIn) -> None:
    visa = make_visa()
    client = sign_in(make_officer("feni"))
    found = client.post("/office/registry/visas/", data=VISA)
    assert found.status_code == 200
    assert visa.ref not in found.text
    address = f"/office/registry/visas/{visa.ref}"
    key = {"decide-idempotency_key": "e" * 32, "decide-state": "verified"}
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/correct").status_code == 404
    assert client.post(f"{address}/decide", data=key).status_code == 404
    assert client.post(f"{address}/reveal", data={"reveal-reason": "x"}).status_code == 404


def test_another_offices_proposal_is_not_there(sign_in: SignIn) -> None:
    make_officer(), make_officer()
    visa, officer = make_visa(), make_officer()
    led_to = visa_actions.decide_visa(by(officer), visa.ref, VisaState.FRAUD, "Seen.")
    address = f"/office/proposals/visa_check/{led_to.split()[1]}"
    client = sign_in(make_officer("khulna"))
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/approve", data=KEY).status_code == 404


def test_a_supervisor_of_the_division_approves(sign_in: SignIn) -> None:
    visa, officer = make_visa(), make_officer()
    led_to = visa_actions.decide_visa(by(officer), visa.ref, VisaState.FRAUD, "Seen.")
    supervisor: Person = make_person(Role.SUPERVISOR)
    address = f"/office/proposals/visa_check/{led_to.split()[1]}"
    assert sign_in(supervisor).post(f"{address}/approve", data=KEY).status_code == 303


def test_what_is_not_found_can_be_entered(sign_in: SignIn) -> None:
    page = sign_in(make_officer()).post("/office/registry/visas/", data=VISA)
    assert "/office/registry/visas/new" in page.text
    assert db.scalar(select(func.count(Visa.id))) == 0
