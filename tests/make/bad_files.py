"""Key lists and status lists that every reader refuses, each for its reason."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

from portal.papers import keylist, signing, status
from portal.papers.keylist import in_base64
from tests.make.papers import (
    DATA,
    LISTS,
    PAPER,
    ROOT,
    STATUS,
    STRANGER,
    key_list,
    kid,
    signed,
)


def bad_key_lists() -> Iterator[tuple[str, list[str], str]]:
    """Name, the key list with its signature, reason."""
    content = key_list().to_bytes()
    yield "signed by a stranger", signed(STRANGER, content), "keys-signature-wrong"
    bent = signing.sign(kid(ROOT), STRANGER.sign, content, detached=True)
    yield "signed in the root's name", [content.hex(), bent.hex()], "keys-signature-wrong"
    yield "older than one seen", signed(ROOT, key_list(6).to_bytes()), "keys-older"
    yield "not JSON", signed(ROOT, b"{"), "keys-malformed"
    yield "another format", signed(ROOT, content.replace(b'"format": 1', b'"format": 2')), MALFORMED
    value = json.loads(content)
    yield "a key twice", _relisted(value, value["keys"][:1] * 2), MALFORMED
    for name, changed in (
        ("a name that is not the key's", {"kid": "00000000"}),
        ("a purpose that nobody knows", {"purpose": "everything"}),
        ("stolen, nobody knows when", {"state": "compromised"}),
    ):
        yield name, _relisted(value, [value["keys"][0] | changed]), MALFORMED
    for name, height, reason in (
        ("a key of order one", 1, "key-low-order"),
        ("a key of order one, its sign turned", 1 | _SIGN, "key-low-order"),
        ("a key of order two", _P - 1, "key-low-order"),
        ("a key of order four", 0, "key-low-order"),
        ("a key of order eight", int(_ORDER_8, 16), "key-low-order"),
        ("the other key of order eight", _P - int(_ORDER_8, 16) | _SIGN, "key-low-order"),
        ("zero written as the field's size", _P, "key-not-canonical"),
        ("one written above the field", _P + 1 | _SIGN, "key-not-canonical"),
        ("a key above the field", _P + 3, "key-not-canonical"),
        ("a key beside the curve", 2, "key-not-on-curve"),
    ):
        public = height.to_bytes(32, "little")
        changed = {"kid": keylist.kid_of(public).hex(), "public": keylist.in_base64(public)}
        yield name, _relisted(value, [value["keys"][0] | changed]), reason


MALFORMED = "keys-malformed"
_P = 2**255 - 19
_SIGN = 1 << 255
_ORDER_8 = "5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"


def _relisted(value: dict[str, Any], keys: list[Any]) -> list[str]:
    return signed(ROOT, json.dumps(value | {"keys": keys}).encode())


def bad_lists() -> Iterator[tuple[str, list[str], str]]:
    """Name, the status list 1-cancelled with its signature, reason."""
    content, _ = (bytes.fromhex(part) for part in LISTS["fresh"]["1-cancelled"])
    yield "signed by a key for papers", signed(PAPER, content), "list-signature-wrong"
    yield "signed by a stranger", signed(STRANGER, content), "list-signature-wrong"
    changed = [content.replace(b"2026", b"2027").hex(), signed(STATUS, content)[1]]
    yield "changed afterwards", changed, "list-signature-wrong"
    suspended, signature = LISTS["fresh"]["1-suspended"]
    yield "another list in its place", [suspended, signature], "list-malformed"
    value = json.loads(content)
    vectors = json.loads((DATA / "vectors/rfc/bitstring_status_lists.json").read_text())
    short = vectors["lists"][2]["encodedList"]
    packed = gzip.compress(status.bits_of([0]), mtime=0)
    for name, encoded, reason in (
        ("shorter than the W3C allows", short, "list-too-short"),
        ("cut off in the middle", "u" + in_base64(packed[: len(packed) // 2]), "list-malformed"),
        ("cut off before its sum", "u" + in_base64(packed[:-8]), "list-malformed"),
        ("with another sum", "u" + in_base64(packed[:-5] + b"sum" + packed[-2:]), "list-malformed"),
        ("without an end", status.encode(bytes(2 * status.SIZE)), "list-malformed"),
        ("one byte too short", status.encode(bytes(status.SIZE // 8 - 1)), "list-too-short"),
        ("nothing", status.encode(b""), "list-too-short"),
        ("not after a u", short[1:], "list-malformed"),
        ("not packed", "uAAAA", "list-malformed"),
        ("not text", 7, "list-malformed"),
    ):
        subject = value["credentialSubject"] | {"encodedList": encoded}
        written = json.dumps(value | {"credentialSubject": subject}).encode()
        yield name, signed(STATUS, written), reason
