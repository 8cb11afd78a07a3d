"""An import in force is undone by a new proposal: nothing is deleted, later facts stay."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.deeds.proposals import OwnProposal
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.people.models import Person
from tests.make.details import make_detail
from tests.make.visa_check import AGENCIES, by, import_list, make_agency, make_officer
from visa_check.actions import agencies, proposals
from visa_check.actions import undoing as actions
from visa_check.details import DetailKind
from visa_check.facts import AGENCY_FACTS, pick
from visa_check.models import AgencyEntry, AgencyStatus, Import, ImportUndone, RowUndone
from visa_check.queries import agencies as queries
from visa_check.queries import undoing
from visa_check.queries.search import search
from visa_check.queries.undoing import Undoing
from visa_check.recording.agencies import Outdated
from visa_check.verdicts import AgencyVerdict

pytestmark = pytest.mark.usefixtures("app")
SignIn = Callable[..., FlaskClient]
KEY = {"idempotency_key": "u" * 32}
LIST = (
    "rl_no,name,phone,status,valid_from,valid_to\n"
    "90001,Padma Renamed,01711000000,suspended,2026-01-01,\n"
    "90002,Meghna International,,active,2026-01-01,\n"
)


@pytest.fixture
def listed() -> str:
    """An agency that stood before, changed by a list that also brought another one."""
    make_agency()
    import_list(AGENCIES, LIST)
    return newest_list()


def newest_list() -> str:
    """The reference of the only list, or the last one."""
    return db.scalars(select(Import.ref).order_by(Import.id.desc())).first() or ""


def undo(ref: str) -> None:
    """Let one officer propose and another approve."""
    proposals.approve(by(make_officer()), actions.propose_undo(by(make_officer()), ref, "Wrong"))


def verdict(rl_no: int) -> AgencyVerdict:
    """What is answered today."""
    return queries.verdict_by_licence(rl_no, today())


def plan(ref: str) -> dict[tuple[int, str], int]:
    """How many rows of each agency become what."""
    found = db.scalars(select(Import).filter_by(ref=ref)).one()
    rows = [(one.rl_no, one.what.value) for one in undoing.plan(found.id)]
    return {row: rows.count(row) for row in rows}


def test_undoing_brings_back_what_stood_before(listed: str, client: FlaskClient) -> None:
    assert (verdict(90001), verdict(90002)) == (AgencyVerdict.SUSPENDED, AgencyVerdict.ACTIVE)
    entries = db.scalar(select(func.count(AgencyEntry.id)))
    undo(listed)
    assert (verdict(90001), verdict(90002)) == (
        AgencyVerdict.ACTIVE,
        AgencyVerdict.NOT_REGISTERED,
    )
    assert search("padma overseas", today())[0].is_same
    assert search("meghna international", today()) == []
    assert search("padma renamed", today()) == [] or not any(
        match.is_same or match.formerly for match in search("padma renamed", today())
    )
    assert client.get("/agencies/RL-90002").status_code == 404
    assert "Renamed" not in client.get("/agencies/RL-90001").text
    # Nothing is deleted, the old entry came back as a new one.
    assert db.scalar(select(func.count(AgencyEntry.id))) == (entries or 0) + 1


def test_the_plan_says_what_goes_and_what_comes_back(listed: str) -> None:
    assert plan(listed) == {
        (90001, Undoing.BACK): 1,
        (90001, Undoing.ENDED): 1,
        (90002, Undoing.GONE): 1,
        (90002, Undoing.ENDED): 1,
    }


def test_later_facts_stay_as_they_are(listed: str) -> None:
    agency = queries.agency_by_licence(90001)
    assert agency
    newest = queries.newest_entry(agency.id)
    facts = pick(newest, AGENCY_FACTS) | {"name": "Padma Later"}
    proposals.approve(
        by(make_officer()), agencies.propose_agency(by(make_officer()), 90001, facts, None, "")
    )
    [suspended] = [row for row in queries.statuses(agency.id) if row.status.value == "suspended"]
    proposals.approve(
        by(make_officer()),
        agencies.propose_end(by(make_officer()), 90001, suspended.id, date(2026, 2, 1), ""),
    )
    assert plan(listed)[(90001, Undoing.KEPT)] == 2
    undo(listed)
    assert search("padma later", today())[0].is_same
    assert suspended.id not in [row.status_id for row in db.scalars(select(RowUndone))]


def test_an_agency_with_later_facts_stays_in_the_register(client: FlaskClient) -> None:
    import_list(AGENCIES, LIST)
    make_detail(DetailKind.BRANCH)
    ref = newest_list()
    assert plan(ref)[(90001, Undoing.KEPT)] == 1
    undo(ref)
    assert verdict(90001) is AgencyVerdict.UNKNOWN
    assert client.get("/agencies/RL-90001").status_code == 200


def test_a_list_on_which_later_facts_stand_cannot_be_undone() -> None:
    import_list(AGENCIES, "rl_no,name\n90001,Padma\n")
    make_detail(DetailKind.BRANCH)
    with pytest.raises(actions.NothingToUndo):
        actions.propose_undo(by(make_officer()), newest_list(), "")


def test_who_proposed_to_undo_does_not_approve(listed: str) -> None:
    officer = make_officer()
    ref = actions.propose_undo(by(officer), listed, "Wrong")
    with pytest.raises(OwnProposal):
        proposals.approve(by(officer), ref)


def test_a_list_is_undone_once(listed: str) -> None:
    refs = [actions.propose_undo(by(make_officer()), listed, "") for _ in range(2)]
    proposals.approve(by(make_officer()), refs[0])
    with pytest.raises(Outdated):
        proposals.approve(by(make_officer()), refs[1])
    with pytest.raises(actions.Gone):
        actions.propose_undo(by(make_officer()), listed, "")


def test_facts_that_came_while_it_waited_make_it_outdated(listed: str) -> None:
    ref = actions.propose_undo(by(make_officer()), listed, "")
    import_list(AGENCIES, "rl_no,name\n90002,Meghna Other\n")
    with pytest.raises(Outdated):
        proposals.approve(by(make_officer()), ref)


def test_what_was_undone_can_be_imported_again(listed: str) -> None:
    undo(listed)
    import_list(AGENCIES, LIST)
    assert (verdict(90001), verdict(90002)) == (AgencyVerdict.SUSPENDED, AgencyVerdict.ACTIVE)
    assert search("meghna international", today())[0].is_same


def test_what_was_undone_can_be_entered_again(listed: str) -> None:
    undo(listed)
    agency = queries.agency_by_licence(90002)
    assert agency
    assert not queries.is_registered(agency.id)
    facts = pick(queries.newest_entry(agency.id) or {}, AGENCY_FACTS)
    proposals.approve(
        by(make_officer()), agencies.propose_agency(by(make_officer()), 90002, facts, None, "")
    )
    assert verdict(90002) is AgencyVerdict.UNKNOWN


def test_a_complete_list_that_was_undone_is_not_the_latest_any_more() -> None:
    agency = make_agency()
    import_list(AGENCIES, "rl_no,name\n90002,Meghna\n", complete=True)
    assert queries.is_missing(agency.id)
    undo(newest_list())
    assert not queries.is_missing(agency.id)


def test_of_two_lists_the_first_can_be_undone_after_the_second() -> None:
    for name in ("One", "Two"):
        import_list(AGENCIES, f"rl_no,name\n90001,Padma {name}\n")
    first, second = db.scalars(select(Import.ref).order_by(Import.id))
    undo(second)
    assert search("padma one", today())[0].is_same
    assert plan(first) == {(90001, Undoing.KEPT): 1}


@pytest.mark.parametrize("model", [ImportUndone, RowUndone])
def test_straight_sql_undoes_nothing_alone_and_redoes_nothing(listed: str, model: Any) -> None:
    found = db.scalars(select(Import).filter_by(ref=listed)).one()
    entry = db.scalars(select(AgencyEntry).order_by(AgencyEntry.id.desc())).first()
    assert entry
    alone: dict[str, Any] = {"recorded_at": now()}
    alone |= (
        {"import_id": found.id}
        if model is ImportUndone
        else {"agency_id": entry.agency_id, "entry_id": entry.id}
    )
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(insert(model).values(**alone))
    undo(listed)
    with pytest.raises(DBAPIError, match="history is only added to"), db.begin_nested():
        db.execute(delete(model))


def test_the_desk_undoes_a_list(sign_in: SignIn, listed: str) -> None:
    first: Person = make_officer()
    client, other = sign_in(first), sign_in(make_officer())
    shown = client.get("/office/registry/agencies/RL-90001?lang=en").text
    assert "list.csv" in shown
    digest = db.scalars(select(Import.file_digest).filter_by(ref=listed)).one().hex()
    assert digest[:16] in shown
    imported = shown.split('href="/office/proposals/visa_check/')[1].split('"')[0]
    page = client.get(f"/office/proposals/visa_check/{imported}?lang=en").text
    place = f"/office/registry/imports/{listed}/undo"
    assert place in page
    for words in ("Padma Renamed", "Padma Overseas Ltd.", "only this list knew it"):
        assert words in client.get(f"{place}?lang=en").text
    assert client.post(place, data=KEY).status_code == 422
    proposed = client.post(place, data=KEY | {"reason": "Wrong file"})
    assert "Padma Renamed" in other.get(proposed.location).text
    assert client.post(f"{proposed.location}/approve", data=KEY).status_code == 403
    assert other.post(f"{proposed.location}/approve", data=KEY).status_code == 303
    assert client.get(place).status_code == 404
    assert "comes back" in other.get(proposed.location + "?lang=en").text
    gone = client.get("/office/registry/agencies/RL-90002?lang=en").text
    assert "only an import that was undone knew this agency" in gone


def test_two_agencies_with_one_number_in_a_file_are_told_and_the_first_counts() -> None:
    import_list(AGENCIES, "rl_no,name\nRL-90001,Padma\nআরএল ৯০০০১,Shapla\n")
    assert search("shapla", today()) == []
    assert search("90001", today())[0].name == "Padma"


def test_an_agency_that_a_list_renames_is_found_under_its_old_name() -> None:
    make_agency()
    import_list(AGENCIES, "rl_no,name\n90001,Shapla Trade\n")
    [found] = search("Padma Overseas", today())
    assert (found.name, found.formerly) == ("Shapla Trade", "Padma Overseas Ltd.")


def test_an_expired_licence_renewed_on_the_same_day_has_no_gap() -> None:
    day = today().isoformat()
    make_agency(valid_from=date(2023, 1, 1), valid_to=today())
    import_list(
        AGENCIES,
        f"rl_no,name,status,valid_from,valid_to\n90001,Padma Ltd.,active,{day},2090-01-01\n",
    )
    assert verdict(90001) is AgencyVerdict.ACTIVE
    assert queries.verdict_by_licence(90001, date(2089, 1, 1)) is AgencyVerdict.ACTIVE
    agency = queries.agency_by_licence(90001)
    assert agency
    assert db.scalar(select(func.count(AgencyStatus.id)).filter_by(agency_id=agency.id)) == 2
