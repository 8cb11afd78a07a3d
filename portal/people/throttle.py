"""How often somebody may guess: counted per account and per device, never by address.

A device that signed in before has a count of its own: strangers who guess at a number cannot
lock its owner out, and nobody's guesses touch another number.
"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from flask_babel import lazy_gettext as _l

from portal.ground.encryption import keyed_hash
from portal.ground.errors import TooMany
from portal.ground.formatting import digits
from portal.ground.limits import Rule, count_failure, forget, waiting
from portal.people.visits import device_hash, knows_device

RULE = Rule(
    free=5, within=timedelta(hours=12), wait=timedelta(seconds=30), longest=timedelta(minutes=30)
)
# One device that tries one number after the other.
DEVICE_RULE = Rule(
    free=20, within=timedelta(hours=12), wait=timedelta(minutes=1), longest=timedelta(minutes=30)
)


class Wait(TooMany):
    """Too many wrong tries."""

    message = _l("Too many wrong tries. Wait %(minutes)s minutes and try again.")


@dataclass(frozen=True)
class Counter:
    """Where the failures of one try are counted."""

    keys: tuple[tuple[str, bytes, Rule], ...]

    def refusal(self) -> Wait | None:
        """The wait that these keys stand under."""
        seconds = max(waiting(kind, key) for kind, key, _rule in self.keys)
        return Wait(minutes=digits(max(1, ceil(seconds / 60)))) if seconds else None

    def fail(self) -> None:
        """Count a failure."""
        for kind, key, rule in self.keys:
            count_failure(kind, key, rule)

    def succeed(self) -> None:
        """Start the first count anew; the one of a strange device goes on."""
        kind, key, _rule = self.keys[0]
        forget(kind, key)


def sign_in_counter(phone: str, device: str | None) -> Counter:
    """The counter of a sign-in to this number from this device."""
    if device and knows_device(device, keyed_hash("phone", phone)):
        key = keyed_hash("device", f"{device}|{phone}")
        return Counter((("sign-in-known", key, RULE),))
    account = ("sign-in", keyed_hash("phone", phone), RULE)
    if not device:
        return Counter((account,))
    return Counter((account, ("sign-in-device", device_hash(device), DEVICE_RULE)))


def code_counter(phone: str) -> Counter:
    """The counter of first sign-in codes of staff tried at this number."""
    return Counter((("staff-code", keyed_hash("phone", phone), RULE),))


def new_pin_counter(phone: str) -> Counter:
    """The counter of PINs chosen at this number: each choice could try another's PIN."""
    return Counter((("new-pin", keyed_hash("phone", phone), RULE),))


def person_counter(kind: str, person_id: int) -> Counter:
    """The counter of one signed-in person's tries: to confirm, or to change the PIN."""
    return Counter(((kind, keyed_hash("device", f"person|{person_id}"), RULE),))
