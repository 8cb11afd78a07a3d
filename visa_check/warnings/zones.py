"""The machine readable zones beside what was copied from the papers."""

from collections.abc import Iterator
from datetime import date

from visa_check.warnings.case import Case, Code, Warned
from visa_check.zones import Part, Zone, looks_same, read_zone

VISA, PASSPORT = "visa", "passport"


def zones(case: Case) -> Iterator[Warned]:
    """Check digits, what differs from the papers, and what only an eye can tell apart."""
    for paper, text in ((VISA, case.visa_zone), (PASSPORT, case.passport_zone)):
        if not text:
            continue
        zone = read_zone(text)
        if zone is None or zone.is_visa is not (paper == VISA):
            yield Warned(Code.ZONE_UNREADABLE, {"zone": paper})
        else:
            yield from _read(case, paper, zone)


def _read(case: Case, paper: str, zone: Zone) -> Iterator[Warned]:
    if zone.wrong:
        yield Warned(Code.ZONE_DIGITS, {"zone": paper, "parts": list(zone.wrong)})
    # The number of a visa's zone may be the one of the visa or of the passport (Doc 9303-7).
    known = {case.passport_number} if paper == PASSPORT else _numbers(case)
    expires = case.passport_expires_on if paper == PASSPORT else case.expires_on
    is_known = zone.number in known
    is_alike = not is_known and any(looks_same(zone.number, number) for number in known)
    differs = [] if is_known or is_alike or Part.NUMBER in zone.wrong else [Part.NUMBER]
    if Part.BIRTH not in zone.wrong and not _is_day(zone.birth, case.born_on):
        differs.append(Part.BIRTH)
    if Part.EXPIRY not in zone.wrong and not _is_day(zone.expiry, expires):
        differs.append(Part.EXPIRY)
    if differs:
        yield Warned(Code.ZONE_DIFFERS, {"zone": paper, "parts": differs})
    if Part.NUMBER not in zone.wrong and (is_alike or zone.has_odd_number):
        yield Warned(Code.ZONE_EYE, {"zone": paper})


def _numbers(case: Case) -> set[str]:
    """The numbers of visa and passport as a zone has room for them."""
    return {case.visa_number[:9], case.passport_number[:9]}


def _is_day(six: str, day: date | None) -> bool:
    """Whether a zone's day can be this one; a day that nobody told, or that is open, can."""
    if day is None:
        return True
    return all(sign in {"<", mark} for sign, mark in zip(six, f"{day:%y%m%d}", strict=True))
