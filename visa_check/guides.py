"""Guides to the services at which countries say whether a visa is real: what they hold."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from visa_check.warnings.days import months_later

FILE = Path(__file__).parent / "data" / "guides.json"
# After so many months without a look a service may have moved.
STALE_MONTHS = 6
GUIDE_FACTS = (
    "destination",
    "service",
    "address",
    "asks",
    "answer",
    "answer_bn",
    "traps",
    "traps_bn",
    "source",
    "checked_on",
)


class Asked(StrEnum):
    """What a service asks for: the desk fills in what the case knows, the rest is typed."""

    APPLICATION_NUMBER = "application number"
    VISA_NUMBER = "visa number"
    FILE_NUMBER = "file number"
    PERMIT_NUMBER = "work permit number"
    OFFER_NUMBER = "offer number"
    PASSPORT_NUMBER = "passport number"
    PASSPORT_EXPIRY = "passport expiry"
    HOLDER_NAME = "name"
    DATE_OF_BIRTH = "date of birth"
    NATIONALITY = "nationality"
    SPONSOR_ID = "sponsor"
    COMPANY_NUMBER = "company registration number"
    VISA_TYPE = "visa type"
    ISSUING_OFFICE = "issuing office"
    BARCODE = "barcode"
    SIGN_IN = "sign-in"
    CAPTCHA = "signs of a picture"


# Under which fact of a visa the desk finds what a service asks for.
FILLED_BY = {
    Asked.APPLICATION_NUMBER: "visa_number",
    Asked.VISA_NUMBER: "visa_number",
    Asked.FILE_NUMBER: "visa_number",
    Asked.PERMIT_NUMBER: "visa_number",
    Asked.PASSPORT_NUMBER: "passport_number",
    Asked.PASSPORT_EXPIRY: "passport_expiry",
    Asked.HOLDER_NAME: "holder_name",
    Asked.DATE_OF_BIRTH: "date_of_birth",
    Asked.SPONSOR_ID: "sponsor_id",
    Asked.VISA_TYPE: "visa_type",
}
NATIONALITY = "Bangladesh"


@dataclass(frozen=True)
class GuideNow:
    """A guide as it holds now: its facts, its reference, and when somebody looked last."""

    ref: str
    entry_id: int
    destination: str
    service: str
    address: str | None
    asks: tuple[Asked, ...]
    answer: str
    answer_bn: str
    traps: str
    traps_bn: str
    source: str
    checked_on: date

    @property
    def facts(self) -> dict[str, Any]:
        """What it says, as entries hold it."""
        return {name: getattr(self, name) for name in GUIDE_FACTS} | {
            "asks": [asked.value for asked in self.asks]
        }

    def is_stale(self, day: date) -> bool:
        """Whether nobody has looked for half a year."""
        return months_later(self.checked_on, STALE_MONTHS) <= day


def first_guides() -> list[dict[str, Any]]:
    """The guides that come with the portal, as JSON knows them."""
    found: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def is_good_address(address: str) -> bool:
    """Whether an address is one of the web under a name, encrypted, without hidden parts."""
    try:
        parts = urlsplit(address)
        is_bare = parts.port is None and parts.username is None
    except ValueError:
        return False
    host = parts.hostname or ""
    is_named = "." in host and host.isascii() and not host.replace(".", "").isdigit()
    return (
        parts.scheme == "https"
        and is_bare
        and is_named
        and all(mark.isprintable() and mark != " " for mark in address)
    )
