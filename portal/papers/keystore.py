"""The keys of a portal in its data folder: made once, rotated, and signed where the root is.

keys/root.json and keys/keys.json (+ .sig) are public; *.key are private, for their owner only. In
production root.key is carried away after `keys init`: then a rotation writes keys.json.request,
and takes it into force when keys.json.request.sig lies beside it.
"""

import json
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from portal.ground import keyfiles
from portal.ground.clock import DHAKA
from portal.ground.keyfiles import NoKey, SigningKey
from portal.papers import keylist, signing
from portal.papers.keylist import KeyList, KeyState, Purpose
from portal.papers.refused import Refused

ROOT, LIST, SIGNATURE = "root.json", "keys.json", "keys.json.sig"
_ROOT_KEY = "root.key"
_REQUEST = "keys.json.request"


class OtherRequest(RuntimeError):
    """A request for another purpose still waits."""


class NotToBeMarked(RuntimeError):
    """A key that cannot be marked as stolen."""


class Rotation(StrEnum):
    """How far a rotation came."""

    DONE = "done"
    ASKED = "asked"
    WAITING = "waiting"


def folder(data: Path) -> Path:
    """Where the keys lie."""
    return data / keyfiles.FOLDER


def make(data: Path, at: datetime) -> bool:
    """Make a root and one key for each purpose; False if they stand already."""
    here = folder(data)
    if (here / LIST).exists():
        return False
    if not (here / _ROOT_KEY).exists():
        keyfiles.write(here / _ROOT_KEY, keyfiles.new())
    root = keyfiles.read(here / _ROOT_KEY)
    public = {
        "format": keylist.FORMAT,
        "kid": keylist.kid_of(root.public).hex(),
        "public": keylist.in_base64(root.public),
        "made": at.isoformat(timespec="seconds"),
    }
    keyfiles.write_public(here / ROOT, json.dumps(public, indent=1).encode() + b"\n")
    keys = KeyList(0, at, {})
    for purpose in Purpose:
        keys = keys.with_new(_new_key(here, purpose).public, purpose, at, _day(at))
    keys = KeyList(1, at, keys.keys)
    _install(here, keys.to_bytes(), _signed(root, keys.to_bytes()))
    return True


def root_of(data: Path) -> bytes:
    """The public half of the root."""
    return root_in((folder(data) / ROOT).read_bytes())


def root_in(content: bytes) -> bytes:
    """The public key in a root.json; ValueError or KeyError where there is none."""
    return keylist.from_base64(json.loads(content)["public"])


def read(data: Path) -> KeyList:
    """The key list in force, checked against the root; NoKey where there is none."""
    here = folder(data)
    try:
        content, signature = (here / LIST).read_bytes(), (here / SIGNATURE).read_bytes()
        return keylist.read(content, signature, root_of(data))
    except FileNotFoundError:
        raise NoKey(f"{here / LIST} is missing: run 'nirapod keys init' once.") from None
    except Refused as refused:
        raise NoKey(f"{here / LIST} is refused: {refused.reason}.") from None


def signing_key(data: Path, keys: KeyList, purpose: Purpose) -> SigningKey:
    """The private key that signs now for a purpose."""
    public = keys.active(purpose)
    return keyfiles.read(_private(folder(data), purpose, public.kid))


def rotate(
    data: Path, purpose: Purpose, at: datetime, *, stolen: bytes | None = None
) -> tuple[Rotation, KeyList]:
    """Bring a new key into force, or as far as it goes where the root lies elsewhere.

    A stolen key of the same purpose is marked, the one that signs now or an older one.
    """
    here, keys = folder(data), read(data)
    request = here / _REQUEST
    if request.exists():
        return _answer(here, data, keys, purpose)
    if stolen is not None:
        _may_be_marked(keys, purpose, stolen)
    fresh = keys.with_new(_new_key(here, purpose).public, purpose, at, _day(at), stolen=stolen)
    if (here / _ROOT_KEY).exists():
        root = keyfiles.read(here / _ROOT_KEY)
        _install(here, fresh.to_bytes(), _signed(root, fresh.to_bytes()))
        return Rotation.DONE, fresh
    keyfiles.write_public(request, fresh.to_bytes())
    return Rotation.ASKED, fresh


def request_file(data: Path) -> Path:
    """Where a rotation asks for the root's signature."""
    return folder(data) / _REQUEST


def answer_file(request: Path) -> Path:
    """Where the root's signature over a request lies."""
    return request.with_name(f"{request.name}.sig")


def sign_request(data: Path, request: Path) -> Path:
    """Sign a request with the root's private half; the file of the signature."""
    content = request.read_bytes()
    keylist.parse(content)
    root = keyfiles.read(folder(data) / _ROOT_KEY)
    keyfiles.write_public(answer_file(request), _signed(root, content))
    return answer_file(request)


def _may_be_marked(keys: KeyList, purpose: Purpose, kid: bytes) -> None:
    found = keys.keys.get(kid)
    if found is None or found.purpose is not purpose:
        raise NotToBeMarked(f"No key for '{purpose}' is called {kid.hex()}.")
    if found.state is KeyState.COMPROMISED:
        raise NotToBeMarked(f"The key {kid.hex()} is marked already.")


def _answer(here: Path, data: Path, keys: KeyList, purpose: Purpose) -> tuple[Rotation, KeyList]:
    """Take a signed request into force; it still waits where no signature lies beside it."""
    request, answer = here / _REQUEST, answer_file(here / _REQUEST)
    content = request.read_bytes()
    asked = keylist.parse(content)
    newest = list(asked.keys.values())[-1].purpose
    if newest is not purpose:
        raise OtherRequest(f"A request for '{newest}' still waits: {request}")
    if not answer.exists():
        return Rotation.WAITING, asked
    signature = answer.read_bytes()
    fresh = keylist.read(content, signature, root_of(data), seen=keys.version + 1)
    _install(here, content, signature)
    request.unlink()
    answer.unlink()
    return Rotation.DONE, fresh


def _new_key(here: Path, purpose: Purpose) -> SigningKey:
    key = keyfiles.new()
    keyfiles.write(_private(here, purpose, keylist.kid_of(key.public)), key)
    return key


def _private(here: Path, purpose: Purpose, kid: bytes) -> Path:
    return here / f"{purpose}-{kid.hex()}.key"


def _signed(root: SigningKey, content: bytes) -> bytes:
    return signing.sign(keylist.kid_of(root.public), root.sign, content, detached=True)


def _install(here: Path, content: bytes, signature: bytes) -> None:
    keyfiles.write_public(here / SIGNATURE, signature)
    keyfiles.write_public(here / LIST, content)


def _day(at: datetime) -> date:
    return at.astimezone(DHAKA).date()
