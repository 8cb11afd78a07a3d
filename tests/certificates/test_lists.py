"""The pages of lists: thousands checked at once, shown and given back, and nobody else's."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from certificates.actions import lists as actions
from certificates.models import CheckedList, CheckedPart
from portal.ground.access import Role
from portal.ground.database import db
from portal.papers.models import PaperChange
from tests.certificates.test_listing import workbook
from tests.certificates.test_pages import issued, text_of
from tests.make import cases
from tests.make.certificates import by, change
from tests.make.counting import at_most
from tests.make.people import make_person

DOOR = "/check/list?lang=en"


def send(client: FlaskClient, text: str = "", file: bytes = b"", **more: str) -> TestResponse:
    """Send lines or a file, as a browser writes them."""
    fields = {"text": text} | more
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if file:
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="list.bin"\r\n\r\n'
        parts.append(head + file + b"\r\n")
    return client.post(
        DOOR, data=b"".join(parts) + b"--x--\r\n", content_type="multipart/form-data; boundary=x"
    )


def given(client: FlaskClient, address: str) -> list[list[str]]:
    """The rows of the file that comes back."""
    answer = client.get(f"{address}/answers.csv?lang=en")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Cache-Control"] == "no-store"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_pasted_lines_are_answered_with_what_is_not_good_first(
    app: Flask, client: FlaskClient
) -> None:
    good, bad = issued(), issued()
    change(by(make_person(Role.OFFICER)), bad, PaperChange.CANCELLED)
    sent = send(client, f"{good}\n{text_of(bad)}\nহ্যালো\n{cases.good()}\n{good.lower()}\n")
    assert sent.status_code == 303
    page = client.get(sent.location).text
    counts = [page.index(f"?verdict={one}") for one in ("not-ours", "cancelled", "unreadable")]
    assert counts == sorted(counts)
    assert "Not ours: <b>1</b>" in page
    assert "Genuine: <b>2</b>" in page
    assert page.count("<tr>") == 2
    genuine = client.get(f"{sent.location}?verdict=genuine").text
    assert genuine.count("RAHIMA BEGUM") == 2


def test_the_file_keeps_order_and_columns_and_escapes_formulas(
    app: Flask, client: FlaskClient
) -> None:
    number = issued()
    lines = [f"Rahima,{number},=1+1", f",{cases.NUMBER},@x", "Z,nothing,", f"Rahima,{number},"]
    text = "\n".join(["Name,Number,Note", *lines])
    rows = given(client, send(client, file=text.encode()).location)
    assert rows[0][:6] == ["Name", "Number", "Note", "Answer", "verdict", "reason"]
    assert [row[:3] for row in rows[1:]] == [
        ["Rahima", number, "'=1+1"],
        ["", cases.NUMBER, "'@x"],
        ["Z", "nothing", ""],
        ["Rahima", number, ""],
    ]
    assert [row[3:6] for row in rows[1:]] == [
        ["Genuine", "genuine", "genuine"],
        ["No such number", "no-such-number", "not-in-register"],
        ["Cannot be read", "unreadable", "not-a-code"],
        ["Genuine", "genuine", "genuine"],
    ]
    assert rows[1][6:11] == [number, "RAHIMA BEGUM", "417", "Small", "Self-study"]
    assert rows[1][-1] == "Certificate"
    assert rows[2][6:] == [""] * 9


def test_a_spreadsheet_without_heads_gets_letters(app: Flask, client: FlaskClient) -> None:
    rows = given(client, send(client, file=workbook(["রহিমা", issued()])).location)
    assert rows[0][:3] == ["A", "B", "Answer"]
    assert rows[1][0] == "রহিমা"


def test_a_long_list_costs_few_queries_and_is_shown_page_by_page(
    app: Flask, client: FlaskClient
) -> None:
    number = issued()
    lines = [f"{place:013d}" for place in range(2_300)] + [number]
    with at_most(60, app):
        address = send(client, "\n".join(lines)).location
    with at_most(4, app):
        page = client.get(f"{address}?page=46").text
    assert "No such number: <b>2300</b>" in page
    assert "2300" in page
    assert len(page.encode()) < 30_000
    assert client.get(f"{address}?page=99999").status_code == 200
    assert [row[0] for row in given(client, address)[1:]] == lines


def test_a_browser_that_shows_how_far_checks_in_steps(app: Flask, client: FlaskClient) -> None:
    address = send(client, f"{cases.NUMBER}\n" * 1200, steps="yes").location
    page = client.get(address).text
    assert "<progress" in page
    assert client.get(f"{address}/answers.csv").status_code == 404
    steps = [
        client.post(f"{address}/go-on", headers={"Accept": "application/json"}).json
        for _ in range(4)
    ]
    assert steps == [{"done": done, "total": 1200} for done in (500, 1000, 1200, 1200)]
    assert "No such number: <b>1200</b>" in client.get(address).text


def test_without_a_script_one_button_does_the_rest(app: Flask, client: FlaskClient) -> None:
    address = send(client, f"{cases.NUMBER}\n" * 1200, steps="yes").location
    answer = client.post(f"{address}/go-on", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.location) == (303, address)
    assert "<progress" not in client.get(address).text


def test_two_who_check_the_same_part_count_it_once(app: Flask, client: FlaskClient) -> None:
    send(client, "x\ny", steps="yes")
    part = db.scalars(select(CheckedPart)).one()
    answers: list[dict[str, Any]] = [{"verdict": "unreadable"}] * 2
    actions.keep_answers(part.id, answers)
    actions.keep_answers(part.id, answers)
    assert db.scalars(select(CheckedList)).one().done == 2


def test_a_list_is_for_its_own_browser(app: Flask, client: FlaskClient) -> None:
    address = send(client, cases.NUMBER).location
    other = app.test_client()
    other.get("/check/list")
    for path in (address, f"{address}/answers.csv"):
        assert (client.get(path).status_code, other.get(path).status_code) == (200, 404)
    for end in ("go-on", "forget"):
        assert other.post(f"{address}/{end}").status_code == 404
    assert client.get(address).status_code == 200


def kept() -> tuple[int, int]:
    db.rollback()
    return tuple(db.scalar(select(func.count(one.id))) for one in (CheckedList, CheckedPart))


def test_a_list_is_deleted_at_once_when_asked(app: Flask, client: FlaskClient) -> None:
    address = send(client, cases.NUMBER).location
    assert kept() == (1, 1)
    assert client.post(f"{address}/forget").location == "/check/list"
    assert kept() == (0, 0)
    assert client.get(address).status_code == 404


def test_a_list_is_gone_after_an_hour(app: Flask, client: FlaskClient) -> None:
    address = send(client, cases.NUMBER).location
    clock = app.config["CLOCK"]
    app.config["CLOCK"] = lambda: clock() + timedelta(minutes=59)
    actions.forget_old_lists()
    assert client.get(address).status_code == 200
    app.config["CLOCK"] = lambda: clock() + timedelta(minutes=61)
    assert client.get(address).status_code == 404
    actions.forget_old_lists()
    assert kept() == (0, 0)


def test_what_was_sent_lies_encrypted(app: Flask, client: FlaskClient) -> None:
    send(client, f"Name\tNumber\nSECRETNAME\t{cases.NUMBER}")
    raw = db.connection().exec_driver_sql("SELECT lines, answers FROM checked_part").one()
    assert all(b"SECRETNAME" not in bytes(one) for one in raw)


@pytest.mark.parametrize(
    ("text", "file", "says"),
    [
        ("", b"", "Paste lines here, or choose a file below."),
        ("  \n ", b"", "Paste lines here, or choose a file below."),
        ("x", b"y", "Send either lines or a file, not both at once."),
        ("x\n" * 10_001, b"", "The list has more than 10,000 lines."),
        ("", b"\xd0\xcf\x11\xe0", "This is an old or a locked spreadsheet."),
        ("", b"name,place\na,b\n", "No column holds numbers of certificates"),
        ("", b"a\n\xff", "Line 2 is not UTF-8"),
        ("", b"\n", "The list is empty."),
    ],
)
def test_each_fault_is_told_on_the_same_page(
    app: Flask, client: FlaskClient, text: str, file: bytes, says: str
) -> None:
    answer = send(client, text, file)
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert says in answer.text


def test_a_file_too_big_to_be_taken_in_is_told_on_the_same_page(
    app: Flask, client: FlaskClient
) -> None:
    answer = send(client, file=b"1" * 9_000_000)
    assert answer.status_code == 413
    assert "The list is too big" in answer.text


def test_a_browser_with_very_many_lines_waits_and_another_does_not(
    app: Flask, client: FlaskClient
) -> None:
    send(client, "x\ny")
    (device,) = db.scalars(select(CheckedList.device))
    actions.count_lines(device, actions.RULE.free)
    answer = send(client, "first\nsecond")
    assert answer.status_code == 429
    assert "Wait a minute" in answer.text
    assert "first\nsecond" in answer.text.replace("\r", "")
    assert send(app.test_client(), "x\ny").status_code == 303


@pytest.mark.parametrize(("language", "direction"), [("bn", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_lists_speak_three_languages(
    app: Flask, client: FlaskClient, language: str, direction: str
) -> None:
    address = send(client, issued()).location
    for path in ("/check/list", address):
        answer = client.get(path, query_string={"lang": language})
        assert answer.status_code == 200
        assert f'<html lang="{language}" dir="{direction}">' in answer.text
    assert "RAHIMA BEGUM" in answer.text
    assert client.get(f"{address}/answers.csv?lang={language}").status_code == 200
