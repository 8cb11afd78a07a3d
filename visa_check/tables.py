"""Tables that people send: read as a stream, refused as a whole or line by line with a reason."""

import codecs
import csv
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from portal.ground.typed import plain
from visa_check.faults import BadCell, BadFile, FileFault, LineFault

LARGEST = 20 * 1024 * 1024
MOST_ROWS = 50_000
_PIECE = 1 << 16
_FORMULA = re.compile("[=+\\-@\uff1d\uff0b\uff0d\uff20]")
# A phone number with its country code is no formula.
_PHONE = re.compile(r"\+[0-9][0-9 ()/,\-]{5,}")
_SPACES = re.compile(r"\s+")
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
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


Rule = Callable[[dict[str, Any]], Sequence[tuple[LineFault, str]]]


@dataclass(frozen=True)
class Table:
    """A file that was looked through once and can be read: nothing of it is kept in memory."""

    file: IO[bytes]
    columns: tuple[Column | None, ...]
    separator: str
    digest: bytes
    rows: int
    unread: tuple[str, ...]

    def lines(self, rule: Rule) -> Iterator[Line]:
        """Each line that is not blank, read or refused."""
        rows = _rows(self.file, self.separator)
        next(rows)
        for number, cells in rows:
            yield self._line(number, cells, rule)

    def _line(self, number: int, cells: list[str], rule: Rule) -> Line:
        if len(cells) != len(self.columns):
            return Line(number, faults=((LineFault.CELLS, ""),))
        values: dict[str, Any] = {}
        faults: list[tuple[str, str]] = []
        for column, cell in zip(self.columns, cells, strict=True):
            try:
                value = _read_cell(column, cell)
            except BadCell as bad:
                faults.append((bad.fault, column.name if column else ""))
            else:
                if column is not None and value is not None:
                    values[column.name] = value
        faults += () if faults else rule(values)
        return Line(number, values if not faults else {}, tuple(faults))


def open_table(
    file: IO[bytes], columns: Sequence[Column], *, largest: int | None, most_rows: int | None
) -> Table:
    """Look through a file once, refuse it as a whole or find its header, length and digest."""
    digest = _check_bytes(file, largest)
    separator = _separator(file)
    rows = _rows(file, separator)
    _, header = next(rows, (0, []))
    found, unread = _find_columns(header, columns)
    count = 0
    for count, (number, _cells) in enumerate(rows, 1):
        if most_rows is not None and count > most_rows:
            raise BadFile(FileFault.TOO_MANY_ROWS, number)
    if not count:
        raise BadFile(FileFault.NO_ROWS)
    return Table(file, found, separator, digest, count, unread)


def _check_bytes(file: IO[bytes], largest: int | None) -> bytes:
    """Size, kind and encoding, piece by piece; the SHA-256 of the whole."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    digest, size, line = hashlib.sha256(), 0, 1
    file.seek(0)
    while piece := file.read(_PIECE):
        if size == 0:
            _check_beginning(piece)
        size += len(piece)
        if largest is not None and size > largest:
            raise BadFile(FileFault.TOO_BIG)
        digest.update(piece)
        if b"\0" in piece:
            raise BadFile(FileFault.NOT_TEXT, line + piece[: piece.index(b"\0")].count(b"\n"))
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as wrong:
            bad_line = line + piece[: wrong.start].count(b"\n")
            raise BadFile(FileFault.NOT_UTF8, bad_line) from None
        line += piece.count(b"\n")
    if size == 0:
        raise BadFile(FileFault.EMPTY)
    return digest.digest()


def _check_beginning(piece: bytes) -> None:
    if piece.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadFile(FileFault.SPREADSHEET)
    if piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadFile(FileFault.UTF16)
    if b"\0" in piece[1:2] or piece.startswith(b"\0"):
        raise BadFile(FileFault.UTF16)
    if piece.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")):
        raise BadFile(FileFault.NOT_TEXT)


def _separator(file: IO[bytes]) -> str:
    """The sign between cells: the one of , ; and tab that the first line has most."""
    file.seek(0)
    first = file.readline(_PIECE).decode("utf-8-sig", "replace")
    return max(",;\t", key=first.count)


def _rows(file: IO[bytes], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not blank."""
    file.seek(0)
    text = codecs.iterdecode(iter(file.readline, b""), "utf-8-sig")
    reader = csv.reader(text, delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise BadFile(FileFault.DAMAGED, begins) from None


def _find_columns(
    header: Sequence[str], columns: Sequence[Column]
) -> tuple[tuple[Column | None, ...], tuple[str, ...]]:
    """Which column stands in which place, and the headers that nobody reads."""
    known = {
        _bare(name): column for column in columns for name in (column.name, *column.other_names)
    }
    found = tuple(known.get(_bare(cell)) for cell in header)
    bare = [_bare(cell) for cell in header if _bare(cell)]
    names = [column.name for column in found if column]
    double = {name for name in names if names.count(name) > 1}
    double |= {cell for cell in bare if bare.count(cell) > 1}
    if double:
        raise BadFile(FileFault.DOUBLE_HEADER, 1, ", ".join(sorted(double))[:200])
    missing = [column.name for column in columns if column.needed and column.name not in names]
    if missing:
        raise BadFile(FileFault.MISSING_HEADER, 1, ", ".join(missing))
    unread = tuple(
        cell.strip()[:60]
        for cell, column in zip(header, found, strict=True)
        if not column and cell.strip()
    )
    return found, unread


def _bare(header: str) -> str:
    """A header without case, spacing and signs."""
    return _CUT.sub("", plain(header))


def _is_unseen(mark: str) -> bool:
    """Whether a character is a control, or turns the letters round it."""
    turns = unicodedata.bidirectional(mark) in _TURNING
    return turns or unicodedata.category(mark) in {"Cc", "Cs", "Co"}


def _read_cell(column: Column | None, cell: str) -> Any:
    """The value of a cell, None for an empty one; formulas are refused even where nobody reads."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", cell)).strip()
    if _FORMULA.match(text) and text != "-" and not _PHONE.fullmatch(text):
        raise BadCell(LineFault.FORMULA)
    if column is None:
        return None
    if any(_is_unseen(mark) for mark in text):
        raise BadCell(LineFault.CONTROL)
    if len(text) > column.longest:
        raise BadCell(LineFault.TOO_LONG)
    if text in {"", "-"}:
        if column.needed:
            raise BadCell(LineFault.MISSING)
        return None
    return column.read(text)
