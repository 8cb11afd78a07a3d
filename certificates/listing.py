"""A list of certificates to check, as somebody sent it: its lines, and where in them to look."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from portal.ground import tables, workbooks
from portal.ground.tables import BadFile, FileFault
from portal.papers import ids

LARGEST = 8 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 60
_ENDS = ",;\t"
# What programs put around a text.
_AROUND = "\"' \t\n"


@dataclass(frozen=True)
class Row:
    """One line: its number where it came from, and its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Sent:
    """A whole list: the heads of its columns, the column that is checked, its lines."""

    heads: list[str]
    column: int
    rows: list[Row]

    def text(self, row: Row) -> str:
        """What is to be checked of a line; a QR's text stays as it came, as in every reader."""
        cell = row.cells[self.column] if self.column < len(row.cells) else ""
        return bare(cell) if ids.typed(bare(cell)) else cell.strip(_AROUND)


def of_file(file: IO[bytes]) -> Sent:
    """The list in a CSV or XLSX file; BadFile where there is none."""
    file.seek(0)
    if file.read(4) == workbooks.BEGINNING:
        _require_size(file)
        return _sent(workbooks.rows_of(file, MOST_COLUMNS))
    tables.check_bytes(file, LARGEST)
    return _sent(tables.rows_of(file, tables.separator_of(file)))


def of_text(pasted: str) -> Sent:
    """The list in pasted lines; from a spreadsheet they come with tabs between their cells."""
    text = pasted.replace("\r\n", "\n").replace("\r", "\n")
    separator = "\t" if "\t" in text else max(_ENDS, key=text.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text), delimiter=separator, quoting=csv.QUOTE_NONE)
    try:
        numbered = [(lines.line_num, cells) for cells in lines if "".join(cells).strip()]
    except csv.Error:
        raise BadFile(FileFault.TOO_BIG) from None
    return _sent(numbered)


def bare(cell: str) -> str:
    """A cell without what nobody sees, and without the marks that programs put around a text."""
    return cell.translate(_INVISIBLE).strip(_AROUND)


_INVISIBLE = dict.fromkeys(map(ord, ids.UNSEEN))


def _require_size(file: IO[bytes]) -> None:
    if file.seek(0, io.SEEK_END) > LARGEST:
        raise BadFile(FileFault.TOO_BIG)


def _sent(numbered: Iterable[tuple[int, list[str]]]) -> Sent:
    rows = list(_capped(numbered))
    if not rows:
        raise BadFile(FileFault.EMPTY)
    column = _column(rows)
    width = max(len(row.cells) for row in rows)
    if any(_worth(cell) for row in rows[1:] for cell in row.cells) and _is_head(rows[0], column):
        heads = rows.pop(0).cells
        return Sent(heads + [""] * (width - len(heads)), column, rows)
    if len(rows) > MOST_ROWS:
        raise BadFile(FileFault.TOO_MANY_ROWS)
    return Sent([""] * width, column, rows)


def _capped(numbered: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    for count, (line, cells) in enumerate(numbered):
        # One more than the rows: the first line may be the heads.
        if count > MOST_ROWS:
            raise BadFile(FileFault.TOO_MANY_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise BadFile(FileFault.TOO_BIG)
        yield Row(line, cells)


def _column(rows: list[Row]) -> int:
    """The column with most numbers and QR texts; a QR says more than the number beside it."""
    worth: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row.cells):
            worth[place] = worth.get(place, 0) + _worth(cell)
    best = max(worth, key=lambda place: worth[place])
    if worth[best] or len(worth) == 1:
        return best
    raise BadFile(FileFault.MISSING_HEADER)


def _worth(cell: str) -> int:
    text = bare(cell)
    if "#" in text and "/c/" in text.lower():
        return 3
    return 2 if ids.typed(text) else 0


def _is_head(row: Row, column: int) -> bool:
    """The first line names the columns unless it holds a digit where the numbers stand."""
    cell = bare(row.cells[column]) if column < len(row.cells) else ""
    return not any(mark.isdecimal() for mark in cell)
