"""The outbox: a message is written with the change that causes it, and leaves after the commit."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flask import current_app
from sqlalchemy import CheckConstraint, Index, delete, false, func, or_, select, true, update
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.clock import DHAKA, now
from portal.ground.database import Base, Key, db, transaction
from portal.ground.encryption import Encrypted, keyed_hash
from portal.ground.errors import TooMany

# A message is kept this long (TRUST.md, retention).
KEPT = timedelta(days=90)
# A worker that took a message and vanished: after this time another one takes it.
CLAIM = timedelta(minutes=2)
MOST_ATTEMPTS = 8
# What can wait for the day is sent in these hours of Dhaka: from 9 to 20.
DAY_BEGINS, DAY_ENDS = 9, 20
# Against SMS pumping: codes of one kind to one number, and of the public kinds to all together.
CODES_A_NUMBER = 6
CODES_A_DAY = 10_000
_DAY = timedelta(days=1)
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


class Kind(StrEnum):
    """What a message is about."""

    SIGN_UP_CODE = "sign-up-code"
    FORGOT_PIN_CODE = "forgot-pin-code"
    SIGN_IN_CODE = "sign-in-code"
    STAFF_CODE = "staff-code"
    NOTICE = "notice"


# Anybody can have these sent to any number.
PUBLIC_CODES = {Kind.SIGN_UP_CODE, Kind.FORGOT_PIN_CODE}


class MessageState(StrEnum):
    """Where a message is on its way."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    KEPT = "kept"


class Delivery(StrEnum):
    """What the gateway said last."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TOO_LATE = "too-late"


class OutboxMessage(Base):
    """One SMS; to whom and what is encrypted. Deleted after 90 days."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts"),
        Index(None, "state", "next_try_at"),
        Index(None, "kind", "created_at"),
        Index("ix_outbox_message_number", "to_hash", "kind", "created_at"),
    )

    id: Mapped[Key]
    kind: Mapped[Kind]
    to: Mapped[str] = mapped_column(Encrypted("outbox.to"))
    to_hash: Mapped[bytes]
    text: Mapped[str] = mapped_column(Encrypted("outbox.text"))
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING)
    delivery: Mapped[Delivery | None]
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    # Whoever claims a message moves this on, so nobody else takes it in the meantime.
    next_try_at: Mapped[datetime]
    # After this the message is of no use (a code that has ended).
    useful_until: Mapped[datetime | None]
    # It wakes nobody: it waits for the hours of the day.
    by_day: Mapped[bool] = mapped_column(default=False, server_default=false())


@dataclass(frozen=True)
class Claimed:
    """A message that this worker alone may send now."""

    id: int
    attempts: int
    to: str
    text: str


class TooManyMessages(TooMany):
    """The number, or everybody together, had as many codes as a day allows."""


def send_sms(
    to: str,
    text: str,
    kind: Kind | str = Kind.NOTICE,
    useful_for: timedelta | None = None,
    *,
    by_day: bool = False,
) -> None:
    """Lay a message in the outbox, inside an action: it leaves when the action is kept."""
    kind = Kind(kind)
    _refuse_foreign_links(text)
    to_hash = keyed_hash("phone", to)
    if kind is not Kind.NOTICE:
        refuse_pumping(kind, to_hash)
    db.add(
        OutboxMessage(
            kind=kind,
            to=to,
            to_hash=to_hash,
            text=text,
            created_at=now(),
            next_try_at=now(),
            useful_until=now() + useful_for if useful_for else None,
            by_day=by_day,
        )
    )


def our_link(path: str) -> str:
    """A page of ours as a message may name it."""
    return f"{current_app.config['PUBLIC_URL']}{path}"


def _refuse_foreign_links(text: str) -> None:
    """Demand that a message names no address but our own."""
    own: str = current_app.config["PUBLIC_URL"]
    for link in _LINK.findall(text):
        if link != own and not link.startswith(own + "/"):
            raise ValueError("a message may only name our own address")


def refuse_pumping(kind: Kind, to_hash: bytes) -> None:
    """Demand that neither this number nor the public codes together had their fill today."""
    today = OutboxMessage.created_at > now() - _DAY
    here = select(func.count(OutboxMessage.id)).where(
        OutboxMessage.to_hash == to_hash, OutboxMessage.kind == kind, today
    )
    if (db.scalar(here) or 0) >= CODES_A_NUMBER:
        raise TooManyMessages
    public = select(func.count(OutboxMessage.id)).where(OutboxMessage.kind.in_(PUBLIC_CODES), today)
    if kind in PUBLIC_CODES and (db.scalar(public) or 0) >= CODES_A_DAY:
        raise TooManyMessages


def is_day() -> bool:
    """Whether people in Dhaka are awake for a message that can wait."""
    return DAY_BEGINS <= now().astimezone(DHAKA).hour < DAY_ENDS


@transaction
def claim(lot: int = 20) -> list[Claimed]:
    """Take messages that are due; no other worker takes them before the claim runs out."""
    taken = db.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.state.in_((MessageState.WAITING, MessageState.SENDING)),
            OutboxMessage.next_try_at <= now(),
            or_(OutboxMessage.useful_until.is_(None), OutboxMessage.useful_until > now()),
            true() if is_day() else ~OutboxMessage.by_day,
        )
        .order_by(OutboxMessage.next_try_at)
        .limit(lot)
        .with_for_update(skip_locked=True)
    ).all()
    for message in taken:
        message.state = MessageState.SENDING
        message.attempts += 1
        message.next_try_at = now() + CLAIM
    return [Claimed(each.id, each.attempts, each.to, each.text) for each in taken]


@transaction
def settle(claimed: Claimed, state: MessageState, delivery: Delivery | None) -> None:
    """Write down what became of a claimed message, unless another worker has it by now."""
    again = state is MessageState.WAITING
    if again and claimed.attempts >= MOST_ATTEMPTS:
        state, again = MessageState.FAILED, False
    wait = timedelta(seconds=10 * 3 ** (claimed.attempts - 1)) if again else timedelta()
    db.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.id == claimed.id,
            OutboxMessage.state == MessageState.SENDING,
            OutboxMessage.attempts == claimed.attempts,
        )
        .values(state=state, delivery=delivery, next_try_at=now() + wait)
    )


@transaction
def give_up_late() -> None:
    """Give up messages that are of no use any more."""
    db.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.state.in_((MessageState.WAITING, MessageState.SENDING)),
            OutboxMessage.useful_until <= now(),
            OutboxMessage.next_try_at <= now(),
        )
        .values(state=MessageState.FAILED, delivery=Delivery.TOO_LATE)
    )


@transaction
def forget_old() -> None:
    """Delete messages past their retention."""
    db.execute(delete(OutboxMessage).where(OutboxMessage.created_at < now() - KEPT))


def messages(limit: int = 100) -> list[OutboxMessage]:
    """The newest messages, oldest of them first."""
    newest = select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(limit)
    return list(reversed(db.scalars(newest).all()))
