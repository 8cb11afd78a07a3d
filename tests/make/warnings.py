"""Makers of cases for the rules of warnings: a clean one, and lines for machines."""

from datetime import date
from typing import Any

from portal.people.mrz import check_digit
from visa_check.details import Days
from visa_check.orders import JobOrder
from visa_check.warnings import Case, Code, warn

DAY = date(2026, 11, 24)


def clean_case(**changes: Any) -> Case:
    """A case without any warning, unless something is changed."""
    facts: dict[str, Any] = {
        "day": DAY,
        "destination": "SA",
        "visa_number": "E12345678",
        "passport_number": "A01234567",
        "visa_type": "work",
        "born_on": date(1998, 4, 12),
        "issued_on": date(2026, 9, 1),
        "expires_on": date(2027, 9, 1),
        "passport_expires_on": date(2031, 9, 29),
        "occupation": "Cleaner",
    }
    return Case(**facts | changes)


def order(**changes: Any) -> JobOrder:
    """A job order of RL-90001 to Saudi Arabia, unless something is changed."""
    facts = {
        "ref": "order",
        "number": "RUH77",
        "rl_no": 90001,
        "destination": "SA",
        "people": 50,
        "days": Days(date(2026, 1, 1), None),
    }
    return JobOrder(**facts | changes)


def codes(case: Case) -> set[Code]:
    """The codes of all warnings about a case."""
    return {warned.code for warned in warn(case)}


def passport_zone(case: Case, issuer: str = "BGD", sex: str = "M") -> str:
    """The two lines of the passport of a case, right in every digit."""
    assert case.born_on is not None
    assert case.passport_expires_on is not None
    number = case.passport_number.ljust(9, "<")
    birth, expiry = f"{case.born_on:%y%m%d}", f"{case.passport_expires_on:%y%m%d}"
    fields = number + check_digit(number), birth + check_digit(birth), expiry + check_digit(expiry)
    optional = "<" * 14 + "0"
    whole = check_digit("".join(fields) + optional)
    second = f"{fields[0]}{issuer}{fields[1]}{sex}{fields[2]}{optional}{whole}"
    return f"P<{issuer}RAHMAN<<MD<ABDUR".ljust(44, "<") + "\n" + second


def visa_zone(case: Case, length: int = 44, sex: str = "M") -> str:
    """The two lines of the visa of a case, in the large form or the small one."""
    assert case.born_on is not None
    assert case.expires_on is not None
    number = case.visa_number.ljust(9, "<")
    birth, expiry = f"{case.born_on:%y%m%d}", f"{case.expires_on:%y%m%d}"
    second = f"{number}{check_digit(number)}BGD{birth}{check_digit(birth)}{sex}"
    second += f"{expiry}{check_digit(expiry)}"
    return "V<SAURAHMAN<<MD<ABDUR".ljust(length, "<") + "\n" + second.ljust(length, "<")
