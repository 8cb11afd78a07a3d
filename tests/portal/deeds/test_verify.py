"""The journal finds every row that was changed behind the portal's back."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from sqlalchemy import text

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.deeds.sequencer import Seal, number_leaves
from portal.deeds.verify import differences
from portal.ground.access import Role
from portal.ground.database import db, transaction
from tests.make.people import make_person

KEY = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
SEAL = Seal("nirapod.example/log", PUBLIC, KEY.sign)


@deed
def ask(by: By, count: int) -> str:
    """Propose some things."""
    return [propose(by, kind="test", subject=str(i), difference={}).ref for i in range(count)][0]


@transaction
def tamper(change: str) -> None:
    """Change the database behind the portal's back."""
    db.execute(text(change))


def is_signed(public: bytes, signature: bytes, words: bytes) -> bool:
    """Whether this key made this signature."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, words)
    except InvalidSignature:
        return False
    return True


def found(*publics: bytes) -> list[str]:
    """The differences."""
    return list(differences(SEAL.origin, publics or (PUBLIC,), is_signed))


def fill(count: int = 3) -> None:
    """Some deeds, numbered and signed."""
    fill_with(SEAL, count)


def fill_with(seal: Seal, count: int = 3) -> None:
    """Some deeds, numbered and signed with this key."""
    by = By.command_line(make_person(Role.OFFICER).id, "test")
    for _ in range(count):
        ask(by, 2)
    number_leaves(seal)


@pytest.mark.usefixtures("app")
def test_an_honest_database_has_no_difference() -> None:
    fill()
    assert found() == []


@pytest.mark.usefixtures("app")
def test_more_leaves_than_one_tile_still_fit_their_heads() -> None:
    fill(270)
    fill(3)
    assert found() == []


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("change", "word"),
    [
        (
            "UPDATE proposal SET evidence = x'00' WHERE id = (SELECT max(id) FROM proposal)",
            "proposal: row",
        ),
        ("UPDATE leaf SET deed = 'other' WHERE place = 1", "place 1"),
        (
            "UPDATE leaf_row SET digest = x'00' WHERE id = (SELECT max(id) FROM leaf_row)",
            "was changed",
        ),
        ("UPDATE leaf SET entry = x'00', place = 1 WHERE place = 1", "does not fit"),
        ("UPDATE leaf SET place = 77 WHERE place = 2", "place 2 is missing"),
    ],
    ids=["row", "leaf", "digest", "entry", "gap"],
)
def test_a_change_behind_our_back_is_found(app: object, change: str, word: str) -> None:
    fill()
    dialect = db.get_bind().dialect.name
    tamper(change if dialect == "sqlite" else _for_postgresql(change))
    assert any(word in difference for difference in found())


def _for_postgresql(change: str) -> str:
    return change.replace("x'00'", "'\\x00'::bytea")


@pytest.mark.usefixtures("app")
def test_heads_of_an_older_key_stay_good_and_those_of_a_foreign_one_do_not() -> None:
    fill()
    newer = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)
    public = newer.public_key().public_bytes_raw()
    fill_with(Seal(SEAL.origin, public, newer.sign))
    assert found(PUBLIC, public) == []
    assert any("does not carry" in difference for difference in found(PUBLIC))
