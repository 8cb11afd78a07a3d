"""Private Ed25519 keys in files that only their owner may read."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER = "keys"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class NoKey(RuntimeError):
    """A private key is missing or lies open."""


@dataclass(frozen=True)
class SigningKey:
    """A private key at work: its public half, and how it signs."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    def sign(self, content: bytes) -> bytes:
        """A plain Ed25519 signature, 64 bytes."""
        return self.private.sign(content)


def new() -> SigningKey:
    """A new key, nowhere kept yet."""
    return SigningKey(Ed25519PrivateKey.generate())


def write(path: Path, key: SigningKey) -> None:
    """Keep a private key in a new file, readable by its owner only, before anything uses it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = key.private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> SigningKey:
    """The private key of a file; NoKey where it is missing, open to others, or something else."""
    try:
        if path.stat().st_mode & _OTHERS:
            raise NoKey(f"{path} can be read by others: run 'chmod 600 {path}'.")
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        raise NoKey(f"{path} is missing.") from None
    except ValueError:
        raise NoKey(f"{path} is not a private key.") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise NoKey(f"{path} is not an Ed25519 key.")
    return SigningKey(private)


def write_public(path: Path, content: bytes) -> None:
    """Put a public file in the place of the old one, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
