"""Warnings of real visas: gathered from the register, noted as false alarms, decided by two."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.deeds.models import Leaf
from portal.deeds.proposals import waiting_by_ref
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.people.models import Person
from tests.make.counting import at_most
from tests.make.visa_check import (
    VISAS,
    by,
    decide,
    import_list,
    make_agency,
    make_officer,
    make_visa,
    raw,
)
from visa_check.actions import visas as actions
from visa_check.models import FalseAlarm, Visa
from visa_check.queries import visas as queries
from visa_check.queries.warnings import Alarm, alarms
from visa_check.verdicts import VisaState
from visa_check.warnings import Code

pytestmark = pytest.mark.usefixtures("app")
HEAD = (
    "destination,visa_number,passport_number,date_of_birth,group_visa_number,group_quota,employer\n"
)


def found(visa: Visa) -> list[Alarm]:
    """The warnings about a visa today."""
    now_known = queries.newest_by_ref(visa.ref)
    assert now_known is not None
    return alarms(now_known, today())


def codes(visa: Visa) -> list[Code]:
    """Their codes."""
    return [alarm.warned.code for alarm in found(visa)]


def note(visa: Visa, officer: Person, words: str = "Seen on paper.") -> str:
    """Note the first warning as a false alarm."""
    return actions.note_false_alarm(by(officer), visa.ref, found(visa)[0].key, words)


def test_a_clean_visa_of_the_register_has_no_warning() -> None:
    make_agency(90001, valid_from=date(2020, 1, 1))
    assert codes(make_visa(agency_rl_no=90001, contract_rl_no=90001)) == []


def test_a_number_under_another_passport_is_warned_about_at_both() -> None:
    one, other = make_visa(), make_visa(passport_number="A01234568")
    assert codes(one) == codes(other) == [Code.SHARED_NUMBER]


def test_a_number_within_one_group_is_no_warning() -> None:
    one = make_visa(group_visa_number="G100200", group_quota=2)
    other = make_visa(group_visa_number="G100200", group_quota=2, passport_number="A01234568")
    assert codes(one) == codes(other) == []
    make_visa(group_visa_number="G100200", passport_number="A01234569", visa_number="E99")
    assert codes(one) == codes(other) == [Code.QUOTA_EXCEEDED]


def test_a_number_in_another_group_is_a_warning() -> None:
    one = make_visa(group_visa_number="G100200")
    make_visa(group_visa_number="G100201", passport_number="A01234568")
    assert codes(one) == [Code.SHARED_NUMBER]


def test_a_lot_of_25_is_large_and_one_of_24_is_not() -> None:
    rows = [f"SA,E1000{n:04},A0100{n:04},1998-04-12,G100200,,\n" for n in range(24)]
    import_list(VISAS, HEAD + "".join(rows))
    visa = db.scalars(select(Visa).limit(1)).one()
    assert codes(visa) == []
    make_visa(group_visa_number="G100200", visa_number="E777777")
    assert codes(visa) == [Code.LARGE_LOT]


@pytest.mark.parametrize(
    "changes",
    [
        {"employer": "NAJD  Cleaning Ltd."},
        {"employer": "Gulf Star", "sponsor_id": "700-123 4567"},
        {"sponsor_id": None},
    ],
)
def test_employer_or_sponsor_of_a_fraud_is_found_however_spelt(changes: dict[str, Any]) -> None:
    decide(make_visa(), VisaState.FRAUD)
    other = {"visa_number": "E7654321", "passport_number": "A07654321"} | changes
    assert codes(make_visa(**other)) == [Code.EMPLOYER_IN_FRAUD]


@pytest.mark.parametrize("name", ["شركة نجد للنظافة", "নজদ ক্লিনিং", "ソレイユ"])
def test_an_employer_in_any_script_is_found_again(name: str) -> None:
    decide(make_visa(employer=name, sponsor_id=None), VisaState.FRAUD)
    other = make_visa(
        employer=f" {name} ", sponsor_id=None, visa_number="E765", passport_number="A07654321"
    )
    assert codes(other) == [Code.EMPLOYER_IN_FRAUD]


def test_an_employer_of_signs_only_belongs_to_nobody() -> None:
    decide(make_visa(employer="---", sponsor_id="--"), VisaState.FRAUD)
    other = make_visa(
        employer="***", sponsor_id="//", visa_number="E765", passport_number="A07654321"
    )
    assert codes(other) == []


def test_a_fraud_that_was_none_is_forgotten() -> None:
    visa = make_visa()
    decide(visa, VisaState.FRAUD)
    decide(visa, VisaState.PENDING)
    assert codes(make_visa(visa_number="E7654321", passport_number="A07654321")) == []


def test_imported_visas_are_tied_to_groups_and_employers_too() -> None:
    row = "SA,E5555,A05555555,1998-04-12,G1234,1,Najd Cleaning\n"
    import_list(VISAS, HEAD + row)
    decide(make_visa(sponsor_id=None), VisaState.FRAUD)
    visa = db.scalars(select(Visa).order_by(Visa.id).limit(1)).one()
    assert codes(visa) == [Code.EMPLOYER_IN_FRAUD]
    import_list(VISAS, HEAD + row.replace("Najd Cleaning", "Gulf Star"))
    assert codes(visa) == []


def test_an_agency_that_lost_its_licence_is_warned_about_for_both_days() -> None:
    make_agency(90002, status="cancelled", valid_from=date(2026, 1, 1))
    visa = make_visa(agency_rl_no=90002)
    assert codes(visa) == [Code.AGENCY_TODAY, Code.AGENCY_AT_ISSUE]


def test_another_officer_decides_alone_after_a_false_alarm_was_noted() -> None:
    visa, first, second = make_visa(visa_type="visit"), make_officer(), make_officer()
    note(visa, first)
    assert not found(visa)[0].is_open
    led_to = actions.decide_visa(by(second), visa.ref, VisaState.VERIFIED, "Asked MOFA.")
    assert led_to.startswith("visa ")


def test_ones_own_note_opens_no_door() -> None:
    visa, officer = make_visa(visa_type="visit"), make_officer()
    note(visa, officer)
    led_to = actions.decide_visa(by(officer), visa.ref, VisaState.VERIFIED, "Asked MOFA.")
    assert led_to.startswith("proposal ")


def test_a_note_is_about_this_reason_only() -> None:
    visa, officer = make_visa(), make_officer()
    make_visa(passport_number="A01234568")
    note(visa, officer)
    assert not found(visa)[0].is_open
    make_visa(passport_number="A01234569")
    assert found(visa)[0].is_open


def test_a_note_is_taken_once_from_each_officer() -> None:
    visa, officer = make_visa(visa_type="visit"), make_officer()
    note(visa, officer)
    with pytest.raises(actions.AlreadyNoted):
        note(visa, officer)
    note(visa, make_officer(), "Seen too.")
    assert db.scalar(select(func.count(FalseAlarm.id))) == 2


def test_a_warning_that_has_gone_cannot_be_noted() -> None:
    visa, officer = make_visa(visa_type="visit"), make_officer()
    key = found(visa)[0].key
    actions.correct_visa(by(officer), visa.ref, {"visa_type": "work"}, "Typing")
    with pytest.raises(actions.WarningGone):
        actions.note_false_alarm(by(officer), visa.ref, key, "Seen.")


def test_another_office_notes_nothing() -> None:
    visa = make_visa(visa_type="visit")
    with pytest.raises(actions.Gone):
        note(visa, make_officer("feni"))


def test_a_note_says_who_why_and_when_and_stands_in_the_journal_unread() -> None:
    visa, officer = make_visa(visa_type="visit"), make_officer()
    note(visa, officer, "The embassy told me about A01234567.")
    row = db.scalars(select(FalseAlarm)).one()
    assert (row.noted_by_id, row.code) == (officer.id, Code.VISIT_VISA)
    assert row.note == "The embassy told me about A01234567."
    assert b"A01234567" not in raw("false_alarm")
    assert db.scalar(select(Leaf.deed).order_by(Leaf.id.desc())) == "visa_check.note_false_alarm"


def test_a_note_is_never_rewritten() -> None:
    visa = make_visa(visa_type="visit")
    note(visa, make_officer())
    for change in ("UPDATE false_alarm SET code = 'x'", "DELETE FROM false_alarm"):
        with pytest.raises((IntegrityError, DBAPIError)), db.begin_nested():
            db.connection().exec_driver_sql(change)


def test_the_schema_takes_a_note_once() -> None:
    visa, officer = make_visa(visa_type="visit"), make_officer()
    note(visa, officer)
    kept = db.scalars(select(FalseAlarm)).one()
    row = {"visa_id": visa.id, "code": "visit-visa", "about": kept.about, "note": "Again"}

    @transaction
    def again() -> None:
        db.execute(insert(FalseAlarm).values(**row, noted_by_id=officer.id, noted_at=now()))

    with pytest.raises(IntegrityError):
        again()


def test_a_proposal_keeps_the_warnings_that_were_open() -> None:
    visa = make_visa(visa_type="visit", hijri_year=1440)
    note(visa, make_officer())
    ref = actions.decide_visa(by(make_officer()), visa.ref, VisaState.VERIFIED, "Seen.").split()[1]
    assert b"hijri" not in raw("proposal")
    proposal = waiting_by_ref(ref)
    assert proposal is not None
    told = [code for code, _values in proposal.difference["warnings"]]
    assert told == [Code.HIJRI_DIFFERS]


def test_the_warnings_of_a_visa_cost_few_questions(app: Flask) -> None:
    make_agency(90002, status="cancelled", valid_from=date(2026, 1, 1))
    visa = make_visa(agency_rl_no=90002, group_visa_number="G100200")
    known = queries.newest_by_ref(visa.ref)
    assert known is not None
    with at_most(5, app):
        assert len(alarms(known, today())) == 2
