"""A file on its way into the register: looked through, compared lot by lot, staged whole or not."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import IO

from portal.deeds.record import By
from visa_check.actions import lists as actions
from visa_check.columns import AGENCY_COLUMNS, VISA_COLUMNS, agency_rule, visa_rule
from visa_check.models import ListKind
from visa_check.tables import LARGEST, MOST_ROWS, Choose, Line, Peek, Table, open_table, peek

# Lines in one lot: the writing lock is held well under a second.
LOT = 500
COLUMNS = {ListKind.AGENCIES: AGENCY_COLUMNS, ListKind.VISAS: VISA_COLUMNS}
_RULES = {ListKind.AGENCIES: agency_rule, ListKind.VISAS: visa_rule}


def read_list(
    kind: ListKind,
    file: IO[bytes],
    *,
    capped: bool,
    choose: Choose = lambda _header: None,
) -> Table:
    """Look a file through, or refuse it as a whole; a browser's file is capped."""
    return open_table(
        file,
        COLUMNS[kind],
        largest=LARGEST if capped else None,
        most_rows=MOST_ROWS if capped else None,
        choose=choose,
    )


def peek_list(kind: ListKind, file: IO[bytes]) -> Peek:
    """The headers of a file with a value below each."""
    return peek(file, COLUMNS[kind], LARGEST)


def stage_list(
    by: By,
    kind: ListKind,
    table: Table,
    name: str,
    *,
    complete: bool,
    tick: Callable[[int], object] = int,
) -> str:
    """Stage a whole file and return the reference of its list; nothing stays of a half one."""
    ref = actions.begin_list(by, kind, name, table, complete)
    try:
        for lot in _lots(table.lines(_RULES[kind])):
            actions.stage_lot(ref, actions.STAGING[kind].prepare(lot))
            tick(len(lot))
        after: int | None = 0 if complete else None
        while after is not None:
            after = actions.stage_vanished(ref, after)
        actions.finish_list(ref)
    except BaseException:
        drop_list(ref, by.person_id)
        raise
    return ref


def drop_list(ref: str, person_id: int | None) -> None:
    """Forget a list that was never proposed, in parts: nobody waits long for it."""
    while actions.drop_list(ref, person_id):
        pass


def _lots(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while lot := list(islice(lines, LOT)):
        yield lot
