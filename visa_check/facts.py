"""What is recorded of an agency and of a visa: the names of the facts, and how they travel."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

_SOURCES = ("source", "source_date")
AGENCY_FACTS = ("name", "name_bn", "business_address", "phone", "email", *_SOURCES)
STATUS_FACTS = ("status", "valid_from", "valid_to", "order_no")
VISA_FACTS = (
    "destination",
    "visa_type",
    "occupation",
    "issue_date",
    "expiry_date",
    "agency_rl_no",
    *_SOURCES,
)
HOLDER_FACTS = (
    "visa_number",
    "group_visa_number",
    "passport_number",
    "date_of_birth",
    "holder_name",
    "employer",
    "sponsor_id",
    "group_quota",
    "passport_expiry",
    "hijri_year",
    "contract_occupation",
    "contract_rl_no",
    "job_order",
    "visa_zone",
    "passport_zone",
)
# What a request holds of the person, of who asks for them, and of what was promised.
PROMISE_FACTS = ("job", "wage", "currency", "fee_paid", "paid_to", "agency", "employer")
REQUEST_FACTS = (
    "visa_number",
    "passport_number",
    "date_of_birth",
    "holder_name",
    # For messages about a request without an account.
    "phone",
    "proxy_name",
    "proxy_relation",
    # Which words of consent the person agreed to.
    "consent",
    *PROMISE_FACTS,
)
DAYS = {"source_date", "valid_from", "valid_to", "issue_date", "expiry_date", "used_on"}
DAYS |= {"date_of_birth", "passport_expiry", "checked_on"}
# No group of visas is larger.
LARGEST_GROUP = 10_000

Facts = dict[str, Any]


def pick(row: object | Mapping[str, Any], names: Iterable[str]) -> Facts:
    """The named facts of a row or a dictionary, None where one is missing."""
    if isinstance(row, Mapping):
        return {name: row.get(name) for name in names}
    return {name: getattr(row, name) for name in names}


def as_plain(facts: Mapping[str, Any]) -> Facts:
    """Facts as JSON knows them: days in ISO."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
    }


def from_plain(facts: Mapping[str, Any]) -> Facts:
    """Facts from JSON: days are days again."""
    return {
        name: date.fromisoformat(value) if name in DAYS and isinstance(value, str) else value
        for name, value in facts.items()
    }


def merged(current: Mapping[str, Any], told: Mapping[str, Any], names: Iterable[str]) -> Facts:
    """The current facts with what a source tells anew; what it leaves out stays."""
    return {name: told[name] if told.get(name) is not None else current.get(name) for name in names}


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The names of the facts that differ, in the order of the new ones."""
    return [name for name in new if old.get(name) != new[name]]
