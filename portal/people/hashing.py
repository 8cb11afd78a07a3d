"""PINs and passwords as argon2id hashes, never more calculations at once than the machine bears.

A PIN has a million values, so it is hashed over an HMAC under a key outside the database. Its salt
follows from the phone number: one calculation serves to compare with all who share the phone, and
takes as long for a number that nobody has.
"""

import os
import threading

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import Type, hash_secret
from flask_babel import lazy_gettext as _l

from portal.ground.encryption import keyed_hash
from portal.ground.errors import Refusal

# OWASP's least: 19 MiB, two rounds.
MEMORY_KIB = 19 * 1024
ROUNDS = 2
SALT = 16
LENGTH = 32
_PATIENCE = 10.0
_places = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))
_passwords = PasswordHasher(
    time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=1, hash_len=LENGTH, salt_len=SALT
)
# Compared with where there is no password, so that the answer takes as long.
_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ibw"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)


class Busy(Refusal):
    """Too many sign-ins at this moment."""

    status = 503
    message = _l("Too many people sign in just now. Try again in a minute.")


class _Place:
    """One of the places for calculations, waited for with limited patience."""

    def __enter__(self) -> None:
        if not _places.acquire(timeout=_PATIENCE):
            raise Busy

    def __exit__(self, *_error: object) -> None:
        _places.release()


def pin_hash(phone: str, pin: str) -> str:
    """The hash of a PIN for a phone number; equal only for the same number and PIN."""
    with _Place():
        return hash_secret(
            keyed_hash("pin", pin),
            keyed_hash("pin", f"salt|{phone}")[:SALT],
            time_cost=ROUNDS,
            memory_cost=MEMORY_KIB,
            parallelism=1,
            hash_len=LENGTH,
            type=Type.ID,
        ).decode()


def password_hash(password: str) -> str:
    """A new hash of a password."""
    with _Place():
        return _passwords.hash(password)


def password_matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; without one it takes as long and is not."""
    with _Place():
        try:
            return _passwords.verify(stored or _NOBODY, password)
        except (VerifyMismatchError, InvalidHashError):
            return False


def cost_of(stored: str) -> tuple[int, int]:
    """Memory in KiB and rounds that a stored hash was made with."""
    parameters = extract_parameters(stored)
    return parameters.memory_cost, parameters.time_cost
