"""What days tell: those that cannot be, and a passport that ends too soon."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from visa_check.warnings.case import Case, Code, Warned

PASSPORT_MONTHS = 6
OLDEST = 100
# The first day of year 1 of the Hijra, and the mean length of its years (the arithmetic calendar).
_HIJRA = date(622, 7, 19)
_HIJRI_YEAR = 354 + 11 / 30
# The months begin when the moon was seen: some days earlier or later than by arithmetic.
_SEEN = timedelta(days=3)


def dates(case: Case) -> Iterator[Warned]:
    """Days of the visa that cannot be, or are past."""
    issued, expires = case.issued_on, case.expires_on
    if expires and expires < case.day:
        yield Warned(Code.EXPIRED, {"expires_on": expires.isoformat()})
    if issued and issued > case.day:
        yield Warned(Code.ISSUED_LATER, {"issued_on": issued.isoformat()})
    if issued and expires and expires < issued:
        values = {"issued_on": issued.isoformat(), "expires_on": expires.isoformat()}
        yield Warned(Code.DATES_CROSSED, values)


def birth(case: Case) -> Iterator[Warned]:
    """Nobody gets a visa before being born, or at the age of a hundred."""
    if case.born_on is None:
        return
    last = min(case.issued_on or case.day, case.day)
    if case.born_on >= last or age(case.born_on, case.day) >= OLDEST:
        yield Warned(Code.BIRTH_IMPOSSIBLE)


def hijri(case: Case) -> Iterator[Warned]:
    """The printed year of the Hijra is not the one in which the day of issue lies."""
    if case.hijri_year is None or case.issued_on is None:
        return
    first, last = hijri_year(case.issued_on - _SEEN), hijri_year(case.issued_on + _SEEN)
    if not first <= case.hijri_year <= last:
        values = {"issued_on": case.issued_on.isoformat(), "hijri_year": case.hijri_year}
        yield Warned(Code.HIJRI_DIFFERS, values)


def passport_ends(case: Case) -> Iterator[Warned]:
    """The passport ends within six months of the flight."""
    ends = case.passport_expires_on
    if ends and ends < months_later(case.flies_on or case.day, PASSPORT_MONTHS):
        yield Warned(Code.PASSPORT_ENDS, {"passport_expiry": ends.isoformat()})


def age(born: date, day: date) -> int:
    """How old somebody is on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def hijri_year(day: date) -> int:
    """The year of the Hijra by arithmetic, right within some days."""
    return int((day - _HIJRA).days / _HIJRI_YEAR) + 1
