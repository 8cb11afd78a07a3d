"""The keys of the running portal: read once, and again when their files change."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flask import current_app

from portal.deeds.sequencer import Seal
from portal.ground.clock import system_clock
from portal.ground.encryption import make_ring
from portal.ground.keyfiles import NoKey, SigningKey
from portal.papers import code, ids, keystore, signing
from portal.papers.keylist import KeyList, Purpose


@dataclass
class _Held:
    """What was read of the files, and how these looked then."""

    stamp: tuple[int, ...]
    keys: KeyList
    private: dict[Purpose, SigningKey] = field(default_factory=dict)


def ensure(data: Path, public_url: str, at: datetime | None = None) -> bool:
    """Make the secrets and the keys that are missing; whether anything was made."""
    code.read(code.text(public_url, ids.new_number(), b"\0"))
    made = make_ring(data)
    return keystore.make(data, at or system_clock()) or made


def key_list() -> KeyList:
    """The public keys in force."""
    return _held().keys


def sign(purpose: Purpose, payload: bytes, *, detached: bool = False) -> tuple[bytes, bytes]:
    """A message signed by the key of a purpose: the key's short name, and the message."""
    kid, key = _signer(purpose)
    return kid, signing.sign(kid, key.sign, payload, detached=detached)


def journal_seal() -> Seal:
    """The name of the journal and the key that signs its heads."""
    _, key = _signer(Purpose.LOG)
    return Seal(journal_name(), key.public, key.sign)


def journal_keys() -> list[bytes]:
    """The public keys that sign or signed heads of the journal, 32 bytes each."""
    return [key.public for key in key_list().keys.values() if key.purpose is Purpose.LOG]


def journal_name() -> str:
    """The journal's name (origin): our host and its path."""
    return f"{code.host_of(current_app.config['PUBLIC_URL'])}/log"


def _signer(purpose: Purpose) -> tuple[bytes, SigningKey]:
    held = _held()
    if purpose not in held.private:
        held.private[purpose] = keystore.signing_key(_data(), held.keys, purpose)
    return held.keys.active(purpose).kid, held.private[purpose]


def _held() -> _Held:
    """What the files say; the last sound reading while somebody is writing them."""
    before: _Held | None = current_app.extensions.get("keys")
    stamp = _stamp()
    if before is not None and before.stamp == stamp:
        return before
    try:
        held = _Held(stamp, keystore.read(_data()))
    except NoKey:
        if before is None:
            raise
        return before
    if before is not None and held.keys.version < before.keys.version:
        # Whoever puts an older list back would make a stolen key good again.
        return before
    current_app.extensions["keys"] = held
    return held


def _stamp() -> tuple[int, ...]:
    """Changes whenever one of the files is replaced."""
    stamp: tuple[int, ...] = ()
    for name in (keystore.LIST, keystore.SIGNATURE):
        try:
            found = (keystore.folder(_data()) / name).stat()
        except FileNotFoundError:
            return ()
        stamp += (found.st_mtime_ns, found.st_ino)
    return stamp


def _data() -> Path:
    data: Path = current_app.config["DATA"]
    return data
