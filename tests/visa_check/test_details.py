"""Branches, sub-agents, owners, job orders and the like: proposed by one, approved by another."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.deeds.models import Proposal, ProposalState
from portal.deeds.proposals import AlreadyDecided, OwnProposal
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.ground.errors import Forbidden
from portal.people.models import Person
from tests.make.counting import at_most
from tests.make.described import hold
from tests.make.details import detail_facts, make_detail, propose_detail
from tests.make.people import make_person
from tests.make.visa_check import by, make_agency, make_officer, raw
from visa_check.actions import agencies, proposals
from visa_check.actions import details as actions
from visa_check.details import Days, DetailKind, Standing, left
from visa_check.facts import AGENCY_FACTS
from visa_check.models import AgencyDetail, AgencyDetailPerson
from visa_check.queries import details as queries
from visa_check.queries.search import search
from visa_check.recording.agencies import Outdated

pytestmark = pytest.mark.usefixtures("app")
SignIn = Callable[..., FlaskClient]
DESK = "/office/registry/agencies/RL-90001/details"
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


def test_a_renamed_agency_is_found_under_its_old_name_and_shown_as_such(
    client: FlaskClient,
) -> None:
    make_agency()
    facts = dict.fromkeys(AGENCY_FACTS) | {"name": "Shapla Trade"}
    proposals.approve(
        by(make_officer()), agencies.propose_agency(by(make_officer()), 90001, facts, None, "")
    )
    [found] = search("m/s padma overseas", today())
    assert (found.is_same, found.formerly) == (False, "Padma Overseas Ltd.")
    page = client.get("/agencies/?q=Padma+Overseas&lang=en").text
    assert "It was called “Padma Overseas Ltd.” before." in page
    assert "verdict-good" not in page
    told = client.get("/api/v1/agencies?q=Padma+Overseas").json
    hold(told, "FoundAgencies")
    assert told["agencies"][0]["formerly"] == "Padma Overseas Ltd."


@pytest.mark.parametrize("text", ["Old Tiger Travels", "পুরান বাঘ ট্রাভেলস"])
def test_a_recorded_past_name_is_searched_in_both_scripts(text: str) -> None:
    make_agency()
    ref = make_detail(DetailKind.PAST_NAME)
    assert [match.formerly for match in search(text, today())] == [text]
    proposals.approve(
        by(make_officer()), actions.take_back_detail(by(make_officer()), 90001, ref, "")
    )
    assert search(text, today()) == []


def test_a_past_name_that_is_only_near_finds_nothing() -> None:
    make_agency()
    make_detail(DetailKind.PAST_NAME)
    assert [match.formerly for match in search("Old Tigre Travel", today()) if match.formerly] == []


def test_the_page_shows_what_a_migrant_must_compare(client: FlaskClient) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    for kind in DetailKind:
        make_detail(kind)
    page = client.get("/agencies/RL-90001?lang=en").text
    for words in (
        "House 4, College Road, Cumilla",
        "ABUL BASHAR",
        "SA-2026-17",
        "Meghna International sends its people through this agency.",
        "Old Tiger Travels",
        "Cleaner, Saudi Arabia",
        "Najd Cleaning",
        "1200 SAR",
        "30, counted on",
        "openstreetmap.org/search?query=House+4",
        "leaves Nirapod",
    ):
        assert words in page
    assert "KAMRUL OWNER" not in page
    other = client.get("/agencies/RL-90002?lang=en").text
    assert "This agency sends its people through Padma Overseas Ltd." in other


@pytest.mark.parametrize(
    "changes",
    [
        {"used": 50},
        {"valid_to": date(2024, 6, 1)},
        {"valid_from": date(2090, 1, 1), "valid_to": None},
    ],
    ids=["used up", "over", "not yet"],
)
def test_a_job_order_that_is_not_open_is_not_offered(
    client: FlaskClient, changes: dict[str, Any]
) -> None:
    make_agency()
    make_detail(DetailKind.JOB_ORDER, **changes)
    page = client.get("/agencies/RL-90001?lang=en").text
    assert "Najd Cleaning" not in page
    assert "No open job order" in page


def test_a_long_list_goes_on_another_page(client: FlaskClient) -> None:
    make_agency()
    for number in range(21):
        make_detail(DetailKind.SUB_AGENT, registration_no=f"SA-{number}")
    page = client.get("/agencies/RL-90001").text
    assert page.count("ABUL BASHAR") == 20
    assert "/agencies/RL-90001/more" in page
    assert client.get("/agencies/RL-90001/more").text.count("ABUL BASHAR") == 21
    assert client.get("/agencies/rl 90001/more").location == "/agencies/RL-90001/more"
    assert client.get("/agencies/RL-90009/more").status_code == 404


def test_the_page_asks_the_database_five_times_at_most(client: FlaskClient, app: Flask) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    for kind in DetailKind:
        make_detail(kind)
    client.get("/agencies/RL-90001")
    with at_most(5, app):
        client.get("/agencies/RL-90001")


def test_programs_are_told_everything_but_names_of_people(client: FlaskClient) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    for kind in DetailKind:
        make_detail(kind)
    answer = client.get("/api/v1/agencies/RL-90001")
    hold(answer.json, "Agency")
    assert "BASHAR" not in answer.text
    assert "OWNER" not in answer.text
    told = answer.json
    assert told["sub_agents"][0]["registration_no"] == "SA-2026-17"
    assert told["job_orders"][0]["left"] == 30
    assert told["partners"] == client.get("/api/v1/agencies/RL-90002").json["partners"]


@pytest.mark.parametrize("kind", DetailKind)
def test_the_desk_proposes_corrects_ends_and_takes_back(sign_in: SignIn, kind: DetailKind) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    client = sign_in(make_officer())
    fields = typed(kind)
    assert client.get(f"{DESK}/new/{kind}").status_code == 200
    proposed = client.post(f"{DESK}/new/{kind}", data=fields | key(1))
    assert proposed.status_code == 303
    proposals.approve(by(make_officer()), proposed.location.rsplit("/", 1)[1])
    listed = client.get(DESK)
    ref = db.scalars(select(AgencyDetail.ref)).one()
    assert f"{DESK}/{ref}" in listed.text
    shown = client.get(f"{DESK}/{ref}")
    assert 'value="Letter 9"' in shown.text
    unchanged = client.post(f"{DESK}/{ref}", data=fields | key(2))
    assert unchanged.status_code == 422
    ends = {"end-last_day": "31/12/2030", "end-reason": "x", "end-idempotency_key": "e" * 32}
    back = {"back-reason": "x", "back-idempotency_key": "b" * 32}
    assert client.post(f"{DESK}/{ref}/end", data=ends).status_code == 303
    assert client.post(f"{DESK}/{ref}/take-back", data=back).status_code == 303
    assert client.post(f"{DESK}/{ref}/end", data={}).status_code == 422
    assert client.post(f"{DESK}/{ref}/take-back", data={}).status_code == 422
    assert client.get(f"{DESK}/{'0' * 32}").status_code == 404


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (DetailKind.BRANCH, {"district": "atlantis"}),
        (DetailKind.BRANCH, {"source": ""}),
        (DetailKind.BRANCH, {"valid_to": "01/01/2000"}),
        (DetailKind.ASSOCIATE, {"other_rl_no": "RL-90001"}),
        (DetailKind.ASSOCIATE, {"other_rl_no": "RL-99999"}),
        (DetailKind.JOB_ORDER, {"people": "0"}),
        (DetailKind.JOB_ORDER, {"used": "51"}),
        (DetailKind.JOB_ORDER, {"used_on": ""}),
        (DetailKind.JOB_ORDER, {"currency": ""}),
        (DetailKind.JOB_ORDER, {"currency": "১২৩"}),
        (DetailKind.JOB_ORDER, {"employer": "x" * 5000}),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(
    sign_in: SignIn, kind: DetailKind, wrong: dict[str, str]
) -> None:
    make_agency()
    sent = sign_in(make_officer()).post(f"{DESK}/new/{kind}", data=typed(kind) | wrong | key(1))
    assert sent.status_code == 422
    assert "Letter 9" in sent.text or wrong == {"source": ""}


def test_a_replayed_form_proposes_once(sign_in: SignIn) -> None:
    make_agency()
    client = sign_in(make_officer())
    fields = typed(DetailKind.BRANCH) | key(1)
    first, again = (client.post(f"{DESK}/new/branch", data=fields) for _ in range(2))
    assert first.location == again.location


def test_the_proposer_approves_neither_by_the_page_nor_by_a_replayed_form(sign_in: SignIn) -> None:
    make_agency()
    officer: Person = make_officer()
    own, other = sign_in(officer), sign_in(make_officer())
    place = own.post(f"{DESK}/new/branch", data=typed(DetailKind.BRANCH) | key(1)).location
    assert own.post(f"{place}/approve", data=key(2)).status_code == 403
    assert other.post(f"{place}/approve", data=key(2)).status_code == 303
    assert own.post(f"{place}/approve", data=key(2)).status_code in {403, 409}
    ref = place.rsplit("/", 1)[1]
    with pytest.raises(AlreadyDecided):
        proposals.approve(by(make_officer()), ref)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_proposal_says_what_would_change(sign_in: SignIn, app: Flask, language: str) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    client = sign_in(make_officer())
    for kind in DetailKind:
        ref = propose_detail(kind)
        page = client.get(f"/office/proposals/visa_check/{ref}?lang={language}")
        assert "/office/registry/agencies/RL-90001" in page.text


def key(number: int) -> dict[str, str]:
    """A key of a form."""
    return {"idempotency_key": f"{number:032d}"}


def typed(kind: DetailKind) -> dict[str, str]:
    """What an officer types."""
    return {
        name: value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
        for name, value in detail_facts(kind).items()
        if value is not None
    } | {"reason": "Seen"}


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
