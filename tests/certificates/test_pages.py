"""The pages of the holder, the checker and the office."""

import io
from datetime import UTC, datetime

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import event, select

from certificates import actions
from portal.ground.access import Role
from portal.ground.database import db
from portal.papers import code
from portal.papers.models import Paper, PaperChange
from tests.conftest import PUBLIC_URL
from tests.make import cases
from tests.make.certificates import by, change, make_certificate, make_passed_course
from tests.make.people import make_person

NAME = {"name": "rahima  begum", "idempotency_key": "0123456789abcdef"}


def issued() -> str:
    return make_certificate(make_person()).paper.number


def text_of(number: str) -> str:
    paper = db.scalars(select(Paper).filter_by(number=number)).one()
    assert paper.face is not None
    return code.text(PUBLIC_URL, number, paper.face.message)


def test_a_holder_gets_a_certificate_by_form(app: Flask, sign_in) -> None:
    person = make_person()
    slug = make_passed_course(person)
    visitor = sign_in(person)
    assert visitor.get(f"/certificates/new/{slug}").status_code == 200
    answer = visitor.post(f"/certificates/new/{slug}", data=NAME)
    assert answer.status_code == 303
    page = visitor.get(answer.location).get_data(as_text=True)
    assert "RAHIMA BEGUM" in page


def test_passport_and_birth_date_give_the_last_three_only(app: Flask, sign_in) -> None:
    person = make_person()
    slug = make_passed_course(person)
    data = NAME | {"passport": "a 1234-5678", "born_on": "1999-12-31"}
    answer = sign_in(person).post(f"/certificates/new/{slug}", data=data)
    number = answer.location.rsplit("/", 1)[1]
    page = sign_in(person).get(f"/C/{number}").get_data(as_text=True)
    assert "678" in page
    assert "A12345678" not in page
    assert "12345678" not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "রহিমা"),
        ("name", "A" * 40),
        ("name", "R2D2"),
        ("passport", "A12345678"),
        ("born_on", "1999-12-31"),
        ("born_on", "yesterday"),
    ],
)
def test_a_wrong_form_is_shown_again_with_what_was_typed(
    app: Flask, sign_in, field: str, value: str
) -> None:
    person = make_person(language="en")
    slug = make_passed_course(person)
    answer = sign_in(person).post(f"/certificates/new/{slug}", data=NAME | {field: value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "error-summary" in page
    assert 'value="0123456789abcdef"' in page


def test_a_course_that_was_not_passed_has_no_form(app: Flask, sign_in) -> None:
    slug = make_passed_course(make_person())
    visitor = sign_in(make_person())
    assert visitor.get(f"/certificates/new/{slug}").status_code == 404
    assert visitor.post(f"/certificates/new/{slug}", data=NAME).status_code == 404


def test_who_has_a_certificate_is_led_to_it(app: Flask, sign_in) -> None:
    person = make_person()
    slug = make_passed_course(person)
    visitor = sign_in(person)
    first = visitor.post(f"/certificates/new/{slug}", data=NAME).location
    assert visitor.get(f"/certificates/new/{slug}").location == first


def test_my_certificates_are_listed(app: Flask, sign_in) -> None:
    certificate = make_certificate(make_person())
    page = sign_in(certificate.person).get("/certificates/").get_data(as_text=True)
    assert f"/certificates/{certificate.paper.number}" in page


def test_a_cancelled_certificate_is_not_offered_to_show_or_print(app: Flask, sign_in) -> None:
    certificate = make_certificate(make_person())
    own = f"/certificates/{certificate.paper.number}"
    visitor = sign_in(certificate.person)
    assert "/bn.pdf" in visitor.get(own).text
    change(by(make_person(Role.OFFICER)), certificate.paper.number, PaperChange.CANCELLED)
    page = visitor.get(own).text
    assert "verdict-stop" in page
    assert all(end not in page for end in (".pdf", "/qr.png", "/C/"))


@pytest.mark.parametrize("end", ["", "/bn.pdf", "/en.pdf", "/qr.png"])
def test_another_person_finds_nothing(app: Flask, sign_in, end: str) -> None:
    number = issued()
    assert sign_in(make_person()).get(f"/certificates/{number}{end}").status_code == 404


@pytest.mark.parametrize(
    ("role", "office", "status"),
    [
        (Role.OFFICER, "cumilla", 200),
        (Role.SUPERVISOR, "cumilla", 200),
        (Role.OFFICER, "sylhet", 404),
        (Role.TRAINER, None, 404),
    ],
)
def test_staff_within_reach_print_it(
    app: Flask, sign_in, role: Role, office: str | None, status: int
) -> None:
    number = issued()
    visitor = sign_in(make_person(role, office=office))
    assert visitor.get(f"/certificates/{number}/en.pdf").status_code == status


def test_the_picture_carries_the_whole_text(app: Flask, sign_in) -> None:
    certificate = make_certificate(make_person())
    number = certificate.paper.number
    answer = sign_in(certificate.person).get(f"/certificates/{number}/qr.png")
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(answer.data)))
    assert read[0].text == text_of(number)
    assert read[0].text.startswith(f"HTTPS://NIRAPOD.EXAMPLE/C/{number}#")


@pytest.mark.parametrize("form", ["/C/{}", "/c/{}", "lower", "spaced"])
def test_a_number_is_found_however_it_is_written(
    app: Flask, client: FlaskClient, form: str
) -> None:
    number = issued()
    ways = {
        "lower": f"/c/{number.lower()}",
        "spaced": f"/C/{number[:4]}-{number[4:8]}%20{number[8:]}",
    }
    answer = client.get(ways.get(form) or form.format(number))
    assert answer.status_code == 200
    assert "RAHIMA BEGUM" in answer.get_data(as_text=True)


def test_the_page_says_that_it_answers_for_the_number(app: Flask, client: FlaskClient) -> None:
    page = client.get(f"/C/{issued()}", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "This answers for the number, not for the QR." in page
    assert '<p class="verdict-level">Self-study</p>' in page
    assert "Nobody checked who learnt." in page


def test_the_page_is_kept_by_nobody_and_needs_no_cookie(app: Flask, client: FlaskClient) -> None:
    answer = client.get(f"/C/{issued()}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("what", "word", "kind"),
    [
        (PaperChange.CANCELLED, "Cancelled", "stop"),
        (PaperChange.SUSPENDED, "Suspended", "careful"),
    ],
)
def test_the_page_says_how_the_certificate_stands(
    app: Flask, client: FlaskClient, what: PaperChange, word: str, kind: str
) -> None:
    number = issued()
    change(by(make_person(Role.OFFICER)), number, what)
    page = client.get(f"/C/{number}", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert f'class="verdict verdict-{kind}"' in page
    assert f'<p class="verdict-word">{word}</p>' in page


@pytest.mark.parametrize(
    "number", ["0123456789ABC", "short", "UUUUUUUUUUUUU", "ZZZZZZZZZZZZZ", "%01"]
)
def test_nothing_has_an_unknown_number(app: Flask, client: FlaskClient, number: str) -> None:
    answer = client.get(f"/C/{number}", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "Nothing has this number: compare each character." in answer.get_data(as_text=True)


@pytest.mark.parametrize(("language", "direction"), [("bn", "ltr"), ("en", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("path", ["/check/", "/C/0123456789ABC", "genuine"])
def test_check_pages_speak_three_languages(
    app: Flask, client: FlaskClient, path: str, language: str, direction: str
) -> None:
    path = f"/C/{issued()}" if path == "genuine" else path
    page = client.get(path, headers={"Accept-Language": language}).get_data(as_text=True)
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_a_page_of_a_certificate_asks_the_database_once(app: Flask, client: FlaskClient) -> None:
    number = issued()
    asked: list[str] = []
    connection = app.extensions["database"]
    event.listen(connection, "before_cursor_execute", lambda *args: asked.append(args[2]))
    client.get(f"/C/{number}")
    assert len([one for one in asked if one.startswith("SELECT")]) == 1


def test_a_typed_number_leads_to_its_page(app: Flask, client: FlaskClient) -> None:
    number = issued()
    answer = client.post("/check/", data={"text": f" {number[:5]} {number[5:].lower()} "})
    assert (answer.status_code, answer.location) == (303, f"/C/{number}")


def test_the_text_of_a_qr_is_judged(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/check/?lang=en", data={"text": text_of(issued())})
    page = answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<p class="verdict-word">Genuine</p>' in page
    assert "RAHIMA BEGUM" in page


def test_a_checked_qr_names_the_course_as_people_do(app: Flask, client: FlaskClient) -> None:
    page = client.post("/check/?lang=en", data={"text": text_of(issued())}).text
    assert "<dd>Small</dd>" in page


def test_a_changed_digit_is_never_genuine(app: Flask, client: FlaskClient) -> None:
    text = text_of(issued())
    for place in range(len(text) - 300, len(text), 7):
        other = str((int(text[place]) + 1) % 10)
        page = client.post(
            "/check/?lang=en", data={"text": text[:place] + other + text[place + 1 :]}
        )
        assert "Genuine" not in page.get_data(as_text=True)


def test_what_is_not_ours_is_not_shown(app: Flask, client: FlaskClient) -> None:
    page = client.post("/check/?lang=en", data={"text": cases.good()}).get_data(as_text=True)
    assert '<p class="verdict-word">Not ours</p>' in page
    assert "key-unknown" in page
    assert "RAHIMA" not in page


def test_a_qr_that_leads_elsewhere_is_warned_of(app: Flask, client: FlaskClient) -> None:
    text = text_of(issued()).replace("NIRAPOD.EXAMPLE", "NIRAP0D.EXAMPLE")
    page = client.post("/check/?lang=en", data={"text": text}).get_data(as_text=True)
    assert "nirap0d.example" in page
    assert "not our address" in page


@pytest.mark.parametrize("text", ["", "hello", "1" * 2000])
def test_what_is_neither_number_nor_text_is_refused(
    app: Flask, client: FlaskClient, text: str
) -> None:
    answer = client.post("/check/", data={"text": text})
    assert answer.status_code == 422
    assert "error-summary" in answer.get_data(as_text=True)


def test_a_megabyte_of_digits_is_refused(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/check/", data={"text": f"https://x/C/0123456789ABC#{'1' * 2**20}"})
    assert answer.status_code == 413


def test_the_office_finds_a_certificate_by_its_number(app: Flask, sign_in) -> None:
    number = issued()
    visitor = sign_in(make_person(Role.OFFICER))
    assert number[:4] in visitor.get("/office/certificates/").get_data(as_text=True)
    found = visitor.get(f"/office/certificates/?q={number[:6]}+{number[6:].lower()}")
    assert found.location == f"/office/certificates/{number}"
    assert "RAHIMA BEGUM" in visitor.get(found.location).get_data(as_text=True)


def test_another_office_does_not_see_it(app: Flask, sign_in) -> None:
    number = issued()
    visitor = sign_in(make_person(Role.OFFICER, office="sylhet"))
    assert visitor.get(f"/office/certificates/?q={number}").status_code == 200
    assert visitor.get(f"/office/certificates/{number}").status_code == 404
    assert visitor.post(f"/office/certificates/{number}/cancel", data={}).status_code == 404


def test_two_officers_cancel_a_certificate_on_their_pages(app: Flask, sign_in) -> None:
    number = issued()
    first, second = sign_in(make_person(Role.OFFICER)), sign_in(make_person(Role.OFFICER))
    data = {"reason": "Issued in error", "idempotency_key": "0123456789abcdef"}
    proposal = first.post(f"/office/certificates/{number}/cancel", data=data).location
    assert "Issued in error" in first.get(proposal).get_data(as_text=True)
    assert f"{proposal}/approve" not in first.get(proposal).get_data(as_text=True)
    assert second.post(f"{proposal}/approve", data=data).location == proposal
    page = first.get(f"/C/{number}?lang=en").get_data(as_text=True)
    assert '<p class="verdict-word">Cancelled</p>' in page


def test_the_status_list_tells_a_cancellation_at_once(app: Flask, sign_in) -> None:
    number = issued()
    officer = make_person(Role.OFFICER)
    ref = actions.propose_cancel(by(officer), number, "Issued in error")
    second = sign_in(make_person(Role.OFFICER))
    before = second.get("/status/1-cancelled")
    second.post(f"/office/proposals/certificates/{ref}/approve", data={"idempotency_key": "a" * 32})
    after = second.get("/status/1-cancelled")
    assert after.status_code == 200
    assert after.get_data() != before.get_data()


def test_a_proposal_is_refused_with_a_reason(app: Flask, sign_in) -> None:
    ref = actions.propose_cancel(by(make_person(Role.OFFICER)), issued(), "Issued in error")
    second = sign_in(make_person(Role.OFFICER))
    path = f"/office/proposals/certificates/{ref}"
    empty = {"reason": "", "idempotency_key": "0123456789abcdef"}
    assert second.post(f"{path}/refuse", data=empty).status_code == 422
    assert second.post(f"{path}/refuse", data=empty | {"reason": "All is right"}).status_code == 303
    assert "All is right" in second.get(path).get_data(as_text=True)


def test_who_did_not_prove_lately_who_they_are_is_asked_first(app: Flask, sign_in) -> None:
    ref = actions.propose_cancel(by(make_person(Role.OFFICER)), issued(), "Issued in error")
    second = sign_in(make_person(Role.OFFICER), confirmed=False)
    answer = second.post(f"/office/proposals/certificates/{ref}/approve", data={})
    assert answer.location.startswith("/confirm")


def test_an_expired_certificate_says_so(app: Flask, client: FlaskClient) -> None:
    number = issued()
    paper = db.scalars(select(Paper).filter_by(number=number)).one()
    assert paper.expires_on is None
    app.config["CLOCK"] = lambda: datetime(2046, 1, 1, tzinfo=UTC)
    assert "verdict-good" in client.get(f"/C/{number}").get_data(as_text=True)
