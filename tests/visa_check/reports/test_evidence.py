"""Pictures with a report: taken apart in the darkroom, without a trace of who sent them."""

import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from portal.deeds.models import Leaf, LeafRow
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from tests.make.complaints import close, make_report, read
from tests.make.people import make_office, make_person
from tests.make.photos import flat_png, heic, pdf, photo, turned_photo
from tests.make.visa_check import by, make_agency, make_officer, raw
from visa_check.actions import complaints, reports
from visa_check.hashes import reporter_reference
from visa_check.models import AgencyReport, AgencyReportPicture
from visa_check.queries import reports as queries

PAGE = "/agencies/RL-90001/report"
DESK = "/office/registry/reports/"
SENT = {
    "kinds": "charged more",
    "district": "",
    "destination": "",
    "words": "In his shop",
    "idempotency_key": "0123456789abcdef",
}
CONTACT = "+880 1711 000 111"


@pytest.fixture(autouse=True)
def agency(app: Flask) -> None:
    make_office()
    make_agency()


def send(visitor: FlaskClient, report: AgencyReport, key: str = "one", **files: bytes) -> Any:
    """Send files with a report."""
    data: dict[str, Any] = {
        f"pictures-{kind}": (io.BytesIO(content), "Rahima Begum.jpg")
        for kind, content in files.items()
    }
    data["pictures-reference"] = reporter_reference(report.ref)
    data["pictures-idempotency_key"] = f"evidence-{key}"
    return visitor.post("/agencies/report/pictures?lang=en", data=data)


def kept(report: AgencyReport) -> list[tuple[str, int, int]]:
    """What is kept: kind, file and page."""
    db.expire_all()
    return [(one.kind.value, one.file, one.page) for one in queries.pictures(report)]


def count() -> int:
    return db.scalar(select(func.count(AgencyReportPicture.id))) or 0


def test_whoever_has_just_reported_adds_photos_on_the_next_page(client: FlaskClient) -> None:
    client.post(PAGE, data=SENT)
    made = db.scalars(select(AgencyReport)).one()
    page = client.get("/agencies/report/sent").text
    assert 'name="pictures-paper"' in page
    assert reporter_reference(made.ref) in page
    answer = send(client, made, paper=photo(), messages=pdf(pages=2))
    assert (answer.status_code, answer.location) == (303, "/agencies/report/sent")
    assert kept(made) == [("paper", 1, 1), ("messages", 2, 1), ("messages", 2, 2)]
    again = client.get("/agencies/report/sent?lang=en").text
    assert "2 files have arrived" in again
    assert 'class="reference"' in again


def test_with_the_reference_photos_are_added_later_and_not_shown_again(
    client: FlaskClient,
) -> None:
    made = make_report()
    answer = send(client, made, advertisement=photo())
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "The pictures arrived." in answer.text
    assert "One file has arrived." in answer.text
    assert "<img" not in answer.text
    assert made.ref not in answer.text


@pytest.mark.parametrize("reference", ["0" * 12, "", "'; --"])
def test_nobody_adds_photos_without_the_reference(client: FlaskClient, reference: str) -> None:
    make_report()
    data = {"pictures-reference": reference, "pictures-paper": (io.BytesIO(photo()), "a.jpg")}
    assert client.post("/agencies/report/pictures", data=data).status_code == 404
    assert count() == 0


@pytest.mark.parametrize(
    ("raw_file", "said"),
    [
        (b"", "The file is empty"),
        (heic(), "HEIC"),
        (flat_png(20_000, 10_000), "40 megapixels"),
        (b"<html><script>alert(1)</script></html>" + pdf(), "neither a photo"),
        (b"GIF89a<script>", "neither a photo"),
        (photo()[:2000], "broken"),
        (pdf(pages=200), "more than 12 pages"),
        (pdf(lock="secret"), "password"),
    ],
    ids=["0 bytes", "heic", "200 MP", "page before PDF", "gif", "cut", "200 p.", "locked"],
)
def test_a_bad_file_is_refused_in_words_and_what_was_written_stays(
    client: FlaskClient, raw_file: bytes, said: str
) -> None:
    made = make_report(words="He keeps it in his shop")
    answer = send(client, made, paper=raw_file)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert count() == 0
    assert read(made.ref).said[0].said["words"] == "He keeps it in his shop"


def test_a_script_in_a_pdf_is_gone(client: FlaskClient) -> None:
    made = make_report()
    send(client, made, paper=pdf(script="app.alert('here')"))
    shown = queries.picture(made, queries.pictures(made)[0].ref)
    assert shown
    assert shown.content[8:12] == b"WEBP"
    assert b"alert" not in shown.content


def test_good_files_arrive_where_another_one_is_bad(client: FlaskClient) -> None:
    made = make_report()
    answer = send(client, made, paper=photo(), messages=heic())
    assert (answer.status_code, "HEIC" in answer.text) == (422, True)
    assert kept(made) == [("paper", 1, 1)]
    assert "evidence-one" not in answer.text


def test_bad_photos_right_after_the_report_keep_the_reference_on_the_page(
    client: FlaskClient,
) -> None:
    client.post(PAGE, data=SENT)
    answer = send(client, db.scalars(select(AgencyReport)).one(), paper=heic())
    assert (answer.status_code, 'class="reference"' in answer.text) == (422, True)


def test_no_photo_is_no_deed(client: FlaskClient) -> None:
    answer = send(client, make_report())
    assert (answer.status_code, "Choose at least one photo." in answer.text) == (422, True)


def test_too_much_at_once_and_half_an_upload_lose_nothing(client: FlaskClient) -> None:
    made = make_report()
    address, kind = "/agencies/report/pictures", "multipart/form-data; boundary=x"
    huge = client.post(address, data=bytes(21 * 1024 * 1024), content_type=kind)
    assert huge.status_code == 413
    half = b'--x\r\nContent-Disposition: form-data; name="pictures-reference'
    assert client.post(address, data=half, content_type=kind).status_code in {400, 404}
    assert count() == 0
    assert read(made.ref).said


def test_a_report_has_at_most_three_files_also_over_several_days(client: FlaskClient) -> None:
    made = make_report()
    assert send(client, made, paper=photo(mark="1"), messages=photo(mark="2")).status_code == 200
    over = send(client, made, "two", paper=photo(mark="3"), messages=photo(mark="4"))
    assert (over.status_code, "at most three files" in over.text) == (422, True)
    assert len(kept(made)) == 2
    last = send(client, made, "three", paper=photo(mark="3"))
    assert 'name="pictures-paper"' not in last.text
    assert len(kept(made)) == 3


def test_the_same_file_and_the_same_form_are_there_once(client: FlaskClient) -> None:
    made = make_report()
    for key in ("one", "one", "two"):
        assert send(client, made, key, paper=photo()).status_code == 200
    assert kept(made) == [("paper", 1, 1)]


def test_two_reports_with_one_photo_do_not_tell_that_one_person_sent_both(
    client: FlaskClient,
) -> None:
    for made in (make_report(), make_report()):
        send(client, made, made.ref, paper=photo())
    digests = db.scalars(select(AgencyReportPicture.digest)).all()
    assert len(set(digests)) == 2


def test_tries_are_counted_for_the_report_also_from_ever_new_browsers(app: Flask) -> None:
    made = make_report()
    codes = [send(app.test_client(), made, str(n), paper=heic()).status_code for n in range(16)]
    assert codes == [422] * 15 + [429]


def test_one_browser_cannot_keep_the_darkroom_busy(client: FlaskClient) -> None:
    made = [make_report() for _ in range(3)]
    codes = [send(client, made[n // 11], str(n), paper=heic()).status_code for n in range(31)]
    assert codes == [422] * 30 + [429]


def test_nothing_tells_who_sent_it_not_even_of_one_who_is_signed_in(app: Flask, sign_in) -> None:
    made = make_report()
    sent = turned_photo()
    assert b"Rahima" in sent
    send(sign_in(make_person()), made, paper=sent)
    shown = queries.picture(made, queries.pictures(made)[0].ref)
    assert shown
    assert b"Rahima" not in shown.content
    leaf = db.scalars(select(Leaf).filter_by(deed="visa_check.add_evidence")).one()
    assert leaf.person_id is None
    assert db.scalars(select(LeafRow.table).filter_by(leaf_id=leaf.id)).all() == []
    tables = ("agency_report_picture", "agency_report", "first_answer", "leaf")
    stored = b"".join(raw(table) for table in tables)
    for trace in (b"Rahima", b"WEBP", b"127.0.0.1"):
        assert trace not in stored


def test_the_office_sees_the_pictures_and_nobody_else_does(app: Flask, sign_in) -> None:
    made, other = make_report(office="cumilla"), make_report(office="cumilla")
    send(app.test_client(), made, paper=photo())
    address = f"{DESK}{made.ref}/pictures/{queries.pictures(made)[0].ref}"
    here = sign_in(make_officer("cumilla"))
    assert address in here.get(DESK + made.ref).text
    shown = here.get(address)
    assert (shown.content_type, shown.headers["Cache-Control"]) == ("image/webp", "no-store")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert here.get(address.replace(made.ref, other.ref)).status_code == 404
    assert here.get(address[:-1] + "x").status_code == 404
    assert sign_in(make_person(Role.AUDITOR)).get(address).status_code == 200
    assert sign_in(make_officer("sylhet")).get(address).status_code == 404
    assert sign_in(make_person(Role.MIGRANT)).get(address).status_code == 403
    assert app.test_client().get(address).status_code == 303


def test_the_papers_name_what_was_sent_and_print_it_only_with_a_reporter_who_allows_it(
    app: Flask, sign_in
) -> None:
    made = make_report(contact=CONTACT, may_pass_on=True)
    double = make_report()
    send(app.test_client(), made, paper=photo())
    send(app.test_client(), double, "two", messages=pdf(pages=2))
    complaints.merge_report(by(make_officer()), double.ref, made.ref)
    desk = sign_in(make_person(Role.OFFICER, language="en"))
    page = desk.get(f"{DESK}{made.ref}/dossier").text
    assert "রসিদ, চুক্তিপত্র বা ভিসা: এক পাতা" in page
    assert "মেসেজ (চ্যাট): ২ পাতা" in page
    assert "/pictures/" not in page
    sent = {"reveal-reason": "For BMET", "reveal-idempotency_key": "reveal-01234567"}
    assert desk.post(f"{DESK}{made.ref}/dossier", data=sent).text.count("<figure") == 1


def test_pictures_go_a_year_after_the_report_was_closed(app: Flask) -> None:
    closed, opened = make_report(), make_report()
    for made in (closed, opened):
        send(app.test_client(), made, made.ref, paper=photo())
    close(closed)
    later = now() + timedelta(days=366)
    app.config["CLOCK"] = lambda: later
    reports.forget_old_words()
    assert (len(kept(closed)), len(kept(opened))) == (0, 1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE agency_report_picture SET kind = 'paper'",
        "UPDATE agency_report_picture SET file = 4",
    ],
)
def test_the_database_keeps_a_picture_as_it_came(client: FlaskClient, change: str) -> None:
    send(client, make_report(), paper=photo())

    @transaction
    def by_hand() -> None:
        db.execute(text(change))

    with pytest.raises(DatabaseError):
        by_hand()
