"""Visas: entered, corrected, decided; who may do what alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.deeds.models import Proposal
from portal.deeds.proposals import OwnProposal
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from tests.make.visa_check import (
    VISAS,
    by,
    decide,
    import_list,
    make_agency,
    make_officer,
    make_visa,
    raw,
    visa_facts,
)
from visa_check.actions import proposals
from visa_check.actions import visas as actions
from visa_check.models import Visa, VisaDecision, VisaEntry, VisaReveal
from visa_check.queries import visas as queries
from visa_check.recording.agencies import Outdated
from visa_check.recording.decisions import SayWhy
from visa_check.recording.visas import AlreadyEntered
from visa_check.verdicts import VisaState, VisaVerdict

pytestmark = pytest.mark.usefixtures("app")
BORN = date(1998, 4, 12)


def verdict(number: str = "E12345678", passport: str = "A01234567") -> VisaVerdict | None:
    """What the public is answered."""
    found = queries.answer(passport, BORN, number, today())
    return found.verdict if found else None


def test_an_entered_visa_is_pending() -> None:
    make_visa()
    assert verdict() is VisaVerdict.PENDING


@pytest.mark.parametrize(
    "typed",
    [
        ("A01234567", BORN, "E12345679"),
        ("A01234568", BORN, "E12345678"),
        ("A01234567", date(1998, 12, 4), "E12345678"),
    ],
)
def test_two_right_of_three_find_nothing(typed: tuple[str, date, str]) -> None:
    make_visa()
    assert queries.answer(*typed, today()) is None


def test_the_same_visa_is_entered_once() -> None:
    make_visa()
    with pytest.raises(AlreadyEntered):
        make_visa(occupation="Driver")
    assert db.scalar(select(func.count(Visa.id))) == 1


def test_a_clean_visa_is_verified_by_one_officer() -> None:
    visa = make_visa()
    assert decide(visa, VisaState.VERIFIED).startswith("visa ")
    assert verdict() is VisaVerdict.VERIFIED


@pytest.mark.parametrize(
    "changes",
    [
        {"agency_rl_no": 90404},
        {"issue_date": date(2040, 1, 1), "expiry_date": date(2041, 1, 1)},
        {"expiry_date": date(2026, 1, 1), "issue_date": date(2025, 1, 1)},
    ],
)
def test_a_doubtful_visa_is_verified_by_two(changes: dict[str, Any]) -> None:
    visa, officer = make_visa(**changes), make_officer()
    led_to = actions.decide_visa(by(officer), visa.ref, VisaState.VERIFIED, "Asked MOFA.")
    assert led_to.startswith("proposal ")
    assert db.scalar(select(VisaDecision.id)) is None


def test_an_agency_with_a_licence_today_is_no_doubt() -> None:
    make_agency(90001)
    assert decide(make_visa(agency_rl_no=90001), VisaState.VERIFIED).startswith("visa ")


def test_a_number_under_another_passport_makes_both_doubtful() -> None:
    visa = make_visa()
    make_visa(passport_number="A01234568")
    assert decide(visa, VisaState.VERIFIED).startswith("proposal ")
    assert verdict() is VisaVerdict.VERIFIED


@pytest.mark.parametrize("state", [VisaState.MISMATCH, VisaState.FRAUD, VisaState.WITHDRAWN])
def test_a_grave_decision_takes_two(state: VisaState) -> None:
    visa, officer = make_visa(), make_officer()
    with pytest.raises(SayWhy):
        actions.decide_visa(by(officer), visa.ref, state, "")
    ref = actions.decide_visa(by(officer), visa.ref, state, "MOFA says so.").split()[1]
    assert verdict() is VisaVerdict.PENDING
    with pytest.raises(OwnProposal):
        proposals.approve(by(officer), ref)
    proposals.approve(by(make_officer()), ref)
    assert verdict() == state.value


@pytest.mark.parametrize("state", [VisaState.PENDING, VisaState.CANNOT_CHECK])
def test_one_officer_says_not_yet_alone(state: VisaState) -> None:
    assert decide(make_visa(), state, note="").startswith("visa ")
    assert verdict() == state.value


def test_a_final_decision_is_changed_by_two() -> None:
    visa = make_visa()
    decide(visa, VisaState.FRAUD)
    for state in (VisaState.PENDING, VisaState.VERIFIED):
        led_to = actions.decide_visa(by(make_officer()), visa.ref, state, "Wrong.")
        assert led_to.startswith("proposal ")
    assert verdict() is VisaVerdict.FRAUD


def test_a_decision_on_older_facts_is_outdated() -> None:
    visa = make_visa()
    ref = actions.decide_visa(by(make_officer()), visa.ref, VisaState.FRAUD, "Seen.").split()[1]
    actions.correct_visa(by(make_officer()), visa.ref, {"occupation": "Driver"}, "Typing")
    with pytest.raises(Outdated):
        proposals.approve(by(make_officer()), ref)


def test_an_undecided_visa_is_corrected_by_its_office_alone() -> None:
    visa = make_visa()
    changes = {"passport_number": "A76543210", "occupation": "Driver"}
    assert actions.correct_visa(by(make_officer()), visa.ref, changes, "Typing").startswith("visa")
    assert verdict() is None
    assert verdict(passport="A76543210") is VisaVerdict.PENDING
    assert db.scalar(select(func.count(VisaEntry.id))) == 2


def test_a_decided_visa_is_corrected_by_two_and_pending_again() -> None:
    visa = make_visa()
    decide(visa, VisaState.VERIFIED)
    changes = {"date_of_birth": date(1998, 4, 21)}
    ref = actions.correct_visa(by(make_officer()), visa.ref, changes, "Typing").split()[1]
    assert verdict() is VisaVerdict.VERIFIED
    proposals.approve(by(make_officer()), ref)
    assert verdict() is None
    found = queries.answer("A01234567", date(1998, 4, 21), "E12345678", today())
    assert found is not None
    assert found.verdict is VisaVerdict.PENDING


def test_a_correction_of_nothing_is_refused() -> None:
    visa = make_visa()
    with pytest.raises(actions.NothingChanged):
        actions.correct_visa(by(make_officer()), visa.ref, {"occupation": "Cleaner"}, "")


def test_another_office_cannot_touch_the_visa() -> None:
    visa, stranger = make_visa(), make_officer("feni")
    assert queries.visa_of(stranger, visa.ref) is None
    for deed in (
        lambda: actions.correct_visa(by(stranger), visa.ref, {"occupation": "X"}, ""),
        lambda: actions.decide_visa(by(stranger), visa.ref, VisaState.VERIFIED, ""),
        lambda: actions.reveal_visa(by(stranger), visa.ref, "Curious"),
    ):
        with pytest.raises(actions.Gone):
            deed()


def test_an_imported_visa_is_taken_up_by_the_office_that_decides() -> None:
    head = "destination,visa_number,passport_number,date_of_birth,expiry_date\n"
    import_list(VISAS, f"{head}SA,E12345678,A01234567,1998-04-12,2030-01-01\n")
    visa = db.scalars(select(Visa)).one()
    decide(visa, VisaState.VERIFIED, office="feni")
    assert queries.visa_of(make_officer("feni"), visa.ref)
    assert queries.visa_of(make_officer("cumilla"), visa.ref) is None


def test_an_expired_visa_says_since_when() -> None:
    last = today() - timedelta(days=3)
    make_visa(issue_date=date(2020, 1, 1), expiry_date=last)
    found = queries.answer("A01234567", BORN, "E12345678", today())
    assert found is not None
    assert (found.verdict, found.since) == (VisaVerdict.EXPIRED, last)


def test_of_two_visas_with_the_same_numbers_the_graver_answer_is_given() -> None:
    decide(make_visa(destination="SA"), VisaState.VERIFIED)
    decide(make_visa(destination="QA"), VisaState.FRAUD)
    assert verdict() is VisaVerdict.FRAUD


def test_nothing_personal_stands_in_clear() -> None:
    decide(make_visa(), VisaState.FRAUD, note="Seen with A01234567.")
    tables = ("visa", "visa_entry", "visa_holder", "visa_look_up", "visa_double")
    stored = b"".join(raw(table) for table in (*tables, "visa_decision", "proposal"))
    for secret in (b"A01234567", b"E12345678", b"1998-04-12", b"RAHMAN", b"Najd"):
        assert secret not in stored


def test_a_reveal_is_written_down() -> None:
    visa, officer = make_visa(), make_officer()
    actions.reveal_visa(by(officer), visa.ref, "Asked by phone")
    seen = db.scalars(select(VisaReveal)).one()
    assert (seen.person_id, seen.reason) == (officer.id, "Asked by phone")


@pytest.mark.parametrize("state", ["mismatch", "suspected fraud", "withdrawn"])
def test_the_schema_takes_no_grave_decision_from_one(state: str) -> None:
    visa, officer = make_visa(), make_officer()
    entry_id = db.scalar(select(VisaEntry.id))
    row = {"visa_id": visa.id, "entry_id": entry_id, "office_id": officer.office_id}
    row |= {"state": state, "note": "", "decided_by_id": officer.id, "decided_at": now()}

    @transaction
    def alone() -> None:
        db.execute(insert(VisaDecision).values(**row))

    with pytest.raises(IntegrityError):
        alone()


def test_straight_sql_cannot_let_the_proposer_approve() -> None:
    visa, officer = make_visa(), make_officer()
    actions.decide_visa(by(officer), visa.ref, VisaState.FRAUD, "Seen.")
    own = "UPDATE proposal SET state = 'approved', decided_by_id = proposed_by_id,"
    own += " decided_at = '2026-01-01 00:00:00'"
    with pytest.raises((IntegrityError, DBAPIError)), db.begin_nested():
        db.connection().exec_driver_sql(own)
    assert db.scalars(select(Proposal.decided_at)).one() is None


def test_enough_facts_make_a_visa() -> None:
    facts = visa_facts(group_visa_number=None, occupation=None, employer=None)
    assert len(actions.enter_visa(by(make_officer()), facts)) == 32
