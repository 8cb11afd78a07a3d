"""Messages: kept with their cause, sent at least once, never by two workers at a time."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from portal.deeds import outbox
from portal.deeds.outbox import Claimed, Delivery, Kind, MessageState, OutboxMessage
from portal.ground.clock import now
from portal.ground.database import db, transaction

TO = "+8801712345678"


@transaction
def lay(words: str = "Hello", to: str = TO, kind: Kind = Kind.NOTICE, **more: Any) -> None:
    """Lay a message in the outbox."""
    outbox.send_sms(to, words, kind, **more)


@transaction
def lay_and_fail() -> None:
    """Lay a message in an action that breaks."""
    outbox.send_sms(TO, "Hello")
    raise ZeroDivisionError


def only() -> OutboxMessage:
    """The one message."""
    return db.scalars(select(OutboxMessage)).one()


def later(app: Flask, **more: float) -> None:
    """Let time pass."""
    moment = now() + timedelta(**more)
    app.config["CLOCK"] = lambda: moment


def test_a_message_leaves_only_with_its_cause(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        lay_and_fail()
    assert outbox.claim() == []


def test_number_and_text_are_never_in_the_database_in_clear(app: Flask) -> None:
    lay("very secret words")
    row = db.execute(text("SELECT * FROM outbox_message")).mappings().one()
    stored = b"".join(bytes(v) if isinstance(v, bytes | memoryview) else b"" for v in row.values())
    assert b"secret" not in stored
    assert b"1712345678" not in stored
    assert only().text == "very secret words"


def test_a_claimed_message_is_nobody_elses(app: Flask) -> None:
    lay()
    assert len(outbox.claim()) == 1
    assert outbox.claim() == []


def test_a_message_of_a_vanished_worker_is_taken_again(app: Flask) -> None:
    lay()
    first = outbox.claim()[0]
    later(app, minutes=3)
    second = outbox.claim()[0]
    assert (second.id, second.attempts) == (first.id, first.attempts + 1)


def test_a_late_worker_does_not_undo_what_another_settled(app: Flask) -> None:
    lay()
    first = outbox.claim()[0]
    later(app, minutes=3)
    second = outbox.claim()[0]
    outbox.settle(second, MessageState.SENT, Delivery.ACCEPTED)
    outbox.settle(first, MessageState.WAITING, Delivery.UNREACHABLE)
    assert only().state is MessageState.SENT


def test_each_failed_try_waits_longer_until_it_is_given_up(app: Flask) -> None:
    lay()
    waits: list[timedelta] = []
    while claimed := outbox.claim():
        outbox.settle(claimed[0], MessageState.WAITING, Delivery.UNREACHABLE)
        if only().state is MessageState.WAITING:
            waits.append(only().next_try_at - now())
        later(app, hours=12)
    assert len(waits) == outbox.MOST_ATTEMPTS - 1
    assert waits == sorted(waits)
    assert only().state is MessageState.FAILED


def test_a_code_that_has_ended_is_not_sent(app: Flask) -> None:
    lay(useful_for=timedelta(minutes=10))
    later(app, minutes=11)
    assert outbox.claim() == []
    outbox.give_up_late()
    assert only().delivery is Delivery.TOO_LATE


def test_one_number_gets_six_codes_of_a_kind_a_day(app: Flask) -> None:
    for _turn in range(outbox.CODES_A_NUMBER):
        lay(kind=Kind.SIGN_UP_CODE)
    with pytest.raises(outbox.TooManyMessages):
        lay(kind=Kind.SIGN_UP_CODE)
    lay(kind=Kind.SIGN_UP_CODE, to="+8801812345678")
    lay(kind=Kind.SIGN_IN_CODE)
    lay()
    later(app, hours=25)
    lay(kind=Kind.SIGN_UP_CODE)


def test_all_numbers_together_have_a_daily_cap_of_public_codes(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "CODES_A_DAY", 3)
    for place in range(3):
        lay(kind=Kind.SIGN_UP_CODE, to=f"+880171234567{place}")
    with pytest.raises(outbox.TooManyMessages):
        lay(kind=Kind.FORGOT_PIN_CODE, to="+8801712345679")
    lay(kind=Kind.SIGN_IN_CODE)


@pytest.mark.parametrize(
    "words",
    [
        "Look at https://evil.example",
        "Look at http://nirapod.example.evil.com/",
        "Look at https://nirapod.example@evil.com",
        "www.evil.com",
        "evil.com/x",
        "HTTPS://EVIL.EXAMPLE",
    ],
)
def test_no_address_but_our_own_stands_in_a_message(app: Flask, words: str) -> None:
    with pytest.raises(ValueError, match="our own"):
        lay(words)


@pytest.mark.parametrize(
    "words", ["Open https://nirapod.example/account", "123456 is it. Go.", "১. ক"]
)
def test_our_own_address_may_stand_in_a_message(app: Flask, words: str) -> None:
    lay(words)
    assert only().text == words


def test_messages_are_deleted_after_90_days(app: Flask) -> None:
    lay()
    later(app, days=89)
    outbox.forget_old()
    assert only()
    later(app, days=2)
    outbox.forget_old()
    assert outbox.messages() == []


def test_many_workers_at_once_claim_each_message_once(own_database: Flask) -> None:
    for _turn in range(20):
        lay()
    taken: list[Claimed] = []

    def work() -> None:
        with own_database.app_context():
            while claimed := outbox.claim(lot=3):
                taken.extend(claimed)

    workers = [threading.Thread(target=work) for _place in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(each.id for each in taken) == sorted({each.id for each in taken})
    assert len(taken) == 20


def test_times_are_kept_in_utc(app: Flask) -> None:
    lay()
    assert isinstance(only().created_at, datetime)
    assert only().created_at.utcoffset() == timedelta()


def at(app: Flask, clock: str) -> None:
    """Let it be a time of a day in Dhaka."""
    moment = datetime.fromisoformat(f"2026-11-23T{clock}+06:00")
    app.config["CLOCK"] = lambda: moment


@pytest.mark.parametrize("clock", ["00:00", "08:59", "20:00", "23:59"])
def test_at_night_what_can_wait_waits_and_a_code_leaves(app: Flask, clock: str) -> None:
    at(app, clock)
    lay("Three questions", by_day=True)
    lay("Your code", kind=Kind.STAFF_CODE)
    assert [message.text for message in outbox.claim()] == ["Your code"]


@pytest.mark.parametrize("clock", ["09:00", "19:59"])
def test_by_day_what_could_wait_leaves(app: Flask, clock: str) -> None:
    at(app, "05:00")
    lay("Three questions", by_day=True)
    at(app, clock)
    assert [message.text for message in outbox.claim()] == ["Three questions"]


def test_what_fails_in_the_evening_is_not_tried_again_at_night(app: Flask) -> None:
    at(app, "19:59")
    lay("Three questions", by_day=True)
    outbox.settle(outbox.claim()[0], MessageState.WAITING, Delivery.UNREACHABLE)
    at(app, "20:05")
    assert outbox.claim() == []
    at(app, "21:00")
    outbox.give_up_late()
    assert only().state is MessageState.WAITING
