"""The log says what happened, and nothing of what was typed."""

import json
import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground.logs import JsonLines

SECRETS = {
    "/sign-in": {"phone": "01712345678", "pin": "739182"},
    "/visa/": {
        "visa_number": "V998877",
        "passport_number": "BX0987654",
        "date_of_birth": "1999-04-03",
    },
    "/check/": {"text": "9Q7ZK2M4XPA3T"},
}


@pytest.fixture
def written() -> object:
    """Everything that is logged meanwhile, as it is written."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler = Keep()
    handler.setFormatter(JsonLines())
    logging.getLogger("nirapod").addHandler(handler)
    yield lines
    logging.getLogger("nirapod").removeHandler(handler)


@pytest.mark.parametrize("path", SECRETS)
def test_what_was_typed_is_not_in_the_log(
    client: FlaskClient, written: list[str], path: str
) -> None:
    client.post(path, data=SECRETS[path])
    client.get("/agencies/?q=Secret+Name+Travels")
    text = "\n".join(written)
    assert '"event": "request"' in text
    assert [value for value in [*SECRETS[path].values(), "Secret"] if value in text] == []


def test_a_crash_is_logged_by_its_place_without_its_words(
    app: Flask, client: FlaskClient, written: list[str]
) -> None:
    def break_with_words() -> str:
        raise ValueError("passport BX0987654")

    view = app.view_functions["front.home"]
    break_with_words.door = view.door  # type: ignore[attr-defined]
    app.view_functions["front.home"] = break_with_words
    try:
        assert client.get("/").status_code == 500
    finally:
        app.view_functions["front.home"] = view
    crash = next(json.loads(line) for line in written if "crash" in line)
    assert (crash["error"], "BX0987654" in "".join(written)) == ("ValueError", False)
    assert any("break_with_words" in place for place in crash["where"])


def test_a_field_with_control_characters_stays_on_its_line() -> None:
    record = logging.makeLogRecord({"msg": "x", "endpoint": "a\nb" + "c" * 1000})
    line = JsonLines().format(record)
    assert ("\n" in line, len(json.loads(line)["endpoint"])) == (False, 300)
