"""The door of programs: every answer is as the description says, every fault a problem document."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from certificates import programs
from certificates.actions import lists
from portal.ground.access import Role
from portal.papers.models import PaperChange
from portal.papers.verdict import Verdict
from tests.certificates.test_pages import issued, text_of
from tests.make import cases
from tests.make.certificates import by, change
from tests.make.counting import at_most
from tests.make.described import SCHEMAS, hold
from tests.make.people import make_person

DOOR = "/api/v1/certificates/check"


def ask(client: FlaskClient, content: Any, **more: Any) -> TestResponse:
    answer = client.post(DOOR, json=content, **more)
    hold(answer.json, "Answers" if answer.status_code == 200 else "Problem")
    if answer.status_code == 200:
        hold(content, "Asked")
    return answer


def one(client: FlaskClient, text: str) -> dict[str, Any]:
    (answer,) = ask(client, {"text": text}).json["answers"]
    return answer


def test_a_number_is_answered_with_what_the_page_shows(app: Flask, client: FlaskClient) -> None:
    number = issued()
    assert one(client, f" {number[:5]}-{number[5:].lower()}") == {
        "about": "number",
        "verdict": "genuine",
        "reason": "genuine",
        "checks": {"signature": None, "status": True, "issuer": True},
        "other_host": None,
        "paper": {
            "kind": "certificate",
            "number": number,
            "name": "RAHIMA BEGUM",
            "passport_ends_with": "417",
            "course": {"bn": "ছোট", "en": "Small"},
            "destination": None,
            "level": "self-study",
            "issued_on": one(client, number)["paper"]["issued_on"],
            "expires_on": None,
            "centre": None,
            "office": None,
        },
    }


def test_a_qr_is_judged(app: Flask, client: FlaskClient) -> None:
    answer = one(client, text_of(issued()))
    assert (answer["about"], answer["verdict"]) == ("code", "genuine")
    assert answer["checks"] == {"signature": True, "status": True, "issuer": True}
    assert answer["paper"]["course"]["en"] == "Small"


def test_a_qr_that_leads_elsewhere_is_told(app: Flask, client: FlaskClient) -> None:
    text = text_of(issued()).replace("NIRAPOD.EXAMPLE", "NIRAP0D.EXAMPLE")
    assert one(client, text)["other_host"] == "nirap0d.example"


def test_the_state_is_that_of_the_register_at_this_moment(app: Flask, client: FlaskClient) -> None:
    number = issued()
    text = text_of(number)
    assert one(client, text)["verdict"] == "genuine"
    change(by(make_person(Role.OFFICER)), number, PaperChange.CANCELLED)
    answers = ask(client, {"texts": [number, text]}).json["answers"]
    assert [answer["verdict"] for answer in answers] == ["cancelled", "cancelled"]


def test_what_is_not_ours_says_nothing_of_a_person(app: Flask, client: FlaskClient) -> None:
    answer = client.post(DOOR, json={"text": cases.good()})
    assert "RAHIMA" not in answer.text
    assert answer.json["answers"][0]["reason"] == "key-unknown"


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("", "unreadable", "not-a-code"),
        ("\u202e\u200dহ্যালো\x00", "unreadable", "not-a-code"),
        ("\ud800", "unreadable", "not-a-code"),
        ("=1+1", "unreadable", "not-a-code"),
        ("ZZZZZZZZZZZZZ", "unreadable", "not-a-code"),
        ("০১২৩৪৫৬৭৮৯ABC", "no-such-number", "not-in-register"),
        ("9" * 2**20, "unreadable", "too-long"),
    ],
    ids=["empty", "turned", "half", "formula", "beyond", "bangla", "megabyte"],
)
def test_every_text_gets_a_verdict(
    app: Flask, client: FlaskClient, text: str, verdict: str, reason: str
) -> None:
    answer = one(client, text)
    assert (answer["verdict"], answer["reason"], answer["paper"]) == (verdict, reason, None)


def test_a_list_keeps_its_order_and_its_doubles(app: Flask, client: FlaskClient) -> None:
    number = issued()
    texts = [cases.NUMBER, number, "x", number, text_of(number)]
    given = [answer["verdict"] for answer in ask(client, {"texts": texts}).json["answers"]]
    assert given == ["no-such-number", "genuine", "unreadable", "genuine", "genuine"]


def test_a_list_of_a_thousand_costs_a_few_queries(app: Flask, client: FlaskClient) -> None:
    texts = [text_of(issued()) for _ in range(3)] + [f"{place:013d}" for place in range(997)]
    with at_most(6, app):
        answers = ask(client, {"texts": texts}).json["answers"]
    assert len(answers) == 1000


def test_one_text_costs_one_query_and_nothing_is_written(app: Flask, client: FlaskClient) -> None:
    number = issued()
    with at_most(1, app) as said:
        one(client, number)
    assert all(statement.startswith("SELECT") for statement in said)


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        (b"", "not-json", None),
        (b"{", "not-json", None),
        (b'{"text": "a"} x', "not-json", None),
        (b'{"text": "\xff"}', "not-json", None),
        ('{"text": "a"}'.encode("utf-16"), "not-json", None),
        (b'\xef\xbb\xbf{"text": "a"}', "not-json", None),
        (b'{"text": NaN}', "not-json", None),
        (b'{"text": ' + b"9" * 10_000 + b"}", "not-json", None),
        (b'{"texts": ' + b"[" * 200_000, "not-json", None),
        (b'{"text": "a", "text": "b"}', "member-twice", None),
        (b'["a"]', "wrong-type", "#/"),
        (b"null", "wrong-type", "#/"),
        (b'{"text": 7}', "wrong-type", "#/text"),
        (b'{"text": ["a"]}', "wrong-type", "#/text"),
        (b'{"text": null}', "wrong-type", "#/text"),
        (b'{"texts": "a"}', "wrong-type", "#/texts"),
        (b'{"texts": ["a", {"b": []}]}', "wrong-type", "#/texts/1"),
        (b'{"texts": ["a"], "lang": "bn"}', "unknown-member", "#/lang"),
        (b'{"a/b~c": 1}', "unknown-member", "#/a~1b~0c"),
        (b"{}", "text-or-texts", None),
        (b'{"text": "a", "texts": ["b"]}', "text-or-texts", None),
        (b'{"texts": []}', "empty-list", "#/texts"),
        (json.dumps({"texts": ["a"] * 1001}).encode(), "too-many-texts", "#/texts"),
    ],
)
def test_each_fault_is_a_problem_of_its_own(
    app: Flask, client: FlaskClient, body: bytes, code: str, pointer: str | None
) -> None:
    answer = client.post(DOOR, data=body, content_type="application/json")
    hold(answer.json, "Problem")
    assert answer.mimetype == "application/problem+json"
    assert (answer.json["code"], answer.json.get("pointer")) == (code, pointer)
    assert answer.json["status"] == answer.status_code
    assert answer.json["type"].endswith(f"/api/v1/openapi.json#/x-problems/{code}")


@pytest.mark.parametrize(
    ("method", "path", "kind", "code"),
    [
        ("GET", DOOR, None, "method-not-allowed"),
        ("PUT", DOOR, "application/json", "method-not-allowed"),
        ("GET", "/api/v1/nothing", None, "not-found"),
        ("GET", "/api/", None, "not-found"),
        ("POST", DOOR, "text/plain", "media-type"),
        ("POST", DOOR, "application/x-www-form-urlencoded", "media-type"),
        ("POST", DOOR, "multipart/form-data; boundary=x", "media-type"),
        ("POST", DOOR, None, "media-type"),
    ],
)
def test_faults_of_the_request_are_problems_too(
    app: Flask, client: FlaskClient, method: str, path: str, kind: str | None, code: str
) -> None:
    answer = client.open(path, method=method, data=b'{"text": "a"}', content_type=kind)
    hold(answer.json, "Problem")
    assert answer.json["code"] == code
    assert ("POST" in answer.headers.get("Allow", "")) == (answer.status_code == 405)


def test_a_body_that_is_too_large_is_a_problem(app: Flask, client: FlaskClient) -> None:
    body = json.dumps({"text": "9" * programs.LARGEST}).encode()
    answer = client.post(DOOR, data=body, content_type="application/json")
    hold(answer.json, "Problem")
    assert (answer.status_code, answer.json["code"]) == (413, "too-large")


def test_another_sites_page_is_refused_with_a_problem(app: Flask, client: FlaskClient) -> None:
    answer = ask(client, {"text": "a"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.json["code"]) == (403, "forbidden")


def test_a_dead_database_is_a_problem(app: Flask, client: FlaskClient) -> None:
    alive = app.extensions["database"]
    app.extensions["database"] = None
    try:
        answer = client.post(DOOR, json={"text": cases.NUMBER})
    finally:
        app.extensions["database"] = alive
    assert (answer.status_code, answer.json["code"]) == (500, "server-error")


def test_no_cookie_is_read_or_set(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client.set_cookie("__Host-nirapod-tablet", "anything", domain="nirapod.example", secure=True)
    client.set_cookie("__Host-nirapod", "not ours", domain="nirapod.example", secure=True)
    try:
        answer = ask(client, {"text": issued()})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Set-Cookie" not in answer.headers


def spend(app: Flask, client: FlaskClient, network: str) -> TestResponse:
    """Ask for lists until the free ones are spent; the first answer after them."""
    for _ in range(lists.RULE.free // 1000 + 1):
        answer = client.post(DOOR, json={"texts": ["x"] * 1000}, headers={"X-Real-IP": network})
        if answer.status_code != 200:
            break
    return answer


def test_too_many_lists_have_to_wait_and_single_checks_never(
    app: Flask, client: FlaskClient
) -> None:
    answer = spend(app, client, "2001:db8::1")
    hold(answer.json, "Problem")
    assert (answer.status_code, answer.json["code"]) == (429, "too-many-requests")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    same_network = {"X-Real-IP": "2001:db8::ffff"}
    assert ask(client, {"texts": ["x", "y"]}, headers=same_network).status_code == 429
    assert ask(client, {"text": "x"}, headers=same_network).status_code == 200
    others = {"X-Real-IP": "2001:db8:0:1::1"}
    assert ask(client, {"texts": ["x", "y"]}, headers=others).status_code == 200


def test_the_description_names_every_verdict() -> None:
    assert SCHEMAS["Verdict"]["enum"] == list(Verdict)


def test_every_reason_that_a_text_can_get_is_described() -> None:
    known = set(SCHEMAS["Reason"]["enum"])
    assert {case["reason"] for case in cases.read()["cases"]} - known == {
        "list-old",
        "list-missing",
    }
