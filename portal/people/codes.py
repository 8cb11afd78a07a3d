"""One-time codes: plain steps that actions use inside themselves.

What must remember a failure returns its refusal: an action that raises is undone, count and all.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from portal.deeds.outbox import CODES_A_NUMBER, Kind, TooManyMessages, refuse_pumping, send_sms
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.encryption import keyed_hash
from portal.ground.errors import Refusal
from portal.people.models import OneTimeCode, Purpose
from portal.people.visits import new_token, token_hash

DIGITS = 6
TRIES = 5
LIVES = timedelta(minutes=10)
# After the right code: time to fill in the rest.
PROVED_LIVES = timedelta(minutes=30)
STAFF_LIVES = timedelta(days=7)
KEPT = timedelta(days=1)
# No letter that looks like another or like a digit.
STAFF_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
STAFF_LENGTH = 10
_KINDS = {
    Purpose.SIGN_UP: Kind.SIGN_UP_CODE,
    Purpose.NEW_DEVICE: Kind.SIGN_IN_CODE,
    Purpose.FORGOT_PIN: Kind.FORGOT_PIN_CODE,
}


class WrongCode(Refusal):
    """Another code was sent."""

    field = "code"
    message = _l("This is not the code. Look at the SMS again and type its six digits.")


class CodeEnded(Refusal):
    """The code is too old, or was tried too often."""

    field = "code"
    message = _l("This code has ended. Ask for a new one.")


@dataclass(frozen=True)
class Sent:
    """A code is on its way: the token of the visit that waits for it."""

    visit: str


def send_code(purpose: Purpose, phone: str, person_id: int | None = None, *, reach: bool) -> Sent:
    """Begin a visit that waits for a code; it is sent only where it should reach somebody."""
    visit, code = new_token(), f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    db.add(
        OneTimeCode(
            visit_hash=token_hash(visit),
            purpose=purpose,
            phone=phone,
            phone_hash=keyed_hash("phone", phone),
            person_id=person_id,
            code_hash=_code_hash(purpose, phone, code),
            created_at=now(),
            ends_at=now() + LIVES,
        )
    )
    if not reach:
        refuse_pumping(_KINDS[purpose], keyed_hash("phone", phone))
    else:
        text = _("%(code)s is your Nirapod code. Do not tell it to anybody.", code=code)
        send_sms(phone, text, _KINDS[purpose], useful_for=LIVES)
    return Sent(visit)


def refuse_too_many(purpose: Purpose, phone: str) -> None:
    """Demand that few codes were asked for today, alike for a number that nobody has."""
    asked = db.scalar(
        select(func.count(OneTimeCode.id))
        .filter_by(phone_hash=keyed_hash("phone", phone), purpose=purpose)
        .where(OneTimeCode.created_at > now() - KEPT)
    )
    if (asked or 0) >= CODES_A_NUMBER:
        raise TooManyMessages


def new_staff_code() -> str:
    """The code with which a member of staff comes in for the first time: about 49 random bits."""
    return "".join(secrets.choice(STAFF_LETTERS) for _place in range(STAFF_LENGTH))


def keep_staff_code(phone: str, person_id: int, code: str) -> None:
    """Let a member of staff come in with this code once, within a week."""
    forget_codes(person_id)
    db.add(
        OneTimeCode(
            visit_hash=None,
            purpose=Purpose.STAFF,
            phone=phone,
            phone_hash=keyed_hash("phone", phone),
            person_id=person_id,
            code_hash=_code_hash(Purpose.STAFF, phone, code),
            created_at=now(),
            ends_at=now() + STAFF_LIVES,
        )
    )


def prove(found: OneTimeCode | None, code: str) -> Refusal | None:
    """Try a code; the visit goes on if it is right. The same right code twice is no failure.

    Six digits bear five tries; the long code of staff is guarded by its counter alone, so that a
    stranger cannot use it up.
    """
    if found is None or found.ends_at <= now():
        return CodeEnded()
    if found.tries >= TRIES and found.purpose is not Purpose.STAFF:
        return CodeEnded()
    if not hmac.compare_digest(found.code_hash, _code_hash(found.purpose, found.phone, code)):
        found.tries += 1
        return WrongCode()
    found.proved_at = now()
    found.ends_at = now() + PROVED_LIVES
    return None


def by_visit(visit: str | None, purpose: Purpose) -> OneTimeCode | None:
    """The code that a visit waits for, or has proved; nobody else writes it meanwhile."""
    if not visit:
        return None
    return db.scalar(
        select(OneTimeCode)
        .filter_by(visit_hash=token_hash(visit), purpose=purpose)
        .where(OneTimeCode.ends_at > now())
        .with_for_update()
    )


def proved(visit: str | None, purpose: Purpose) -> OneTimeCode:
    """The visit, which proved its code and still has time."""
    found = by_visit(visit, purpose)
    if found is None or found.proved_at is None:
        raise CodeEnded
    return found


def forget_codes(person_id: int) -> None:
    """No code of this person opens anything any more."""
    db.execute(delete(OneTimeCode).where(OneTimeCode.person_id == person_id))


def _code_hash(purpose: Purpose, phone: str, code: str) -> bytes:
    """Keyed hash of a code, bound to its purpose and number."""
    return keyed_hash("code", f"{purpose}|{phone}|{code}")
