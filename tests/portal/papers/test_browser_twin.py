"""The browser's modules give the same verdicts as Python; they run under Node here."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from portal.papers import holder, keylist, status
from portal.papers.status import Kind
from portal.papers.verdict import judge
from tests.make import cases
from tests.make.browser_modules import ask, write_static

QUESTION = cases.read() | {
    "rfc8032": json.loads((cases.DATA / "vectors/rfc/rfc8032-ed25519.json").read_text())
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_static(tmp_path_factory.mktemp("static"))


@pytest.fixture(scope="module", params=["", "without-ed25519"], ids=["webcrypto", "noble"])
def answer(request: pytest.FixtureRequest, folder: Path) -> dict[str, Any]:
    return ask(folder, QUESTION, request.param)


def test_every_case_gets_the_same_verdict_and_reason(answer: dict[str, Any]) -> None:
    wanted = [
        (case["name"], case["verdict"], case["reason"], case["kind"]) for case in QUESTION["cases"]
    ]
    names = [case["name"] for case in QUESTION["cases"]]
    given = [(one["verdict"], one["reason"], one["purpose"]) for one in answer["answers"]]
    assert [(name, *one) for name, one in zip(names, given, strict=True)] == wanted


def test_the_named_checks_are_the_same(answer: dict[str, Any]) -> None:
    root = bytes.fromhex(QUESTION["root"])
    keys = keylist.read(*map(bytes.fromhex, QUESTION["keys"]), root)
    lists = {
        name: status.read(*map(bytes.fromhex, files), name, Kind(name.partition("-")[2]), keys)
        for name, files in QUESTION["lists"]["fresh"].items()
    }
    for case, given in zip(QUESTION["cases"], answer["answers"], strict=True):
        if case["lists"] == "fresh":
            ours = judge(case["text"], keys, lists, datetime.fromisoformat(QUESTION["at"]))
            assert given["checks"] == [ours.signature, ours.issuer, ours.status], case["name"]


def test_bad_key_lists_are_refused_for_the_same_reasons(answer: dict[str, Any]) -> None:
    assert answer["badKeyLists"] == [reason for *_, reason in QUESTION["bad_key_lists"]]


def test_bad_status_lists_are_refused_for_the_same_reasons(answer: dict[str, Any]) -> None:
    assert answer["badLists"] == [reason for *_, reason in QUESTION["bad_lists"]]


def test_the_signatures_of_rfc_8032_hold(answer: dict[str, Any]) -> None:
    assert answer["signatures"] == [True] * len(QUESTION["rfc8032"])


def test_the_holder_check_is_the_same(answer: dict[str, Any]) -> None:
    assert answer["holder"] == holder.check("A12345678", date(1999, 12, 31)).hex()


def test_every_single_changed_digit_is_refused(folder: Path) -> None:
    text = cases.good()
    changed = [
        text[:place] + other + text[place + 1 :]
        for place, mark in enumerate(text)
        for other in ("0123456789" if mark.isdigit() else "")
        if other != mark
    ]
    asked = [{"text": text, "lists": "fresh"} for text in changed]
    given = ask(folder, QUESTION | {"cases": asked})["answers"]
    assert len(given) > 3000
    assert "genuine" not in {one["verdict"] for one in given}
