"""The holder check: two bytes that a passport and a birth date give, and only they likely give.

Sixteen bits are too few to find the number again: about two million passports stay possible. The
salt is the same for every paper of a person, so that two papers tell no more than one.
"""

import hashlib
import re
from datetime import date

ROUNDS = 600_000
_LENGTH = 2


def plain(passport: str) -> str:
    """A passport number in capitals, without spaces and hyphens."""
    return re.sub(r"[\s-]", "", passport).upper()


def last_3(passport: str) -> str:
    """The last three characters of a passport number."""
    return plain(passport)[-3:]


def check(passport: str, born_on: date) -> bytes:
    """The first two bytes of PBKDF2-HMAC-SHA256 over passport and birth date."""
    number = plain(passport)
    secret = f"{number}|{born_on.isoformat()}".encode()
    salt = f"nirapod-holder-1|{number[-3:]}".encode()
    return hashlib.pbkdf2_hmac("sha256", secret, salt, ROUNDS)[:_LENGTH]
