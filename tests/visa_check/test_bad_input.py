"""What nobody should send to the register, and somebody will: strange names, own approvals."""

import csv
import io
from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError

from portal import doors
from portal.deeds.models import Proposal
from portal.deeds.models import ProposalState as State
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from tests.make.visa_check import AGENCIES, import_list, make_agency, make_officer, propose
from visa_check.models import Agency
from visa_check.queries.search import search

SignIn = Callable[..., FlaskClient]
DOOR = "/api/v1/agencies"
LIST = "rl_no,name\n90001,Padma Overseas Ltd.\n"
STRANGE = {
    "one letter": "A",
    "one Bangla letter": "ক",
    "only a common word": "Ltd",
    "SQL": "Robert'); DROP TABLE agency;--",
    "a pattern": "%_%",
    "joiners": "Pad\u200dma \u200cOver\u200bseas",
    "right to left": "إلهام Travels",
    "Arabic digits": "٤٢ Travels",
    "160 letters": "Bridge " * 22 + "Travel",
}


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("name", STRANGE.values(), ids=STRANGE)
def test_an_agency_with_a_strange_name_is_kept_shown_and_found(
    client: FlaskClient, name: str
) -> None:
    quoted = io.StringIO()
    csv.writer(quoted).writerows([["rl_no", "name"], [90001, name]])
    import_list(AGENCIES, quoted.getvalue())
    assert client.get("/agencies/RL-90001").status_code == 200
    assert search("90001", today())[0].is_same
    known = db.scalars(select(Agency.rl_no)).all()
    assert known == [90001]
    found = [one for one in search(name, today()) if one.is_same]
    # A name without a word of its own means nobody; any other means its own agency.
    means_nobody = name in {STRANGE["a pattern"], STRANGE["only a common word"]}
    assert [one.rl_no for one in found] == ([] if means_nobody else [90001])


@pytest.mark.parametrize(
    "typed",
    [*STRANGE.values(), "B" * 5000, "ক" * 5000, "\u200d" * 5000, "Ltd " * 1250, "'" * 5000],
    ids=[*STRANGE, *("5000 B", "5000 ka", "5000 joiners", "5000 Ltd", "5000 quotes")],
)
def test_whatever_is_searched_the_answer_is_a_page_and_names_nobody_else(
    client: FlaskClient, typed: str
) -> None:
    make_agency(90002, "Shapla Manpower")
    page = client.get(f"/agencies/?q={quote(typed)}&lang=en")
    assert page.status_code == 200
    assert "verdict-good" not in page.text
    told = client.get(f"{DOOR}?q={quote(typed)}")
    assert told.status_code in {200, 422}
    assert not any(one["same"] for one in told.json.get("agencies", ()))


@pytest.mark.parametrize("typed", ["123456", "১২৩৪৫৬", "٩٩٩٩٩٩", "RL-123456", "9000l", "90002a"])
def test_six_digits_and_letters_among_them_are_no_licence(client: FlaskClient, typed: str) -> None:
    make_agency(90002, "Shapla Manpower")
    assert client.get(f"/agencies/{quote(typed)}").status_code == 404
    assert "verdict-good" not in client.get(f"/agencies/?q={quote(typed)}").text


@pytest.mark.parametrize("typed", ["৯০০০২", "٩٠٠٠٢", "۹۰۰۰۲"])
def test_digits_of_any_script_are_the_number(client: FlaskClient, typed: str) -> None:
    make_agency(90002, "Shapla Manpower")
    assert client.get(f"/agencies/{quote(typed)}").location == "/agencies/RL-90002"


@pytest.mark.parametrize(
    ("name", "code"), [("A", 303), ("Ltd", 303), ("B" * 161, 422), ("B" * 5000, 422), (" ", 422)]
)
def test_a_name_is_entered_by_form_up_to_its_longest(sign_in: SignIn, name: str, code: int) -> None:
    sent = {
        "rl_no": "90021",
        "name": name,
        "status": "",
        "reason": "Order 7",
        "idempotency_key": "a" * 32,
    }
    page = sign_in(make_officer()).post("/office/registry/agencies/new", data=sent)
    assert page.status_code == code


def decided(ref: str) -> Proposal:
    """The proposal as it stands."""
    db.expire_all()
    return db.scalars(select(Proposal).filter_by(ref=ref)).one()


def test_programs_have_no_door_that_changes_the_register(whole_app: Flask) -> None:
    changing = [row.path for row in doors.rows(whole_app) if row.changes and DOOR in row.path]
    assert changing == []


def test_the_proposer_approves_by_no_door_of_programs(sign_in: SignIn) -> None:
    officer = make_officer()
    ref = propose(AGENCIES, LIST, officer)
    for path in (f"{DOOR}/{ref}/approve", f"/api/v1/proposals/{ref}/approve", f"{DOOR}/changes"):
        assert sign_in(officer).post(path, json={"ref": ref}).status_code in {404, 405}
    assert decided(ref).state is State.WAITING


def test_a_form_that_another_officer_sent_does_not_approve_for_the_proposer(
    sign_in: SignIn,
) -> None:
    officer, other = make_officer(), make_officer()
    mine = propose(AGENCIES, LIST, officer)
    theirs = propose(AGENCIES, "rl_no,name\n90002,Meghna\n", make_officer())
    sent = {"idempotency_key": "r" * 32}
    page = f"/office/proposals/visa_check/{theirs}/approve"
    assert sign_in(other).post(page, data=sent).status_code == 303
    # The same form, with the key under which the other officer was answered.
    replay = sign_in(officer).post(f"/office/proposals/visa_check/{mine}/approve", data=sent)
    assert replay.status_code == 403
    assert decided(mine).state is State.WAITING
    assert db.scalars(select(Agency.rl_no)).all() == [90002]


def test_straight_sql_does_not_approve_for_the_proposer(app: Flask) -> None:
    officer = make_officer()
    ref = propose(AGENCIES, LIST, officer)

    @transaction
    def by_hand() -> None:
        own = {"state": State.APPROVED, "decided_by_id": officer.id, "decided_at": now()}
        db.execute(update(Proposal).where(Proposal.ref == ref).values(**own))

    with pytest.raises(DatabaseError):
        by_hand()
    assert decided(ref).state is State.WAITING
    assert db.scalar(select(func.count(Agency.id))) == 0
