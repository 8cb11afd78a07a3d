"""What attackers typed, kept as facts: no page breaks, and no answer tells more than it should."""

import io
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select, update

from portal.deeds import outbox
from portal.doors import Row
from portal.ground.access import Role
from portal.ground.asked import page
from portal.ground.database import db
from portal.ground.encryption import OpenSecrets, make_ring, read_ring
from portal.people import views
from portal.people.models import SignInSession
from tests.house.test_access import addresses
from tests.make.people import make_person
from tests.make.visa_check import make_officer, make_visa
from tests.portal.people.visiting import (
    OTHER_PIN,
    PIN,
    TYPED,
    enter,
    is_in,
    join_form,
    last_code,
    sign_up,
)
from visa_check import verifying
from visa_check.models import VisaDouble, VisaLookUp, VisaReveal

OTHER = "01812345678"
BAD = (
    "9" * 30,
    "-1",
    "\0",
    " \t ",
    "\r\nX-Evil: 1",
    "x" * 5000,
    "\u202eabc\u202c\u200b\u200d",
    "=1+1",
    "%s%(x)s{{7*7}}",
    "'\"><script>",
    "৯৯",
    "💩" * 300,
    "31/02/2020",
    "../../etc/passwd",
)
VISITORS = (None, Role.MIGRANT, Role.OFFICER, Role.ADMINISTRATOR)


def visitor(app: Flask, sign_in: object, role: Role | None) -> FlaskClient:
    """A stranger, or somebody with a role who has just proved who they are."""
    return app.test_client() if role is None else sign_in(make_person(role))  # type: ignore[operator]


def may_enter(row: Row, role: Role | None) -> bool:
    """Whether a door lets a role in, but strangers' doors are tried by strangers only."""
    if row.who == "everybody":
        return role is None and row.endpoint != "static"
    return role is not None and (row.who == "signed in" or role.value in row.who.split())


@pytest.mark.parametrize("role", VISITORS)
def test_no_form_breaks_whatever_is_typed(app: Flask, sign_in: object, role: Role | None) -> None:
    for row, address in addresses(app):
        if row.method == "POST" and may_enter(row, role) and "sign-out" not in address:
            client = visitor(app, sign_in, role)
            page = row.path if "<" not in row.path else "/visa/"
            names = fields(client.get(page).text) | {"reason", "state", "choice", "sequence"}
            for typed in BAD:
                response = client.post(address, data=dict.fromkeys(names, typed))
                assert response.status_code < 500, (address, typed)
                assert "X-Evil" not in response.headers


@pytest.mark.parametrize("role", VISITORS)
def test_no_address_breaks_whatever_stands_in_it(
    app: Flask, sign_in: object, role: Role | None
) -> None:
    client = visitor(app, sign_in, role)
    for row, address in addresses(app):
        for typed in BAD if row.method == "GET" and may_enter(row, role) else ():
            told = quote(typed, safe="")
            asked = f"?page={told}&q={told}&next={told}&outcome={told}&lang={told}"
            response = client.get(address.replace("/x", f"/{told}") + asked)
            assert response.status_code < 500, (address, typed)


def fields(text: str) -> set[str]:
    """The names of the fields of a page."""
    return {part.split('"')[0] for part in text.split(' name="')[1:]}


@pytest.mark.parametrize("header", ["http://[bad", "//", "\xff", "https://x/\0", "javascript:1"])
def test_a_broken_referrer_breaks_nothing(client: FlaskClient, header: str) -> None:
    response = client.post("/account/language", headers={"Referer": header})
    assert (response.status_code, response.location.split("?")[0]) == (303, "/sign-in")


@pytest.mark.parametrize("path", ["/agencies/?q=%00", "/C/%00", "/courses/%00/"])
def test_what_no_person_types_is_refused_before_it_reaches_the_database(
    client: FlaskClient, path: str
) -> None:
    assert client.get(path).status_code == 400
    assert client.post("/sign-in", data={"phone": "0171\0", "pin": PIN}).status_code == 400


@pytest.mark.parametrize("field", ["visa_number", "passport_number", "date_of_birth"])
def test_a_field_of_spaces_is_an_empty_field(client: FlaskClient, field: str) -> None:
    filled = {
        "visa_number": "E12345678",
        "passport_number": "A01234567",
        "date_of_birth": "12/04/1998",
    }
    assert client.post("/visa/", data=filled | {field: " \t "}).status_code == 422


def test_asking_for_a_new_pin_ends_alike_whether_anybody_has_the_number(app: Flask) -> None:
    sign_up(app.test_client())
    told = [
        [app.test_client().post("/forgot-pin", data={"phone": phone}).status_code for _ in range(8)]
        for phone in (TYPED, OTHER)
    ]
    assert told[0] == told[1] == [303] * 6 + [429] * 2


def test_a_used_code_counts_among_those_of_the_day(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    client.post("/forgot-pin", data={"phone": TYPED})
    client.post("/forgot-pin/code", data={"code": last_code()})
    client.post("/forgot-pin/new", data={"pin": OTHER_PIN, "pin_again": OTHER_PIN})
    stranger = app.test_client()
    told = [stranger.post("/forgot-pin", data={"phone": TYPED}).status_code for _ in range(6)]
    assert told == [303] * 5 + [429]


def test_signing_in_again_ends_the_session_before(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    before = {cookie.key: cookie.value for cookie in client._cookies.values()}
    enter(client)
    assert is_in(client)
    assert db.scalar(select(func.count(SignInSession.id))) == 1
    thief = app.test_client()
    name = "__Host-nirapod-sid"
    thief.set_cookie(name, before[name], domain="nirapod.example", secure=True)
    assert not is_in(thief)


def test_nobody_finds_out_another_pin_of_the_number_by_choosing_it(client: FlaskClient) -> None:
    sign_up(client)
    client.post("/sign-out")
    sign_up(client, name="Jamal Uddin", pin=OTHER_PIN, pin_again=OTHER_PIN)
    tries = {"old_pin": OTHER_PIN, "pin": PIN, "pin_again": PIN}
    told = [client.post("/account/pin", data=tries).status_code for _turn in range(6)]
    assert told == [422] * 5 + [429]


def test_nobody_finds_out_a_pin_of_the_number_by_signing_up(client: FlaskClient) -> None:
    sign_up(client)
    client.post("/sign-out")
    client.post("/sign-up", data={"phone": TYPED})
    client.post("/sign-up/code", data={"code": last_code()})
    told = [client.post("/sign-up/person", data=join_form()).status_code for _turn in range(6)]
    assert told == [422] * 5 + [429]


def test_changing_a_pin_over_and_over_does_not_send_messages_without_end(
    client: FlaskClient,
) -> None:
    sign_up(client)
    pins = [PIN, *(f"7{turn}92{turn}4" for turn in range(9))]
    for old, new in zip(pins, pins[1:], strict=False):
        client.post("/account/pin", data={"old_pin": old, "pin": new, "pin_again": new})
    assert len([each for each in outbox.messages() if each.kind is outbox.Kind.NOTICE]) == 5


def test_a_reveal_sent_again_is_written_down_again(app: Flask, sign_in: object) -> None:
    officer = make_officer()
    ref = make_visa(officer).ref
    form = {"reveal-reason": "Telephone call", "reveal-idempotency_key": "0123456789abcdef"}
    client = sign_in(officer)  # type: ignore[operator]
    for _turn in range(2):
        response = client.post(f"/office/registry/visas/{ref}/reveal", data=form)
        assert response.status_code == 200
    assert db.scalar(select(func.count(VisaReveal.id))) == 2


def send_list(client: FlaskClient, text: str, name: str = "list.csv") -> str:
    """Send a list of agencies; where it is shown."""
    sent = {"file": (io.BytesIO(text.encode()), name)}
    response = client.post("/office/registry/agencies/import", data=sent)
    assert response.status_code == 303
    return str(response.location)


def test_a_list_of_many_short_lines_is_taken(sign_in: object) -> None:
    client = sign_in(make_officer())  # type: ignore[operator]
    lines = [f"{number},Agency {number}" for number in range(1, 9001)]
    assert send_list(client, "rl_no,name\n" + "\n".join(lines))


def test_a_name_of_a_file_says_what_it_says(sign_in: object) -> None:
    client = sign_in(make_officer())  # type: ignore[operator]
    place = send_list(client, "rl_no,name\n95011,A", "a\u202egpj.csv")
    assert "agpj.csv" in client.get(place).text


def test_a_cell_that_turns_its_letters_round_is_refused(sign_in: object) -> None:
    client = sign_in(make_officer())  # type: ignore[operator]
    place = send_list(client, "rl_no,name\n95011,A\u202edevil")
    assert "\u202e" not in client.get(place).text
    assert "name: " in client.get(f"{place}?lang=en").text


def test_what_is_typed_at_the_desk_turns_no_letters_round(app: Flask, sign_in: object) -> None:
    client = sign_in(make_officer())  # type: ignore[operator]
    form = {"rl_no": "RL-95011", "name": "A\u202edevil", "reason": "Seen\u2066 it"}
    form |= {"status": "active", "valid_from": "01/01/2024"}
    place = client.post("/office/registry/agencies/new", data=form).location
    shown = client.get(place).text
    assert "Adevil" in shown
    assert not {"\u202e", "\u2066"} & set(shown)


def test_a_page_number_of_any_length_is_a_page(app: Flask) -> None:
    for typed, number in (("9" * 5000, 1), ("9" * 30, 100_000), ("-5", 1), ("x", 1), ("৩", 3)):
        with app.test_request_context(query_string={"page": typed}):
            assert page() == number


def test_secrets_that_others_can_read_are_refused(tmp_path: Path) -> None:
    make_ring(tmp_path)
    (tmp_path / "secrets.json").chmod(0o644)
    with pytest.raises(OpenSecrets, match="chmod 600"):
        read_ring(tmp_path)


def test_the_database_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    subprocess.run(
        [sys.executable, "-m", "portal", "db", "upgrade"],
        check=True,
        env=os.environ | {"NIRAPOD_ENV": "development", "NIRAPOD_DATA": str(data)},
    )
    open_to_others = [path.name for path in data.iterdir() if path.stat().st_mode & 0o077]
    assert open_to_others == []


def test_two_who_join_with_one_code_at_once_break_nothing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    join = views.sign_up.actions.join

    def twice(visit: str, new: object, device: str) -> object:
        join(visit, new, device)  # type: ignore[arg-type]
        return join(visit, new, device)  # type: ignore[arg-type]

    monkeypatch.setattr(views.sign_up.actions, "join", twice)
    assert sign_up(client).status_code == 422


def test_two_who_enter_with_one_code_at_once_break_nothing(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_up(client)
    stranger, prove = app.test_client(), views.sign_in.actions.prove_device

    def twice(visit: str, code: str, device: str) -> object:
        prove(visit, code, device)
        return prove(visit, code, device)

    monkeypatch.setattr(views.sign_in.actions, "prove_device", twice)
    enter(stranger)
    assert stranger.post("/sign-in/code", data={"code": last_code()}).status_code == 422


@pytest.mark.parametrize("table", [VisaLookUp, VisaDouble])
def test_a_look_up_moved_to_another_visa_is_found(
    app: Flask, table: type[VisaLookUp] | type[VisaDouble]
) -> None:
    make_visa()
    other = make_visa(visa_number="E99999999")
    assert list(verifying.differences()) == []
    db.execute(delete(table).where(table.visa_id == other.id))
    told = f"{table.__tablename__}: visa {other.id} is not found under its own numbers"
    assert list(verifying.differences()) == [told]


def test_a_visa_made_to_answer_for_another_is_found(app: Flask) -> None:
    fraud, good = make_visa(), make_visa(visa_number="E99999999")
    lent = db.get_one(VisaLookUp, fraud.id)
    db.execute(update(VisaLookUp).filter_by(visa_id=good.id).values(visa=lent.visa))
    assert len(list(verifying.differences())) == 1
