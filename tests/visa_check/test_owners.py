"""The confirmed owner of a passport: visas, codes, who looked, lock; nobody else has any of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from portal.deeds import outbox
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.limits import FailureCount
from portal.people.actions import account
from portal.people.models import Person
from tests.make.owners import make_owner
from tests.make.people import make_person
from tests.make.slips import make_slip
from tests.make.visa_check import by, decide, make_visa, raw
from tests.visa_check.test_look_up import NOES, ask, start_anew
from visa_check import sharing
from visa_check.actions import owners as actions
from visa_check.hashes import share_hash
from visa_check.models import Visa, VisaSeen, VisaShare, Way
from visa_check.queries import owners as queries
from visa_check.verdicts import VisaState

pytestmark = pytest.mark.usefixtures("app")
SignIn = Callable[..., FlaskClient]


def make_share(owner: Person, visa: Visa, days: int = 7) -> str:
    return actions.share(owner.id, visa.ref, "my brother", days)


def enter(client: FlaskClient, code: str) -> Any:
    return client.post("/visa/shared?lang=en", data={"code": code})


def sent() -> list[str]:
    return [one.text for one in outbox.messages() if "visa/mine" in one.text]


def test_a_passport_that_was_only_typed_opens_nothing(sign_in: SignIn) -> None:
    visa, somebody = make_visa(), make_person()
    client = sign_in(somebody)
    assert client.get("/visa/mine").status_code == 200
    assert client.get(f"/visa/mine/{visa.ref}/share").status_code == 404
    assert client.post("/visa/mine/lock").status_code == 404
    with pytest.raises(actions.Gone):
        make_share(somebody, visa)


def test_the_owner_sees_visa_and_slip_and_nobody_else_does(sign_in: SignIn) -> None:
    owner, number = make_owner(), make_slip().paper.number
    client = sign_in(owner)
    page = client.get("/visa/mine?lang=en")
    assert "Verified" in page.text
    assert "Saudi Arabia" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    address = f"/visa/mine/slips/{number}.pdf"
    assert address in page.text
    assert client.get(address).data[:5] == b"%PDF-"
    stranger = sign_in(make_owner("B7654321"))
    assert stranger.get(address).status_code == 404
    assert "Saudi Arabia" not in stranger.get("/visa/mine?lang=en").text


def test_a_code_opens_the_verdict_and_nothing_more(client: FlaskClient, sign_in: SignIn) -> None:
    owner, visa = make_owner(), make_visa()
    decide(visa, VisaState.VERIFIED)
    mine = sign_in(owner)
    made = mine.post(
        f"/visa/mine/{visa.ref}/share?lang=en", data={"purpose": "my brother", "days": "7"}
    )
    assert made.headers["Cache-Control"] == "no-store"
    (code,) = re.findall(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b", made.text)
    for typed in (code, code.lower().replace("-", " "), code.replace("0", "O")):
        page = enter(client, typed)
        assert "Verified" in page.text
        assert page.headers["Cache-Control"] == "no-store"
        for secret in ("MD ABDUR", "A01234567", "567", "E12345678", "Saudi", "Najd", "1998"):
            assert secret not in page.text
    plain = code.replace("-", "").encode()
    assert plain not in raw("visa_share")
    assert b"my brother" not in raw("visa_share")


def test_a_code_follows_the_answer_as_it_changes(client: FlaskClient) -> None:
    owner, visa = make_owner(), make_visa()
    code = make_share(owner, visa)
    assert "Not checked yet" in enter(client, code).text
    decide(visa, VisaState.FRAUD)
    assert "Do not travel" in enter(client, code).text


def test_a_cancelled_or_ended_code_opens_nothing(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    owner, visa = make_owner(), make_visa()
    cancelled, ended = make_share(owner, visa), make_share(owner, visa, days=1)
    ref = db.scalars(select(VisaShare.ref).filter_by(code=share_hash(cancelled))).one()
    stranger = sign_in(make_owner("B7654321"))
    stranger.post(f"/visa/mine/shares/{ref}/cancel")
    assert "Not checked yet" in enter(client, cancelled).text
    assert sign_in(owner).post(f"/visa/mine/shares/{ref}/cancel").status_code == 303
    assert "opens nothing" in enter(client, cancelled).text
    later = now() + timedelta(days=1, seconds=1)
    app.config["CLOCK"] = lambda: later
    assert "opens nothing" in enter(client, ended).text


def test_wrong_codes_are_counted_against_guessing(app: Flask, client: FlaskClient) -> None:
    code = make_share(make_owner(), make_visa())
    wrong = [f"{place:09d}" for place in range(10)]
    assert {enter(client, one).status_code for one in wrong} == {200}
    assert enter(client, code).status_code == 429
    assert enter(app.test_client(), code).status_code == 200


@pytest.mark.parametrize("text", ["", "ABC", "ABC-DEF-GHJK", "UUU-UUU-UUU", "কখগঘঙচছজঝ", "A" * 500])
def test_what_is_no_code_is_refused_and_kept_in_the_form(client: FlaskClient, text: str) -> None:
    answer = enter(client, text)
    assert answer.status_code == 422
    assert text[:40] in answer.text


def test_a_code_has_nine_signs_and_is_never_the_same() -> None:
    owner, visa = make_owner(), make_visa()
    codes = {make_share(owner, visa) for _ in range(actions.MOST)}
    assert len(codes) == actions.MOST
    assert all(sharing.typed(sharing.grouped(code)) == code for code in codes)
    with pytest.raises(actions.TooManyShared):
        make_share(owner, visa)


def test_the_owner_sees_when_and_how_others_looked_and_never_who(
    client: FlaskClient, sign_in: SignIn
) -> None:
    owner, visa = make_owner(), make_visa()
    code = make_share(owner, visa)
    enter(client, code)
    ask(client)
    mine = sign_in(owner)
    ask(mine)
    enter(mine, code)
    rows = db.scalars(select(VisaSeen).order_by(VisaSeen.id)).all()
    assert [(one.way, one.person_id) for one in rows] == [
        (Way.CODE, owner.id),
        (Way.FACTS, owner.id),
    ]
    page = mine.get("/visa/mine?lang=en").text
    assert "With the code for: my brother" in page
    assert "With visa number, passport number and birth date" in page
    assert "Used 1 times." in page


def test_a_look_up_of_an_unowned_visa_is_written_nowhere(client: FlaskClient) -> None:
    make_visa()
    ask(client)
    assert db.scalar(select(func.count(VisaSeen.id))) == 0
    assert sent() == []


def test_the_owner_hears_of_look_ups_at_most_once_a_day(app: Flask, client: FlaskClient) -> None:
    make_owner()
    make_visa()
    for _ in range(3):
        ask(client)
    assert len(sent()) == 1
    later = now() + timedelta(days=1, seconds=1)
    app.config["CLOCK"] = lambda: later
    ask(client)
    assert len(sent()) == 2


def test_a_failed_look_up_tells_the_owner_nothing(client: FlaskClient) -> None:
    make_owner()
    make_visa()
    for changes in NOES.values():
        ask(client, **changes)
    assert db.scalar(select(func.count(VisaSeen.id))) == 0


def answer_and_work(app: Flask, **changes: str) -> tuple[Any, ...]:
    """What a look-up answers to the byte, and what it asks the database."""
    client, asked = app.test_client(), []
    client.get("/visa/")

    def note(*args: Any) -> None:
        asked.append(re.sub(r"nirapod_\w+|sa_savepoint_\d+", "", args[2]))

    event.listen(app.extensions["database"], "before_cursor_execute", note)
    answer = ask(client, **changes)
    event.remove(app.extensions["database"], "before_cursor_execute", note)
    start_anew()
    headers = {name: value for name, value in answer.headers if name != "Set-Cookie"}
    return answer.status_code, answer.data, tuple(sorted(headers.items())), tuple(asked)


def test_a_locked_passport_is_answered_like_every_kind_of_no(app: Flask, sign_in: SignIn) -> None:
    owner = make_owner()
    visa = make_visa()
    code = make_share(owner, visa)
    assert sign_in(owner).post("/visa/mine/lock").status_code == 303
    noes = [answer_and_work(app), *(answer_and_work(app, **one) for one in NOES.values())]
    assert len(set(noes)) == 1
    ask(app.test_client())
    assert db.scalar(select(func.count(FailureCount.id))) == 3
    assert db.scalar(select(func.count(VisaSeen.id))) == 0
    assert "Not checked yet" in enter(app.test_client(), code).text
    mine = sign_in(owner)
    assert "Open it again" in mine.get("/visa/mine?lang=en").text
    mine.post("/visa/mine/unlock")
    assert answer_and_work(app) not in noes


def test_a_lock_ends_with_its_account(app: Flask) -> None:
    owner = make_owner()
    make_visa()
    actions.lock(owner.id)
    locked = ask(app.test_client()).data
    end(owner)
    start_anew()
    assert ask(app.test_client()).data != locked


def end(owner: Person) -> None:
    """Delete an account as its owner does."""
    account.leave(by(owner))


def test_what_was_looked_up_is_forgotten_after_thirty_days(app: Flask, client: FlaskClient) -> None:
    owner, visa = make_owner(), make_visa()
    enter(client, make_share(owner, visa))
    later = now() + actions.KEPT + timedelta(days=8)
    app.config["CLOCK"] = lambda: later
    actions.forget_old_looks()
    for model in (VisaSeen, VisaShare):
        assert db.scalar(select(func.count(model.id))) == 0


def test_a_code_ends_with_the_account_of_its_owner(client: FlaskClient) -> None:
    owner, visa = make_owner(), make_visa()
    code = make_share(owner, visa)
    end(owner)
    assert "opens nothing" in enter(client, code).text
    assert queries.holders(owner.id) == {}
