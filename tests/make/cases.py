"""The cases that hold the verdict in Python and in JavaScript to the same answers.

`python -m tests.make.cases` writes tests/data/cases/papers.json; a test refuses a stale file.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.papers import cbor, code, ids, signing, status
from tests.make.bad_files import bad_key_lists, bad_lists
from tests.make.papers import (
    AT,
    BOTH,
    CANCELLED,
    DATA,
    LISTS,
    NUMBER,
    OLD,
    PAPER,
    REPLACED,
    ROOT,
    SLIP,
    STATUS,
    STOLEN,
    STRANGER,
    SUSPENDED,
    URL,
    claims,
    good,
    key_list,
    kid,
    raw,
    signed,
    text_of,
)

FILE = DATA / "cases" / "papers.json"
Case = tuple[str, str, str, str, str]


def cases() -> Iterator[Case]:
    """Name, text, which lists are at hand, verdict, reason."""
    for group in (_good, _slips, _standing, _keys, _changed, _written, _cbor, _headers, _claims):
        yield from group()


def _good() -> Iterator[Case]:
    yield "as it was printed", good(), "fresh", "genuine", "genuine"
    yield "in small letters", good().lower(), "fresh", "genuine", "genuine"
    yield "with space around it", f" {good()}\n", "fresh", "genuine", "genuine"
    other = good().replace("NIRAPOD.EXAMPLE", "NIRAPOD.EXAMPLE.COM")
    yield "at another host", other, "fresh", "genuine", "genuine"
    yield "with the least claims", good(holder_check=None, last_3=None), "week", *["genuine"] * 2
    full = good(name="A" * 39, place="cumilla", expires_on=AT.date())
    yield "on its last day", full, "fresh", "genuine", "genuine"


def _slips() -> Iterator[Case]:
    """The same verdicts for the other kind of paper; the names begin with its name."""
    yield "a slip", good(key=SLIP, subject="SA"), "fresh", "genuine", "genuine"
    last = {"key": SLIP, "subject": "SA", "place": "Cumilla"}
    day, past = AT.date(), date(2026, 11, 22)
    yield "a slip on its last day", good(**last, expires_on=day), "fresh", *["genuine"] * 2
    yield "a slip after 30 days", good(**last, expires_on=past), "fresh", *["expired"] * 2
    for name, spot, verdict in (
        ("a slip that was cancelled", CANCELLED, "cancelled"),
        ("a slip that was replaced", REPLACED, "replaced"),
        ("a slip that was suspended", SUSPENDED, "suspended"),
    ):
        yield name, good(spot, **last), "fresh", verdict, verdict
    yield "a slip, lists older than a week", good(**last), "old", "status-old", "list-old"
    yield "a slip, no list at hand", good(**last), "none", "status-old", "list-missing"
    unknown = good(key=SLIP, subject="ZZ")
    yield "a slip for a country that is none", unknown, "fresh", *["genuine"] * 2


def _standing() -> Iterator[Case]:
    past = date(2026, 11, 22)
    for name, spot, verdict in (
        ("cancelled", CANCELLED, "cancelled"),
        ("replaced", REPLACED, "replaced"),
        ("suspended", SUSPENDED, "suspended"),
        ("cancelled and suspended", BOTH, "cancelled"),
    ):
        yield name, good(spot), "fresh", verdict, verdict
    # Whoever reads the bits of a byte from its other end takes these for marked, or for good.
    for spot in (status.SIZE - 8, 15):
        yield f"in the mirror of a marked place, {spot}", good(spot), "fresh", *["genuine"] * 2
    yield "cancelled in an old list", good(CANCELLED), "old", "cancelled", "cancelled"
    yield "expired", good(expires_on=past), "fresh", "expired", "expired"
    yield "expired, no list", good(expires_on=past), "none", "expired", "expired"
    yield "suspended, then expired", good(SUSPENDED, expires_on=past), "fresh", *["expired"] * 2
    yield "lists older than a week", good(), "old", "status-old", "list-old"
    yield "lists of the day after tomorrow's week", good(), "future", "status-old", "list-old"
    yield "no list at hand", good(), "none", "status-old", "list-missing"
    yield "one list is missing", good(), "some", "status-old", "list-missing"
    yield "replaced, one list is missing", good(REPLACED), "some", "replaced", "replaced"
    far = text_of(claims(status_index=9 * status.SIZE).to_bytes())
    yield "a list that nobody has", far, "fresh", "status-old", "list-missing"


def _keys() -> Iterator[Case]:
    in_june = date(2026, 6, 30)
    yield "a retired key, in its time", good(key=OLD, issued_on=in_june), "fresh", *["genuine"] * 2
    for name, key, day in (
        ("a retired key, after its time", OLD, date(2026, 7, 1)),
        ("before the key's time", PAPER, date(2025, 12, 31)),
    ):
        yield name, good(key=key, issued_on=day), "fresh", "not-ours", "key-not-in-force"
    yield "a stolen key", good(key=STOLEN), "fresh", "status-old", "key-compromised"
    yield "a stolen key, cancelled", good(CANCELLED, key=STOLEN), "fresh", *["cancelled"] * 2
    yield "a key for status lists", good(key=STATUS), "fresh", "not-ours", "key-wrong-purpose"
    yield "nobody's key", good(key=STRANGER), "fresh", "not-ours", "key-unknown"
    forged = signing.sign(kid(PAPER), STRANGER.sign, claims().to_bytes(), detached=False)
    yield "the name of our key only", raw(forged), "fresh", "not-ours", "signature-wrong"


def _changed() -> Iterator[Case]:
    protected, unprotected, payload, signature = cbor.loads(code.read(good()).message)
    other = cbor.dumps([protected, unprotected, payload, bytes([signature[0] ^ 1]) + signature[1:]])
    yield "another signature", raw(other), "fresh", "not-ours", "signature-wrong"
    name = payload.replace(b"RAHIMA", b"KARIMA")
    other = cbor.dumps([protected, unprotected, name, signature])
    yield "another name", raw(other), "fresh", "not-ours", "signature-wrong"
    order = 2**252 + 27742317777372353535851937790883648493
    high = (int.from_bytes(signature[32:], "little") + order).to_bytes(32, "little")
    other = cbor.dumps([protected, unprotected, payload, signature[:32] + high])
    yield "a signature that was bent", raw(other), "fresh", "not-ours", "signature-wrong"
    other = good().replace(NUMBER, ids.to_text(b"12345678"))
    yield "another number in front", other, "fresh", "not-ours", "ids-differ"


def _written() -> Iterator[Case]:
    for name, text, reason in (
        ("nothing", "", "not-a-code"),
        ("a number alone", NUMBER, "not-a-code"),
        ("an address alone", f"{URL}/C/{NUMBER}", "not-a-code"),
        ("no digits", f"{URL}/C/{NUMBER}#", "not-a-code"),
        ("a letter among the digits", f"{good()[:-1]}A", "not-a-code"),
        ("letters that look like digits", f"{good()[:-2]}OI", "not-a-code"),
        ("a joiner among the digits", f"{good()[:-1]}\u200d7", "not-a-code"),
        ("turned round", f"\u202e{good()}\u202c", "not-a-code"),
        ("two codes in one", f"{good()} {good()}", "not-a-code"),
        ("a second line", f"{good()}\n7", "not-a-code"),
        ("a look-alike address without its number", f"{URL}.com/#123", "not-a-code"),
        ("somebody else's code", "WIFI:T:WPA;S:cafe;P:secret;;", "not-a-code"),
        ("Bangla digits", f"{good()[:-1]}৭", "not-a-code"),
        ("another scheme", good().replace("HTTPS", "FTP"), "not-a-code"),
        ("somebody before the host", good().replace("//", "//A@"), "not-a-code"),
        ("a number that is none", good().replace(NUMBER, "ZZZZZZZZZZZZZ"), "not-a-code"),
        ("a megabyte of digits", f"{good()}{'0' * 2**20}", "too-long"),
        ("more digits than any code", f"{good()}{'0' * 1200}", "too-long"),
        ("a digit too few", good()[:-1], "digits-malformed"),
        ("a group above its bytes", f"{URL}/C/{NUMBER}#{'9' * 17}", "digits-malformed"),
        ("a single digit", f"{URL}/C/{NUMBER}#1", "digits-malformed"),
    ):
        yield name, text, "fresh", "unreadable", reason


def _cbor() -> Iterator[Case]:
    whole = code.read(good()).message
    payload = claims().to_bytes()
    for name, message, reason in (
        ("a byte more", whole + b"\x00", "cbor-trailing-bytes"),
        ("a byte less", whole[:-1], "cbor-malformed"),
        ("a tag in front", b"\xd2" + whole, "cbor-malformed"),
        ("an array without its length", b"\x9f" + whole[1:] + b"\xff", "cbor-malformed"),
        ("a float", b"\x84\x40\xa0\xf9\x3c\x00\x40", "cbor-malformed"),
        ("a long way to write a number", b"\x98\x04" + whole[1:], "cbor-not-deterministic"),
        ("more than it holds", b"\x9b" + b"\x00" * 3 + b"\xff" * 5, "cbor-malformed"),
        ("a number beyond all", b"\x9b" + b"\xff" * 8, "cbor-malformed"),
        ("a well of arrays", b"\x81" * 8 + b"\x00", "cbor-malformed"),
        ("no text", b"\x81\x61\xff", "cbor-malformed"),
        ("a map as a key", b"\xa1\xa0\x00", "cbor-malformed"),
        ("zeros", b"\x00" * 21, "cbor-trailing-bytes"),
    ):
        yield name, raw(message), "fresh", "unreadable", reason
    header = cbor.loads(whole)[0]
    for name, bent, reason in (
        ("a key of the header twice", b"\xa3" + header[1:3] + header[1:], "cbor-duplicate-key"),
        ("a byte behind the header", header + b"\x00", "cbor-trailing-bytes"),
        ("the header out of order", b"\xa2" + header[3:] + header[1:3], "cbor-not-deterministic"),
    ):
        message = cbor.dumps([bent, *cbor.loads(whole)[1:]])
        yield name, raw(message), "fresh", "unreadable", reason
    more = text_of(payload + b"\x00")
    yield "a byte behind the claims", more, "fresh", "unreadable", "cbor-trailing-bytes"
    doubled = bytes([payload[0] + 1]) + payload[1:-2] + payload[-2:] * 2
    yield "a claim twice", text_of(doubled), "fresh", "unreadable", "cbor-duplicate-key"
    swapped = bytes([payload[0] + 1]) + payload[1:] + b"\x06\x61A"
    yield "claims out of order", text_of(swapped), "fresh", "unreadable", "cbor-not-deterministic"


def _headers() -> Iterator[Case]:
    name = kid(PAPER)
    payload = claims().to_bytes()
    for case, header, unprotected, reason in (
        ("another algorithm", {1: -7, 4: name}, {}, "algorithm-unknown"),
        ("no algorithm", {4: name}, {}, "algorithm-unknown"),
        ("an algorithm in words", {1: "EdDSA", 4: name}, {}, "algorithm-unknown"),
        ("the algorithm unprotected", {4: name}, {1: -8}, "algorithm-unprotected"),
        ("the algorithm in both", {1: -8, 4: name}, {1: -8}, "message-malformed"),
        ("no key", {1: -8}, {}, "message-malformed"),
        ("the key unprotected", {1: -8}, {4: name}, "message-malformed"),
        ("a long name of a key", {1: -8, 4: name + b"0"}, {}, "message-malformed"),
        ("more than it knows", {1: -8, 4: name, 5: 0}, {}, "message-malformed"),
    ):
        protected = cbor.dumps(header)
        signature = PAPER.sign(cbor.dumps(["Signature1", protected, b"", payload]))
        message = cbor.dumps([protected, unprotected, payload, signature])
        yield case, raw(message), "fresh", "unreadable", reason
    protected, unprotected, payload, signature = cbor.loads(code.read(good()).message)
    for case, parts, reason in (
        ("three parts", [protected, {}, payload], "message-malformed"),
        ("a short signature", [protected, {}, payload, signature[:-1]], "message-malformed"),
        ("no header", [b"", {}, payload, signature], "algorithm-unknown"),
        ("a header that is a list", [b"\x80", {}, payload, signature], "message-malformed"),
        ("a payload that is text", [protected, {}, "text", signature], "message-malformed"),
        ("no payload", [protected, {}, None, signature], "cbor-malformed"),
    ):
        yield case, raw(cbor.dumps(parts)), "fresh", "unreadable", reason


def _claims() -> Iterator[Case]:
    known = cbor.loads(claims().to_bytes())
    for case, changed, reason in (
        ("another format", {1: 2}, "format-unknown"),
        ("a format in words", {1: "1"}, "claims-malformed"),
        ("no name", {3: None}, "claims-malformed"),
        ("a name too long", {3: "A" * 40}, "claims-malformed"),
        ("a name in Bangla", {3: "রহিমা"}, "claims-malformed"),
        ("a name over two lines", {3: "RAHIMA\n"}, "claims-malformed"),
        ("a short number", {2: b"1234567"}, "claims-malformed"),
        ("a day before all days", {4: -1}, "claims-malformed"),
        ("a day after all days", {4: 2**40}, "claims-malformed"),
        ("a day in words", {4: "2026-11-20"}, "claims-malformed"),
        ("an empty course", {5: ""}, "claims-malformed"),
        ("a check of three bytes", {8: b"123"}, "claims-malformed"),
        ("four last characters", {9: "1417"}, "claims-malformed"),
        ("a level above all", {10: 2}, "claims-malformed"),
        ("a claim that nobody knows", {12: 0}, "claims-malformed"),
        ("a claim under a word", {"name": 0}, "claims-malformed"),
    ):
        values = {key: value for key, value in (known | changed).items() if value is not None}
        yield case, text_of(cbor.dumps(values)), "fresh", "unreadable", reason
    yield "claims that are a list", text_of(b"\x80"), "fresh", "unreadable", "claims-malformed"


def kind_of(case: dict[str, Any]) -> str | None:
    """Certificate or slip; nothing where it is not ours."""
    if case["verdict"] in {"unreadable", "not-ours"}:
        return None
    return "slip" if case["name"].startswith("a slip") else "certificate"


def content() -> str:
    """The text of the file of cases."""
    names = ("name", "text", "lists", "verdict", "reason")
    everything = {
        "at": AT.isoformat(),
        "root": ROOT.public.hex(),
        "keys": signed(ROOT, key_list().to_bytes()),
        "lists": LISTS,
        "cases": [dict(zip(names, case, strict=True)) for case in cases()],
        "bad_key_lists": list(bad_key_lists()),
        "bad_lists": list(bad_lists()),
    }
    for case in everything["cases"]:
        case["kind"] = kind_of(case)
        if len(case["text"]) > 4000:
            # A megabyte of zeros is written short.
            case["zeros"] = len(case["text"]) - len(case["text"].rstrip("0"))
            case["text"] = case["text"].rstrip("0")
    return json.dumps(everything, indent=1, ensure_ascii=False) + "\n"


def read() -> dict[str, Any]:
    """The cases of the file."""
    value = json.loads(FILE.read_text())
    for case in value["cases"]:
        case["text"] += "0" * case.get("zeros", 0)
    return value


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(content())
