"""The bytes of rows that digests are made of: CBOR as cbor2 writes it, in a tenth of the time.

A long list is digested while everybody who writes waits, so its rows are not sent through the
general encoder: what a column held in a row before is not written anew.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import cbor2
from sqlalchemy import JSON, Column
from sqlalchemy.engine import Dialect

from portal.ground.encryption import EncryptedBytes

_BYTES, _TEXT, _LIST = 2, 3, 4
_REMEMBERED = 2048


def row_encoder(
    table: str, columns: Sequence[Column[Any]], dialect: Dialect
) -> Callable[[Sequence[Any]], bytes]:
    """Makes the bytes of rows as the driver gives them: [table, [[name, value], ...]]."""
    begin = b"".join((_head(_LIST, 2), _text(table), _head(_LIST, len(columns))))
    cells = [_cell_encoder(column, dialect) for column in columns]

    def encode(values: Sequence[Any]) -> bytes:
        pairs = [cell(value) for cell, value in zip(cells, values, strict=True)]
        return begin + b"".join(pairs)

    return encode


def _cell_encoder(column: Column[Any], dialect: Dialect) -> Callable[[Any], bytes]:
    head = _head(_LIST, 2) + _text(column.name)
    # What is encrypted is digested as it is stored.
    process = (
        None
        if isinstance(column.type, EncryptedBytes)
        else column.type.dialect_impl(dialect).result_processor(dialect, None)
    )

    def encode(raw: Any) -> bytes:
        value = process(raw) if process else raw
        return head + _ENCODERS.get(type(value), _other)(value)

    return encode if isinstance(column.type, JSON) else _Memory(encode).__getitem__


class _Memory(dict[Any, bytes]):
    """The first values of a column, with their bytes."""

    def __init__(self, encode: Callable[[Any], bytes]) -> None:
        super().__init__()
        self._encode = encode

    def __missing__(self, raw: Any) -> bytes:
        found = self._encode(raw)
        if len(self) < _REMEMBERED:
            self[raw] = found
        return found


def _head(kind: int, size: int) -> bytes:
    """The first bytes of an item: its kind, and how long it is."""
    if size < 24:
        return bytes((kind << 5 | size,))
    for more, most in ((24, 0xFF), (25, 0xFFFF), (26, 0xFFFFFFFF)):
        if size <= most:
            return bytes((kind << 5 | more,)) + size.to_bytes(1 << more - 24, "big")
    raise ValueError("a value of more than four gigabytes")


_TEXT_HEADS = [_head(_TEXT, size) for size in range(256)]


def _text(value: str) -> bytes:
    content = value.encode()
    size = len(content)
    return (_TEXT_HEADS[size] if size < 256 else _head(_TEXT, size)) + content


def _bytes(value: bytes) -> bytes:
    return _head(_BYTES, len(value)) + value


def _other(value: Any) -> bytes:
    """Few rows hold anything else."""
    if isinstance(value, Enum):
        value = value.value
    return cbor2.dumps(bytes(value) if isinstance(value, memoryview) else value, canonical=True)


_ENCODERS: dict[type, Callable[[Any], bytes]] = {
    str: _text,
    bytes: _bytes,
    int: lambda value: _head(0, value) if value >= 0 else cbor2.dumps(value),
    datetime: lambda value: _text(value.astimezone(UTC).isoformat()),
    date: lambda value: _text(value.isoformat()),
}
