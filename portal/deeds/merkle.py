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


def consistency_root(size: int, proof: Sequence[bytes], old_size: int, old_root: bytes) -> bytes:
    """The newer root that a consistency proof leads to (RFC 9162, 2.1.4.2); ValueError if none."""
    path = list(proof)
    if old_size == size:
        if path:
            raise ValueError("a proof between equal sizes is empty")
        return old_root
    if not 0 < old_size < size or not path:
        raise ValueError("no such proof")
    first, second = old_size - 1, size - 1
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    while first & 1:
        first, second = first >> 1, second >> 1
    old = new = path[0]
    for step in path[1:]:
        if second == 0:
            raise ValueError("the proof is too long")
        if first & 1 or first == second:
            old, new = node_hash(step, old), node_hash(step, new)
            while first and not first & 1:
                first, second = first >> 1, second >> 1
        else:
            new = node_hash(new, step)
        first, second = first >> 1, second >> 1
    if second or old != old_root:
        raise ValueError("the proof does not lead from the old root")
    return new


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
