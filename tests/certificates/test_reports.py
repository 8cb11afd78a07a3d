"""Reports that a paper does not match: sent by anybody, protected, looked at by officers."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text

from certificates.actions import reports as actions
from portal.deeds.models import FirstAnswer, Leaf
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.papers import code
from portal.papers.models import Outcome, Paper, PaperReport, ReporterReveal, ReportSaid
from tests.conftest import PUBLIC_URL
from tests.make import cases
from tests.make.certificates import by, make_certificate
from tests.make.people import make_person

KEY = {"idempotency_key": "0123456789abcdef"}
ENGLISH = {"Accept-Language": "en"}
CONTACT = "+966 50 123 4567"
SEEN = KEY | {
    "differs": ["photo", "name"],
    "words": "A man holds the paper of a woman",
    "contact": CONTACT,
    "qr": "",
}


def issued() -> str:
    return make_certificate(make_person()).paper.number


def text_of(number: str) -> str:
    paper = db.scalars(select(Paper).filter_by(number=number)).one()
    assert paper.face is not None
    return code.text(PUBLIC_URL, number, paper.face.message)


def report() -> PaperReport:
    return db.scalars(select(PaperReport).order_by(PaperReport.id.desc()).limit(1)).one()


def count() -> int:
    return db.scalar(select(func.count(PaperReport.id))) or 0


@pytest.fixture
def officer(app: Flask, sign_in) -> FlaskClient:
    return sign_in(make_person(Role.OFFICER, language="en"))


def test_a_stranger_reports_a_paper_without_account_or_script(
    app: Flask, client: FlaskClient
) -> None:
    number = issued()
    page = client.get(f"/C/{number}", headers=ENGLISH).text
    assert f'href="/C/{number}/report"' in page
    assert client.get(f"/C/{number}/report").status_code == 200
    answer = client.post(f"/C/{number}/report", data=SEEN)
    assert (answer.status_code, answer.location) == (303, "/check/report/thanks")
    assert client.get(answer.location).status_code == 200
    made = report()
    assert (made.differs, made.outcome) == (["photo", "name"], None)
    assert made.paper is not None
    assert made.office_id == made.paper.office_id


@pytest.mark.parametrize("spelling", ["lower", "spaced"])
def test_the_number_may_be_written_in_any_way(
    app: Flask, client: FlaskClient, spelling: str
) -> None:
    number = issued()
    typed = number.lower() if spelling == "lower" else f"{number[:5]}%20{number[5:]}"
    assert client.post(f"/c/{typed}/report", data=SEEN).status_code == 303


@pytest.mark.parametrize("number", ["0123456789ABC", "short", "%E2%80%8B"])
def test_nothing_is_reported_about_a_number_that_nothing_has(
    app: Flask, client: FlaskClient, number: str
) -> None:
    assert client.get(f"/C/{number}/report").status_code == 404
    assert client.post(f"/C/{number}/report", data=SEEN).status_code == 404
    assert count() == 0


def test_an_empty_report_is_asked_again_with_what_was_typed(
    app: Flask, client: FlaskClient
) -> None:
    data = KEY | {"words": "", "contact": CONTACT}
    answer = client.post(f"/C/{issued()}/report", data=data, headers=ENGLISH)
    assert answer.status_code == 422
    assert "Choose what does not match" in answer.text
    assert CONTACT in answer.text
    assert count() == 0


@pytest.mark.parametrize(
    "wrong", [{"differs": ["everything"]}, {"words": "x" * 1001}, {"contact": "x" * 101}]
)
def test_what_no_form_offers_is_refused(
    app: Flask, client: FlaskClient, wrong: dict[str, object]
) -> None:
    answer = client.post(f"/C/{issued()}/report", data=SEEN | wrong)
    assert answer.status_code == 422
    assert count() == 0


def test_the_same_form_sent_twice_is_one_report(app: Flask, client: FlaskClient) -> None:
    number = issued()
    for _ in range(2):
        assert client.post(f"/C/{number}/report", data=SEEN).status_code == 303
    assert count() == 1


def test_what_a_reporter_wrote_is_not_in_clear_in_the_database(
    app: Flask, client: FlaskClient
) -> None:
    client.post(f"/C/{issued()}/report", data=SEEN)
    row = db.execute(text("SELECT words, contact, code FROM report_said")).one()
    assert not any(b"966" in bytes(value) or b"woman" in bytes(value) for value in row)


def test_who_is_signed_in_reports_as_nobody(app: Flask, sign_in) -> None:
    number, reporter = issued(), make_person()
    sign_in(reporter).post(f"/C/{number}/report", data=SEEN)
    leaf = db.scalars(select(Leaf).filter_by(deed="certificates.report")).one()
    assert leaf.person_id is None
    owner = select(FirstAnswer.owner).filter_by(endpoint="certificates.send_report")
    assert db.scalars(owner).one() == "visitor"


def test_one_browser_cannot_drown_the_desk(app: Flask) -> None:
    one, other, number = app.test_client(), app.test_client(), issued()
    answers = [
        one.post(f"/C/{number}/report", data=SEEN | {"idempotency_key": f"key-{place:05}"})
        for place in range(12)
    ]
    assert [answer.status_code for answer in answers].count(303) == 10
    assert answers[-1].status_code == 429
    assert "error-summary" in answers[-1].text
    assert other.post(f"/C/{number}/report", data=SEEN).status_code == 303


def test_many_browsers_cannot_drown_one_office(app: Flask) -> None:
    number, spared = issued(), issued()
    for place in range(30):
        data = SEEN | {"idempotency_key": f"key-{place:05}"}
        assert app.test_client().post(f"/C/{number}/report", data=data).status_code == 303
    assert app.test_client().post(f"/C/{number}/report", data=SEEN).status_code == 429
    assert app.test_client().post(f"/C/{spared}/report", data=SEEN).status_code == 303


def test_a_qr_that_is_not_ours_is_reported_with_its_text(
    app: Flask, client: FlaskClient, officer: FlaskClient
) -> None:
    page = client.post("/check/", data={"text": cases.good()}, headers=ENGLISH).text
    assert "/check/report/form" in page
    form = client.post("/check/report/form", data={"text": cases.good()}, headers=ENGLISH)
    assert form.status_code == 200
    assert cases.good() in form.text
    answer = client.post("/check/report", data=KEY | {"qr": cases.good(), "words": ""})
    assert answer.status_code == 303
    shown = officer.get(f"/office/certificates/reports/{report().ref}").text
    assert "Not ours (key-unknown)" in shown


def test_a_false_qr_with_a_number_of_ours_reaches_the_office_of_that_paper(
    app: Flask, client: FlaskClient
) -> None:
    number = issued()
    false = cases.good().replace("0123456789ABC", number)
    client.post("/check/report", data=KEY | {"qr": false})
    made = report()
    assert made.paper is not None
    assert made.paper.number == number


def test_a_report_of_a_qr_needs_the_qr(app: Flask, client: FlaskClient) -> None:
    assert client.post("/check/report", data=KEY | {"qr": " "}).status_code == 422


@pytest.mark.parametrize(
    "qr", ["<script>alert(1)</script>", "\u202e0123", "HTTPS://X/C/1#" + "9" * 300]
)
def test_any_text_is_taken_and_shown_as_text(
    app: Flask, client: FlaskClient, officer: FlaskClient, qr: str
) -> None:
    assert client.post("/check/report", data=KEY | {"qr": qr}).status_code == 303
    shown = officer.get(f"/office/certificates/reports/{report().ref}")
    assert shown.status_code == 200
    assert "<script>alert" not in shown.text


def test_the_officers_of_the_office_see_it_and_no_others(
    app: Flask, client: FlaskClient, officer: FlaskClient, sign_in
) -> None:
    client.post(f"/C/{issued()}/report", data=SEEN)
    ref = report().ref
    assert ref in officer.get("/office/certificates/reports/").text
    assert "1 open report" in officer.get("/office/").text
    stranger = sign_in(make_person(Role.OFFICER, office="sylhet"))
    assert ref not in stranger.get("/office/certificates/reports/").text
    address = f"/office/certificates/reports/{ref}"
    assert stranger.get(address).status_code == 404
    found = KEY | {"outcome": "false", "note": ""}
    assert stranger.post(f"{address}/looked-at", data=found).status_code == 404
    reveal = {"reveal-idempotency_key": "0123456789abcdef", "reveal-reason": "To ask"}
    assert stranger.post(f"{address}/reporter", data=reveal).status_code == 404


def test_a_report_is_closed_once_with_an_outcome(
    app: Flask, client: FlaskClient, officer: FlaskClient
) -> None:
    client.post(f"/C/{issued()}/report", data=SEEN)
    address = f"/office/certificates/reports/{report().ref}"
    empty = KEY | {"note": "I called the employer"}
    assert officer.post(f"{address}/looked-at", data=empty).status_code == 422
    found = empty | {"outcome": "misused"}
    assert officer.post(f"{address}/looked-at", data=found).location == address
    page = officer.get(address).text
    assert "in the hands of another person" in page
    assert "I called the employer" in page
    again = officer.post(f"{address}/looked-at", data=found | {"idempotency_key": "b" * 16})
    assert again.status_code == 409
    assert report().ref not in officer.get("/office/certificates/reports/").text
    assert report().ref in officer.get("/office/certificates/reports/?state=looked-at").text


def test_how_to_reach_the_reporter_is_shown_for_a_reason_that_is_kept(
    app: Flask, client: FlaskClient, officer: FlaskClient
) -> None:
    client.post(f"/C/{issued()}/report", data=SEEN)
    address = f"/office/certificates/reports/{report().ref}"
    assert CONTACT not in officer.get(address).text
    key = {"reveal-idempotency_key": "0123456789abcdef"}
    assert officer.post(f"{address}/reporter", data=key).status_code == 422
    for _ in range(2):
        data = key | {"reveal-reason": "To ask where it was"}
        assert CONTACT in officer.post(f"{address}/reporter", data=data).text
    kept = db.scalars(select(ReporterReveal)).all()
    assert [one.reason for one in kept] == ["To ask where it was"] * 2


def test_an_auditor_reads_reports_and_reaches_no_reporter(
    app: Flask, client: FlaskClient, sign_in
) -> None:
    client.post(f"/C/{issued()}/report", data=SEEN)
    address = f"/office/certificates/reports/{report().ref}"
    auditor = sign_in(make_person(Role.AUDITOR))
    assert CONTACT not in auditor.get(address).text
    assert auditor.post(f"{address}/reporter", data={}).status_code == 403


def test_the_holder_learns_nothing_of_a_report(app: Flask, client: FlaskClient, sign_in) -> None:
    certificate = make_certificate(make_person())
    number = certificate.paper.number

    def main_part() -> str:
        page = sign_in(certificate.person).get(f"/certificates/{number}").text
        return page.partition("<main")[2]

    before = main_part()
    client.post(f"/C/{number}/report", data=SEEN)
    assert main_part() == before


def test_the_words_are_deleted_a_year_after_they_were_looked_at(
    app: Flask, client: FlaskClient, officer: FlaskClient
) -> None:
    number = issued()
    client.post(f"/C/{number}/report", data=SEEN)
    ref = report().ref
    actions.look_at(by(make_person(Role.OFFICER)), ref, Outcome.NOTHING, "")
    later = now() + timedelta(days=366)
    actions.forget_old_words()
    assert db.scalar(select(func.count(ReportSaid.id))) == 1
    app.config["CLOCK"] = lambda: later
    actions.forget_old_words()
    assert db.scalar(select(func.count(ReportSaid.id))) == 0


@pytest.mark.parametrize(("language", "direction"), [("bn", "ltr"), ("en", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("path", ["/check/report", "/check/report/thanks", "of a paper"])
def test_the_pages_of_a_report_speak_three_languages(
    app: Flask, client: FlaskClient, path: str, language: str, direction: str
) -> None:
    path = f"/C/{issued()}/report" if path == "of a paper" else path
    page = client.get(path, headers={"Accept-Language": language}).text
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_the_qr_of_a_genuine_paper_goes_along(
    app: Flask, client: FlaskClient, officer: FlaskClient
) -> None:
    number = issued()
    client.post(f"/C/{number}/report", data=SEEN | {"qr": text_of(number)})
    shown = officer.get(f"/office/certificates/reports/{report().ref}").text
    assert "Genuine (genuine)" in shown
    assert f"/office/certificates/{number}" in shown
