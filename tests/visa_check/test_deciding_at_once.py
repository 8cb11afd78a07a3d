"""Twenty officers decide about one visa at the same moment."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.deeds.models import Proposal, ProposalState
from portal.ground.database import db
from tests.make.racing import at_once
from tests.make.visa_check import by, make_officer, make_visa
from visa_check.actions import proposals, visas
from visa_check.models import VisaDecision
from visa_check.recording.agencies import Outdated
from visa_check.recording.decisions import DecidedAlready
from visa_check.verdicts import VisaState

pytestmark = pytest.mark.fault
TWENTY = range(20)


def test_of_twenty_who_call_a_visa_verified_one_decides(own_database: Flask) -> None:
    ref = make_visa().ref
    officers = [by(make_officer()) for _ in TWENTY]
    given = at_once(
        own_database,
        [
            lambda officer=officer: visas.decide_visa(officer, ref, VisaState.VERIFIED, "Seen.")
            for officer in officers
        ],
    )
    assert [one for one in given if isinstance(one, str)] == [f"visa {ref}"]
    assert sum(isinstance(one, DecidedAlready) for one in given) == len(TWENTY) - 1
    db.rollback()
    assert db.scalar(select(func.count(VisaDecision.id))) == 1


def test_of_twenty_proposals_about_a_visa_one_comes_in_force(own_database: Flask) -> None:
    ref = make_visa().ref
    made = [
        visas.decide_visa(by(make_officer()), ref, VisaState.FRAUD, "False.").split()[1]
        for _ in TWENTY
    ]
    approver = by(make_officer())
    given = at_once(
        own_database, [lambda one=one: proposals.approve(approver, one) for one in made]
    )
    assert sum(isinstance(one, str) for one in given) == 1
    assert sum(isinstance(one, Outdated) for one in given) == len(TWENTY) - 1
    db.rollback()
    assert db.scalar(select(func.count(VisaDecision.id))) == 1
    approved = select(func.count()).where(Proposal.state == ProposalState.APPROVED)
    assert db.scalar(approved) == 1
