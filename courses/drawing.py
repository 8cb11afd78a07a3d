"""Which questions an attempt asks, and in which order: drawn from its seed, always the same."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence


def new_seed() -> str:
    """A seed that nobody can guess."""
    return secrets.token_hex(16)


def drawn(seed: str, names: Sequence[str], count: int) -> list[str]:
    """Some of the names, in the order of the attempt."""
    return sorted(names, key=lambda name: _place(seed, name))[:count]


def shuffled(seed: str, name: str, count: int) -> list[int]:
    """The options of a question in the order of the attempt."""
    return sorted(range(count), key=lambda option: _place(seed, name, str(option)))


def _place(seed: str, *names: str) -> bytes:
    return hmac.digest(seed.encode(), "\n".join(names).encode(), hashlib.sha256)
