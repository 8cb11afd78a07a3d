"""Somebody without an account, known by a random token in a cookie of the phone."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

# Study without an account is deleted this long after the last lesson (TRUST.md, retention).
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Guest:
    """Who reads without an account: all that the database knows of the token."""

    token_hash: bytes


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def guest_of(token: str) -> Guest:
    """The guest who holds a token."""
    return Guest(hashlib.sha256(token.encode()).digest())
