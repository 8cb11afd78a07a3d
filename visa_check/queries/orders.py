"""Job orders by the number of their attestation, and how many visas name them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import func, or_, select

from portal.ground.database import db
from visa_check.details import DetailKind
from visa_check.models import (
    Agency,
    AgencyDetail,
    AgencyOrder,
    Visa,
    VisaDecision,
    VisaEntry,
    VisaOrder,
)
from visa_check.orders import JobOrder, named, order_number, used
from visa_check.queries.details import STANDS, Detail
from visa_check.queries.visas import newest
from visa_check.verdicts import VisaState

# Two officers found that these use no place.
_UNUSED = (VisaState.MISMATCH, VisaState.FRAUD, VisaState.WITHDRAWN)


def numbered(numbers: Iterable[str]) -> Sequence[JobOrder]:
    """The job orders with these numbers as they stand, in the order in which they were recorded."""
    rows = db.execute(
        select(AgencyOrder.number, Agency.rl_no, AgencyDetail)
        .join(AgencyDetail, AgencyDetail.ref == AgencyOrder.ref)
        .join(Agency, Agency.id == AgencyDetail.agency_id)
        .where(AgencyOrder.number.in_(set(numbers)), STANDS)
        .order_by(AgencyOrder.id)
    )
    return [
        JobOrder(
            ref=row.ref,
            number=number,
            rl_no=rl_no,
            destination=row.facts["destination"],
            people=row.facts["people"],
            days=row.days,
        )
        for number, rl_no, row in rows
    ]


def naming(numbers: Iterable[str]) -> dict[tuple[str, int | None], int]:
    """How many visas name each number, by the agency of the visa; refused ones use no place."""
    query = (
        newest(VisaOrder.number, VisaEntry.agency_rl_no, func.count(Visa.id))
        .join(VisaOrder, VisaOrder.visa_id == Visa.id)
        .where(
            VisaOrder.number.in_(set(numbers)),
            or_(VisaDecision.state.is_(None), VisaDecision.state.not_in(_UNUSED)),
        )
        .group_by(VisaOrder.number, VisaEntry.agency_rl_no)
    )
    return {(number, agency): count for number, agency, count in db.execute(query)}


def order_of(number: str, agency: int | None) -> tuple[JobOrder, int] | None:
    """The order that a visa of this agency means by a number, and how many visas name it."""
    orders = numbered([number])
    found = named(orders, agency)
    return (found, used(orders, naming([number]))[found.ref]) if found else None


def used_of(found: Iterable[Detail]) -> Counter[str]:
    """How many visas name each job order among the facts of an agency."""
    told = (one.row.facts["attestation_no"] for one in found if one.kind is DetailKind.JOB_ORDER)
    numbers = {number for number in map(order_number, told) if number}
    # Most agencies have none, and most orders are named by no visa yet.
    visas = naming(numbers) if numbers else {}
    return used(numbered(numbers), visas) if visas else Counter()
