"""Every reader of ours gives the same verdict and reason: command, page, picture, list, program.

The browser's modules run the same cases in tests/portal/papers/test_browser_twin.py. Readers with
the register do not ask the lists: where these are old or missing, they know better.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import qrcode
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from markupsafe import escape

from certificates.cli import certificates
from certificates.words import KINDS, VERDICTS, verdict_words
from portal.papers import ids, keylist
from portal.papers.keylist import Purpose
from portal.papers.verdict import Answer, Verdict, judge
from tests.certificates.test_pictures import send
from tests.make import cases
from tests.make.people import make_person
from tests.make.register import enter, portal_of, publish

READ = cases.read()
KEYS = keylist.read(*map(bytes.fromhex, READ["keys"]), bytes.fromhex(READ["root"]))
Case = dict[str, Any]
# Verdict and reason.
Found = tuple[str, str]
KIND_WORDS = {"certificate": KINDS[Purpose.CERTIFICATE], "slip": KINDS[Purpose.SLIP]}


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """The portal with the keys of the cases; its data folder."""
    with portal_of(READ, app, tmp_path):
        yield tmp_path


def by_command(app: Flask, text: str) -> Found:
    said = app.test_cli_runner().invoke(certificates, ["check", text]).output
    verdict = re.findall(r"^verdict: (\S+)$", said, re.MULTILINE)[0]
    return verdict, (re.findall(r"^reason: (\S+)$", said, re.MULTILINE) or [verdict])[0]


def by_program(client: FlaskClient, text: str) -> Found:
    (answer,) = client.post("/api/v1/certificates/check", json={"text": text}).json["answers"]
    return answer["verdict"], answer["reason"]


def on_page(page: str) -> Found:
    """What a page says; one that asks again has read nothing."""
    word = re.findall(r'<main.*?<p class="verdict-word">([^<]+)</p>', page, re.DOTALL)
    codes = re.findall(r"name this code: <code>([^<]+)</code>", page)
    if "error-summary" in page:
        return "unreadable", codes[0]
    with force_locale("en"):
        verdict = next(one for one, words in VERDICTS.items() if str(words.word) == word[0])
    return verdict, (codes or [verdict])[0]


def by_page(client: FlaskClient, text: str) -> Found:
    answer = client.post("/check/?lang=en", data={"text": text})
    if answer.status_code == 303:
        answer = client.get(f"{answer.location}?lang=en")
        found = on_page(answer.text)
        return found if found[0] != "no-such-number" else (found[0], "not-in-register")
    return on_page(answer.text)


def by_list_with_kind(client: FlaskClient, text: str) -> tuple[str, str, str]:
    file = io.BytesIO(f"text\n{text}\n".encode())
    address = client.post("/check/list", data={"file": (file, "list.csv")}).location
    answer = client.get(f"{address}/answers.csv?lang=en").data.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(answer))
    return row["verdict"], row["reason"], row["Kind of paper"]


def by_list(client: FlaskClient, texts: list[str]) -> list[Found]:
    file = io.StringIO()
    csv.writer(file).writerows([["text", "more"], *([text, "x"] for text in texts)])
    sent = {"file": (io.BytesIO(file.getvalue().encode()), "list.csv")}
    address = client.post("/check/list", data=sent).location
    answer = client.get(f"{address}/answers.csv").data.decode("utf-8-sig")
    return [(row[3], row[4]) for row in list(csv.reader(io.StringIO(answer)))[1:]]


def offline(case: Case) -> Found:
    """What a reader without the register says; a number alone is looked up."""
    if ids.typed(case["text"]):
        return "no-such-number", "not-in-register"
    return case["verdict"], case["reason"]


def online(case: Case) -> Found:
    found = offline(case)
    return ("genuine", "genuine") if found[1] in {"list-old", "list-missing"} else found


def take_in(case: Case) -> Answer:
    """What the portal issued itself is in its register."""
    answer = judge(case["text"], KEYS, {}, cases.AT)
    if answer.purpose and answer.claims:
        enter(make_person().id, case["text"], answer.claims, cases.AT, answer.purpose)
    return answer


@pytest.mark.parametrize("case", READ["cases"], ids=lambda case: case["name"])
def test_command_program_and_page_agree(
    app: Flask, client: FlaskClient, portal: Path, case: Case
) -> None:
    publish(READ, case["lists"], portal)
    take_in(case)
    text = case["text"]
    assert by_command(app, text) == offline(case)
    assert by_program(client, text) == online(case)
    assert by_page(client, text) == online(case)


@pytest.mark.parametrize(
    "case",
    [
        one
        for one in READ["cases"]
        if one["kind"] and one["lists"] == "fresh" and "stolen" not in one["name"]
    ],
    ids=lambda case: case["name"],
)
def test_every_reader_says_whether_it_is_a_certificate_or_a_slip(
    app: Flask, client: FlaskClient, portal: Path, case: Case
) -> None:
    publish(READ, "fresh", portal)
    take_in(case)
    kind, text = case["kind"], case["text"]
    said = app.test_cli_runner().invoke(certificates, ["check", text]).output
    assert f"kind: {kind}\n" in said
    assert ("destination: " in said) == (kind == "slip")
    for asked in (text, cases.NUMBER):
        (answer,) = client.post("/api/v1/certificates/check", json={"text": asked}).json["answers"]
        assert answer["paper"]["kind"] == kind
        assert (answer["paper"]["destination"] is None) == (kind == "certificate")
    number = client.get(f"/C/{cases.NUMBER}?lang=en").text
    code = client.post("/check/?lang=en", data={"text": text}).text
    with force_locale("en"):
        words = verdict_words(Verdict(online(case)[0]), Purpose(kind))
        sentence = str(escape(words.sentence))
    for page in (number, code):
        assert sentence in page
        assert ("Visa for" in page) == (kind == "slip")
        assert ("Nobody checked who learnt" in page) == (kind == "certificate")
    assert ("Slip 0123" in number) == (kind == "slip")
    row = by_list_with_kind(client, text)
    with force_locale("en"):
        assert row == (*online(case), str(KIND_WORDS[kind]))


def test_a_list_agrees_on_whatever_needs_no_register(
    app: Flask, client: FlaskClient, portal: Path
) -> None:
    mine = [
        case
        for case in READ["cases"]
        if case["verdict"] in {"unreadable", "not-ours"} and len(case["text"]) < 100_000
    ]
    assert len(mine) >= 75
    assert by_list(client, [case["text"] for case in mine]) == [online(case) for case in mine]


@pytest.mark.parametrize("name", ["as it was printed", "cancelled", "replaced", "expired"])
def test_list_and_picture_agree_with_the_register(
    app: Flask, client: FlaskClient, portal: Path, name: str
) -> None:
    case = next(case for case in READ["cases"] if case["name"] == name)
    take_in(case)
    file = io.BytesIO()
    qrcode.make(case["text"]).save(file)
    assert by_list(client, [case["text"]]) == [online(case)]
    assert on_page(send(client, file.getvalue()).text) == online(case)
