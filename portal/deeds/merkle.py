"""The tree over the journal: RFC 6962 hashes, C2SP tlog-tiles and signed notes. No database."""

import base64
import hashlib
from collections.abc import Callable, Sequence

WIDTH = 256


def leaf_hash(entry: bytes) -> bytes:
    """RFC 6962, 2.1: SHA-256 over 0x00 and the entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962, 2.1: SHA-256 over 0x01 and both halves."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over hashes of leaves, or of full subtrees of one size with a partial one last."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    level = list(hashes)
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        pairs = zip(level[0::2], level[1::2], strict=False)
        level = [node_hash(left, right) for left, right in pairs] + odd
    return level[0]


def tile_path(place: int) -> str:
    """A tile's number as C2SP writes it: 1234067 -> x001/x234/067."""
    groups = [f"{place % 1000:03d}"]
    while place >= 1000:
        place //= 1000
        groups.insert(0, f"x{place % 1000:03d}")
    return "/".join(groups)


def tile_place(path: str) -> int | None:
    """The number of a tile from its path, None for anything not written that way."""
    digits = path.replace("/x", "/").removeprefix("x").replace("/", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        return None
    return int(digits) if tile_path(int(digits)) == path else None


def checkpoint(origin: str, size: int, head: bytes) -> str:
    """The text of a checkpoint (C2SP tlog-checkpoint): origin, size, root in base64."""
    return f"{origin}\n{size}\n{base64.b64encode(head).decode()}\n"


def signed_note(text: str, name: str, public: bytes, sign: Callable[[bytes], bytes]) -> str:
    """A C2SP signed note with one Ed25519 signature."""
    signature = base64.b64encode(_key_id(name, public) + sign(text.encode())).decode()
    return f"{text}\n\N{EM DASH} {name} {signature}\n"


def read_note(note: str, name: str, public: bytes) -> tuple[str, bytes]:
    """Text and Ed25519 signature of a note under this key; ValueError if there is none."""
    text, found, lines = note.partition("\n\n")
    for line in lines.splitlines():
        words = line.split(" ")
        if len(words) == 3 and words[:2] == ["\N{EM DASH}", name]:
            raw = base64.b64decode(words[2], validate=True)
            if raw[:4] == _key_id(name, public) and len(raw) == 68:
                return text + "\n", raw[4:]
    raise ValueError("the note is not signed with this key" if found else "no signature")


def _key_id(name: str, public: bytes) -> bytes:
    """C2SP signed-note: the first 4 bytes of SHA-256 over name, line feed, 0x01 and the key."""
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
