"""A PIN or password that somebody chooses: refused when it is easy to guess, hashed otherwise.

It is hashed before the action begins, so that no calculation holds the lock of the database.
"""

from flask_babel import lazy_gettext as _l

from portal.ground.errors import Refusal
from portal.people import hashing, strength


class EasyPin(Refusal):
    """A PIN that is guessed first; or that somebody else with this number has (not told)."""

    field = "pin"
    message = _l("This PIN is too easy to guess. Choose six other digits.")


class EasyPassword(Refusal):
    """A password that stands in the lists of guessers."""

    field = "password"
    message = _l(
        "This password is too easy to guess. Take four or more words that do not belong together."
    )


def pin(phone: str, chosen: str) -> str:
    """The hash of a PIN that is not easy."""
    if strength.is_easy_pin(chosen, phone):
        raise EasyPin
    return hashing.pin_hash(phone, chosen)


def password(chosen: str, about: list[str]) -> str:
    """The hash of a password that is not easy."""
    if strength.is_easy_password(chosen, about):
        raise EasyPassword
    return hashing.password_hash(chosen)
