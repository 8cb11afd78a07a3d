"""The journal against the database: finds the first row that was changed behind our back."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.deeds import journal, merkle
from portal.deeds.models import Checkpoint, Leaf, LeafRow
from portal.deeds.sequencer import root_at
from portal.ground.database import Base, db

# The highest key that both databases know.
_LAST_ID = 2**31 - 1
# Whether this public key made this signature over these words.
Check = Callable[[bytes, bytes, bytes], bool]
Single = dict[int, tuple[bytes | None, bytes]]


def differences(origin: str, publics: Sequence[bytes], is_signed: Check) -> Iterator[str]:
    """Each difference in plain words, the journal itself first, then each table.

    `publics` are all keys of the journal, today's and older ones.
    """
    yield from _leaves()
    yield from _heads(origin, publics, is_signed)
    for model in journaled_models():
        yield from _rows(model)


def journaled_models() -> list[type[Base]]:
    """Every model whose rows stand in the journal."""
    models = [mapper.class_ for mapper in Base.registry.mappers]
    return sorted((m for m in models if m.__journaled__), key=lambda m: m.__tablename__)


def _leaves() -> Iterator[str]:
    """Each leaf still says what was logged, and the places have no gap."""
    query = select(Leaf).options(selectinload(Leaf.rows)).order_by(Leaf.place)
    numbered = query.where(Leaf.place.is_not(None))
    with db.scalars(numbered.execution_options(yield_per=500)) as leaves:
        for place, leaf in enumerate(leaves):
            if leaf.place != place:
                yield f"journal: the leaf at place {place} is missing"
                return
            if journal.entry_of(leaf, leaf.rows) != leaf.entry:
                yield f"journal: the leaf at place {place} ({leaf.deed}) was changed"
    for leaf in db.scalars(query.where(Leaf.place.is_(None))):
        if journal.entry_of(leaf, leaf.rows) != leaf.entry:
            yield f"journal: the unnumbered leaf {leaf.id} ({leaf.deed}) was changed"


def _heads(origin: str, publics: Sequence[bytes], is_signed: Check) -> Iterator[str]:
    """Each signed head still fits the leaves."""
    for head in db.scalars(select(Checkpoint).order_by(Checkpoint.id)):
        name = f"journal: the signed head of {head.size} leaves"
        text = _signed_text(head.note, origin, publics, is_signed)
        if text is None:
            yield f"{name} does not carry the journal's signature"
        elif text != merkle.checkpoint(origin, head.size, root_at(head.size)):
            yield f"{name} does not fit the leaves"


def _signed_text(note: str, origin: str, publics: Sequence[bytes], is_signed: Check) -> str | None:
    """The words of a note that one of the keys signed; None if none did."""
    for public in publics:
        try:
            text, signature = merkle.read_note(note, origin, public)
        except ValueError:
            continue
        if is_signed(public, signature, text.encode()):
            return text
    return None


def _rows(model: type[Base]) -> Iterator[str]:
    """Each row of a table is as the last deed that touched it left it."""
    table = model.__tablename__
    singles = {row_id: (salt, digest) for row_id, _, salt, digest in _logged(table, is_run=False)}
    covered = _Covered()
    for first, last, salt, digest in _logged(table, is_run=True):
        covered.add(first, last)
        # Where a row of a block was touched later, each of them has a digest of its own.
        if model.__in_blocks__ and any(row in singles for row in range(first, last + 1)):
            continue
        if journal.run_digest(model, first, last, salt or b"") != digest:
            yield f"{table}: rows {first} to {last} are not as their deed left them"
    yield from _single_rows(model, singles, covered)


def _logged(table: str, *, is_run: bool) -> Iterator[tuple[int, int, bytes | None, bytes]]:
    """What the journal holds of single rows of a table, or of runs, as it was written down."""
    columns = (LeafRow.row_id, LeafRow.last_id, LeafRow.salt, LeafRow.digest)
    which = (LeafRow.last_id > LeafRow.row_id) == is_run
    query = select(*columns).where(LeafRow.table == table, which).order_by(LeafRow.id)
    with db.execute(query.execution_options(yield_per=1000)) as rows:
        yield from rows


class _Covered:
    """The rows that stand in runs, as few stretches, in the order in which they were added."""

    def __init__(self) -> None:
        self._first: list[int] = []
        self._last: list[int] = []

    def add(self, first: int, last: int) -> None:
        """Add a run; one that follows on the last makes that one longer."""
        if self._last and self._last[-1] + 1 == first:
            self._last[-1] = last
            return
        place = bisect_right(self._first, first)
        self._first.insert(place, first)
        self._last.insert(place, last)

    def __contains__(self, row_id: int) -> bool:
        place = bisect_right(self._first, row_id) - 1
        return place >= 0 and row_id <= self._last[place]


def _single_rows(model: type[Base], singles: Single, covered: _Covered) -> Iterator[str]:
    table = model.__tablename__
    found = set()
    for row_id, digest in journal.raw_rows(model, 0, _LAST_ID):
        if row_id in singles:
            found.add(row_id)
            salt, logged = singles[row_id]
            if logged != journal.salted(salt or b"", digest):
                yield f"{table}: row {row_id} is not as its last deed left it"
        elif row_id not in covered:
            yield f"{table}: row {row_id} came without a deed"
    for row_id, (_, logged) in singles.items():
        if logged != journal.GONE and row_id not in found:
            yield f"{table}: row {row_id} is gone without a deed"
