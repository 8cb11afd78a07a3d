"""The verdict on a paper: every case of the list, and what the register adds."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from portal.papers import code, keylist, status
from portal.papers.refused import Reason, Refused
from portal.papers.status import Kind
from portal.papers.verdict import Answer, Entry, Standing, Verdict, judge
from tests.make import cases

READ = cases.read()
READ_AS_IS = json.loads(cases.FILE.read_text())
AT = datetime.fromisoformat(READ["at"])
ROOT = bytes.fromhex(READ["root"])
KEYS = keylist.read(*map(bytes.fromhex, READ["keys"]), ROOT)


def lists(which: str) -> dict[str, status.StatusList]:
    found = {}
    for name, files in READ["lists"][which].items():
        kind = Kind(name.partition("-")[2])
        found[name] = status.read(*map(bytes.fromhex, files), name, kind, KEYS)
    return found


def test_the_file_of_cases_is_what_its_maker_makes() -> None:
    made = json.loads(cases.content())
    # How the lists are packed may differ between builds of zlib.
    for packed in ("lists", "bad_lists"):
        assert len(made.pop(packed)) == len(READ[packed])
    assert made == {name: READ_AS_IS[name] for name in made}


@pytest.mark.parametrize("case", READ["cases"], ids=lambda case: case["name"])
def test_each_case_gets_its_verdict(case: dict[str, str]) -> None:
    answer = judge(case["text"], KEYS, lists(case["lists"]), AT)
    assert (answer.verdict, answer.reason) == (case["verdict"], case["reason"])


def test_the_cases_use_every_reason_that_a_reader_can_give() -> None:
    used = {case["reason"] for case in READ["cases"]}
    used |= {reason for *_, reason in READ["bad_key_lists"] + READ["bad_lists"]}
    of_pictures = {reason for reason in Reason if reason.startswith("picture-")}
    of_register = {Reason.MESSAGE_DIFFERS, Reason.NOT_IN_REGISTER}
    # The register to take along has its own file of cases (tests/visa_check/test_register.py).
    of_agencies = {Reason.REGISTER_MALFORMED, Reason.REGISTER_SIGNATURE_WRONG}
    assert set(Reason) - used == of_pictures | of_register | of_agencies


@pytest.mark.parametrize("case", READ["bad_key_lists"], ids=lambda case: case[0])
def test_a_bad_key_list_is_refused(case: tuple[str, list[str], str]) -> None:
    _, files, reason = case
    with pytest.raises(Refused) as refused:
        keylist.read(*map(bytes.fromhex, files), ROOT, seen=7)
    assert refused.value.reason == reason


@pytest.mark.parametrize("case", READ["bad_lists"], ids=lambda case: case[0])
def test_a_bad_status_list_is_refused(case: tuple[str, list[str], str]) -> None:
    _, files, reason = case
    with pytest.raises(Refused) as refused:
        status.read(*map(bytes.fromhex, files), "1-cancelled", Kind.CANCELLED, KEYS)
    assert refused.value.reason == reason


def by_register(text: str, **more: object) -> Answer:
    message = code.read(cases.good(key=more.pop("key", cases.PAPER))).message  # type: ignore[arg-type]
    entry = Entry(message, AT - timedelta(days=2), Standing(**more))  # type: ignore[arg-type]
    return judge(text, KEYS, entry, AT)


@pytest.mark.parametrize("state", ["cancelled", "replaced", "suspended"])
def test_the_register_says_how_a_paper_stands(state: str) -> None:
    assert by_register(cases.good(), **{state: True}).verdict == state


def test_the_register_says_that_a_paper_expired() -> None:
    assert by_register(cases.good(), expires_on=date(2026, 11, 22)).verdict is Verdict.EXPIRED


def test_a_genuine_signature_without_an_entry_is_no_such_number() -> None:
    answer = judge(cases.good(), KEYS, None, AT)
    assert (answer.verdict, answer.reason) == (Verdict.NO_SUCH_NUMBER, Reason.NOT_IN_REGISTER)


def test_another_message_than_the_issued_one_is_not_ours() -> None:
    answer = by_register(cases.good(name="KARIMA BEGUM"))
    assert (answer.verdict, answer.reason) == (Verdict.NOT_OURS, Reason.MESSAGE_DIFFERS)


def test_papers_logged_before_their_key_was_stolen_stay_good() -> None:
    assert by_register(cases.good(key=cases.STOLEN), key=cases.STOLEN).verdict is Verdict.GENUINE


def test_papers_logged_after_their_key_was_stolen_are_doubted() -> None:
    text = cases.good(key=cases.STOLEN)
    entry = Entry(code.read(text).message, AT + timedelta(seconds=1), Standing())
    assert judge(text, KEYS, entry, AT).reason is Reason.KEY_COMPROMISED


def test_every_single_changed_digit_is_refused() -> None:
    text = cases.good()
    genuine = []
    for place, mark in enumerate(text):
        for other in "0123456789" if mark.isdigit() else "":
            if other != mark:
                changed = text[:place] + other + text[place + 1 :]
                genuine += [changed] * (
                    judge(changed, KEYS, lists("fresh"), AT).verdict == "genuine"
                )
    assert not genuine


def test_the_answer_says_what_was_checked() -> None:
    answer = judge(cases.good(), KEYS, lists("old"), AT)
    assert (answer.signature, answer.issuer, answer.status) == (True, True, None)


def test_a_list_by_a_stolen_status_key_is_refused() -> None:
    stolen = replace(KEYS.keys[cases.kid(cases.STATUS)], state="compromised", since=AT)
    keys = replace(
        KEYS, keys=KEYS.keys | {stolen.kid: replace(stolen, state=keylist.KeyState.COMPROMISED)}
    )
    files = READ["lists"]["fresh"]["1-cancelled"]
    with pytest.raises(Refused, match="list-signature-wrong"):
        status.read(*map(bytes.fromhex, files), "1-cancelled", Kind.CANCELLED, keys)
