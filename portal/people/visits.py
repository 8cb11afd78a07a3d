"""Sessions and devices as rows: plain steps that actions use inside themselves.

A session ends by time, by sign-out, on a new PIN or password, and when a role is taken. Its idle
time counts from the last POST and is written at most once a minute, after that POST: a GET never
writes, and a page that asks by itself keeps nobody signed in.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update

from portal.ground.clock import now, today
from portal.ground.database import db
from portal.ground.encryption import keyed_hash
from portal.people.models import Device, Person, PhoneIndex, SignInSession

TOKEN_BYTES = 32
STEP = timedelta(minutes=1)
# A device unused for this long is a new one again.
DEVICE_KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Length:
    """How long a session lasts without a POST, and at most."""

    idle: timedelta
    whole: timedelta


MIGRANT = Length(idle=timedelta(hours=4), whole=timedelta(hours=24))
STAFF = Length(idle=timedelta(hours=1), whole=timedelta(hours=10))
# Somebody who is helped on a shared tablet: the next one waits beside them.
HELPED = Length(idle=timedelta(minutes=15), whole=timedelta(hours=4))


@dataclass(frozen=True)
class Help:
    """Who helps on which shared tablet, and until when it stands."""

    tablet_id: int
    helper_id: int
    until: datetime


@dataclass(frozen=True)
class Opened:
    """Somebody is signed in: the token for the cookie, which is stored nowhere."""

    token: str
    person_id: int


def token_hash(token: str) -> bytes:
    """SHA-256 of a random token: all that the database knows of it."""
    return hashlib.sha256(token.encode()).digest()


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def length_for(person: Person, *, is_helped: bool = False) -> Length:
    """Staff work in shifts; a learner's phone is often shared, a tablet always."""
    if is_helped:
        return HELPED
    return STAFF if person.is_staff else MIGRANT


def open_session(
    person: Person, confirmed_at: datetime | None = None, help_: Help | None = None
) -> Opened:
    """Sign a person in, alone or helped on a shared tablet."""
    token, length = new_token(), length_for(person, is_helped=help_ is not None)
    latest = now() + length.whole
    db.add(
        SignInSession(
            token_hash=token_hash(token),
            person_id=person.id,
            began_at=now(),
            seen_at=now(),
            idle_end=now() + length.idle,
            absolute_end=min(latest, help_.until) if help_ else latest,
            confirmed_at=confirmed_at,
            tablet_id=help_.tablet_id if help_ else None,
            helped_by_id=help_.helper_id if help_ else None,
        )
    )
    return Opened(token, person.id)


def end_session(token: str) -> None:
    """End the session of a cookie, if there is one."""
    db.execute(delete(SignInSession).where(SignInSession.token_hash == token_hash(token)))


def end_sessions(person_id: int) -> None:
    """Sign a person out everywhere."""
    db.execute(delete(SignInSession).where(SignInSession.person_id == person_id))


def knows_device(device: str | None, phone_hash: bytes) -> bool:
    """Whether anybody with this number signed in on this device before."""
    if not device:
        return False
    found = exists().where(
        Device.token_hash == device_hash(device),
        Device.person_id == PhoneIndex.person_id,
        PhoneIndex.phone_hash == phone_hash,
    )
    return bool(db.scalar(select(found)))


def uses_device(person_id: int, device: str | None) -> bool:
    """Whether this person signed in on this device before; if so, it counts as used today."""
    if not device:
        return False
    used = (
        update(Device)
        .where(Device.person_id == person_id, Device.token_hash == device_hash(device))
        .values(used_on=today())
        .returning(Device.id)
    )
    return db.scalar(used) is not None


def remember_device(person_id: int, device: str | None) -> None:
    """Let this device sign the person in without a code by SMS."""
    if device and not uses_device(person_id, device):
        db.add(Device(person_id=person_id, token_hash=device_hash(device), used_on=today()))


def forget_devices(person_id: int) -> None:
    """Every device is a new one again."""
    db.execute(delete(Device).where(Device.person_id == person_id))


def device_hash(device: str) -> bytes:
    """The keyed hash of a device's token."""
    return keyed_hash("device", device)
