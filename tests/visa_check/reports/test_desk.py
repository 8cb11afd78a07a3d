"""The complaints desk: whose reports, who works on them, what is kept, what is printed."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from portal.ground.access import Role
from portal.ground.database import db, transaction
from tests.make.complaints import close, make_report, read
from tests.make.counting import at_most
from tests.make.people import make_office, make_person
from tests.make.visa_check import by, make_agency, make_officer, raw
from visa_check.actions import complaints as actions
from visa_check.complaints import ReportKind, ReportOutcome, ReportState, Route
from visa_check.models import AgencyReporterReveal, AgencyReportStep
from visa_check.refusals import (
    AlreadyTaken,
    Gone,
    LaidTogether,
    NoDouble,
    NotClosed,
    SayWhatIsSo,
    TakeFirst,
)

DESK = "/office/registry/reports/"
KEY = {"idempotency_key": "0123456789abcdef"}
CONTACT = "+880 1711 000 111"


@pytest.fixture(autouse=True)
def agency(app: Flask) -> None:
    make_office()
    make_agency()


@pytest.fixture
def desk(app: Flask, sign_in) -> FlaskClient:
    return sign_in(make_person(Role.OFFICER, language="en"))


def test_a_report_shows_in_the_office_of_its_district_and_of_none_everywhere(
    app: Flask, sign_in
) -> None:
    here = make_report(office="cumilla").ref
    there = make_report(office="sylhet").ref
    anywhere = make_report(office=None).ref
    page = sign_in(make_officer("cumilla")).get(DESK).text
    assert here in page
    assert there not in page
    assert anywhere in page


@pytest.mark.parametrize("path", ["", "/dossier"])
def test_another_offices_report_is_not_there(desk: FlaskClient, path: str) -> None:
    ref = make_report(office="sylhet").ref
    assert desk.get(DESK + ref + path).status_code == 404


@pytest.mark.parametrize("deed", ["take", "let-go", "separate"])
def test_another_offices_report_cannot_be_touched(desk: FlaskClient, deed: str) -> None:
    ref = make_report(office="sylhet").ref
    assert desk.post(f"{DESK}{ref}/{deed}", data=KEY).status_code == 404
    assert read(ref).state is ReportState.NEW


def test_the_desk_counts_what_nobody_has_taken(desk: FlaskClient) -> None:
    taken = make_report().ref
    make_report()
    actions.take_report(by(make_officer()), taken)
    assert "1 report about an agency waits" in desk.get("/office/").text


def test_a_report_goes_from_new_to_closed_on_its_page(desk: FlaskClient) -> None:
    ref = make_report().ref
    assert desk.post(f"{DESK}{ref}/take", data=KEY).status_code == 303
    note = {"note-note": "Called the agency", "note-idempotency_key": "note-0123456789"}
    assert desk.post(f"{DESK}{ref}/note", data=note).status_code == 303
    sent = {"send-route": "bmet", "send-idempotency_key": "send-0123456789"}
    assert desk.post(f"{DESK}{ref}/send-on", data=sent).status_code == 303
    closing = {
        "close-outcome": "confirmed",
        "close-found": ["charged more"],
        "close-idempotency_key": "close-0123456789",
    }
    assert desk.post(f"{DESK}{ref}/close", data=closing).status_code == 303
    page = desk.get(DESK + ref).text
    assert "Called the agency" in page
    found = read(ref)
    assert (found.state, found.outcome, found.found) == (
        ReportState.CLOSED,
        ReportOutcome.CONFIRMED,
        ["charged more"],
    )
    assert ref in desk.get(f"{DESK}?pile=closed").text
    assert ref not in desk.get(DESK).text


def test_two_officers_do_not_take_the_same_report(app: Flask) -> None:
    ref = make_report().ref
    actions.take_report(by(make_officer()), ref)
    with pytest.raises(AlreadyTaken):
        actions.take_report(by(make_officer()), ref)


def test_only_who_took_it_sends_on_or_closes(app: Flask) -> None:
    ref, other = make_report().ref, make_officer()
    actions.take_report(by(make_officer()), ref)
    with pytest.raises(TakeFirst):
        actions.send_report_on(by(other), ref, Route.BMET)
    with pytest.raises(TakeFirst):
        actions.close_report(by(other), ref, ReportOutcome.NOTHING, [])


def test_an_officer_lays_only_the_own_report_back_and_a_supervisor_anybodys(app: Flask) -> None:
    ref = make_report().ref
    actions.take_report(by(make_officer()), ref)
    with pytest.raises(AlreadyTaken):
        actions.let_go_report(by(make_officer()), ref)
    actions.let_go_report(by(make_person(Role.SUPERVISOR)), ref)
    assert (read(ref).state, read(ref).taken_by_id) == (ReportState.NEW, None)


def test_what_is_confirmed_says_what_of_it_is_so(app: Flask) -> None:
    ref, officer = make_report().ref, make_officer()
    actions.take_report(by(officer), ref)
    with pytest.raises(SayWhatIsSo):
        actions.close_report(by(officer), ref, ReportOutcome.CONFIRMED, [])
    actions.close_report(by(officer), ref, ReportOutcome.NOTHING, [ReportKind.CHARGED])
    assert read(ref).found == []


def test_a_closed_report_is_closed_until_it_is_taken_up_again(app: Flask) -> None:
    officer = make_officer()
    ref = close(make_report(), officer=officer).ref
    with pytest.raises(NotClosed):
        actions.close_report(by(officer), ref, ReportOutcome.NOTHING, [])
    actions.take_report(by(officer), ref)
    assert (read(ref).state, read(ref).outcome, read(ref).found) == (ReportState.LOOKING, None, [])
    steps = db.scalars(select(AgencyReportStep.step).order_by(AgencyReportStep.id)).all()
    assert steps == ["taken", "closed", "taken"]


def test_doubles_lie_together_and_nothing_is_lost(app: Flask, desk: FlaskClient) -> None:
    first, second = make_report().ref, make_report(words="The same shop").ref
    sent = {"merge-other": first, "merge-idempotency_key": "merge-0123456789"}
    answer = desk.post(f"{DESK}{second}/merge", data=sent)
    assert answer.location.endswith(first)
    assert "The same shop" in desk.get(DESK + first).text
    assert f'href="{DESK}{second}"' not in desk.get(DESK).text
    with pytest.raises(LaidTogether):
        actions.take_report(by(make_officer()), second)
    actions.separate_report(by(make_officer()), second)
    assert second in desk.get(DESK).text


def test_only_reports_about_one_agency_lie_together(app: Flask) -> None:
    make_agency(90002, "Meghna Manpower")
    officer = by(make_officer())
    one, other, foreign = (
        make_report().ref,
        make_report(90002).ref,
        make_report(office="sylhet").ref,
    )
    for wrong in (one, other):
        with pytest.raises(NoDouble):
            actions.merge_report(officer, one, wrong)
    with pytest.raises(Gone):
        actions.merge_report(officer, one, foreign)
    third = make_report().ref
    actions.merge_report(officer, third, one)
    with pytest.raises(NoDouble):
        actions.merge_report(officer, one, make_report().ref)


def test_the_contact_is_shown_for_a_reason_and_each_look_is_kept(
    desk: FlaskClient,
) -> None:
    ref = make_report(contact=CONTACT).ref
    assert CONTACT not in desk.get(DESK + ref).text
    sent = {"reveal-reason": "To ask for the receipt", "reveal-idempotency_key": "reveal-01234567"}
    for _ in range(2):
        answer = desk.post(f"{DESK}{ref}/reporter", data=sent)
        assert CONTACT in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
    assert db.scalar(select(func.count(AgencyReporterReveal.id))) == 2
    assert b"receipt" not in raw("agency_reporter_reveal")
    without = sent | {"reveal-reason": " "}
    assert desk.post(f"{DESK}{ref}/reporter", data=without).status_code == 422


def test_the_contact_needs_a_fresh_proof_of_who_asks(app: Flask, sign_in) -> None:
    ref = make_report(contact=CONTACT).ref
    client = sign_in(make_person(Role.OFFICER), confirmed=False)
    answer = client.post(f"{DESK}{ref}/reporter", data=KEY)
    assert (answer.status_code, CONTACT in answer.text) == (303, False)


def test_the_papers_say_what_was_reported_and_not_who(desk: FlaskClient) -> None:
    ref = make_report(90001, ReportKind.CHARGED, ReportKind.VISA, contact=CONTACT).ref
    page = desk.get(f"{DESK}{ref}/dossier").text
    for words in ("RL-90001", "১,৬৫,০০০", "৩,২০,০০০", "Kamal, in cash", "৩৩ ধারা"):
        assert words in page
    assert CONTACT not in page
    assert 'lang="bn"' in page


def test_the_contact_goes_along_only_where_the_reporter_allowed_it(desk: FlaskClient) -> None:
    shy, open_ = (
        make_report(contact=CONTACT).ref,
        make_report(contact=CONTACT, may_pass_on=True).ref,
    )
    sent = {"reveal-reason": "For BMET", "reveal-idempotency_key": "reveal-01234567"}
    assert desk.post(f"{DESK}{shy}/dossier", data=sent).status_code == 404
    assert CONTACT in desk.post(f"{DESK}{open_}/dossier", data=sent).text
    assert db.scalar(select(func.count(AgencyReporterReveal.id))) == 1


def test_an_auditor_reads_and_does_nothing(app: Flask, sign_in) -> None:
    ref = make_report(contact=CONTACT).ref
    auditor = sign_in(make_person(Role.AUDITOR))
    page = auditor.get(DESK + ref)
    assert (page.status_code, '<form method="post" action="/office' in page.text) == (200, False)
    assert auditor.post(f"{DESK}{ref}/take", data=KEY).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM agency_report",
        "UPDATE agency_report SET ref = 'x'",
        "UPDATE agency_report SET outcome = 'nothing'",
        "UPDATE agency_report SET double_of_id = id",
        "UPDATE agency_report SET state = 'sent on'",
        "UPDATE agency_report_said SET at = at",
    ],
)
def test_the_database_keeps_a_report_as_it_came(app: Flask, change: str) -> None:
    make_report()

    @transaction
    def by_hand() -> None:
        db.execute(text(change))

    with pytest.raises(DatabaseError):
        by_hand()


def test_the_list_costs_the_same_for_one_report_and_for_many(app: Flask, desk: FlaskClient) -> None:
    for _ in range(8):
        make_report()
    desk.get(DESK)
    with at_most(8, app):
        assert desk.get(DESK).status_code == 200
