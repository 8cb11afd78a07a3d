"""Tables that people send: read as a stream, refused as a whole or line by line with a reason."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice
from typing import IO, Any

from portal.ground import workbooks
from portal.ground.tables import (
    BadFile,
    FileFault,
    check_bytes,
    digest_of,
    rows_of,
    separator_of,
)
from portal.ground.typed import plain
from visa_check.faults import BadCell, LineFault

LARGEST = 20 * 1024 * 1024
MOST_ROWS = 50_000
_MOST_COLUMNS = 60
# Rows in which a value is looked for below each header.
_PEEKED = 20
_FORMULA = re.compile("[=+\\-@\uff1d\uff0b\uff0d\uff20]")
# A phone number with its country code is no formula.
_PHONE = re.compile(r"\+[0-9][0-9 ()/,\-]{5,}")
_SPACES = re.compile(r"\s+")
# Controls, halves of characters, private ones; and the signs that turn the letters round them.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
    "\u202a-\u202e\u2066-\u2069]"
)
# Of each column so many values are remembered: destinations, days and employers come again.
_REMEMBERED = 4096
_CUT = re.compile(r"[\s_.\-/()]+")


@dataclass(frozen=True)
class Column:
    """A column that a table may have: its names, how its cells are read, how long they may be."""

    name: str
    other_names: tuple[str, ...] = ()
    read: Callable[[str], Any] = str
    needed: bool = False
    longest: int = 200


@dataclass(frozen=True)
class Line:
    """One line: its number in the file, its values, or why it is refused (fault, column)."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: tuple[tuple[str, str], ...] = ()


Rows = Iterator[tuple[int, list[str]]]
Rule = Callable[[dict[str, Any]], Sequence[tuple[LineFault, str]]]


# Given the first line of a file: the names of our columns there, or None to recognise them.
Choose = Callable[[Sequence[str]], Sequence[str | None] | None]


@dataclass(frozen=True)
class Peek:
    """What an officer needs to choose the columns: the headers, and a value below each."""

    header: list[str]
    samples: list[str]
    recognised: list[str | None]


@dataclass(frozen=True)
class Table:
    """A file that was looked through once and can be read: nothing of it is kept in memory."""

    file: IO[bytes]
    columns: tuple[Column | None, ...]
    # Begins with the header, each time anew.
    read: Callable[[], Rows]
    digest: bytes
    rows: int
    unread: tuple[str, ...]

    def lines(self, rule: Rule) -> Iterator[Line]:
        """Each line that is not blank, read or refused."""
        rows = self.read()
        next(rows)
        readers = [_reader(column) for column in self.columns]
        for number, cells in rows:
            yield _line(number, cells, readers, rule)


# The column's name, the value of a cell, or why it cannot be read.
Reader = Callable[[str], tuple[str, Any, LineFault | None]]


def _line(number: int, cells: list[str], readers: Sequence[Reader], rule: Rule) -> Line:
    if len(cells) != len(readers):
        return Line(number, faults=((LineFault.CELLS, ""),))
    values: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    for read, cell in zip(readers, cells, strict=True):
        name, value, fault = read(cell)
        if fault is not None:
            faults.append((fault, name))
        elif value is not None:
            values[name] = value
    faults += () if faults else rule(values)
    return Line(number, values if not faults else {}, tuple(faults))


def _reader(column: Column | None) -> Reader:
    """Reads the cells of a column; one that was there just before is not read anew."""
    name = column.name if column else ""

    def read(cell: str) -> tuple[str, Any, LineFault | None]:
        try:
            return name, _read_cell(column, cell), None
        except BadCell as bad:
            return name, None, bad.fault

    return lru_cache(_REMEMBERED)(read)


def open_table(
    file: IO[bytes],
    columns: Sequence[Column],
    *,
    largest: int | None,
    most_rows: int | None,
    choose: Choose = lambda _header: None,
) -> Table:
    """Look through a file once, refuse it as a whole or find its header, length and digest."""
    digest, read = _open(file, largest)
    rows = read()
    _, header = next(rows, (0, []))
    found, unread = _find_columns(header, columns, choose(header))
    count = 0
    for count, (number, _cells) in enumerate(rows, 1):
        if most_rows is not None and count > most_rows:
            raise BadFile(FileFault.TOO_MANY_ROWS, number)
    if not count:
        raise BadFile(FileFault.NO_ROWS)
    return Table(file, found, read, digest, count, unread)


def peek(file: IO[bytes], columns: Sequence[Column], largest: int | None) -> Peek:
    """The headers of a file with the first value below each, and what is recognised."""
    _digest, read = _open(file, largest)
    rows = read()
    _, header = next(rows, (0, []))
    if len(header) > _MOST_COLUMNS:
        raise BadFile(FileFault.MISSING_HEADER, 1, _names(columns, ()))
    samples = [""] * len(header)
    for _number, cells in islice(rows, _PEEKED):
        for place, cell in enumerate(cells[: len(header)]):
            samples[place] = samples[place] or _SPACES.sub(" ", cell).strip()[:60]
    known = _known(columns)
    recognised: list[str | None] = []
    for cell in header:
        column = known.get(bare(cell))
        is_first = column is not None and column.name not in recognised
        recognised.append(column.name if column and is_first else None)
    return Peek(header, samples, recognised)


def _open(file: IO[bytes], largest: int | None) -> tuple[bytes, Callable[[], Rows]]:
    """The digest of a file of either kind, and how its rows are read."""
    file.seek(0)
    if file.read(len(workbooks.BEGINNING)) == workbooks.BEGINNING:
        return digest_of(file, largest), partial(_sheet, file, capped=largest is not None)
    digest = check_bytes(file, largest)
    return digest, partial(rows_of, file, separator_of(file))


def _sheet(file: IO[bytes], *, capped: bool) -> Rows:
    """The rows of a spreadsheet, each as long as the first: empty cells at an end are not sent."""
    width = 0
    for number, cells in workbooks.rows_of(file, _MOST_COLUMNS, capped=capped):
        width = width or len(cells)
        yield number, cells + [""] * (width - len(cells))


def _find_columns(
    header: Sequence[str], columns: Sequence[Column], chosen: Sequence[str | None] | None
) -> tuple[tuple[Column | None, ...], tuple[str, ...]]:
    """Which column stands in which place, and the headers that nobody reads."""
    if chosen is None:
        known = _known(columns)
        found = tuple(known.get(bare(cell)) for cell in header)
        cells = [bare(cell) for cell in header if bare(cell)]
    else:
        by_name: dict[str | None, Column] = {column.name: column for column in columns}
        # Whoever chose saw two headers of one name.
        found, cells = tuple(by_name.get(name) for name in chosen), []
    names = [column.name for column in found if column]
    double = {name for name in names if names.count(name) > 1}
    double |= {cell for cell in cells if cells.count(cell) > 1}
    if double:
        raise BadFile(FileFault.DOUBLE_HEADER, 1, ", ".join(sorted(double))[:200])
    if missing := _names(columns, names):
        raise BadFile(FileFault.MISSING_HEADER, 1, missing)
    unread = tuple(
        cell.strip()[:60]
        for cell, column in zip(header, found, strict=True)
        if not column and cell.strip()
    )
    return found, unread


def _known(columns: Sequence[Column]) -> dict[str, Column]:
    return {bare(name): column for column in columns for name in (column.name, *column.other_names)}


def _names(columns: Sequence[Column], found: Sequence[str]) -> str:
    """The needed columns that were not found."""
    return ", ".join(one.name for one in columns if one.needed and one.name not in found)


def bare(header: str) -> str:
    """A header without case, spacing and signs."""
    return _CUT.sub("", plain(header))


def _read_cell(column: Column | None, cell: str) -> Any:
    """The value of a cell, None for an empty one; formulas are refused even where nobody reads."""
    text = " ".join(unicodedata.normalize("NFC", cell).split())
    if _FORMULA.match(text) and text != "-" and not _PHONE.fullmatch(text):
        raise BadCell(LineFault.FORMULA)
    if column is None:
        return None
    if UNSEEN.search(text):
        raise BadCell(LineFault.CONTROL)
    if len(text) > column.longest:
        raise BadCell(LineFault.TOO_LONG)
    if text in {"", "-"}:
        if column.needed:
            raise BadCell(LineFault.MISSING)
        return None
    return column.read(text)
