"""The slip of a verified visa: what stands on it, and its PDF in two languages; no database."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from portal.ground.countries import COUNTRIES
from portal.papers import claims, code, ids, printing, signing
from portal.papers.printing import written_day

LANGUAGES = ("bn", "en")
FOLDER = "visa_check/pdf"
# How a slip is laid out; an older one keeps the layout of its day.
LAYOUT = 1
# After so many days the visa is to be checked again.
GOOD_FOR = timedelta(days=30)
_SHOWN = 3
_NOT_IN_CODE = re.compile(r"[^0-9A-Za-z/ .-]")


@dataclass(frozen=True)
class Said:
    """What is said in one language."""

    destination: str
    office: str
    checked: str
    issued: str
    expires: str


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on the slip, as it is printed."""

    layout: int
    number: str
    grouped: str
    name: str
    passport_ends: str
    visa_ends: str
    bn: Said
    en: Said
    host: str
    # The whole text of the QR.
    text: str


def last_day(today: date, visa_ends: date | None) -> date:
    """Until when a slip counts: so many days, and never longer than the visa."""
    return min(today + GOOD_FOR, visa_ends or date.max)


def frozen_words(
    destination: str, office: dict[str, str], visa_number: str, checked_on: date
) -> dict[str, Any]:
    """What a slip says in words beside its signed claims."""
    country = COUNTRIES.get(destination)
    named = {one: country.name(one) if country else destination for one in LANGUAGES}
    return {
        "layout": LAYOUT,
        "subject": named,
        "office": office,
        "visa_ends": visa_number[-_SHOWN:],
        "checked_on": checked_on.isoformat(),
    }


def place_in_code(district: str) -> str:
    """The name of a district in the few signs that a QR has for it."""
    return _NOT_IN_CODE.sub("", district)[:40]


def sheet(message: bytes, words: dict[str, Any], public_url: str) -> Sheet:
    """What stands on a slip, from its signed message and its frozen words."""
    said = claims.read(signing.read(message).payload or b"")
    expires = said.expires_on or said.issued_on
    days = (date.fromisoformat(words["checked_on"]), said.issued_on, expires)
    of_language = {
        one: Said(words["subject"][one], words["office"][one], *(written_day(d, one) for d in days))
        for one in LANGUAGES
    }
    return Sheet(
        layout=words["layout"],
        number=said.number,
        grouped=ids.grouped(said.number),
        name=said.name,
        passport_ends=said.last_3 or "",
        visa_ends=words["visa_ends"],
        bn=of_language["bn"],
        en=of_language["en"],
        host=code.host_of(public_url),
        text=code.text(public_url, said.number, message),
    )


def render(one: Sheet) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    folder = f"{FOLDER}/{one.layout}"
    return printing.draw(f"{folder}/slip.html", f"{folder}/slip.css", one.text, sheet=one)
