"""A register as large as the real one, of invented agencies with names in both scripts."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from tests.make import names
from visa_check.register import Carried
from visa_check.verdicts import Span, Status

_PLACES = ("Fakirapool", "Naya Paltan", "Motijheel C/A", "Banani", "Gulshan-2", "Kakrail", "Uttara")
_ENDS = (
    ("Overseas", "ওভারসিজ"),
    ("International", "ইন্টারন্যাশনাল"),
    ("Travels", "ট্রাভেলস"),
    ("Trade", "ট্রেড"),
)


def carried(count: int) -> Iterator[Carried]:
    """So many agencies, the same ones each time."""
    chance = random.Random(5)  # noqa: S311 - nothing is secret here
    both = [row for row in names.rows() if row["name_bn"]]
    latin = sorted({word for row in both for word in row["name"].split()})
    bangla = sorted({word for row in both for word in row["name_bn"].split()})
    for number in range(1, count + 1):
        end, end_bn = chance.choice(_ENDS)
        words = [*chance.choices(latin, k=2), end, *chance.choice(((), ("Ltd.",)))]
        yield Carried(
            rl_no=number,
            name=" ".join(words),
            name_bn=f"{' '.join(chance.choices(bangla, k=2))} {end_bn}",
            past_names=(f"{chance.choice(latin)} {end}",) if number % 20 == 0 else (),
            address=f"House {chance.randint(1, 199)}, Road {chance.randint(1, 40)}, "
            f"Floor {chance.randint(1, 14)}, {chance.choice(_PLACES)}, "
            f"Dhaka-{chance.randint(1000, 1230)}",
            phone=f"01{chance.randint(300_000_000, 999_999_999)}",
            source=chance.choice(("List of the ministry", "Order of the ministry")),
            source_date=_day(chance),
            is_missing=number % 50 == 0,
            spans=tuple(_spans(chance)),
        )


def _spans(chance: random.Random) -> Iterator[Span]:
    for _ in range(chance.choice((1, 1, 2, 3))):
        first = _day(chance)
        yield Span(Status.ACTIVE, first, first + timedelta(chance.choice((729, 1094))))
    if chance.random() < 0.1:
        first = _day(chance)
        yield Span(Status.SUSPENDED, first, first + timedelta(chance.randint(30, 400)))


def _day(chance: random.Random) -> date:
    return date(2008, 1, 1) + timedelta(chance.randint(0, 6900))
