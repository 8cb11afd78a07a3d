"""Why a file or a line of it is refused."""

from enum import StrEnum


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


class LineFault(StrEnum):
    """Why a line is refused."""

    CELLS = "cells"
    FORMULA = "formula"
    CONTROL = "control"
    TOO_LONG = "too long"
    MISSING = "missing"
    LICENCE = "licence"
    DATE = "date"
    STATUS = "status"
    STATUS_DAY = "status day"
    DAYS_CROSSED = "days crossed"
    COUNTRY = "country"
    PASSPORT = "passport"
    VISA = "visa"
    BIRTH = "birth"
    TWICE = "twice"
    ELSEWHERE = "elsewhere"


class BadFile(Exception):
    """A file that is refused as a whole: why, on which line if known, and which headers."""

    def __init__(self, fault: FileFault, line: int = 0, names: str = "") -> None:
        super().__init__(fault)
        self.fault, self.line, self.names = fault, line, names


class BadCell(ValueError):
    """A cell that cannot be read."""

    def __init__(self, fault: LineFault) -> None:
        super().__init__(fault)
        self.fault = fault
