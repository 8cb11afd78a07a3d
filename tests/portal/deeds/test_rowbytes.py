"""The bytes of rows: exactly those that the general encoder writes, or old digests were wrong."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import cbor2
import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, String
from sqlalchemy.dialects import postgresql, sqlite

from portal.deeds.rowbytes import row_encoder
from portal.ground.database import UtcDateTime
from portal.ground.encryption import EncryptedJson


class Colour(StrEnum):
    """Two values."""

    RED = "red"


NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
DHAKA_NOON = NOON.astimezone(timezone(timedelta(hours=6)))
CASES: dict[str, tuple[Any, Any, Any]] = {
    "nothing": (String(), None, None),
    "text": (String(), "Cleaner", "Cleaner"),
    "bangla": (String(), "ক্লিনার", "ক্লিনার"),
    "empty": (String(), "", ""),
    "long text": (String(), "x" * 300, "x" * 300),
    "longer text": (String(), "x" * 70_000, "x" * 70_000),
    "bytes": (LargeBinary(), b"\x00\xff", b"\x00\xff"),
    "long bytes": (EncryptedJson("x"), b"y" * 400, b"y" * 400),
    "moment": (UtcDateTime(), DHAKA_NOON, NOON.isoformat()),
    "day": (Date(), date(2031, 1, 1), "2031-01-01"),
    "yes": (Boolean(), True, True),
    "json": (JSON(), {"b": [1], "a": None}, {"a": None, "b": [1]}),
    "word": (String(), Colour.RED, "red"),
} | {
    f"number {number}": (Integer(), number, number)
    for number in (0, 1, 23, 24, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32 - 100, -1, -500)
}


@pytest.mark.parametrize("case", CASES)
def test_a_row_is_written_as_the_general_encoder_does(case: str) -> None:
    kind, raw, plain = CASES[case]
    columns = [Column("id", Integer()), Column("thing", kind)]
    encode = row_encoder("shelf", columns, postgresql.dialect())
    wanted = cbor2.dumps(["shelf", [["id", 7], ["thing", plain]]], canonical=True)
    # Twice: the second time it is remembered.
    assert [encode([7, raw]), encode([7, raw])] == [wanted, wanted]


def test_what_sqlite_keeps_as_text_is_read_before_it_is_written() -> None:
    kinds = {"at": UtcDateTime(), "on": Date(), "is": Boolean(), "told": JSON()}
    columns = [Column(name, kind) for name, kind in kinds.items()]
    encode = row_encoder("shelf", columns, sqlite.dialect())
    content = [["at", NOON.isoformat()], ["on", "2031-01-01"], ["is", True], ["told", [None]]]
    found = encode(["2026-11-27 12:00:00.000000", "2031-01-01", 1, "[null]"])
    assert found == cbor2.dumps(["shelf", content], canonical=True)
