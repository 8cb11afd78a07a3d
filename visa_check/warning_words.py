"""What warnings are called, with the values of their reason, and what the officer does."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from portal.ground.countries import COUNTRIES
from portal.ground.formatting import day, digits, taka
from visa_check.licences import show_licence
from visa_check.warnings import Code, Warned
from visa_check.words import AGENCY_WORDS

_WARNINGS = {
    Code.EMPLOYER_IN_FRAUD: _l(
        "Employer or sponsor are named in suspected frauds: %(found)s. Compare with those visas."
    ),
    Code.SHARED_NUMBER: _l(
        "The same visa number stands under other passports: %(others)s. It is not marked as a"
        " visa of the same group."
    ),
    Code.QUOTA_EXCEEDED: _l(
        "The group has %(quota)s visas, and the register knows %(found)s of it already."
    ),
    Code.ORDER_FULL: _l(
        "Places in the job order %(order)s: %(people)s. Visas known here that name it: %(found)s."
    ),
    Code.LARGE_LOT: _l("The lot holds %(visas)s visas: BMET asks about every lot of more than 24."),
    Code.SAME_FILE: _l("One of the pictures was sent in other requests too: %(others)s."),
    Code.VISIT_VISA: _l("“%(visa_type)s” is no visa to work."),
    Code.AGENCY_TODAY: _l("The agency %(agency)s has no active licence today: %(verdict)s."),
    Code.AGENCY_AT_ISSUE: _l(
        "When the visa was issued (%(issued_on)s), the agency %(agency)s was: %(verdict)s."
    ),
    Code.AGENCY_DIFFERS: _l("The papers name different agencies: %(agencies)s."),
    Code.ORDER_AGENCY: _l("The job order %(order)s is that of another agency: %(agency)s."),
    Code.ORDER_COUNTRY: _l("The job order %(order)s is for another country: %(country)s."),
    Code.ORDER_DAYS: _l(
        "On the day of the visa the job order %(order)s was not in force. It holds from"
        " %(first)s to %(last)s."
    ),
    Code.ORDER_UNKNOWN: _l(
        "The register knows no job order %(order)s. Compare the number, and ask the agency for the"
        " attested letter."
    ),
    Code.OCCUPATION_DIFFERS: _l("The papers name different work: %(occupations)s."),
    Code.OCCUPATION_UNREAD: _l(
        "The work is named in different letters, compare it yourself: %(occupations)s."
    ),
    Code.FEE_TOO_HIGH: _l(
        "%(asked)s was asked; the highest that the government fixed is %(highest)s (reported"
        " in %(year)s)."
    ),
    Code.TOO_YOUNG: _l("Younger than %(least)s: workers are registered for this work from then."),
    Code.EXPIRED: _l("The last day of the visa is past: %(expires_on)s."),
    Code.ISSUED_LATER: _l("The day of issue lies in the future: %(issued_on)s."),
    Code.DATES_CROSSED: _l("The visa ends (%(expires_on)s) before it begins (%(issued_on)s)."),
    Code.BIRTH_IMPOSSIBLE: _l("The date of birth cannot be right."),
    Code.HIJRI_DIFFERS: _l(
        "The printed Hijri year %(hijri_year)s is not that of the day of issue, %(issued_on)s."
    ),
    Code.PASSPORT_ENDS: _l("The passport ends within six months: %(passport_expiry)s."),
    Code.ZONE_UNREADABLE: _l("%(zone)s: these are no lines of such a paper."),
    Code.ZONE_DIGITS: _l("%(zone)s: check digits do not fit (%(parts)s). Misread, or changed."),
    Code.ZONE_DIFFERS: _l("%(zone)s: they say something else than the paper (%(parts)s)."),
    Code.ZONE_EYE: _l(
        "%(zone)s: compare each sign of the number yourself. Check digits cannot tell 0 from A,"
        " K or U, 1 from B, L or V, 8 from I or S."
    ),
}
_PAPERS = {
    "visa": _l("visa"),
    "contract": _l("contract"),
    "promise": _l("promise"),
}
_ZONES = {
    "visa": _l("Lines of the visa for machines"),
    "passport": _l("Lines of the passport for machines"),
}
_PARTS = {
    "number": _l("number"),
    "birth": _l("date of birth"),
    "expiry": _l("last day"),
    "optional": _l("optional part"),
    "whole": _l("the whole line"),
}
_VERDICTS = {verdict.value: words.word for verdict, words in AGENCY_WORDS.items()}


def warning(warned: Warned) -> str:
    """A warning with its reason, in the language of the page."""
    shown = {name: _VALUES[name](value) for name, value in warned.values.items()}
    return str(_WARNINGS[warned.code]) % shown


def _day(value: str) -> str:
    return day(date.fromisoformat(value))


def _open_day(value: str | None) -> str:
    return _day(value) if value else "–"


def _country(code: str) -> str:
    return COUNTRIES[code].name(str(get_locale() or "bn"))


def _agencies(told: Mapping[str, int | str]) -> str:
    return _each(
        {
            paper: show_licence(agency) if isinstance(agency, int) else agency
            for paper, agency in told.items()
        }
    )


def _each(told: Mapping[str, str]) -> str:
    return "; ".join(f"{_PAPERS[paper]}: {text}" for paper, text in told.items())


# The reasons in the words and digits of the page.
_VALUES: dict[str, Callable[[Any], str]] = {
    "others": digits,
    "found": digits,
    "quota": digits,
    "people": digits,
    "visas": digits,
    "least": digits,
    "year": digits,
    "hijri_year": digits,
    "asked": taka,
    "highest": taka,
    "expires_on": _day,
    "issued_on": _day,
    "passport_expiry": _day,
    "agency": show_licence,
    "order": str,
    "country": _country,
    "first": _open_day,
    "last": _open_day,
    "agencies": _agencies,
    "occupations": _each,
    "visa_type": str,
    "verdict": lambda verdict: str(_VERDICTS[verdict]),
    "zone": lambda paper: str(_ZONES[paper]),
    "parts": lambda parts: ", ".join(str(_PARTS[part]) for part in parts),
}
