"""The journal: a leaf for each deed, with salted digests of the rows it left behind."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import Enum
from itertools import groupby
from typing import Any, NamedTuple

import cbor2
from sqlalchemy import LargeBinary, Table, event, insert, inspect, select, type_coerce
from sqlalchemy.orm import Session

from portal.deeds.models import Leaf, LeafRow
from portal.ground.clock import now
from portal.ground.database import Base, db
from portal.ground.encryption import EncryptedBytes

SALT = 16
# Of a row that a deed deleted.
GONE = b""
# Added rows with ids in a row are one run from this many on.
_RUN = 50
_LOT = 500

Touched = dict[tuple[type[Base], int], bool]


@contextmanager
def watching(session: Session) -> Iterator[Touched]:
    """Collect the journaled rows that a deed touches: (model, id) -> whether it is still there."""
    touched: Touched = {}

    def note(session: Session, _flush: object) -> None:
        for there, rows in (
            (True, session.new),
            (True, session.dirty),
            (False, session.deleted),
        ):
            for row in rows:
                if isinstance(row, Base) and row.__journaled__:
                    touched[type(row), _id_of(row)] = there

    session.info["touched"] = touched
    event.listen(session, "after_flush", note)
    try:
        yield touched
    finally:
        event.remove(session, "after_flush", note)
        session.info.pop("touched")


def _id_of(row: Base) -> int:
    """A row's key; a new row has no identity yet while its flush is told."""
    key: int = inspect(row).mapper.primary_key_from_instance(row)[0]
    return key


def added(model: type[Base], ids: Iterable[int]) -> None:
    """Say which rows a deed added past the session (bulk inserts)."""
    db.info["touched"].update({(model, row_id): True for row_id in ids})


def write_leaf(deed: str, person_id: int | None, touched: Touched) -> None:
    """Write the leaf of a deed, inside its transaction."""
    leaf = Leaf(deed=deed, at=now(), person_id=person_id, salt=os.urandom(SALT), entry=b"")
    rows = list(_digests(touched))
    leaf.entry = entry_of(leaf, rows)
    db.add(leaf)
    db.flush()
    if rows:
        db.execute(insert(LeafRow), [row._asdict() | {"leaf_id": leaf.id} for row in rows])


def entry_of(leaf: Leaf, rows: "Iterable[LeafRow | Digested]") -> bytes:
    """What the log holds of a leaf: SHA-256, 32 bytes, nothing personal."""
    content = [
        leaf.deed,
        leaf.at.astimezone(UTC).isoformat(),
        leaf.person_id,
        [[row.table, row.row_id, row.last_id, row.digest] for row in rows],
    ]
    return hashlib.sha256(leaf.salt + cbor2.dumps(content, canonical=True)).digest()


class Digested(NamedTuple):
    """What a LeafRow is made of."""

    table: str
    row_id: int
    last_id: int
    salt: bytes | None
    digest: bytes


def _digests(touched: Touched) -> Iterator[Digested]:
    """Digests of the touched rows, runs of added rows together."""
    ordered = sorted(touched.items(), key=lambda item: (str(item[0][0].__tablename__), item[0][1]))
    for model, items in groupby(ordered, key=lambda item: item[0][0]):
        there = []
        for (_, row_id), still_there in items:
            if still_there:
                there.append(row_id)
            else:
                yield Digested(model.__tablename__, row_id, row_id, None, GONE)
        for first, last in _stretches(there):
            yield from _stretch(model, first, last)


def _stretches(ids: list[int]) -> Iterator[tuple[int, int]]:
    """Ids as (first, last) of each stretch without a gap."""
    for _, stretch in groupby(enumerate(ids), key=lambda pair: pair[1] - pair[0]):
        run = [row_id for _, row_id in stretch]
        yield run[0], run[-1]


def _stretch(model: type[Base], first: int, last: int) -> Iterator[Digested]:
    """A long stretch of rows that stay for ever has one digest; else each row has its own."""
    table = model.__tablename__
    if model.__append_only__ and last - first + 1 >= _RUN:
        salt = os.urandom(SALT)
        yield Digested(table, first, last, salt, run_digest(model, first, last, salt))
        return
    for row_id, digest in raw_rows(model, first, last):
        salt = os.urandom(SALT)
        yield Digested(table, row_id, row_id, salt, salted(salt, digest))


def run_digest(model: type[Base], first: int, last: int, salt: bytes) -> bytes:
    """SHA-256 over salt and the digests of all rows from first to last, 32 bytes."""
    return salted(salt, b"".join(row for _, row in raw_rows(model, first, last)))


def salted(salt: bytes, digests: bytes) -> bytes:
    """SHA-256 over a salt and one or more digests, 32 bytes: without the salt it says nothing."""
    return hashlib.sha256(salt + digests).digest()


def raw_rows(model: type[Base], first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """Id and digest of each stored row between two ids, as the database holds it."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - tells the type checker what every model has
    key = next(iter(table.primary_key.columns))
    ordered = sorted(table.columns, key=lambda column: column.name)
    columns = [
        type_coerce(column, LargeBinary()) if isinstance(column.type, EncryptedBytes) else column
        for column in ordered
    ]
    names = [column.name for column in ordered]
    query = select(key, *columns).where(key.between(first, last)).order_by(key)
    # Closed also when the reader stops early: a cursor of the server would stay open.
    with db.execute(query.execution_options(yield_per=_LOT)) as rows:
        for row_id, *values in rows:
            content = [[name, _plain(value)] for name, value in zip(names, values, strict=True)]
            text = cbor2.dumps([table.name, content], canonical=True)
            yield row_id, hashlib.sha256(text).digest()


def _plain(value: Any) -> Any:
    """A column's value as CBOR knows it, the same on both databases."""
    if value is None or isinstance(value, int | bytes):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return bytes(value) if isinstance(value, memoryview) else value
