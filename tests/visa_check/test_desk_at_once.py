"""Twenty officers take up and decide about one request at the same moment."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.deeds.record import By
from portal.ground.database import db
from tests.make.desk import ALL_FIT, SEEN_SAME
from tests.make.racing import at_once
from tests.make.requests import make_request
from tests.make.visa_check import by, make_officer
from visa_check.actions import desk as actions
from visa_check.models import StepKind, Visa, VisaDecision, VisaRequestStep
from visa_check.recording.desk import Verdict
from visa_check.verdicts import VisaState

pytestmark = pytest.mark.fault
TWENTY = range(20)


def keyed(person_id: int) -> By:
    """A deed that a browser may send again."""
    return By(person_id, f"person {person_id}", "visa_check.claim", f"{person_id:032d}")


def count(kind: StepKind) -> int:
    """How often this happened."""
    db.rollback()
    return db.scalar(select(func.count()).select_from(VisaRequestStep).filter_by(kind=kind)) or 0


def test_of_twenty_who_take_a_request_up_one_has_it(own_database: Flask) -> None:
    ref = make_request().ref
    officers = [by(make_officer()) for _ in TWENTY]
    given = at_once(
        own_database, [lambda officer=officer: actions.claim(officer, ref) for officer in officers]
    )
    assert [one for one in given if isinstance(one, str)] == [ref]
    assert sum(isinstance(one, actions.Taken) for one in given) == len(TWENTY) - 1
    assert count(StepKind.TAKEN) == 1
    assert db.scalar(select(func.count(Visa.id))) == 1


def test_of_twenty_who_take_up_and_decide_at_once_one_decides(own_database: Flask) -> None:
    ref = make_request().ref
    verdict = Verdict(VisaState.VERIFIED, "Seen.", ALL_FIT)

    def work(officer: By) -> str:
        actions.claim(officer, ref)
        return actions.decide(officer, ref, verdict, SEEN_SAME)

    officers = [by(make_officer()) for _ in TWENTY]
    given = at_once(own_database, [lambda officer=officer: work(officer) for officer in officers])
    refused = (actions.Taken, actions.Closed)
    assert [one for one in given if isinstance(one, str)] == [ref]
    assert sum(isinstance(one, refused) for one in given) == len(TWENTY) - 1
    assert count(StepKind.ANSWERED) == 1
    assert db.scalar(select(func.count(VisaDecision.id))) == 1


def test_twenty_requests_about_one_visa_make_one_visa(own_database: Flask) -> None:
    refs = [make_request().ref for _ in TWENTY]
    officers = [make_officer() for _ in TWENTY]
    given = at_once(
        own_database,
        [
            lambda officer=officer, ref=ref: actions.claim(keyed(officer.id), ref)
            for officer, ref in zip(officers, refs, strict=True)
        ],
    )
    assert sorted(str(one) for one in given) == sorted(refs)
    db.rollback()
    assert db.scalar(select(func.count(Visa.id))) == 1
