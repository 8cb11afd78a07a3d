"""Reports about agencies: sent by anybody, protected, followed by a reference alone."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.deeds.models import FirstAnswer, Leaf, LeafRow
from portal.ground.clock import now
from portal.ground.database import db
from tests.make.complaints import NOBODY, close, make_report, read
from tests.make.people import make_office, make_person
from tests.make.visa_check import by, make_agency, make_officer, raw
from visa_check.actions import complaints, reports
from visa_check.complaints import ReportOutcome, Route
from visa_check.hashes import reporter_reference
from visa_check.models import AgencyReport, AgencyReportContact, AgencyReportNote, AgencyReportSaid
from visa_check.references import read_reference, show_reference

PAGE = "/agencies/RL-90001/report"
KEY = {"idempotency_key": "0123456789abcdef"}
CONTACT = "+880 1711 000 111"
SENT = KEY | {
    "kinds": ["charged more", "passport taken"],
    "district": "sylhet",
    "happened_on": "02/11/2026",
    "destination": "SA",
    "paid": "৩,২০,০০০",
    "paid_to": "Kamal",
    "words": "He keeps it in his shop",
    "contact": CONTACT,
}


@pytest.fixture(autouse=True)
def agency(app: Flask) -> None:
    make_office()
    make_agency()


def only_report() -> AgencyReport:
    db.expire_all()
    return db.scalars(select(AgencyReport)).one()


def count() -> int:
    return db.scalar(select(func.count(AgencyReport.id))) or 0


def shown_reference(page: str) -> str:
    found = re.search(r'class="reference"[^>]*>([^<]+)<', page)
    assert found
    return found[1]


def test_a_stranger_reports_an_agency_from_its_page(client: FlaskClient) -> None:
    assert f'href="{PAGE}"' in client.get("/agencies/RL-90001").text
    assert client.get(PAGE).status_code == 200
    answer = client.post(PAGE, data=SENT)
    assert (answer.status_code, answer.location) == (303, "/agencies/report/sent")
    made = only_report()
    assert made.kinds == ["charged more", "passport taken"]
    assert made.office is not None
    assert made.office.code == "sylhet"
    said = made.said[0].said
    assert (said["paid"], said["happened_on"], said["destination"]) == (320_000, "2026-11-02", "SA")


def test_the_reference_is_shown_and_never_stands_in_an_address_or_in_the_database(
    client: FlaskClient,
) -> None:
    client.post(PAGE, data=SENT)
    answer = client.get("/agencies/report/sent")
    reference = shown_reference(answer.text)
    assert answer.headers["Cache-Control"] == "no-store"
    assert reference == show_reference(reporter_reference(only_report().ref))
    bare = reference.replace(" ", "").encode()
    for table in ("agency_report", "first_answer", "leaf", "leaf_row"):
        assert bare not in raw(table)


def test_another_browser_and_a_later_hour_do_not_see_the_reference(
    app: Flask, client: FlaskClient
) -> None:
    client.post(PAGE, data=SENT)
    assert 'class="reference"' not in app.test_client().get("/agencies/report/sent").text
    later = now() + timedelta(minutes=11)
    app.config["CLOCK"] = lambda: later
    assert 'class="reference"' not in client.get("/agencies/report/sent").text


def test_what_was_said_and_the_contact_are_not_read_in_the_database(client: FlaskClient) -> None:
    client.post(PAGE, data=SENT)
    kept = raw("agency_report_said") + raw("agency_report_contact") + raw("agency_report")
    for word in (b"shop", b"Kamal", b"320000", CONTACT.encode()):
        assert word not in kept


def test_who_is_signed_in_stays_unknown_too(app: Flask, sign_in) -> None:
    reporter = make_person()
    sign_in(reporter).post(PAGE, data=SENT)
    leaf = db.scalars(select(Leaf).filter_by(deed="visa_check.report_agency")).one()
    assert leaf.person_id is None
    tables = db.scalars(select(LeafRow.table).filter_by(leaf_id=leaf.id)).all()
    assert tables == ["agency_report"]
    owners = db.scalars(select(FirstAnswer.owner).filter_by(key=KEY["idempotency_key"])).all()
    assert owners == ["visitor"]


def test_the_same_form_sent_twice_is_one_report_with_one_reference(client: FlaskClient) -> None:
    client.post(PAGE, data=SENT)
    first = shown_reference(client.get("/agencies/report/sent").text)
    client.post(PAGE, data=SENT)
    assert shown_reference(client.get("/agencies/report/sent").text) == first
    assert count() == 1


def test_one_browser_cannot_flood_the_desk(client: FlaskClient) -> None:
    codes = []
    for place in range(12):
        key = {"idempotency_key": f"0123456789abcd{place:02d}"}
        codes.append(client.post(PAGE, data=SENT | key).status_code)
    assert codes == [303] * 10 + [429] * 2
    assert count() == 10


def test_one_agency_is_not_flooded_by_many_browsers(app: Flask) -> None:
    for place in range(100):
        make_report(words=str(place))
    answer = app.test_client().post(PAGE, data=SENT)
    assert answer.status_code == 429
    assert "He keeps it in his shop" in answer.text
    make_agency(90002, "Meghna Manpower")
    assert app.test_client().post("/agencies/RL-90002/report", data=SENT).status_code == 303


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kinds": []}, "কী হয়েছে"),
        ({"kinds": ["murder"]}, ""),
        ({"kinds": ["other"], "words": ""}, ""),
        ({"happened_on": "01/01/2099"}, ""),
        ({"paid": "a lot"}, ""),
        ({"paid": "-5"}, ""),
        ({"district": "atlantis"}, ""),
        ({"words": "x" * 1001}, ""),
    ],
    ids=["nothing", "no kind", "other unsaid", "future", "words", "minus", "district", "long"],
)
def test_what_cannot_be_is_said_again_with_all_that_was_typed(
    client: FlaskClient, changes: dict[str, object], told: str
) -> None:
    answer = client.post(PAGE, data=SENT | {"paid_to": "Kamal of Laksam"} | changes)
    assert answer.status_code == 422
    assert "Kamal of Laksam" in answer.text
    assert told in answer.text
    assert count() == 0


@pytest.mark.parametrize("typed", ["320000", "3,20,000", "Tk 3,20,000/-", "৳ ৩২০০০০", "320000 "])
def test_a_sum_is_read_as_people_write_it(client: FlaskClient, typed: str) -> None:
    assert client.post(PAGE, data=SENT | {"paid": typed}).status_code == 303
    assert only_report().said[0].said["paid"] == 320_000


def test_an_agency_that_is_not_there_has_no_page_for_reports(client: FlaskClient) -> None:
    assert client.get("/agencies/RL-90009/report").status_code == 404
    assert client.post("/agencies/RL-90009/report", data=SENT).status_code == 404


def progress(client: FlaskClient, reference: str):
    return client.post("/agencies/report", data={"reference": reference})


def test_the_reference_opens_the_progress_and_nothing_that_was_said(client: FlaskClient) -> None:
    made = make_report(contact=CONTACT)
    reference = reporter_reference(made.ref)
    answer = progress(client, reference)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    for word in ("2,000 riyal", "Kamal", CONTACT, "৩,২০,০০০", made.ref):
        assert word not in answer.text


@pytest.mark.parametrize(
    "change", [str.lower, show_reference, lambda one: f" {one[:6]}-{one[6:]}\u200b"]
)
def test_a_reference_is_forgiven_how_it_is_written(client: FlaskClient, change) -> None:
    reference = reporter_reference(make_report().ref)
    assert read_reference(change(reference)) == reference
    assert progress(client, change(reference)).status_code == 200


@pytest.mark.parametrize(("typed", "code"), [("0" * 12, 404), ("abc", 422), ("", 422)])
def test_a_wrong_reference_opens_nothing(client: FlaskClient, typed: str, code: int) -> None:
    make_report()
    assert progress(client, typed).status_code == code


def test_the_address_of_the_desk_is_no_reference(client: FlaskClient) -> None:
    made = make_report()
    assert progress(client, made.ref[:12]).status_code in {404, 422}
    assert client.get(f"/office/registry/reports/{made.ref}").status_code == 303


def test_the_progress_follows_what_officers_do(client: FlaskClient) -> None:
    made, officer = make_report(), make_officer()
    reference, ref = reporter_reference(made.ref), made.ref
    english = {"reference": reference}
    complaints.take_report(by(officer), ref)
    assert "is looking into it" in client.post("/agencies/report?lang=en", data=english).text
    complaints.send_report_on(by(officer), ref, Route.BMET)
    assert "BMET" in client.post("/agencies/report?lang=en", data=english).text
    complaints.close_report(by(officer), ref, ReportOutcome.UNCLEAR, [])
    assert "could not find out" in client.post("/agencies/report?lang=en", data=english).text
    assert officer.name not in client.post("/agencies/report?lang=en", data=english).text


def test_a_reporter_adds_something_later_and_twice_is_once(client: FlaskClient) -> None:
    made = make_report()
    more = {"reference": reporter_reference(made.ref), "more": "Now he asks for more"} | KEY
    assert client.post("/agencies/report/more", data=more).status_code == 200
    assert client.post("/agencies/report/more", data=more).status_code == 200
    assert [one.said["words"] for one in read(made.ref).said][1:] == ["Now he asks for more"]


def test_nobody_adds_without_the_reference(client: FlaskClient) -> None:
    made = make_report()
    for reference in ("0" * 12, made.ref, ""):
        sent = {"reference": reference, "more": "x"} | KEY
        assert client.post("/agencies/report/more", data=sent).status_code == 404


def test_the_reporter_of_a_double_reads_how_the_other_report_stands(client: FlaskClient) -> None:
    first, second, officer = make_report(), make_report(), make_officer()
    reference = reporter_reference(second.ref)
    main = first.ref
    complaints.merge_report(by(officer), second.ref, main)
    complaints.take_report(by(officer), main)
    page = client.post("/agencies/report?lang=en", data={"reference": reference}).text
    assert "is looking into it" in page


def test_words_go_a_year_after_the_report_was_closed(app: Flask) -> None:
    closed, opened = make_report(contact=CONTACT), make_report(words="Still open")
    ref, officer = closed.ref, make_officer()
    complaints.note_report(by(officer), ref, "Called the agency")
    close(closed, officer=officer)
    later = now() + timedelta(days=366)
    app.config["CLOCK"] = lambda: later
    reports.forget_old_words()
    db.expire_all()
    assert [one.report_id for one in db.scalars(select(AgencyReportSaid))] == [opened.id]
    assert db.scalars(select(AgencyReportContact)).all() == []
    assert db.scalars(select(AgencyReportNote)).all() == []
    assert read(ref).outcome is ReportOutcome.CONFIRMED


def test_nothing_is_sent_by_an_agency_that_is_not_there(app: Flask) -> None:
    told = reports.Told([], None, {}, "", may_pass_on=False)
    with pytest.raises(reports.Gone):
        reports.report_agency(NOBODY, 12345, told, b"device")
