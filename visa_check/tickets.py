"""Waiting tickets: after too many failures a try costs a minute, proved by a signed ticket."""

import hashlib
import secrets
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

WAIT = timedelta(seconds=60)
GOOD_FOR = timedelta(minutes=15)
_SALT = "visa-waiting-ticket"


def make_ticket(secret: bytes, number: bytes, moment: datetime) -> str:
    """A ticket for one try on one typed number, good after a minute."""
    content = [secrets.token_hex(16), number.hex(), int(moment.timestamp())]
    return str(URLSafeSerializer(secret, salt=_SALT).dumps(content))


def read_ticket(secret: bytes, ticket: str, number: bytes, moment: datetime) -> bytes | None:
    """What a good ticket is remembered by once it is used; None for any other text."""
    try:
        nonce, of_number, made = URLSafeSerializer(secret, salt=_SALT).loads(ticket)
    except (BadSignature, ValueError, TypeError):
        return None
    age = moment.timestamp() - made
    if of_number != number.hex() or not WAIT.total_seconds() <= age <= GOOD_FOR.total_seconds():
        return None
    return hashlib.sha256(nonce.encode()).digest()
