"""Signing in with number and PIN, out again, and back in after forgetting."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.deeds import outbox
from portal.people import codes, hashing
from tests.portal.people.visiting import (
    OTHER_PIN,
    PIN,
    TYPED,
    enter,
    is_in,
    last_code,
    later,
    sign_up,
)

OTHER = "01812345678"


def texts() -> list[str]:
    """What lies in the outbox."""
    return [message.text for message in outbox.messages()]


def without_tokens(text: str) -> str:
    """A page without what a form carries anew each time."""
    return re.sub(r'value="[^"]{20,}"', "", text)


def test_a_known_device_needs_number_and_pin(client: FlaskClient) -> None:
    sign_up(client)
    client.post("/sign-out")
    sent = len(texts())
    assert not is_in(client)
    assert enter(client).status_code == 303
    assert is_in(client)
    assert len(texts()) == sent


def test_a_new_device_needs_the_code_too(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    stranger = app.test_client()
    assert enter(stranger).location == "/sign-in/code"
    assert not is_in(stranger)
    assert stranger.post("/sign-in/code", data={"code": "000000"}).status_code == 422
    assert stranger.post("/sign-in/code", data={"code": last_code()}).status_code == 303
    assert is_in(stranger)


@pytest.mark.parametrize(("remember", "place"), [("y", "/"), ("", "/sign-in/code")])
def test_a_device_is_remembered_only_when_told(
    app: Flask, client: FlaskClient, remember: str, place: str
) -> None:
    sign_up(client)
    stranger = app.test_client()
    enter(stranger)
    filled = {"code": last_code()} | ({"remember": remember} if remember else {})
    stranger.post("/sign-in/code", data=filled)
    stranger.post("/sign-out")
    assert enter(stranger).location in {place, "/account"}


def test_people_of_one_number_are_told_apart_by_pin(app: Flask) -> None:
    one, other = app.test_client(), app.test_client()
    sign_up(one, name="Rahima Begum")
    sign_up(other, name="Jamal Uddin", pin=OTHER_PIN, pin_again=OTHER_PIN)
    for visitor in (one, other):
        visitor.post("/sign-out")
    enter(one)
    enter(other, pin=OTHER_PIN)
    assert "Rahima Begum" in one.get("/account").text
    assert "Jamal Uddin" in other.get("/account").text


def test_an_unknown_number_and_a_wrong_pin_get_the_same_bytes(app: Flask) -> None:
    sign_up(app.test_client())
    wrong = enter(app.test_client(), pin="271950")
    unknown = enter(app.test_client(), phone=OTHER, pin="271950")
    assert wrong.status_code == unknown.status_code == 422
    ours = {TYPED: "", OTHER: ""}
    pages = [without_tokens(each.text) for each in (wrong, unknown)]
    for typed in ours:
        pages = [page.replace(typed, "") for page in pages]
    assert pages[0] == pages[1]
    assert wrong.headers.getlist("Set-Cookie") == unknown.headers.getlist("Set-Cookie")


def test_an_unknown_number_costs_the_same_work(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_up(app.test_client())
    count: list[str] = []
    real = hashing.hash_secret

    def counted(*args: object, **kwargs: object) -> bytes:
        count.append("one")
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(hashing, "hash_secret", counted)
    enter(app.test_client(), pin="271950")
    enter(app.test_client(), phone=OTHER, pin="271950")
    assert len(count) == 2


def test_too_many_wrong_pins_make_everybody_new_wait(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    stranger = app.test_client()
    for _turn in range(5):
        assert enter(stranger, pin="271950").status_code == 422
    assert enter(stranger).status_code == 429
    assert enter(app.test_client()).status_code == 429
    later(app, minutes=31)
    assert enter(stranger).status_code == 303


def test_a_lock_by_strangers_does_not_lock_the_owners_phone(
    app: Flask, client: FlaskClient
) -> None:
    sign_up(client)
    client.post("/sign-out")
    for _turn in range(6):
        enter(app.test_client(), pin="271950")
    assert enter(app.test_client()).status_code == 429
    assert enter(client).status_code == 303


def test_one_persons_lock_does_not_lock_another(app: Flask) -> None:
    sign_up(app.test_client())
    sign_up(app.test_client(), phone=OTHER)
    for _turn in range(6):
        enter(app.test_client(), pin="271950")
    assert enter(app.test_client(), phone=OTHER).status_code == 303


def test_a_locked_number_says_the_same_whether_anybody_has_it(app: Flask) -> None:
    sign_up(app.test_client())
    for phone in (TYPED, OTHER):
        for _turn in range(5):
            enter(app.test_client(), phone=phone, pin="271950")
        assert enter(app.test_client(), phone=phone).status_code == 429


def test_one_device_that_tries_many_numbers_is_slowed(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    client.post("/sign-out")
    answers = {
        enter(client, phone=f"018123456{place:02d}", pin="271950").status_code
        for place in range(21)
    }
    assert answers == {422, 429}


def test_a_session_replayed_after_sign_out_is_refused(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    cookie = client.get_cookie("__Host-nirapod-sid", domain="nirapod.example")
    assert cookie
    client.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("__Host-nirapod-sid", cookie.value, domain="nirapod.example", secure=True)
    assert thief.get("/account").status_code == 303


def test_signing_out_leaves_nothing(client: FlaskClient) -> None:
    sign_up(client)
    response = client.post("/sign-out")
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert response.headers["Cache-Control"] == "no-store"
    assert client.get_cookie("__Host-nirapod-sid", domain="nirapod.example") is None
    assert "Rahima" not in client.get("/signed-out").text


def test_signing_out_as_a_stranger_does_no_harm(client: FlaskClient) -> None:
    assert client.post("/sign-out").status_code == 303


def test_a_forgotten_pin_is_set_anew_and_everybody_else_is_out(
    app: Flask, client: FlaskClient
) -> None:
    sign_up(client)
    other = app.test_client()
    other.post("/forgot-pin", data={"phone": TYPED})
    other.post("/forgot-pin/code", data={"code": last_code()})
    assert "Rahima" not in other.get("/forgot-pin/new").text
    response = other.post("/forgot-pin/new", data={"pin": OTHER_PIN, "pin_again": OTHER_PIN})
    assert response.status_code == 303
    assert is_in(other)
    assert not is_in(client)
    assert enter(client).status_code == 422
    assert enter(app.test_client(), pin=OTHER_PIN).status_code == 303


def test_of_several_people_one_says_whose_pin_it_is(app: Flask) -> None:
    sign_up(app.test_client(), name="Rahima Begum")
    sign_up(app.test_client(), name="Jamal Uddin", pin=OTHER_PIN, pin_again=OTHER_PIN)
    visitor = app.test_client()
    visitor.post("/forgot-pin", data={"phone": TYPED})
    visitor.post("/forgot-pin/code", data={"code": last_code()})
    page = visitor.get("/forgot-pin/new").text
    assert "Jamal U." in page
    assert "Uddin" not in page
    new = {"pin": "271950", "pin_again": "271950"}
    assert visitor.post("/forgot-pin/new", data=new).status_code == 422
    jamal = re.findall(r'value="([0-9a-f]{32})"', page)[1]
    assert visitor.post("/forgot-pin/new", data={**new, "person": jamal}).status_code == 303
    assert "Jamal Uddin" in visitor.get("/account").text


def test_a_person_of_another_number_cannot_be_chosen(app: Flask) -> None:
    sign_up(app.test_client(), phone=OTHER)
    sign_up(app.test_client())
    foreign = "0" * 32
    visitor = app.test_client()
    visitor.post("/forgot-pin", data={"phone": TYPED})
    visitor.post("/forgot-pin/code", data={"code": last_code()})
    new = {"pin": "271950", "pin_again": "271950", "person": foreign}
    assert visitor.post("/forgot-pin/new", data=new).status_code == 422


def test_a_number_that_nobody_has_gets_no_sms_and_the_same_page(app: Flask) -> None:
    sign_up(app.test_client())
    sent = len(texts())
    unknown, known = app.test_client(), app.test_client()
    assert unknown.post("/forgot-pin", data={"phone": OTHER}).status_code == 303
    assert len(texts()) == sent
    assert known.post("/forgot-pin", data={"phone": TYPED}).status_code == 303
    pages = [each.get("/forgot-pin/code").text for each in (unknown, known)]
    masked = [without_tokens(page).replace("+৮৮০১৮", "+৮৮০১৭") for page in pages]
    assert masked[0] == masked[1]


def test_a_code_for_one_purpose_opens_no_other(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    client.post("/forgot-pin", data={"phone": TYPED})
    client.post("/forgot-pin/code", data={"code": last_code()})
    assert client.get("/sign-up/person").location == "/sign-up"
    assert client.get("/sign-in/code").location == "/sign-in"


def test_a_code_is_never_in_the_cookie(client: FlaskClient) -> None:
    client.post("/sign-up", data={"phone": TYPED})
    with client.session_transaction(base_url="https://nirapod.example") as kept:
        assert last_code() not in str(dict(kept))
        assert "1712345678" not in str(dict(kept))


def test_codes_are_random(app: Flask) -> None:
    assert len({codes.new_staff_code() for _turn in range(50)}) == 50


def test_the_pin_of_the_sign_in_page_is_not_sent_back(client: FlaskClient) -> None:
    assert PIN not in enter(client).text
