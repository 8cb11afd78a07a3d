"""Facts in the words and digits of the page."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from flask_babel import get_locale

from portal.ground.countries import COUNTRIES
from portal.ground.formatting import day as day_words
from portal.ground.formatting import digits
from portal.people.offices import rows
from visa_check.guide_words import asked_words
from visa_check.licences import show_licence
from visa_check.passports import masked_change
from visa_check.verdicts import VisaState
from visa_check.words import FACT_NAMES, STATES, STATUSES

Cell = str | dict[str, str]
Rows = list[list[Cell]]
NOTHING = "–"
SECRET = {"visa_number", "group_visa_number", "passport_number", "date_of_birth", "sponsor_id"}
SECRET |= {"visa_zone", "passport_zone"}


def word(name: str, value: Any) -> str:
    """A fact in the words of the page."""
    if value is None or value == "":
        return NOTHING
    if name in _READ:
        return _READ[name](value)
    if isinstance(value, date):
        return day_words(value)
    return digits(value) if isinstance(value, int) else str(value)


def district(code: str) -> str:
    """The name of a district in the language of the page."""
    return _districts(str(get_locale() or "bn"))[code]


@cache
def _districts(language: str) -> dict[str, str]:
    name = "district_bn" if language == "bn" else "district_en"
    return {row["code"]: row[name] for row in rows()}


def change(name: str, old: Any, new: Any) -> list[Cell]:
    """A fact before and after; of a secret one only what differs."""
    if name in SECRET:
        before, after = masked_change(_text(old), _text(new))
        return [str(FACT_NAMES[name]), before or NOTHING, after or NOTHING]
    return [str(FACT_NAMES[name]), word(name, old), word(name, new)]


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _country(code: str) -> str:
    return COUNTRIES[code].name(str(get_locale() or "bn"))


_READ: dict[str, Callable[[Any], str]] = {
    "destination": _country,
    "district": district,
    "asks": asked_words,
    "state": lambda value: str(STATES[VisaState(value)]),
    "status": lambda value: str(STATUSES[value]),
} | dict.fromkeys(("rl_no", "agency_rl_no", "other_rl_no", "contract_rl_no"), show_licence)
