"""Personal fields are sealed; their keys lie outside the database."""

import hmac
import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from portal.ground.encryption import NoSecrets, Ring, make_ring, read_ring


@pytest.fixture
def ring(tmp_path: Path) -> Ring:
    """Fresh secrets."""
    make_ring(tmp_path)
    return read_ring(tmp_path)


def test_a_field_reads_back(ring: Ring) -> None:
    assert ring.decrypt("a", ring.encrypt("a", "রহিমা".encode())).decode() == "রহিমা"


def test_the_same_text_never_looks_the_same_twice(ring: Ring) -> None:
    assert ring.encrypt("a", b"A1234567") != ring.encrypt("a", b"A1234567")


def test_a_field_moved_to_another_column_does_not_open(ring: Ring) -> None:
    with pytest.raises(InvalidTag):
        ring.decrypt("b", ring.encrypt("a", b"A1234567"))


@pytest.mark.parametrize("place", [2, 14, -1])
def test_a_changed_byte_does_not_open(ring: Ring, place: int) -> None:
    stored = bytearray(ring.encrypt("a", b"A1234567"))
    stored[place] ^= 1
    with pytest.raises(InvalidTag):
        ring.decrypt("a", bytes(stored))


def test_keyed_hashes_differ_by_purpose(ring: Ring) -> None:
    assert ring.keyed_hash("phone", "x") != ring.keyed_hash("device", "x")
    assert ring.keyed_hash("phone", "x") == ring.keyed_hash("phone", "x")


def test_an_older_key_still_opens_what_it_sealed(ring: Ring) -> None:
    turned = Ring(ring.cookie, ring.hashing, 2, ring.fields | {2: b"\2" * 32})
    assert turned.decrypt("a", ring.encrypt("a", b"old")) == b"old"
    assert turned.encrypt("a", b"new")[1] == 2


def test_secrets_are_readable_by_their_owner_only_and_made_once(tmp_path: Path) -> None:
    assert make_ring(tmp_path)
    before = (tmp_path / "secrets.json").read_bytes()
    assert not make_ring(tmp_path)
    assert (tmp_path / "secrets.json").read_bytes() == before
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_without_secrets_the_reason_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSecrets, match="nirapod keys init"):
        read_ring(tmp_path)


def test_a_keyed_hash_is_an_hmac_under_a_key_of_its_purpose() -> None:
    ring = Ring(cookie=b"c", hashing=b"h" * 32, current=1, fields={1: b"f" * 32})
    key = hmac.digest(b"h" * 32, b"visa-look-up", "sha256")
    for text in ("", "A01234567|1998-04-12", "লম্বা " * 100):
        assert ring.keyed_hash("visa-look-up", text) == hmac.digest(key, text.encode(), "sha256")
