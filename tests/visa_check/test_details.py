"""Branches, sub-agents, owners, job orders and the like: proposed by one, approved by another."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.deeds.models import Proposal, ProposalState
from portal.deeds.proposals import OwnProposal
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.ground.errors import Forbidden
from tests.make.details import detail_facts, make_detail, propose_detail
from tests.make.people import make_person
from tests.make.visa_check import by, make_agency, make_officer, raw
from visa_check.actions import agencies, proposals
from visa_check.actions import details as actions
from visa_check.details import Days, DetailKind, Standing, left
from visa_check.models import AgencyDetail, AgencyDetailPerson
from visa_check.queries import details as queries
from visa_check.recording.agencies import Outdated

pytestmark = pytest.mark.usefixtures("app")
DAY = timedelta(days=1)


def of(agency: Any) -> list[dict[str, Any]]:
    """The facts of an agency as they stand."""
    return [one.facts for one in queries.details(agency.id)]


@pytest.mark.parametrize("kind", DetailKind)
def test_each_kind_holds_when_another_officer_approved(kind: DetailKind) -> None:
    agency = make_agency()
    make_agency(90002, "Meghna International")
    ref = propose_detail(kind)
    assert of(agency) == []
    proposals.approve(by(make_officer()), ref)
    assert [one.kind for one in queries.details(agency.id)] == [kind]
    assert of(agency)[0] | detail_facts(kind) == of(agency)[0]


def test_the_proposer_does_not_approve() -> None:
    make_agency()
    officer = make_officer()
    ref = propose_detail(DetailKind.BRANCH, officer)
    with pytest.raises(OwnProposal):
        proposals.approve(by(officer), ref)


def test_straight_sql_lets_nobody_approve_their_own() -> None:
    agency = make_agency()
    officer = make_officer()
    ref = propose_detail(DetailKind.BRANCH, officer)
    own = {"state": ProposalState.APPROVED, "decided_by_id": officer.id, "decided_at": now()}
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(update(Proposal).where(Proposal.ref == ref).values(**own))
    row = {"agency_id": agency.id, "ref": "x", "kind": DetailKind.BRANCH, "facts": {}}
    row |= {"stands": True, "recorded_by_id": officer.id, "recorded_at": now()}
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(insert(AgencyDetail).values(**row))


@pytest.mark.parametrize("change", ["update", "delete"])
def test_straight_sql_rewrites_no_history(change: str) -> None:
    make_agency()
    make_detail(DetailKind.BRANCH)
    statement = (
        update(AgencyDetail).values(source="Another")
        if change == "update"
        else delete(AgencyDetail)
    )
    with pytest.raises(DBAPIError, match="history is only added to"), db.begin_nested():
        db.execute(statement)


def test_a_correction_keeps_what_stood_before() -> None:
    agency = make_agency()
    ref = make_detail(DetailKind.BRANCH)
    new = detail_facts(DetailKind.BRANCH, business_address="12 Station Road")
    proposal = actions.correct_detail(by(make_officer()), 90001, ref, new, "Moved")
    proposals.approve(by(make_officer()), proposal)
    assert [facts["business_address"] for facts in of(agency)] == ["12 Station Road"]
    assert [row.facts["business_address"] for row in queries.versions(ref)] == [
        "12 Station Road",
        "House 4, College Road",
    ]


def test_an_end_keeps_the_fact_with_its_last_day() -> None:
    agency = make_agency()
    ref = make_detail(DetailKind.SUB_AGENT)
    proposal = actions.end_detail(by(make_officer()), 90001, ref, today() - DAY, "Left")
    proposals.approve(by(make_officer()), proposal)
    [found] = queries.details(agency.id)
    assert (found.person, found.is_over(today())) == ("ABUL BASHAR", True)


def test_an_end_before_the_beginning_is_refused() -> None:
    make_agency()
    ref = make_detail(DetailKind.SUB_AGENT)
    with pytest.raises(agencies.EndsBefore):
        actions.end_detail(by(make_officer()), 90001, ref, date(2019, 1, 1), "")


def test_what_was_taken_back_never_held_and_stays_in_the_history() -> None:
    agency = make_agency()
    ref = make_detail(DetailKind.JOB_ORDER)
    proposals.approve(
        by(make_officer()), actions.take_back_detail(by(make_officer()), 90001, ref, "Forged")
    )
    assert of(agency) == []
    assert [row.stands for row in queries.versions(ref)] == [False, True]


def test_of_two_changes_of_one_fact_the_second_is_outdated() -> None:
    make_agency()
    ref = make_detail(DetailKind.BRANCH)
    first, second = (
        actions.end_detail(by(make_officer()), 90001, ref, today() + place * DAY, "")
        for place in range(2)
    )
    proposals.approve(by(make_officer()), first)
    with pytest.raises(Outdated):
        proposals.approve(by(make_officer()), second)


def test_a_fact_of_another_agency_is_not_there() -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    ref = make_detail(DetailKind.BRANCH)
    with pytest.raises(agencies.NotThere):
        actions.take_back_detail(by(make_officer()), 90002, ref, "")


@pytest.mark.parametrize("role", [Role.MIGRANT, Role.TRAINER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_only_the_desk_proposes(role: Role) -> None:
    make_agency()
    with pytest.raises(Forbidden):
        propose_detail(DetailKind.BRANCH, make_person(role))


@pytest.mark.parametrize("other", [90001, 90777])
def test_an_associate_is_another_agency_of_the_register(other: int) -> None:
    make_agency()
    facts = detail_facts(DetailKind.ASSOCIATE, other_rl_no=other)
    with pytest.raises((actions.SameAgency, actions.OtherNotThere)):
        actions.propose_detail(by(make_officer()), 90001, DetailKind.ASSOCIATE, facts, "")


def test_names_of_people_are_encrypted_and_can_be_erased(client: FlaskClient) -> None:
    agency = make_agency()
    for kind in (DetailKind.SUB_AGENT, DetailKind.OWNER):
        make_detail(kind)
    tables = ("agency_detail", "agency_detail_person", "proposal")
    assert not any(b"BASHAR" in raw(table) for table in tables)
    db.execute(delete(AgencyDetailPerson))
    assert [one.person for one in queries.details(agency.id)] == [None, None]
    assert client.get("/agencies/RL-90001").status_code == 200


@pytest.mark.parametrize(
    ("first", "last", "standing"),
    [
        (None, None, Standing.TODAY),
        (0, 0, Standing.TODAY),
        (1, None, Standing.LATER),
        (None, -1, Standing.OVER),
    ],
)
def test_a_fact_holds_from_its_first_to_its_last_day(
    first: int | None, last: int | None, standing: Standing
) -> None:
    day = today()
    days = Days(
        None if first is None else day + first * DAY, None if last is None else day + last * DAY
    )
    assert days.on(day) is standing


def test_nobody_is_left_over_below_nought() -> None:
    assert [left({"people": 5, "used": used}) for used in (None, 2, 5, 9)] == [5, 3, 0, 0]
