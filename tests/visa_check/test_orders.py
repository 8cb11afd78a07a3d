"""A visa names its job order by form, and everybody reads how many places are used."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, MetaData, Table, insert, select, text

from portal.ground import schema
from portal.ground.database import db
from tests.make.databases import another_database
from tests.make.details import detail_facts, make_detail
from tests.make.visa_check import by, make_agency, make_officer, make_visa, raw
from visa_check.actions import details, proposals
from visa_check.details import DetailKind
from visa_check.models import AgencyOrder, Visa, VisaHolder, VisaOrder

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
SignIn = Callable[..., FlaskClient]
VISA = {
    "destination": "SA",
    "visa_number": "e 1234 5678",
    "passport_number": "a01234567",
    "date_of_birth": "12/04/1998",
    "issue_date": "01/09/2026",
    "expiry_date": "01/09/2030",
    "agency_rl_no": "RL-90001",
    "idempotency_key": "a" * 32,
}


@pytest.fixture
def order(app: Flask) -> str:
    """A job order RUH/77 of RL-90001 with 50 places."""
    make_agency()
    return make_detail(DetailKind.JOB_ORDER)


@pytest.mark.usefixtures("order")
def test_an_officer_names_the_order_and_the_agency_page_counts_it(
    sign_in: SignIn, client: FlaskClient
) -> None:
    officer = sign_in(make_officer())
    assert "Used by visas known here" not in client.get("/agencies/RL-90001?lang=en").text
    sent = officer.post("/office/registry/visas/new", data=VISA | {"job_order": "ruh-৭৭"})
    assert sent.status_code == 303
    assert db.scalars(select(VisaOrder.number)).all() == ["RUH77"]
    page = client.get("/agencies/RL-90001?lang=en").text
    assert "1 of 50 places" in page
    assert "A01234567" not in page
    (told,) = client.get("/api/v1/agencies/RL-90001").json["job_orders"]
    assert told["used_by_visas"] == 1
    desk = officer.get("/office/registry/agencies/RL-90001/details?lang=en").text
    assert "1 of 50 places" in desk


@pytest.mark.usefixtures("order")
def test_a_named_order_is_shown_corrected_and_emptied(sign_in: SignIn) -> None:
    officer = sign_in(make_officer())
    visa = make_visa(job_order="RUH77", agency_rl_no=90001)
    address = f"/office/registry/visas/{visa.ref}/correct"
    assert 'value="RUH77"' in officer.get(address).text
    change = {"destination": "SA", "agency_rl_no": "90001", "reason": "Misread"}
    for place, (typed, kept) in enumerate((("RUH/78", ["RUH78"]), ("", []))):
        sent = change | {"job_order": typed, "idempotency_key": f"{place}" * 32}
        assert officer.post(address, data=sent).status_code == 303
        assert db.scalars(select(VisaOrder.number)).all() == kept


@pytest.mark.parametrize("typed", ["///", "1" * 61, "\u200d"])
def test_what_is_no_number_is_asked_for_again(app: Flask, sign_in: SignIn, typed: str) -> None:
    officer = sign_in(make_officer())
    page = officer.post("/office/registry/visas/new", data=VISA | {"job_order": typed})
    assert (page.status_code, 'id="job_order-error"' in page.text) == (422, True)


@pytest.mark.usefixtures("order")
def test_a_warning_about_the_order_stands_on_the_visa_with_its_reason(sign_in: SignIn) -> None:
    visa = make_visa(job_order="RUH77", agency_rl_no=90001, destination="QA")
    page = sign_in(make_officer()).get(f"/office/registry/visas/{visa.ref}?lang=en").text
    assert "The job order RUH77 is for another country: Saudi Arabia." in page


def test_a_corrected_number_and_an_order_taken_back_are_found_no_more(order: str) -> None:
    facts = detail_facts(DetailKind.JOB_ORDER, attestation_no="RUH/78")
    for propose in (
        lambda: details.correct_detail(by(make_officer()), 90001, order, facts, "Misread"),
        lambda: details.take_back_detail(by(make_officer()), 90001, order, "Never attested"),
    ):
        proposals.approve(by(make_officer()), propose())
    assert db.scalars(select(AgencyOrder)).all() == []


@pytest.mark.usefixtures("order")
def test_the_number_on_a_visa_is_kept_encrypted_with_its_holder(app: Flask) -> None:
    make_visa(job_order="RUH77")
    assert b"RUH77" not in raw("visa_holder") + raw("visa_entry")
    assert db.scalars(select(VisaHolder)).one().facts["job_order"] == "RUH77"
    assert db.scalars(select(Visa)).one()


@pytest.fixture
def older(tmp_path: Path, whole_app: Flask) -> Iterator[Engine]:
    """A database of the kind under test as it was before job orders had numbers."""
    engine = whole_app.extensions["database"]
    with another_database(engine, "older", tmp_path) as made:
        schema.upgrade(made, "0032")
        yield made


def test_orders_of_before_have_their_numbers_after_the_update(older: Engine) -> None:
    with older.execution_options(nirapod_write=True).begin() as connection:

        def add(table: str, **values: object) -> int:
            found = Table(table, MetaData(), autoload_with=connection)
            done = connection.execute(insert(found).values(**values))
            return int(done.inserted_primary_key[0])

        person = {"public_id": "p", "role": "officer", "language": "bn", "active": True}
        officer = add("person", **person, created_at=MOMENT)
        agency = add("agency", rl_no=90001, created_at=MOMENT)
        sealed = dict.fromkeys(("subject", "difference", "evidence", "reason"), b"")
        proposal = {"ref": "p", "kind": "agency detail", "state": "waiting"} | sealed
        made = add("proposal", **proposal, proposed_by_id=officer, proposed_at=MOMENT)
        shared = {"agency_id": agency, "kind": "job-order", "proposal_id": made}
        shared |= {"recorded_by_id": officer, "recorded_at": MOMENT}
        first = add(
            "agency_detail", **shared, ref="a", stands=True, facts={"attestation_no": "A/1"}
        )
        later = {"attestation_no": "আ/২"}
        add("agency_detail", **shared, ref="a", stands=True, facts=later, replaces_id=first)
        add("agency_detail", **shared, ref="b", stands=False, facts={"attestation_no": "B/1"})
        add("agency_detail", **shared, ref="c", stands=True, facts={"attestation_no": None})
    schema.upgrade(older)
    with older.connect() as connection:
        found = connection.execute(text("SELECT ref, number FROM agency_order")).all()
    assert [tuple(row) for row in found] == [("a", "আ2")]
