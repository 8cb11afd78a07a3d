"""The rules: each looks at a case and says its warnings, or nothing."""

from collections.abc import Callable, Iterable

from visa_check.warnings.case import Case, Code, Warned
from visa_check.warnings.days import birth, dates, hijri, passport_ends
from visa_check.warnings.job import agency, agency_differs, fee, occupation, too_young, visit
from visa_check.warnings.lots import frauds, large_lot, quota, same_file, shared_number
from visa_check.warnings.orders import order
from visa_check.warnings.zones import zones

_RULES: tuple[Callable[[Case], Iterable[Warned]], ...] = (
    frauds,
    shared_number,
    quota,
    order,
    large_lot,
    same_file,
    visit,
    agency,
    agency_differs,
    occupation,
    fee,
    too_young,
    dates,
    birth,
    hijri,
    passport_ends,
    zones,
)
_ORDER = {code: place for place, code in enumerate(Code)}


def warn(case: Case) -> list[Warned]:
    """All warnings about a case, the gravest first."""
    found = [warned for rule in _RULES for warned in rule(case)]
    return sorted(found, key=lambda warned: _ORDER[warned.code])
