"""Facts in the words and digits of the page."""

from datetime import date
from typing import Any

from flask_babel import get_locale

from portal.ground.countries import COUNTRIES
from portal.ground.formatting import day as day_words
from visa_check.licences import show_licence
from visa_check.passports import masked_change
from visa_check.verdicts import VisaState
from visa_check.words import FACT_NAMES, STATES, STATUSES

Cell = str | dict[str, str]
Rows = list[list[Cell]]
NOTHING = "–"
SECRET = {"visa_number", "group_visa_number", "passport_number", "date_of_birth", "sponsor_id"}


def word(name: str, value: Any) -> str:
    """A fact in the words of the page."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, date):
        return day_words(value)
    if name == "destination":
        return COUNTRIES[value].name(str(get_locale() or "bn"))
    if name in {"rl_no", "agency_rl_no"}:
        return show_licence(value)
    if name == "status":
        return str(STATUSES[value])
    return str(STATES[VisaState(value)]) if name == "state" else str(value)


def change(name: str, old: Any, new: Any) -> list[Cell]:
    """A fact before and after; of a secret one only what differs."""
    if name in SECRET:
        before, after = masked_change(_text(old), _text(new))
        return [str(FACT_NAMES[name]), before or NOTHING, after or NOTHING]
    return [str(FACT_NAMES[name]), word(name, old), word(name, new)]


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
