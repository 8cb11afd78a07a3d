"""The tree is that of RFC 6962, tiles and notes are those of C2SP."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from portal.deeds import merkle


def definition(hashes: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word: split at the largest power of two below the size."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return merkle.node_hash(definition(hashes[:split]), definition(hashes[split:]))


@pytest.mark.parametrize("size", [*range(20), 255, 256, 257, 600])
def test_the_root_follows_the_definition(size: int) -> None:
    hashes = [merkle.leaf_hash(bytes([i % 256, i // 256])) for i in range(size)]
    assert merkle.root(hashes) == definition(hashes)


def test_the_root_of_one_empty_leaf_is_the_published_one() -> None:
    published = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle.root([merkle.leaf_hash(b"")]).hex() == published


@pytest.mark.parametrize(
    ("place", "path"),
    [(0, "000"), (67, "067"), (1234067, "x001/x234/067"), (5000, "x005/000")],
)
def test_tiles_are_numbered_as_c2sp_writes_them(place: int, path: str) -> None:
    assert (merkle.tile_path(place), merkle.tile_place(path)) == (path, place)


@pytest.mark.parametrize(
    "path", ["", "1", "x1/000", "000/000", "x000/001", "٠٠١", "../etc", "9" * 40]
)
def test_other_paths_are_no_tile(path: str) -> None:
    assert merkle.tile_place(path) is None


def test_a_note_reads_back_under_its_key_only() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    text = merkle.checkpoint("nirapod.example/log", 3, b"\0" * 32)
    note = merkle.signed_note(text, "nirapod.example/log", public, key.sign)
    read, signature = merkle.read_note(note, "nirapod.example/log", public)
    key.public_key().verify(signature, read.encode())
    assert read == text
    with pytest.raises(ValueError, match="not signed with this key"):
        merkle.read_note(note, "nirapod.example/log", other.public_key().public_bytes_raw())
