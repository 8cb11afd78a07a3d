"""Tables in files that somebody sends: CSV, whatever sign stands between its cells, as a stream."""

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from enum import StrEnum
from typing import IO

_PIECE = 1 << 16


class FileFault(StrEnum):
    """Why a whole file is refused."""

    EMPTY = "empty"
    TOO_BIG = "too big"
    TOO_MANY_ROWS = "too many rows"
    SPREADSHEET = "spreadsheet"
    UTF16 = "utf-16"
    NOT_UTF8 = "not utf-8"
    NOT_TEXT = "not text"
    DAMAGED = "damaged"
    DOUBLE_HEADER = "double header"
    MISSING_HEADER = "missing header"
    NO_ROWS = "no rows"


class BadFile(Exception):
    """A file that is refused as a whole: why, on which line if known, and which headers."""

    def __init__(self, fault: FileFault, line: int = 0, names: str = "") -> None:
        super().__init__(fault)
        self.fault, self.line, self.names = fault, line, names


def check_bytes(file: IO[bytes], largest: int | None) -> bytes:
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


def digest_of(file: IO[bytes], largest: int | None) -> bytes:
    """The SHA-256 of a file, piece by piece; refused where it is too big."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(_PIECE):
        size += len(piece)
        if largest is not None and size > largest:
            raise BadFile(FileFault.TOO_BIG)
        digest.update(piece)
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


def separator_of(file: IO[bytes]) -> str:
    """The sign between cells: the one of , ; and tab that the first line has most."""
    file.seek(0)
    first = file.readline(_PIECE).decode("utf-8-sig", "replace")
    return max(",;\t", key=first.count)


def rows_of(file: IO[bytes], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not blank."""
    file.seek(0)
    text = io.TextIOWrapper(file, "utf-8-sig", newline="\n")
    reader = csv.reader(text, delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise BadFile(FileFault.DAMAGED, begins) from None
    finally:
        # The file is somebody else's: it stays open.
        if not text.closed:
            text.detach()
