"""Public counts of reports: a supervisor has the last word, and one case is never told."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from portal.deeds.proposals import OwnProposal
from portal.ground.access import Role
from portal.ground.database import db, transaction
from portal.ground.errors import Forbidden
from portal.people.models import Person
from tests.make.complaints import close, make_report
from tests.make.people import make_office, make_person
from tests.make.visa_check import by, make_agency, make_officer
from visa_check.actions import complaints, proposals, releases
from visa_check.complaints import ReportKind, ReportOutcome, counted, shown
from visa_check.models import AgencyCounts
from visa_check.refusals import AlreadyProposed, NothingToRelease

PAGE = "/agencies/RL-90001?lang=en"


@pytest.fixture(autouse=True)
def agency(app: Flask) -> None:
    make_office()
    make_agency()


@pytest.fixture
def supervisor(app: Flask) -> Person:
    return make_person(Role.SUPERVISOR, language="en")


def confirm(count: int, kind: ReportKind = ReportKind.CHARGED) -> None:
    for _ in range(count):
        close(make_report(), ReportOutcome.CONFIRMED, kind)


def release(supervisor: Person) -> str:
    ref = releases.propose_counts(by(make_officer()), 90001, "Four receipts seen")
    return proposals.approve(by(supervisor), ref)


def test_a_count_is_public_only_after_a_supervisor_released_it(
    client: FlaskClient, supervisor: Person
) -> None:
    confirm(3)
    ref = releases.propose_counts(by(make_officer()), 90001, "Receipts seen")
    assert "charged more" not in client.get(PAGE).text
    proposals.approve(by(supervisor), ref)
    assert "3: charged more than the maximum" in client.get(PAGE).text


def test_an_officer_does_not_release(app: Flask) -> None:
    confirm(3)
    ref = releases.propose_counts(by(make_officer()), 90001, "Receipts seen")
    with pytest.raises(Forbidden):
        proposals.approve(by(make_officer()), ref)
    assert db.scalars(select(AgencyCounts)).all() == []


def test_a_supervisor_does_not_release_what_they_proposed(app: Flask, supervisor: Person) -> None:
    confirm(3)
    ref = releases.propose_counts(by(supervisor), 90001, "Receipts seen")
    with pytest.raises(OwnProposal):
        proposals.approve(by(supervisor), ref)


def test_the_database_refuses_a_release_by_the_proposer(app: Flask, supervisor: Person) -> None:
    confirm(3)
    release(supervisor)

    @transaction
    def by_hand() -> None:
        db.execute(
            text(
                "INSERT INTO agency_counts (agency_id, counts, since, proposal_id, proposed_by_id,"
                " released_by_id, released_at) SELECT agency_id, counts, since,"
                " (SELECT min(id) FROM proposal), proposed_by_id, proposed_by_id, released_at"
                " FROM agency_counts"
            )
        )

    with pytest.raises(IntegrityError):
        by_hand()


@pytest.mark.parametrize(("count", "said"), [(1, "1-2"), (2, "1-2"), (3, "3"), (41, "41")])
def test_a_count_under_three_is_never_exact(count: int, said: str) -> None:
    assert shown(count) == said


def test_one_persons_case_is_not_told_exactly_anywhere(
    client: FlaskClient, supervisor: Person
) -> None:
    confirm(1, ReportKind.PASSPORT)
    release(supervisor)
    assert "1 or 2: passport kept" in client.get(PAGE).text
    told = json.loads(client.get("/api/v1/agencies/RL-90001").text)
    assert told["reports_found_true"]["counts"] == {"passport-taken": "1-2"}


def test_programs_read_what_was_released_and_nothing_before(
    client: FlaskClient, supervisor: Person
) -> None:
    confirm(4)
    before = json.loads(client.get("/api/v1/agencies/RL-90001").text)
    assert before["reports_found_true"] is None
    release(supervisor)
    after = json.loads(client.get("/api/v1/agencies/RL-90001").text)
    assert after["reports_found_true"]["counts"] == {"charged-more": "4"}


def test_only_what_was_found_to_be_so_counts_and_doubles_count_once(app: Flask) -> None:
    close(make_report(), ReportOutcome.NOTHING)
    close(make_report(), ReportOutcome.UNCLEAR)
    with pytest.raises(NothingToRelease):
        releases.propose_counts(by(make_officer()), 90001, "None")
    main = close(make_report(), ReportOutcome.SETTLED).ref
    double = close(make_report()).ref
    complaints.merge_report(by(make_officer()), double, main)
    ref = releases.propose_counts(by(make_officer()), 90001, "One")
    proposals.approve(by(make_person(Role.SUPERVISOR)), ref)
    assert db.scalars(select(AgencyCounts)).one().counts == {"charged more": 1}


def test_public_counts_are_taken_back_by_another_release(
    client: FlaskClient, supervisor: Person
) -> None:
    with pytest.raises(NothingToRelease):
        releases.propose_no_counts(by(make_officer()), 90001, "Nothing there")
    confirm(3)
    release(supervisor)
    ref = releases.propose_no_counts(by(make_officer()), 90001, "One was wrong")
    assert "3: charged more" in client.get(PAGE).text
    proposals.approve(by(supervisor), ref)
    assert "charged more" not in client.get(PAGE).text


def test_the_same_is_not_proposed_twice(app: Flask) -> None:
    confirm(3)
    releases.propose_counts(by(make_officer()), 90001, "Receipts")
    with pytest.raises(AlreadyProposed):
        releases.propose_counts(by(make_officer()), 90001, "Receipts")


def test_the_proposal_page_shows_the_counts_and_offers_the_button_to_supervisors(
    app: Flask, sign_in, supervisor: Person
) -> None:
    confirm(2)
    ref = releases.propose_counts(by(make_officer()), 90001, "Two receipts")
    path = f"/office/proposals/visa_check/{ref}"
    button = f'action="{path}/approve"'
    assert button not in sign_in(make_person(Role.OFFICER)).get(path).text
    page = sign_in(supervisor).get(path).text
    assert button in page
    assert "1 or 2" in page


def test_the_office_proposes_from_the_page_of_the_agency(app: Flask, sign_in) -> None:
    confirm(3)
    officer = sign_in(make_person(Role.OFFICER, language="en"))
    page = "/office/registry/agencies/RL-90001/reports"
    assert f'href="{page}"' in officer.get("/office/registry/agencies/RL-90001").text
    assert "charged more than the maximum" in officer.get(page).text
    sent = {"show-reason": "Receipts", "show-idempotency_key": "show-0123456789"}
    answer = officer.post(f"{page}/counts", data=sent)
    assert "/office/proposals/visa_check/" in answer.location
    assert officer.get(answer.location).status_code == 200


def test_a_kind_counts_once_in_a_report() -> None:
    assert counted([["other", "other", "charged more"], ["other"]]) == {
        "charged more": 1,
        "other": 2,
    }
