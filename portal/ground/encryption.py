"""Personal fields encrypted, and keyed hashes to find them; the keys lie outside the database."""

import functools
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

FILE = "secrets.json"
_FORMAT = 1
_NONCE = 12
# Of SHA-256, in bytes.
_BLOCK = 64


class NoSecrets(RuntimeError):
    """The file of secrets is missing: 'nirapod keys init' makes it."""


class OpenSecrets(RuntimeError):
    """The file of secrets lies open: the portal does not start."""


@dataclass(frozen=True)
class Ring:
    """The secrets of one portal: for cookies, for keyed hashes, for fields by key id."""

    cookie: bytes
    hashing: bytes
    current: int
    fields: dict[int, bytes]

    def encrypt(self, purpose: str, clear: bytes) -> bytes:
        """AES-256-GCM: format, key id, nonce, text; bound to its purpose."""
        nonce = os.urandom(_NONCE)
        text = _cipher(self.fields[self.current]).encrypt(nonce, clear, purpose.encode())
        return bytes([_FORMAT, self.current]) + nonce + text

    def decrypt(self, purpose: str, stored: bytes) -> bytes:
        """The clear text; raises InvalidTag where somebody changed it or moved it."""
        if stored[0] != _FORMAT:
            raise ValueError("unknown format of an encrypted field")
        key = _cipher(self.fields[stored[1]])
        return key.decrypt(stored[2 : 2 + _NONCE], stored[2 + _NONCE :], purpose.encode())

    def keyed_hash(self, purpose: str, text: str) -> bytes:
        """HMAC-SHA256 under a key of this purpose alone, 32 bytes."""
        inner, outer = (begun.copy() for begun in _begun(self.hashing, purpose))
        inner.update(text.encode())
        outer.update(inner.digest())
        return outer.digest()


@functools.cache
def _cipher(key: bytes) -> AESGCM:
    """A key made ready, once: a page decrypts several fields."""
    return AESGCM(key)


@functools.cache
def _begun(hashing: bytes, purpose: str) -> "tuple[hashlib._Hash, hashlib._Hash]":
    """HMAC (RFC 2104) begun with the key of a purpose, inside and outside: a quarter of the work.

    A long list is hashed millions of times.
    """
    key = hmac.digest(hashing, purpose.encode(), "sha256").ljust(_BLOCK, b"\0")
    pads = (bytes(part ^ pad for part in key) for pad in (0x36, 0x5C))
    inner, outer = (hashlib.sha256(pad) for pad in pads)
    return inner, outer


# Made once: the function of the standard library makes one for each value.
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def make_ring(data: Path) -> bool:
    """Write new secrets into the data folder, readable by its owner only; False if they stand."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = data / FILE
    content = {
        "cookie": secrets.token_hex(32),
        "hashing": secrets.token_hex(32),
        "current": 1,
        "fields": {"1": secrets.token_hex(32)},
    }
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    return True


def read_ring(data: Path) -> Ring:
    """The secrets of the data folder."""
    path = data / FILE
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise OpenSecrets(f"{path} can be read by others: run 'chmod 600 {path}'.")
        content = json.loads(path.read_text())
    except FileNotFoundError:
        raise NoSecrets(f"{path} is missing: run 'nirapod keys init' once.") from None
    return Ring(
        cookie=bytes.fromhex(content["cookie"]),
        hashing=bytes.fromhex(content["hashing"]),
        current=int(content["current"]),
        fields={int(key): bytes.fromhex(value) for key, value in content["fields"].items()},
    )


def init_app(app: Flask) -> None:
    """Read the secrets where they stand; without them nothing personal can be read or written."""
    try:
        ring = read_ring(app.config["DATA"])
    except NoSecrets:
        return
    app.extensions["ring"] = ring
    app.secret_key = hashlib.sha256(b"cookie|" + ring.cookie).digest()


_AT_HAND: ContextVar[Ring | None] = ContextVar("ring", default=None)


@contextmanager
def at_hand() -> Iterator[None]:
    """Hold the secrets ready for a while: to ask for them costs more than a hash."""
    token = _AT_HAND.set(ring())
    try:
        yield
    finally:
        _AT_HAND.reset(token)


def ring() -> Ring:
    """The secrets of the current application."""
    found: Ring | None = _AT_HAND.get() or current_app.extensions.get("ring")
    if found is None:
        raise NoSecrets("The secrets are missing: run 'nirapod keys init' once.")
    return found


def keyed_hash(purpose: str, text: str) -> bytes:
    """HMAC-SHA256 of a text under the portal's key for this purpose, 32 bytes."""
    return ring().keyed_hash(purpose, text)


class EncryptedBytes(TypeDecorator[bytes]):
    """A column of bytes that the database never sees in clear."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Encrypt on the way in."""
        return None if value is None else ring().encrypt(self.purpose, self.to_bytes(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Decrypt on the way out."""
        return None if value is None else self.from_bytes(ring().decrypt(self.purpose, value))

    def to_bytes(self, value: Any) -> bytes:
        """The value as bytes."""
        return bytes(value)

    def from_bytes(self, clear: bytes) -> Any:
        """The value from its bytes."""
        return clear


class Encrypted(EncryptedBytes):
    """A column of text that the database never sees in clear."""

    cache_ok = True

    def to_bytes(self, value: Any) -> bytes:
        """The text in UTF-8."""
        return str(value).encode()

    def from_bytes(self, clear: bytes) -> Any:
        """The text."""
        return clear.decode()


class EncryptedJson(EncryptedBytes):
    """A column of plain values that the database never sees in clear."""

    cache_ok = True

    def to_bytes(self, value: Any) -> bytes:
        """The values as JSON."""
        return _JSON.encode(value).encode()

    def from_bytes(self, clear: bytes) -> Any:
        """The values; given bytes, the reader of JSON would guess at their coding first."""
        return json.loads(clear.decode())
