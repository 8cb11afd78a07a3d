"""Spreadsheets (XLSX) that somebody sends: the first sheet as rows of texts, as a stream, capped.

A file of 50 kB may unpack to gigabytes, or to hundreds of thousands of rows: what it would unpack
to is added up before anything is unpacked, and reading stops at the first row too many.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any

from openpyxl import load_workbook

from portal.ground.tables import BadFile, FileFault

BEGINNING = b"PK\x03\x04"
_MOST_UNPACKED = 16 * 1024 * 1024
_MOST_PARTS = 200
# Rows without a word count too: a sheet may have a million of them.
_MOST_BLANK = 20_000


def rows_of(
    file: IO[bytes], most_columns: int, *, capped: bool = True
) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row of the first sheet that is not blank.

    Whoever runs a command on this machine may read a file of any size.
    """
    try:
        if capped:
            _require_small(file)
        yield from _rows(file, most_columns)
    except BadFile:
        raise
    # A broken workbook raises nearly anything, from the archive's, the XML's or the reader's code.
    except Exception:
        raise BadFile(FileFault.DAMAGED) from None


def _require_small(file: IO[bytes]) -> None:
    """Python unpacks no more of a part than the archive says that it has."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise BadFile(FileFault.TOO_BIG)


def _rows(file: IO[bytes], most_columns: int) -> Iterator[tuple[int, list[str]]]:
    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        # What a sheet says of its own size need not be true.
        sheet.reset_dimensions()
        blank = 0
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [_text(value) for value in values]
            while cells and not cells[-1].strip():
                cells.pop()
            blank += not cells
            if len(cells) > most_columns or blank > _MOST_BLANK:
                raise BadFile(FileFault.TOO_BIG)
            if cells:
                yield number, cells
    finally:
        book.close()


def _text(value: Any) -> str:
    """What a cell holds, as people see it: whole numbers without a point, days without a time."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
