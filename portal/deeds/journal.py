"""The journal: a leaf for each deed, with salted digests of the rows it left behind."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from itertools import groupby
from typing import NamedTuple

import cbor2
from sqlalchemy import (
    Select,
    Table,
    event,
    func,
    insert,
    inspect,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from portal.deeds.models import Leaf, LeafRow
from portal.deeds.rowbytes import row_encoder
from portal.ground.clock import now
from portal.ground.database import Base, db

SALT = 16
# Of a row that a deed deleted.
GONE = b""
# Added rows with ids in a row are one run from this many on.
_LONG = 50
# Rows that may be erased one day have digests together too, but of so many at most.
BLOCK = 100
_LOT = 500
Key = tuple[type[Base], int]


@dataclass
class Touched:
    """What a deed touched: rows, (model, id) -> whether still there; stretches of added rows."""

    rows: dict[Key, bool] = field(default_factory=dict)
    stretches: list[tuple[type[Base], int, int]] = field(default_factory=list)


@contextmanager
def watching(session: Session) -> Iterator[Touched]:
    """Collect the journaled rows that a deed touches."""
    touched = Touched()

    def note(session: Session, _flush: object) -> None:
        for there, rows in (
            (True, session.new),
            (True, session.dirty),
            (False, session.deleted),
        ):
            for row in rows:
                if isinstance(row, Base) and row.__journaled__:
                    touched.rows[type(row), _id_of(row)] = there

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


def added(model: type[Base], ids: Select[int]) -> None:
    """Say which rows a deed added past the session: a million of them is one stretch."""
    (row_id,) = ids.subquery().columns
    place = func.row_number().over(order_by=row_id)
    numbered = select(row_id.label("row_id"), (row_id - place).label("stretch")).subquery().columns
    first, last = func.min(numbered.row_id), func.max(numbered.row_id)
    found = db.execute(select(first, last).group_by(numbered.stretch).order_by(first))
    touched: Touched = db.info["touched"]
    touched.stretches += [(model, first, last) for first, last in found]


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
    for model, first, last in touched.stretches:
        yield from _added(model, first, last)
    rows = touched.rows | _beside(touched)
    ordered = sorted(rows.items(), key=lambda item: (str(item[0][0].__tablename__), item[0][1]))
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


def _beside(touched: Touched) -> dict[Key, bool]:
    """The rows of the blocks that touched rows stand in: from now on each has its own digest."""
    found: dict[Key, bool] = {}
    for model, row_id in touched.rows:
        if not model.__in_blocks__:
            continue
        of_block = select(LeafRow.row_id, LeafRow.last_id).where(
            LeafRow.table == model.__tablename__,
            LeafRow.row_id.between(row_id - BLOCK + 1, row_id),
            LeafRow.last_id >= row_id,
            LeafRow.last_id > LeafRow.row_id,
        )
        for first, last in db.execute(of_block):
            there = (row for row, _ in raw_rows(model, first, last))
            found |= {(model, row): True for row in there if (model, row) not in touched.rows}
    return found


def _added(model: type[Base], first: int, last: int) -> Iterator[Digested]:
    """A stretch of rows that were just added: where they may be erased, in blocks."""
    if not model.__in_blocks__:
        yield from _stretch(model, first, last)
        return
    for begin in range(first, last, BLOCK):
        yield _run(model, begin, min(last, begin + BLOCK - 1))
    if (last - first) % BLOCK == 0:
        yield from _stretch(model, last, last)


def _stretch(model: type[Base], first: int, last: int) -> Iterator[Digested]:
    """A long stretch of rows that stay for ever has one digest; else each row has its own."""
    table = model.__tablename__
    if model.__append_only__ and last - first + 1 >= _LONG:
        yield _run(model, first, last)
        return
    for row_id, digest in raw_rows(model, first, last):
        salt = os.urandom(SALT)
        yield Digested(table, row_id, row_id, salt, salted(salt, digest))


def _run(model: type[Base], first: int, last: int) -> Digested:
    salt = os.urandom(SALT)
    return Digested(model.__tablename__, first, last, salt, run_digest(model, first, last, salt))


def run_digest(model: type[Base], first: int, last: int, salt: bytes) -> bytes:
    """SHA-256 over salt and the digests of all rows from first to last, 32 bytes."""
    digest = hashlib.sha256(salt)
    for _, row in raw_rows(model, first, last):
        digest.update(row)
    return digest.digest()


def salted(salt: bytes, digests: bytes) -> bytes:
    """SHA-256 over a salt and one or more digests, 32 bytes: without the salt it says nothing."""
    return hashlib.sha256(salt + digests).digest()


def raw_rows(model: type[Base], first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """Id and digest of each stored row between two ids, as the database holds it."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - tells the type checker what every model has
    key = next(iter(table.primary_key.columns))
    ordered = sorted(table.columns, key=lambda column: column.name)
    columns = [type_coerce(column, NullType()).label(column.name) for column in ordered]
    encode = row_encoder(table.name, ordered, db.get_bind().dialect)
    query = select(key, *columns).where(key.between(first, last)).order_by(key)
    # Closed also when the reader stops early: a cursor of the server would stay open.
    with db.execute(query.execution_options(yield_per=_LOT)) as rows:
        for row_id, *values in rows:
            yield row_id, hashlib.sha256(encode(values)).digest()
