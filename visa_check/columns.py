"""The columns of the two kinds of lists, how their cells are read, and what must fit together."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from portal.ground.countries import COUNTRIES
from portal.ground.dates import is_hijri, read_date
from portal.ground.typed import plain
from portal.people.passports import is_passport_number, normal_number
from visa_check.facts import LARGEST_GROUP
from visa_check.faults import BadCell, LineFault
from visa_check.licences import read_licence
from visa_check.passports import is_visa_number
from visa_check.tables import Column
from visa_check.verdicts import Status

_STATUS_WORDS = {
    "active": "active valid licensed regular সক্রিয় বৈধ চালু নিয়মিত",
    "inactive": "inactive নিষ্ক্রিয় অনিয়মিত",
    "suspended": "suspended স্থগিত",
    "cancelled": "cancelled canceled revoked বাতিল",
    "expired": "expired মেয়াদোত্তীর্ণ",
}
_STATUSES = {plain(word): name for name, words in _STATUS_WORDS.items() for word in words.split()}


def _licence(text: str) -> int:
    number = read_licence(text)
    if number is None:
        raise BadCell(LineFault.LICENCE)
    return number


def _day(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise BadCell(LineFault.HIJRI if is_hijri(text) else LineFault.DATE)
    return day


def _status(text: str) -> str:
    try:
        return _STATUSES[plain(text)]
    except KeyError:
        raise BadCell(LineFault.STATUS) from None


def _country(text: str) -> str:
    code = text.upper()
    if code not in COUNTRIES:
        raise BadCell(LineFault.COUNTRY)
    return code


def _passport(text: str) -> str:
    number = normal_number(text)
    if not is_passport_number(number):
        raise BadCell(LineFault.PASSPORT)
    return number


def _visa(text: str) -> str:
    number = normal_number(text)
    if not is_visa_number(number):
        raise BadCell(LineFault.VISA)
    return number


def _count(text: str) -> int:
    typed = plain(text)
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(LARGEST_GROUP))
    if not is_number or not 0 < int(typed) <= LARGEST_GROUP:
        raise BadCell(LineFault.COUNT)
    return int(typed)


_SOURCES = (
    Column("source", ("উৎস", "সূত্র", "তথ্যসূত্র")),
    Column("source_date", ("date of source", "উৎসের তারিখ", "সূত্রের তারিখ"), _day),
)
AGENCY_COLUMNS = (
    Column(
        "rl_no",
        ("rl", "rl number", "licence no", "license no", "licence number", "license number")
        + ("আরএল", "আরএল নং", "আরএল নম্বর", "লাইসেন্স নং", "লাইসেন্স নম্বর"),
        _licence,
        needed=True,
    ),
    Column("name", ("agency", "agency name", "নাম", "এজেন্সির নাম"), needed=True, longest=160),
    Column("name_bn", ("bangla name", "name bangla", "বাংলা নাম", "নাম বাংলা"), longest=160),
    Column("business_address", ("address", "ঠিকানা", "ব্যবসায়িক ঠিকানা"), longest=400),
    Column("phone", ("telephone", "mobile", "ফোন", "মোবাইল", "টেলিফোন"), longest=120),
    Column("email", ("e mail", "ইমেইল", "ই মেইল"), longest=120),
    Column("status", ("অবস্থা", "লাইসেন্সের অবস্থা"), _status),
    Column("valid_from", ("from", "কার্যকর", "শুরু", "শুরুর তারিখ"), _day),
    Column("valid_to", ("to", "valid until", "expiry", "মেয়াদ", "মেয়াদ শেষ", "শেষ তারিখ"), _day),
    Column("order_no", ("order", "order number", "আদেশ নং", "আদেশ নম্বর", "স্মারক নং")),
    *_SOURCES,
)
VISA_COLUMNS = (
    Column("destination", ("country", "গন্তব্য", "দেশ", "গন্তব্য দেশ"), _country, needed=True),
    Column("visa_number", ("visa no", "ভিসা নং", "ভিসা নম্বর"), _visa, needed=True),
    Column("group_visa_number", ("group visa no", "গ্রুপ ভিসা নং", "গ্রুপ ভিসা নম্বর"), _visa),
    Column("group_quota", ("visas in the group", "quota", "গ্রুপে ভিসার সংখ্যা", "কোটা"), _count),
    Column("visa_type", ("type", "ভিসার ধরন"), longest=80),
    Column("occupation", ("job", "profession", "পেশা"), longest=120),
    Column("employer", ("company", "নিয়োগকর্তা", "কোম্পানি"), longest=160),
    Column("sponsor_id", ("sponsor", "স্পন্সর", "স্পন্সর নং"), longest=60),
    Column(
        "passport_number",
        ("passport no", "passport", "পাসপোর্ট নং", "পাসপোর্ট নম্বর"),
        _passport,
        needed=True,
    ),
    Column("passport_expiry", ("passport valid to", "পাসপোর্টের মেয়াদ"), _day),
    Column("date_of_birth", ("birth date", "dob", "জন্ম তারিখ", "জন্মতারিখ"), _day, needed=True),
    Column("holder_name", ("name", "নাম"), longest=160),
    Column("issue_date", ("issued", "ইস্যুর তারিখ"), _day),
    Column("expiry_date", ("expiry", "valid to", "মেয়াদ", "মেয়াদ শেষ"), _day),
    Column("agency_rl_no", ("rl no", "rl", "agency rl", "আরএল নং", "আরএল নম্বর"), _licence),
    *_SOURCES,
)


def agency_rule(values: dict[str, Any]) -> Sequence[tuple[LineFault, str]]:
    """What must fit together in a line about an agency; completes its status."""
    status = values.get("status")
    if status is None:
        return _spare_days(values)
    if status == "expired":
        # Expired is what a licence becomes when its last day is past: that day must be told.
        if "valid_to" not in values:
            return [(LineFault.STATUS_DAY, "valid_to")]
        values["status"] = Status.ACTIVE.value
        values.setdefault("valid_from", values["valid_to"])
    values.setdefault("valid_from", values.get("source_date"))
    if values["valid_from"] is None:
        return [(LineFault.STATUS_DAY, "valid_from")]
    return _crossed(values, "valid_from", "valid_to")


def _spare_days(values: dict[str, Any]) -> Sequence[tuple[LineFault, str]]:
    """Days of validity say nothing without the status that they belong to."""
    if "valid_from" not in values and "valid_to" not in values:
        return []
    return [(LineFault.STATUS_DAY, "status")]


def visa_rule(values: dict[str, Any]) -> Sequence[tuple[LineFault, str]]:
    """What must fit together in a line about a visa."""
    if values["date_of_birth"] >= values.get("issue_date", date.max):
        return [(LineFault.BIRTH, "date_of_birth")]
    return _crossed(values, "issue_date", "expiry_date")


def _crossed(values: dict[str, Any], first: str, last: str) -> Sequence[tuple[LineFault, str]]:
    """The last day must not lie before the first."""
    if first in values and last in values and values[last] < values[first]:
        return [(LineFault.DAYS_CROSSED, last)]
    return []
