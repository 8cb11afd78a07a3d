"""Why a line of a file is refused."""

from enum import StrEnum


class LineFault(StrEnum):
    """Why a line is refused."""

    CELLS = "cells"
    FORMULA = "formula"
    CONTROL = "control"
    TOO_LONG = "too long"
    MISSING = "missing"
    LICENCE = "licence"
    DATE = "date"
    HIJRI = "hijri"
    COUNT = "count"
    STATUS = "status"
    STATUS_DAY = "status day"
    DAYS_CROSSED = "days crossed"
    COUNTRY = "country"
    PASSPORT = "passport"
    VISA = "visa"
    BIRTH = "birth"
    TWICE = "twice"
    ELSEWHERE = "elsewhere"


class BadCell(ValueError):
    """A cell that cannot be read."""

    def __init__(self, fault: LineFault) -> None:
        super().__init__(fault)
        self.fault = fault
