"""A name for what an author saw: who saves over something else is told."""

import hashlib


def mark(seen: object) -> str:
    """A short text that is the same for the same content only."""
    return hashlib.sha256(repr(seen).encode()).hexdigest()
