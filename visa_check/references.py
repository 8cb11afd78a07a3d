"""References of requests: 60 random bits in Crockford base32, 12 characters."""

import secrets

from portal.papers.ids import ALPHABET, forgiven

LENGTH = 12


def new_reference() -> str:
    """A reference that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_reference(text: str) -> str | None:
    """The reference that somebody typed, None where it cannot be one."""
    if len(text) > 4 * LENGTH:
        return None
    reference = forgiven(text)
    return reference if len(reference) == LENGTH and set(reference) <= set(ALPHABET) else None


def show_reference(reference: str) -> str:
    """A reference as it is easy to compare: 0R15 JDK8 507S."""
    return f"{reference[:4]} {reference[4:8]} {reference[8:]}"
