"""The list of public keys that the root signs: written, and read as a checker reads it."""

import base64
import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from portal.papers import curve, signing
from portal.papers.refused import Reason, Refused

FORMAT = 1
LARGEST = 64 * 1024


class Purpose(StrEnum):
    """What a key may sign, and nothing else."""

    CERTIFICATE = "certificate"
    SLIP = "slip"
    STATUS = "status"
    REGISTER = "register"
    LOG = "log"


class KeyState(StrEnum):
    """Whether a key signs, only verifies, or was stolen."""

    ACTIVE = "active"
    RETIRED = "retired"
    COMPROMISED = "compromised"


@dataclass(frozen=True)
class PublicKey:
    """One key of the list."""

    kid: bytes
    public: bytes
    purpose: Purpose
    begins: date
    ends: date | None = None
    state: KeyState = KeyState.ACTIVE
    # Since when a compromised key may have been in other hands.
    since: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """The key as it stands in keys.json."""
        return {
            "kid": self.kid.hex(),
            "public": in_base64(self.public),
            "purpose": self.purpose.value,
            "from": self.begins.isoformat(),
            "to": self.ends.isoformat() if self.ends else None,
            "state": self.state.value,
            "since": self.since.isoformat(timespec="seconds") if self.since else None,
        }


@dataclass(frozen=True)
class KeyList:
    """All keys of a portal, versioned and dated."""

    version: int
    issued: datetime
    keys: dict[bytes, PublicKey]

    def active(self, purpose: Purpose) -> PublicKey:
        """The key that signs now for a purpose."""
        return next(
            key
            for key in self.keys.values()
            if key.purpose is purpose and key.state is KeyState.ACTIVE
        )

    def vouches(self, purpose: Purpose, signature: bytes, content: bytes) -> bool:
        """Whether a key of this purpose, and no stolen one, signed a file; beside it lies how."""
        message = signing.read(signature)
        key = self.keys.get(message.kid)
        if key is None or key.purpose is not purpose or key.state is KeyState.COMPROMISED:
            return False
        return message.is_signed_by(key.public, content)

    def with_new(
        self,
        public: bytes,
        purpose: Purpose,
        at: datetime,
        today: date,
        *,
        stolen: bytes | None = None,
    ) -> "KeyList":
        """The next version: a new key signs, the one before only verifies; one may be stolen."""
        keys = {}
        for kid, key in self.keys.items():
            ends = key.purpose is purpose and key.state is KeyState.ACTIVE
            keys[kid] = replace(key, ends=today, state=KeyState.RETIRED) if ends else key
            if kid == stolen:
                keys[kid] = replace(keys[kid], state=KeyState.COMPROMISED, since=at)
        kid = kid_of(public)
        if kid in keys:
            raise ValueError("two keys with the same short name: make another one")
        keys[kid] = PublicKey(kid, public, purpose, today)
        return KeyList(self.version + 1, at, keys)

    def to_bytes(self) -> bytes:
        """The bytes of keys.json."""
        content = {
            "format": FORMAT,
            "version": self.version,
            "issued": self.issued.isoformat(timespec="seconds"),
            "keys": [key.to_json() for key in self.keys.values()],
        }
        return json.dumps(content, indent=1).encode() + b"\n"


def kid_of(public: bytes) -> bytes:
    """The short name of a key: the first four bytes of its SHA-256."""
    return hashlib.sha256(public).digest()[:4]


def in_base64(raw: bytes) -> str:
    """Bytes in base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def from_base64(text: str) -> bytes:
    """Bytes from base64url without padding; ValueError for anything else."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if in_base64(raw) != text:
        raise ValueError("not base64url")
    return raw


def read(content: bytes, signature: bytes, root: bytes, seen: int = 0) -> KeyList:
    """The key list that the root signed; refused when older than a version seen before."""
    curve.require_sound(root)
    if len(content) > LARGEST:
        raise Refused(Reason.TOO_LONG)
    message = signing.read(signature)
    if message.kid != kid_of(root) or not message.is_signed_by(root, content):
        raise Refused(Reason.KEYS_SIGNATURE_WRONG)
    keys = parse(content)
    if keys.version < seen:
        raise Refused(Reason.KEYS_OLDER)
    return keys


def parse(content: bytes) -> KeyList:
    """A key list whose signature is nobody's word yet."""
    try:
        value = json.loads(content)
        if value["format"] != FORMAT or type(value["version"]) is not int:
            raise Refused(Reason.KEYS_MALFORMED)
        keys = [_key(item) for item in value["keys"]]
        issued = _moment(value["issued"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(Reason.KEYS_MALFORMED) from None
    for key in keys:
        curve.require_sound(key.public)
    by_kid = {key.kid: key for key in keys}
    if len(by_kid) != len(keys) or any(kid != kid_of(key.public) for kid, key in by_kid.items()):
        raise Refused(Reason.KEYS_MALFORMED)
    return KeyList(value["version"], issued, by_kid)


def _key(item: dict[str, Any]) -> PublicKey:
    key = PublicKey(
        kid=bytes.fromhex(item["kid"]),
        public=from_base64(item["public"]),
        purpose=Purpose(item["purpose"]),
        begins=date.fromisoformat(item["from"]),
        ends=date.fromisoformat(item["to"]) if item["to"] else None,
        state=KeyState(item["state"]),
        since=_moment(item["since"]) if item["since"] else None,
    )
    if (key.state is KeyState.COMPROMISED) != (key.since is not None):
        raise ValueError("a compromised key says since when")
    return key


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment
