"""The public look-up: every kind of no is the same, and many tries cost a wait."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, event, func, select

from portal.ground.database import db, transaction
from portal.ground.limits import FailureCount
from tests.make.visa_check import decide, make_visa
from visa_check import limits
from visa_check.actions.visas import count_failed_look_up
from visa_check.hashes import failure_hash
from visa_check.verdicts import VisaState

RIGHT = {
    "visa_number": "E12345678",
    "passport_number": "A01234567",
    "date_of_birth": "12/04/1998",
}
NOES = {
    "unknown passport": {"passport_number": "B76543210"},
    "wrong visa number": {"visa_number": "E87654321"},
    "wrong birth date": {"date_of_birth": "21/04/1998"},
    "nothing right": {
        "passport_number": "C11111111",
        "visa_number": "Q1111",
        "date_of_birth": "01/01/1970",
    },
}


def ask(client: FlaskClient, **changes: str) -> Any:
    """Look a visa up; right unless something is changed."""
    return client.post("/visa/", data=RIGHT | changes)


def test_the_form_is_there_for_everybody(client: FlaskClient) -> None:
    page = client.get("/visa/?lang=en")
    assert page.status_code == 200
    assert "Check your visa" in page.text


@pytest.mark.parametrize(
    ("state", "kind", "word"),
    [
        (None, "careful", "Not checked yet"),
        (VisaState.VERIFIED, "good", "Verified"),
        (VisaState.CANNOT_CHECK, "careful", "Could not be checked"),
        (VisaState.MISMATCH, "stop", "Does not match"),
        (VisaState.FRAUD, "stop", "Do not travel on this visa. Come to the office."),
        (VisaState.WITHDRAWN, "stop", "Withdrawn"),
    ],
)
def test_each_verdict_has_its_band_and_words(
    client: FlaskClient, state: VisaState | None, kind: str, word: str
) -> None:
    visa = make_visa()
    if state:
        decide(visa, state)
    client.get("/visa/?lang=en")
    answer = ask(client)
    assert answer.status_code == 200
    assert f"verdict-{kind}" in answer.text
    assert word in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_kind_of_no_is_the_same_to_the_byte(app: Flask) -> None:
    make_visa()
    answers = set()
    for changes in NOES.values():
        client = app.test_client()
        client.get("/visa/")
        answer = ask(client, **changes)
        headers = {name: value for name, value in answer.headers if name != "Set-Cookie"}
        answers.add((answer.status_code, answer.data, tuple(sorted(headers.items()))))
    assert len(answers) == 1


def test_every_kind_of_no_is_the_same_work(app: Flask) -> None:
    make_visa()
    works = set()
    for changes in NOES.values():
        client, asked = app.test_client(), []
        client.get("/visa/")

        def note(*args: Any, said: list[str] = asked) -> None:
            said.append(re.sub(r"nirapod_\w+|sa_savepoint_\d+", "", args[2]))

        event.listen(app.extensions["database"], "before_cursor_execute", note)
        ask(client, **changes)
        event.remove(app.extensions["database"], "before_cursor_execute", note)
        start_anew()
        works.add(tuple(asked))
    assert len(works) == 1


@transaction
def start_anew() -> None:
    """Forget what was counted: one number was typed for two kinds of no."""
    db.execute(delete(FailureCount))


def test_an_answer_does_not_repeat_what_was_typed(client: FlaskClient) -> None:
    make_visa()
    for changes in ({}, NOES["wrong birth date"]):
        page = ask(client, **changes).text
        assert not [secret for secret in RIGHT.values() if secret in page]


@pytest.mark.parametrize(
    "changes",
    [
        {"visa_number": "e 1234-5678"},
        {"passport_number": "a-০১২৩৪৫৬৭"},
        {"date_of_birth": "১২/৪/১৯৯৮"},
        {"date_of_birth": "1998-04-12"},
    ],
)
def test_the_three_are_read_as_people_type_them(
    client: FlaskClient, changes: dict[str, str]
) -> None:
    make_visa()
    assert "verdict-careful" in ask(client, **changes).text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("visa_number", ""),
        ("visa_number", "abc"),
        ("passport_number", "!!"),
        ("date_of_birth", "31/31/1998"),
    ],
)
def test_a_refused_form_keeps_its_fields(client: FlaskClient, field: str, typed: str) -> None:
    page = ask(client, **{field: typed})
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert "error-summary" in page.text
    kept = [value for name, value in RIGHT.items() if name != field]
    assert all(f'value="{value}"' in page.text for value in kept)


def test_after_five_failures_a_number_waits_whether_it_exists_or_not(app: Flask) -> None:
    make_visa()
    for passport in ("A01234567", "Z99999999"):
        wrong = {"passport_number": passport, "visa_number": "E00000000"}
        statuses = [ask(app.test_client(), **wrong).status_code for _ in range(6)]
        assert statuses == [200] * 5 + [429]


def test_one_locked_number_locks_no_other(app: Flask) -> None:
    make_visa()
    for _ in range(6):
        ask(app.test_client(), passport_number="Z99999999")
    assert ask(app.test_client()).status_code == 200


def test_a_ticket_opens_one_try_after_a_minute(app: Flask) -> None:
    make_visa()
    client = app.test_client()
    for _ in range(5):
        ask(client, date_of_birth="01/01/1990")
    waits = ask(client)
    assert waits.status_code == 429
    assert waits.headers["Retry-After"] == "60"
    ticket = re.search(r'name="ticket"[^>]*value="([^"]+)"', waits.text)
    assert ticket
    assert ask(client, ticket=ticket[1]).status_code == 429
    later(app, seconds=61)
    assert ask(client, ticket=ticket[1], passport_number="Z1234567").status_code == 200
    assert "verdict-careful" in ask(client, ticket=ticket[1]).text
    assert ask(client, ticket=ticket[1]).status_code == 429


def later(app: Flask, **time: float) -> None:
    """Let the clock go on."""
    moment = app.config["CLOCK"]() + timedelta(**time)
    app.config["CLOCK"] = lambda: moment


def test_too_many_tries_on_a_number_end_at_the_counter(app: Flask) -> None:

    for place in range(limits.RULES[limits.COUNTER].free):
        count_failed_look_up(failure_hash("A01234567"), b"device %d" % place)
    page = ask(app.test_client())
    assert page.status_code == 429
    assert 'name="visa_number"' in page.text
    assert "button-main" not in page.text
    assert '<button class="button" type="submit">' not in page.text


def test_a_device_that_fails_with_many_numbers_waits(client: FlaskClient) -> None:
    client.get("/visa/")
    statuses = [ask(client, passport_number=f"B{n:07d}").status_code for n in range(16)]
    assert statuses == [200] * 15 + [429]


def test_counts_say_nothing_about_whose_they_are(client: FlaskClient) -> None:
    ask(client)
    counts = db.scalars(select(FailureCount)).all()
    assert len(counts) == 3
    assert all(b"A01234567" not in count.key for count in counts)


def test_a_right_answer_counts_nothing(client: FlaskClient) -> None:
    make_visa()
    ask(client)
    assert db.scalar(select(func.count(FailureCount.id))) == 0


def test_the_log_holds_nothing_that_was_typed(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    make_visa()
    with caplog.at_level("INFO"):
        ask(client)
        ask(client, passport_number="B76543210")
    assert "A01234567" not in caplog.text
    assert "B76543210" not in caplog.text


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_answer_speaks_the_language_of_the_page(client: FlaskClient, language: str) -> None:
    client.get(f"/visa/?lang={language}")
    assert f'lang="{language}"' in ask(client).text


@pytest.mark.parametrize("typed", ["z7654321", "Z-765 4321"])
def test_a_canary_passport_raises_an_alarm_and_is_answered_like_any_other(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setitem(app.config, "CANARY_PASSPORTS", "Y1111111, Z7654321")
    answers = []
    for passport in (typed, "B76543210"):
        client = app.test_client()
        client.get("/visa/")
        with caplog.at_level("ERROR"):
            answers.append(ask(client, passport_number=passport).data)
    alarms = [one for one in caplog.records if one.levelname == "ERROR"]
    assert [one.message for one in alarms] == [
        "a canary passport was looked up: somebody reads numbers that are nobody's"
    ]
    assert answers[0] == answers[1]
