"""Papers, key lists and status lists that everybody can make: their private keys are no secret."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from portal.ground.keyfiles import SigningKey
from portal.papers import code, keylist, signing, status
from portal.papers.claims import Claims
from portal.papers.keylist import KeyList, KeyState, PublicKey, Purpose
from portal.papers.status import Kind

DATA = Path(__file__).parent.parent / "data"
AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
URL = "https://nirapod.example"
NUMBER = "0123456789ABC"
BEGAN = date(2026, 1, 1)


def _key(place: int) -> SigningKey:
    """A private key that everybody knows: made of one byte."""
    return SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([place]) * 32))


ROOT, PAPER, OLD, STOLEN, STATUS, SLIP, STRANGER = (_key(place) for place in range(1, 8))


def kid(key: SigningKey) -> bytes:
    """The short name of a key."""
    return keylist.kid_of(key.public)


def key_list(version: int = 7) -> KeyList:
    """Keys of every kind and state."""
    retired = {"ends": date(2026, 6, 30), "state": KeyState.RETIRED}
    stolen = {"ends": AT.date(), "state": KeyState.COMPROMISED, "since": AT}
    keys = [
        _public(PAPER, Purpose.CERTIFICATE),
        _public(OLD, Purpose.CERTIFICATE, **retired),
        _public(STOLEN, Purpose.CERTIFICATE, **stolen),
        _public(STATUS, Purpose.STATUS),
        _public(SLIP, Purpose.SLIP),
    ]
    return KeyList(version, AT, {key.kid: key for key in keys})


def _public(key: SigningKey, purpose: Purpose, **more: Any) -> PublicKey:
    return PublicKey(kid(key), key.public, purpose, BEGAN, **more)


# The places of list 1 and what the lists say of them.
CLEAR, CANCELLED, REPLACED, SUSPENDED, BOTH = 500, 0, 131_071, 7, 8
_MARKED = {
    Kind.CANCELLED: [CANCELLED, BOTH],
    Kind.REPLACED: [REPLACED],
    Kind.SUSPENDED: [SUSPENDED, BOTH],
}


def files(age: timedelta, kinds: tuple[Kind, ...] = tuple(Kind)) -> dict[str, list[str]]:
    """Status lists of an age, each with its signature, as hexadecimal."""
    found = {}
    for kind in kinds:
        name = status.name_of(1, kind)
        content = status.write(status.bits_of(_MARKED[kind]), name, kind, URL, AT - age)
        found[name] = signed(STATUS, content)
    return found


def signed(key: SigningKey, content: bytes) -> list[str]:
    """Some bytes and a signature beside them, as hexadecimal."""
    return [content.hex(), signing.sign(kid(key), key.sign, content, detached=True).hex()]


LISTS = {
    "fresh": files(timedelta(days=1)),
    "week": files(timedelta(days=7)),
    "old": files(timedelta(days=7, seconds=1)),
    "future": files(timedelta(days=-8)),
    "some": files(timedelta(days=1), (Kind.CANCELLED, Kind.REPLACED)),
    "none": {},
}


def claims(spot: int = CLEAR, **more: Any) -> Claims:
    """Claims that would be genuine."""
    given = {
        "number": NUMBER,
        "name": "RAHIMA BEGUM",
        "issued_on": date(2026, 11, 20),
        "subject": "before-you-go 1",
        "status_index": status.SIZE + spot,
        "holder_check": b"\xab\xcd",
        "last_3": "417",
    }
    return Claims(**(given | more))


def text_of(payload: bytes, key: SigningKey = PAPER, number: str = NUMBER) -> str:
    """The QR's text over a payload."""
    message = signing.sign(kid(key), key.sign, payload, detached=False)
    return code.text(URL, number, message)


def good(spot: int = CLEAR, *, key: SigningKey = PAPER, **more: Any) -> str:
    """The QR's text of a paper."""
    return text_of(claims(spot, **more).to_bytes(), key)


def raw(message: bytes) -> str:
    """The QR's text of any bytes."""
    return code.text(URL, NUMBER, message)
