"""Numbers, digits, CBOR, keys, claims and the holder check, each by itself."""

import hashlib
import json
from datetime import date

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.papers import cbor, claims, curve, digits, holder, ids, signing, status
from portal.papers.refused import Refused
from tests.make import cases

RFC = cases.DATA / "vectors" / "rfc"
B10 = json.loads((RFC / "b10_vectors.json").read_text())["vectors"]
ED25519 = json.loads((RFC / "rfc8032-ed25519.json").read_text())
SPECCHECK = json.loads((RFC / "ed25519-speccheck.json").read_text())["cases"]
COSE = json.loads((RFC / "cose-sign1.json").read_text())["messages"]
LISTS = json.loads((RFC / "bitstring_status_lists.json").read_text())["lists"]
LOW = [0, 1, 2**255 - 20, 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826]


@given(st.binary(min_size=8, max_size=8))
def test_a_number_goes_there_and_back(raw: bytes) -> None:
    number = ids.to_text(raw)
    assert len(number) == 13
    assert ids.to_bytes(number) == raw


@pytest.mark.parametrize(
    "text",
    [
        "0123456789ABC",
        "o123456789abc",
        "O1L3456789abc".replace("3", "23", 1)[:13],
        " 0123-4567 89ABC ",
        "\u202e0123\u200d4567\u200c89ABC\u202c\ufeff",
    ],
)
def test_a_typed_number_is_forgiven(text: str) -> None:
    assert (ids.typed(text) or "")[:2] == "01"


def test_bangla_digits_are_read() -> None:
    assert ids.typed("০১২৩৪৫৬৭৮৯ABC") == "0123456789ABC"


@pytest.mark.parametrize("text", ["", "0123456789AB", "0123456789ABCD", "U123456789ABC", "Z" * 13])
def test_what_is_no_number_is_none(text: str) -> None:
    assert ids.typed(text) is None


@pytest.mark.parametrize("vector", B10, ids=lambda vector: vector["hex"] or "nothing")
def test_digits_are_as_in_the_vectors(vector: dict[str, str]) -> None:
    assert digits.encode(bytes.fromhex(vector["hex"])) == vector["digits"]
    assert digits.decode(vector["digits"]).hex() == vector["hex"]


@given(st.binary(max_size=200))
def test_digits_go_there_and_back(raw: bytes) -> None:
    assert digits.decode(digits.encode(raw)) == raw


@given(st.text("0123456789", max_size=60))
def test_no_two_texts_of_digits_are_the_same_bytes(text: str) -> None:
    try:
        raw = digits.decode(text)
    except Refused:
        return
    assert digits.encode(raw) == text


KNOWN = st.recursive(
    st.none() | st.integers(-(2**53) + 1, 2**53 - 1) | st.binary(max_size=30) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.integers(0, 23) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=6,
)


@given(KNOWN)
def test_the_strict_reader_reads_what_cbor2_writes(value: object) -> None:
    try:
        read = cbor.loads(cbor.dumps(value))
    except Refused:
        # Too deep, or keys of different kinds: cbor2 orders these as RFC 7049 did.
        return
    assert read == value


@given(st.binary(max_size=60))
def test_whatever_the_strict_reader_takes_is_deterministic(raw: bytes) -> None:
    try:
        value = cbor.loads(raw)
    except Refused:
        return
    assert value == cbor2.loads(raw)


def test_more_than_a_paper_can_hold_is_not_read() -> None:
    with pytest.raises(Refused, match="too-long"):
        cbor.loads(b"\x00" * (cbor.LARGEST + 1))


@pytest.mark.parametrize("vector", ED25519, ids=lambda vector: vector["pub"][:8])
def test_the_signatures_of_rfc_8032_hold(vector: dict[str, str]) -> None:
    public, signature, text = (bytes.fromhex(vector[name]) for name in ("pub", "sig", "msg"))
    curve.require_sound(public)
    assert signing.is_signed(public, signature, text)
    assert not signing.is_signed(public, signature, text + b"0")


@pytest.mark.parametrize("vector", SPECCHECK, ids=lambda vector: vector["what"])
def test_signatures_at_the_edge_are_judged_by_the_strict_rule(vector: dict[str, str]) -> None:
    public, signature, text = (bytes.fromhex(vector[name]) for name in ("pub", "sig", "msg"))
    if vector["key"] != "sound":
        with pytest.raises(Refused, match=vector["key"]):
            curve.require_sound(public)
        return
    curve.require_sound(public)
    assert signing.is_signed(public, signature, text) is vector["holds"]


@pytest.mark.parametrize("vector", COSE, ids=lambda vector: vector["title"])
def test_the_messages_of_the_cose_examples_are_refused_for_their_reason(
    vector: dict[str, str],
) -> None:
    tagged = bytes.fromhex(vector["cbor"])
    with pytest.raises(Refused, match="cbor-malformed"):
        signing.read(tagged)
    with pytest.raises(Refused, match=vector["reason"]):
        signing.read(tagged.removeprefix(b"\xd2"))


@pytest.mark.parametrize("vector", COSE, ids=lambda vector: vector["title"])
def test_what_is_signed_is_as_in_the_cose_examples(vector: dict[str, str]) -> None:
    _, _, payload, _ = cbor2.loads(bytes.fromhex(vector["cbor"]).removeprefix(b"\xd2"))
    signed = signing._to_be_signed(bytes.fromhex(vector["protected_when_signed"]), payload)
    assert signed.hex() == vector["to_be_signed"].lower()


def times_8(y: int) -> int:
    """The height of eight times a point of this height, by the law of the curve."""
    p = 2**255 - 19
    d = -121665 * pow(121666, -1, p) % p
    square = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
    x = pow(square, (p + 3) // 8, p)
    x = x if x * x % p == square else x * pow(2, (p - 1) // 4, p) % p
    for _ in range(3):
        k = d * x * x * y * y
        x, y = 2 * x * y * pow(1 + k, -1, p) % p, (y * y + x * x) * pow(1 - k, -1, p) % p
    return y


@pytest.mark.parametrize("y", [*LOW, 2**255 - 19 - LOW[3]])
@pytest.mark.parametrize("sign", [0, 1])
def test_keys_of_low_order_are_refused(y: int, sign: int) -> None:
    assert times_8(y) == 1
    with pytest.raises(Refused, match="key-low-order"):
        curve.require_sound((y | sign << 255).to_bytes(32, "little"))


@pytest.mark.parametrize("vector", LISTS, ids=lambda vector: vector["id"])
def test_status_lists_are_read_most_significant_bit_first(vector: dict[str, object]) -> None:
    if vector["bytes"] != status.SIZE // 8:
        with pytest.raises(Refused, match="list-too-short"):
            status.decode(str(vector["encodedList"]))
        return
    bits = status.decode(str(vector["encodedList"]))
    assert bits == status.bits_of(vector["set_indices"])  # type: ignore[arg-type]


@given(st.sets(st.integers(0, status.SIZE - 1), max_size=40))
def test_a_status_list_says_what_was_set(places: set[int]) -> None:
    bits = status.decode(status.encode(status.bits_of(places)))
    found = status.StatusList(bits, cases.AT)
    assert all(found.has(place) for place in places)
    assert sum(byte.bit_count() for byte in bits) == len(places)


def test_a_list_that_unpacks_without_end_is_refused_before_its_end() -> None:
    bomb = status.encode(bytes(20 * 2**20))
    with pytest.raises(Refused, match="list-malformed"):
        status.decode(bomb)


def test_claims_go_there_and_back() -> None:
    said = cases.claims(place="cumilla", expires_on=date(2027, 1, 1))
    assert claims.read(said.to_bytes()) == said


def test_a_typical_message_is_about_160_bytes() -> None:
    message = signing.sign(b"kidd", cases.PAPER.sign, cases.claims().to_bytes(), detached=False)
    assert len(message) < 165


def test_the_holder_check_forgives_how_a_passport_is_written() -> None:
    born = date(1999, 12, 31)
    assert holder.check("a 1234-5678", born) == holder.check("A12345678", born)
    assert holder.check("A12345678", born) != holder.check("A12345679", born)
    assert len(holder.check("A12345678", born)) == 2


def test_the_holder_check_is_as_the_format_says() -> None:
    by_hand = hashlib.pbkdf2_hmac(
        "sha256", b"A12345678|1999-12-31", b"nirapod-holder-1|678", 600_000
    )
    assert holder.check("A12345678", date(1999, 12, 31)) == by_hand[:2]
