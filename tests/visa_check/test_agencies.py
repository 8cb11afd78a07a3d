"""Agencies: entered, corrected, suspended, never by one word alone but for three days."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.deeds.models import Proposal
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.ground.errors import Forbidden
from portal.people.models import Person
from tests.make.people import make_person
from tests.make.visa_check import by, make_agency, make_officer
from visa_check.actions import agencies as actions
from visa_check.actions import proposals
from visa_check.facts import AGENCY_FACTS, pick
from visa_check.models import AgencyStatus
from visa_check.queries import agencies as queries
from visa_check.queries.search import search
from visa_check.recording.agencies import Outdated
from visa_check.verdicts import AgencyVerdict, Status

pytestmark = pytest.mark.usefixtures("app")


def facts(name: str = "Padma Overseas Ltd.", **more: Any) -> dict[str, Any]:
    """Facts of an agency."""
    return dict.fromkeys(AGENCY_FACTS) | {"name": name} | more


def verdict(rl_no: int = 90001, day: date | None = None) -> AgencyVerdict:
    """What is answered about an agency."""
    return queries.verdict_by_licence(rl_no, day or today())


def approve(ref: str) -> None:
    """Let another officer approve."""
    proposals.approve(by(make_officer()), ref)


def test_a_new_agency_is_there_when_another_officer_approved() -> None:
    ref = actions.propose_new_agency(by(make_officer()), 90001, facts(), None, "Letter 7")
    assert verdict() is AgencyVerdict.NOT_REGISTERED
    approve(ref)
    assert verdict() is AgencyVerdict.UNKNOWN
    assert search("padma overseas", today())[0].licence == "RL-90001"


def test_a_licence_number_is_proposed_once() -> None:
    make_agency()
    with pytest.raises(actions.AlreadyRegistered) as refusal:
        actions.propose_new_agency(by(make_officer()), 90001, facts(), None, "")
    assert "RL-90001" in refusal.value.text


def test_of_two_proposals_for_one_number_the_second_is_outdated() -> None:
    refs = [
        actions.propose_new_agency(by(make_officer()), 90001, facts(name), None, "")
        for name in ("One", "Two")
    ]
    approve(refs[0])
    with pytest.raises(Outdated):
        approve(refs[1])


def test_a_correction_changes_the_name_and_keeps_the_old_one() -> None:
    agency = make_agency()
    approve(actions.propose_agency(by(make_officer()), 90001, facts("Padma Ltd."), None, "Typing"))
    assert [entry.name for entry in queries.entries(agency.id)] == [
        "Padma Ltd.",
        "Padma Overseas Ltd.",
    ]
    assert search("padma ltd", today())[0].is_same


def test_a_correction_without_a_difference_is_refused() -> None:
    agency = make_agency()
    same = pick(queries.entries(agency.id)[0], AGENCY_FACTS)
    with pytest.raises(actions.NothingChanged):
        actions.propose_agency(by(make_officer()), 90001, same, None, "")


def test_a_proposed_suspension_holds_until_it_is_ended_by_two() -> None:
    agency = make_agency()
    span = {"status": "suspended", "valid_from": today(), "valid_to": None, "order_no": "S/7"}
    approve(actions.propose_agency(by(make_officer()), 90001, facts(), span, "Order"))
    assert verdict() is AgencyVerdict.SUSPENDED
    row = db.scalars(select(AgencyStatus).filter_by(status=Status.SUSPENDED)).one()
    ref = actions.propose_end(by(make_officer()), 90001, row.id, today(), "Lifted")
    assert verdict(day=today() + timedelta(days=1)) is AgencyVerdict.SUSPENDED
    approve(ref)
    assert verdict(day=today() + timedelta(days=1)) is AgencyVerdict.ACTIVE
    assert len(queries.statuses(agency.id)) == 2


def test_a_status_does_not_end_before_it_begins() -> None:
    make_agency(valid_from=date(2025, 1, 1))
    row = db.scalars(select(AgencyStatus)).one()
    with pytest.raises(actions.EndsBefore):
        actions.propose_end(by(make_officer()), 90001, row.id, date(2024, 1, 1), "")


def test_one_officer_suspends_for_three_days_alone() -> None:
    make_agency()
    actions.suspend_agency(by(make_officer()), 90001, "Complaints of today")
    days = [verdict(day=today() + timedelta(days=ahead)).value for ahead in range(4)]
    assert days == ["suspended", "suspended", "suspended", "active"]


def test_the_short_way_is_open_once_in_thirty_days(app: Flask) -> None:
    make_agency()
    actions.suspend_agency(by(make_officer()), 90001, "Complaints")
    with pytest.raises(actions.AlreadyStopped):
        actions.suspend_agency(by(make_officer()), 90001, "Again")
    later = now() + timedelta(days=4)
    app.config["CLOCK"] = lambda: later
    with pytest.raises(actions.SuspendedLately):
        actions.suspend_agency(by(make_officer()), 90001, "Again")


@pytest.mark.parametrize(
    "values",
    [
        {"status": "active", "valid_to": None},
        {"status": "cancelled", "valid_to": date(2030, 1, 1)},
        {"status": "suspended", "valid_to": None},
    ],
)
def test_the_schema_takes_nothing_else_from_one_officer(values: dict[str, Any]) -> None:
    agency, officer = make_agency(), make_officer()
    row = {
        "agency_id": agency.id,
        "valid_from": today(),
        "recorded_by_id": officer.id,
        "recorded_at": now(),
    }

    @transaction
    def alone() -> None:
        db.execute(insert(AgencyStatus).values(**row, **values))

    with pytest.raises(IntegrityError):
        alone()


@pytest.mark.parametrize("table", ["agency", "agency_entry", "agency_status"])
def test_history_is_only_added_to(table: str) -> None:
    make_agency()
    for change in (f"UPDATE {table} SET id = id + 1000", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DBAPIError, match="history is only added to"), db.begin_nested():
            db.connection().exec_driver_sql(change)


@pytest.mark.parametrize("role", [Role.MIGRANT, Role.TRAINER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_than_officers_propose_nothing(role: Role) -> None:
    person: Person = make_person(role)
    with pytest.raises(Forbidden):
        actions.propose_new_agency(by(person), 90001, facts(), None, "")
    assert db.scalar(select(Proposal.id)) is None
