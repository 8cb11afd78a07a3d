"""Job orders as visas name them: which one a number means, and how many of its places are used."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.people.passports import normal_number
from visa_check.details import Days

# The longest number of an attestation, as its form takes it.
LONGEST = 60


@dataclass(frozen=True)
class JobOrder:
    """A job order of the register, by the number of its attestation."""

    ref: str
    number: str
    rl_no: int
    destination: str
    people: int
    days: Days


def order_number(text: str | None) -> str | None:
    """A number in its one form, however it is written; None without letter and digit."""
    return normal_number(text or "") or None


def named(orders: Iterable[JobOrder], agency: int | None) -> JobOrder | None:
    """Which of the orders of one number a visa means: its agency's own, else the first recorded."""
    known = list(orders)
    own = (order for order in known if order.rl_no == agency)
    return next(own, known[0] if known else None)


def used(orders: Sequence[JobOrder], visas: Mapping[tuple[str, int | None], int]) -> Counter[str]:
    """How many visas name each order (by its ref); visas: how many per number and agency.

    Each visa counts for one order at most, so no place is used twice.
    """
    counts: Counter[str] = Counter()
    for (number, agency), count in visas.items():
        order = named((one for one in orders if one.number == number), agency)
        if order is not None:
            counts[order.ref] += count
    return counts
