"""How often a look-up of a visa may fail before it costs a wait, and before it needs the counter.

Counted under the passport number as typed, whether or not it exists, and under the device: never
under an address, which a district shares.
"""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import and_, bindparam, or_, select

from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.limits import FailureCount, Rule
from portal.people.throttle import DEVICE_RULE, Counter

_DAY = timedelta(days=1)
_HALF = timedelta(hours=12)
NUMBER, DEVICE, COUNTER, TICKET = "visa-number", "visa-device", "visa-counter", "visa-ticket"
# Wrong share codes from one browser; among 35 million million codes there is nothing to guess.
SHARE = "visa-share"
# Wrong share codes from one token of an organisation: its people type many, so it waits briefly.
PROGRAM = "visa-program"
RULES = {
    NUMBER: Rule(free=5, within=_DAY, wait=_HALF, longest=_HALF),
    DEVICE: Rule(free=15, within=_DAY, wait=_HALF, longest=_HALF),
    COUNTER: Rule(free=30, within=_DAY, wait=_DAY, longest=_DAY),
    SHARE: Rule(free=10, within=_DAY, wait=_HALF, longest=_HALF),
    PROGRAM: Rule(free=20, within=_DAY, wait=timedelta(minutes=1), longest=timedelta(hours=1)),
    TICKET: Rule(free=1, within=_DAY, wait=_DAY, longest=_DAY),
}


class Gate(StrEnum):
    """Whether a look-up goes on: freely, with a ticket, or only in person."""

    OPEN = "open"
    WAIT = "wait"
    COUNTER = "counter"


# All counts of a try in one question; it is put together once.
_WAITS = select(FailureCount.kind).where(
    FailureCount.wait_until > bindparam("now"),
    or_(
        and_(FailureCount.kind.in_((NUMBER, COUNTER)), FailureCount.key == bindparam("number")),
        and_(FailureCount.kind == DEVICE, FailureCount.key == bindparam("device")),
    ),
)


def gate(number: bytes, device: bytes) -> Gate:
    """How a try on a typed number from a device stands."""
    waits = set(db.scalars(_WAITS, {"number": number, "device": device, "now": now()}))
    if COUNTER in waits:
        return Gate.COUNTER
    return Gate.WAIT if waits else Gate.OPEN


def reference_guesses(device: bytes) -> Counter:
    """The wrong references of a question that one device tried."""
    return Counter((("visa-reference", device, DEVICE_RULE),))
