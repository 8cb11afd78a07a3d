"""W3C Bitstring Status Lists: which papers of a list are cancelled, suspended or replaced."""

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.papers.keylist import KeyList, Purpose, from_base64, in_base64
from portal.papers.refused import Reason, Refused

# Entries of a list; a paper's status index is the list's number times this, plus its place.
SIZE = 131_072
# A file much larger than any honest one is not even read.
LARGEST = 256 * 1024
_CONTEXT = "https://www.w3.org/ns/credentials/v2"


class Kind(StrEnum):
    """What a list says of its papers, as its name ends."""

    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    REPLACED = "replaced"


# How the W3C calls it: a replaced paper can be had anew.
_PURPOSES = {
    Kind.CANCELLED: "revocation",
    Kind.SUSPENDED: "suspension",
    Kind.REPLACED: "refresh",
}


@dataclass(frozen=True)
class StatusList:
    """One list as it was signed."""

    bits: bytes
    signed_at: datetime

    def has(self, place: int) -> bool:
        """Whether the bit at a place is set; the most significant bit of a byte comes first."""
        return bool(self.bits[place >> 3] & 0x80 >> (place & 7))


def name_of(number: int, kind: Kind) -> str:
    """The name of a list: 1-cancelled."""
    return f"{number}-{kind}"


def bits_of(places: Iterable[int]) -> bytes:
    """The bits of a list in which these places are set."""
    bits = bytearray(SIZE // 8)
    for place in places:
        bits[place >> 3] |= 0x80 >> (place & 7)
    return bytes(bits)


def write(bits: bytes, name: str, kind: Kind, public_url: str, at: datetime) -> bytes:
    """The file of a list, a BitstringStatusListCredential; its signature lies beside it."""
    address = f"{public_url}/status/{name}"
    content = {
        "@context": [_CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": public_url,
        "validFrom": at.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": _PURPOSES[kind],
            "encodedList": encode(bits),
        },
    }
    return json.dumps(content, indent=1).encode() + b"\n"


def encode(bits: bytes) -> str:
    """Bits as the W3C writes them: gzip, then base64url after a `u`."""
    return "u" + in_base64(gzip.compress(bits, mtime=0))


def decode(text: str) -> bytes:
    """The bits of an encoded list; refused when cut off, too short, or without an end."""
    if not text.startswith("u"):
        raise Refused(Reason.LIST_MALFORMED)
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(from_base64(text[1:]), SIZE + 1)
    except (ValueError, zlib.error):
        raise Refused(Reason.LIST_MALFORMED) from None
    # Its end holds a sum over all of it: without it nobody knows whether the rest is right.
    if len(unpacked) > SIZE or not unpacker.eof:
        raise Refused(Reason.LIST_MALFORMED)
    if len(unpacked) < SIZE // 8:
        raise Refused(Reason.LIST_TOO_SHORT)
    return unpacked


def read(content: bytes, signature: bytes, name: str, kind: Kind, keys: KeyList) -> StatusList:
    """A list of this name, signed by a key for status lists."""
    if len(content) > LARGEST:
        raise Refused(Reason.TOO_LONG)
    if not keys.vouches(Purpose.STATUS, signature, content):
        raise Refused(Reason.LIST_SIGNATURE_WRONG)
    return parse(content, name, kind)


def parse(content: bytes, name: str, kind: Kind) -> StatusList:
    """A list whose signature is nobody's word yet."""
    try:
        value = json.loads(content)
        subject = value["credentialSubject"]
        ours = value["id"].endswith(f"/status/{name}")
        signed_at = datetime.fromisoformat(value["validFrom"])
        encoded = subject["encodedList"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(Reason.LIST_MALFORMED) from None
    if not ours or subject.get("statusPurpose") != _PURPOSES[kind] or signed_at.tzinfo is None:
        raise Refused(Reason.LIST_MALFORMED)
    if not isinstance(encoded, str):
        raise Refused(Reason.LIST_MALFORMED)
    return StatusList(decode(encoded), signed_at)
