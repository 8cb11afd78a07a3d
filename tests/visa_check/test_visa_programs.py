"""Programs of organisations ask about a visa: with a token and the code of its owner, or not."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from portal.deeds import outbox
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.ground.limits import FailureCount
from portal.people.actions import account
from portal.people.actions import organisations as organising
from portal.people.models import Organisation, OrganisationToken, OrganisationTokenUse, Person
from tests.make.described import SCHEMAS, hold
from tests.make.organisations import make_organisation, make_token
from tests.make.owners import make_owner
from tests.make.sharing import WRONG, noes, share
from tests.make.visa_check import by, decide, make_visa
from visa_check import limits
from visa_check.models import Visa, VisaSeen
from visa_check.sharing import grouped
from visa_check.verdicts import VisaState, VisaVerdict

SignIn = Callable[..., FlaskClient]
DOOR = "/api/v1/visas/check"
BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@pytest.fixture
def organisation(app: Flask) -> Organisation:
    """A recruiter whose program asks."""
    return make_organisation()


@pytest.fixture
def token(organisation: Organisation) -> str:
    """The token of the recruiter's program."""
    return make_token(organisation)


@pytest.fixture
def owner(app: Flask) -> Person:
    """Somebody whose passport was confirmed."""
    return make_owner()


@pytest.fixture
def visa(owner: Person) -> Visa:
    """The verified visa of that person."""
    made = make_visa()
    decide(made, VisaState.VERIFIED)
    return made


@pytest.fixture
def code(owner: Person, visa: Visa) -> str:
    """The code that the owner gave away."""
    return share(owner, visa)


def ask(client: FlaskClient, token: str, **sent: object) -> Any:
    """An answer to a question, held to its description."""
    answer = client.post(DOOR, json=sent, headers={"Authorization": f"Bearer {token}"})
    hold(answer.json, "VisaAnswer" if answer.status_code == 200 else "Problem")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    return answer


def test_a_code_opens_the_verdict_and_nothing_more(
    client: FlaskClient, token: str, code: str
) -> None:
    answer = ask(client, token, code=code)
    assert answer.json == {
        "as_of": today().isoformat(),
        "verdict": "verified",
        "kind": "good",
        "since": today().isoformat(),
        "office": {"bn": "কুমিল্লা", "en": "Cumilla"},
        "compared": ["code"],
        "word": {"bn": answer.json["word"]["bn"], "en": "Verified"},
        "sentence": answer.json["sentence"],
        "next": answer.json["next"],
    }
    assert "officer checked this visa" in answer.json["sentence"]["en"]
    assert not any(answer.json[name]["bn"].isascii() for name in ("word", "sentence", "next"))
    for secret in ("A01234567", "E12345678", "ABDUR", "1998", "Najd", "Saudi"):
        assert secret not in answer.text


@pytest.mark.parametrize("number", ["E12345678", "e 1234-5678", "E১২৩৪৫৬৭৮"])
def test_the_number_of_the_visa_is_compared_where_it_comes(
    client: FlaskClient, token: str, code: str, number: str
) -> None:
    assert ask(client, token, code=code, visa_number=number).json["compared"] == [
        "code",
        "visa_number",
    ]
    assert ask(client, token, code=code, visa_number="E99999999").json["verdict"] == "no-record"


def test_a_code_is_understood_however_it_is_typed(
    client: FlaskClient, token: str, code: str
) -> None:
    for typed in (grouped(code), code.lower(), code.translate(BANGLA), code.replace("0", "O")):
        assert ask(client, token, code=typed).json["verdict"] == "verified"


@pytest.mark.parametrize("state", [VisaState.CANNOT_CHECK, VisaState.FRAUD, VisaState.WITHDRAWN])
def test_the_answer_is_of_the_closed_set_and_follows_the_register(
    client: FlaskClient, token: str, owner: Person, state: VisaState
) -> None:
    visa = make_visa()
    code = share(owner, visa)
    assert ask(client, token, code=code).json["verdict"] == "pending"
    decide(visa, state)
    assert ask(client, token, code=code).json["verdict"] == state.replace(" ", "-")


def test_the_description_has_every_verdict() -> None:
    told = SCHEMAS["VisaAnswer"]["properties"]["verdict"]["enum"]
    assert sorted(told) == sorted(one.replace(" ", "-") for one in VisaVerdict)


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Basic d3Jvbmc6d3Jvbmc=",
        "Bearer ä",
        "x" * 9000,
    ],
)
def test_without_a_good_token_the_door_stays_closed(
    client: FlaskClient, code: str, given: str | None
) -> None:
    headers = {} if given is None else {"Authorization": given}
    answer = client.post(DOOR, json={"code": code}, headers=headers)
    hold(answer.json, "Problem")
    assert (answer.status_code, answer.json["code"]) == (401, "token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert db.scalar(select(func.count(VisaSeen.id))) == 0


def test_revoked_and_ended_tokens_are_told_like_unknown_ones(
    app: Flask, client: FlaskClient, token: str, code: str, organisation: Organisation
) -> None:
    unknown = ask(client, "unknown", code=code)
    found = db.scalars(select(OrganisationToken)).one()
    administrator = db.get_one(Person, found.created_by_id)
    organising.revoke_token(by(administrator), organisation.ref, found.ref)
    revoked = ask(client, token, code=code)
    ended = make_token(organisation, days=30)
    later = now() + timedelta(days=31)
    app.config["CLOCK"] = lambda: later
    assert unknown.data == revoked.data == ask(client, ended, code=code).data
    assert {unknown.status_code, revoked.status_code} == {401}


def test_a_signed_in_person_is_nobody_at_this_door(
    sign_in: SignIn, owner: Person, code: str
) -> None:
    assert sign_in(owner).post(DOOR, json={"code": code}).status_code == 401


@pytest.mark.parametrize(
    ("body", "kind", "status", "told"),
    [
        (b"{}", "application/json", 422, "missing-member"),
        (b'{"code": 5}', "application/json", 422, "wrong-type"),
        (b'{"code": null}', "application/json", 422, "wrong-type"),
        (b'{"code": ""}', "application/json", 422, "unreadable-value"),
        (b'{"code": "ABC"}', "application/json", 422, "unreadable-value"),
        ('{"code": "কখগঘঙচছজঝ"}'.encode(), "application/json", 422, "unreadable-value"),
        (b'{"code": "000000000", "visa_number": "!"}', "application/json", 422, "unreadable-value"),
        (b'{"code": "000000000", "visa_number": []}', "application/json", 422, "wrong-type"),
        (b'{"code": "000000000", "passport": "A"}', "application/json", 422, "unknown-member"),
        (b'["000000000"]', "application/json", 422, "wrong-type"),
        (b'{"code": "1", "code": "2"}', "application/json", 400, "member-twice"),
        (b'{"code": NaN}', "application/json", 400, "not-json"),
        (b"\xff", "application/json", 400, "not-json"),
        (b"", "application/json", 400, "not-json"),
        (b"[" * 60_000, "application/json", 400, "not-json"),
        (b"code=000000000", "application/x-www-form-urlencoded", 415, "media-type"),
        (b'{"code": "000000000"}', "text/plain", 415, "media-type"),
        (b" " * 70_000, "application/json", 413, "too-large"),
    ],
    ids=lambda value: value[:30] if isinstance(value, bytes) else str(value),
)
def test_what_is_no_question_is_told_which_fault_it_has(
    client: FlaskClient, token: str, body: bytes, kind: str, status: int, told: str
) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.post(DOOR, data=body, content_type=kind, headers=headers)
    hold(answer.json, "Problem")
    assert (answer.status_code, answer.json["code"]) == (status, told)
    kinds = select(FailureCount.kind)
    assert limits.PROGRAM not in db.scalars(kinds).all()


def test_the_owner_reads_whose_program_looked_and_hears_of_it(
    client: FlaskClient, token: str, owner: Person, code: str, sign_in: SignIn
) -> None:
    for _ in range(2):
        ask(client, token, code=code)
    page = sign_in(owner).get("/visa/mine?lang=en").text
    assert page.count("Padma Recruiting, with the code for: Padma Recruiting") == 2
    assert "Used 2 times." in page
    told = [one for one in outbox.messages() if one.to == owner.phone and "looked" in one.text]
    assert len(told) <= 1
    assert len([one for one in outbox.messages() if "/visa/mine" in one.text]) == 1


def answer_and_work(app: Flask, token: str, sent: dict[str, str]) -> tuple[Any, ...]:
    """What a question is answered to the byte, and what it asks the database."""
    asked: list[str] = []

    def note(*args: Any) -> None:
        asked.append(re.sub(r"nirapod_\w+|sa_savepoint_\d+", "", args[2]))

    event.listen(app.extensions["database"], "before_cursor_execute", note)
    answer = ask(app.test_client(), token, **sent)
    event.remove(app.extensions["database"], "before_cursor_execute", note)
    return answer.status_code, answer.data, tuple(sorted(answer.headers)), tuple(asked)


def test_every_kind_of_no_has_the_same_bytes_and_the_same_work(
    app: Flask, token: str, owner: Person, visa: Visa
) -> None:
    asked = noes(owner, visa)
    # The first call of a token and the first failure make their rows.
    ask(app.test_client(), token, code=WRONG)
    given = {name: answer_and_work(app, token, sent) for name, sent in asked.items()}
    assert len(set(given.values())) == 1, list(given)
    assert given["wrong"][0] == 200
    assert json.loads(given["wrong"][1])["verdict"] == "no-record"
    assert db.scalar(select(func.count(VisaSeen.id))) == 0


def test_a_code_ends_with_the_account_of_its_owner(
    client: FlaskClient, token: str, owner: Person, code: str
) -> None:
    account.leave(by(owner))
    assert ask(client, token, code=code).json["verdict"] == "no-record"


def test_wrong_codes_of_a_token_cost_a_wait_and_no_other_token_one(
    app: Flask, client: FlaskClient, token: str, code: str
) -> None:
    free = limits.RULES[limits.PROGRAM].free
    assert {ask(client, token, code=WRONG).status_code for _ in range(free)} == {200}
    waits = ask(client, token, code=code)
    assert waits.status_code == 429
    assert 0 < int(waits.headers["Retry-After"]) <= 60
    other = make_token(make_organisation(name="Another"))
    assert ask(client, other, code=code).status_code == 200
    later = now() + timedelta(seconds=61)
    app.config["CLOCK"] = lambda: later
    assert ask(client, token, code=code).json["verdict"] == "verified"


def test_a_token_asks_sixty_times_a_minute_and_another_one_too(
    app: Flask, client: FlaskClient, token: str, code: str
) -> None:
    moment = now()
    app.config["CLOCK"] = lambda: moment
    for _ in range(organising.RULE.free):
        assert ask(client, token, code=code).status_code == 200
    waits = ask(client, token, code=code)
    assert (waits.status_code, waits.headers["Retry-After"]) == (429, "60")
    assert ask(client, make_token(make_organisation(name="B")), code=code).status_code == 200
    app.config["CLOCK"] = lambda: moment + timedelta(seconds=61)
    assert ask(client, token, code=code).status_code == 200


def test_the_last_use_of_a_token_is_kept(client: FlaskClient, token: str) -> None:
    assert db.scalar(select(func.count()).select_from(OrganisationTokenUse)) == 0
    ask(client, token, code=WRONG)
    assert db.scalars(select(OrganisationTokenUse.last_at)).one() <= now()


def test_the_page_of_a_code_works_the_same_for_every_no(
    app: Flask, owner: Person, visa: Visa
) -> None:
    asked = [sent["code"] for sent in noes(owner, visa).values() if "visa_number" not in sent]
    pages = set()
    for code in asked:
        page = app.test_client().post("/visa/shared?lang=en", data={"code": code})
        assert "opens nothing" in page.text
        pages.add((page.status_code, page.data))
    assert len(pages) == 1
