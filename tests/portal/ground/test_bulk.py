"""Many rows at once: stored as the slower way stores them."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.ground.bulk import Bulk
from portal.ground.database import db, transaction
from tests.make.visa_check import AGENCIES, make_officer, raw, stage
from visa_check.models import Import, Outcome, StagedVisa

pytestmark = pytest.mark.usefixtures("app")
ROW = {
    "outcome": Outcome.NEW,
    "faults": [["twice", "visa_number"]],
    "destination": "SA",
    "issue_date": date(2026, 9, 1),
    "facts": {"holder_name": "রহিমা"},
    "holder": b"\x00\xff",
}


@transaction
def store(*rows: dict[str, object]) -> None:
    """Store lines of some list."""
    stage_of = db.scalars(select(Import.id)).one()
    bulk = Bulk(StagedVisa, ("import_id", *ROW))
    bulk.insert([bulk.ready({"import_id": stage_of} | row) for row in rows])


def test_rows_come_back_as_they_were_given() -> None:
    stage(AGENCIES, "rl_no,name\n11,One\n", make_officer())
    store(ROW, ROW | {"issue_date": None, "facts": None})
    first, second = db.scalars(select(StagedVisa).order_by(StagedVisa.id))
    assert {name: getattr(first, name) for name in ROW} == ROW
    assert (second.issue_date, second.facts, second.visa_type) == (None, None, None)


def test_what_is_personal_is_encrypted_on_this_way_too() -> None:
    stage(AGENCIES, "rl_no,name\n11,One\n", make_officer())
    store(ROW)
    assert "রহিমা".encode() not in raw("staged_visa")


def test_no_rows_are_no_statement() -> None:
    stage(AGENCIES, "rl_no,name\n11,One\n", make_officer())
    store()
    assert db.scalars(select(StagedVisa)).all() == []
