"""What a warning is made from, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from visa_check.orders import JobOrder
from visa_check.verdicts import AgencyVerdict


class Code(StrEnum):
    """Why a visa is not clean, the gravest first; nobody alone calls such a visa verified."""

    EMPLOYER_IN_FRAUD = "employer-in-fraud"
    SHARED_NUMBER = "shared-number"
    QUOTA_EXCEEDED = "quota-exceeded"
    ORDER_FULL = "order-full"
    LARGE_LOT = "large-lot"
    SAME_FILE = "same-file"
    VISIT_VISA = "visit-visa"
    AGENCY_TODAY = "agency-today"
    AGENCY_AT_ISSUE = "agency-at-issue"
    AGENCY_DIFFERS = "agency-differs"
    ORDER_AGENCY = "order-agency"
    ORDER_COUNTRY = "order-country"
    ORDER_DAYS = "order-days"
    ORDER_UNKNOWN = "order-unknown"
    OCCUPATION_DIFFERS = "occupation-differs"
    OCCUPATION_UNREAD = "occupation-unread"
    FEE_TOO_HIGH = "fee-too-high"
    TOO_YOUNG = "too-young"
    EXPIRED = "expired"
    ISSUED_LATER = "issued-later"
    DATES_CROSSED = "dates-crossed"
    BIRTH_IMPOSSIBLE = "birth-impossible"
    HIJRI_DIFFERS = "hijri-differs"
    PASSPORT_ENDS = "passport-ends"
    ZONE_UNREADABLE = "zone-unreadable"
    ZONE_DIGITS = "zone-digits"
    ZONE_DIFFERS = "zone-differs"
    ZONE_EYE = "zone-eye"


@dataclass(frozen=True)
class Warned:
    """A warning with its reason: values that JSON knows, nothing of the person among them."""

    code: Code
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """What is known about a visa, its holder, the job and the agency on a day."""

    day: date
    destination: str
    visa_number: str = ""
    passport_number: str = ""
    visa_type: str | None = None
    born_on: date | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    # The year of issue as it is printed in the calendar of the Hijra.
    hijri_year: int | None = None
    passport_expires_on: date | None = None
    # When the person wants to fly; the day of today where nobody knows.
    flies_on: date | None = None
    occupation: str | None = None
    contract_occupation: str | None = None
    promised_occupation: str | None = None
    # The agency of the visa, the one of the contract, the one that was named with the promise.
    agency: int | None = None
    contract_agency: int | None = None
    # A licence number; a name as it was told where it is not that of the visa's agency.
    promised_agency: int | str | None = None
    agency_today: AgencyVerdict | None = None
    agency_at_issue: AgencyVerdict | None = None
    fee_taka: int | None = None
    # How many other passports have this number outside the group, and how many have the group's.
    sharing: int = 0
    in_group: int = 0
    group_quota: int | None = None
    # The number of the job order that the papers name, the order, how many visas name it.
    order_number: str | None = None
    order: JobOrder | None = None
    in_order: int = 0
    # How many other requests brought one of the same files.
    same_files: int = 0
    # How many suspected frauds name this employer or sponsor.
    frauds: int = 0
    visa_zone: str | None = None
    passport_zone: str | None = None
