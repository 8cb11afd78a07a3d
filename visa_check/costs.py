"""The highest cost of going abroad for work that the government has fixed, by country."""

import csv
from dataclasses import dataclass
from pathlib import Path

from portal.ground.countries import COUNTRIES, Country

FILE = Path(__file__).parent / "data" / "fixed_costs.csv"


@dataclass(frozen=True)
class FixedCost:
    """The fixed maximum for one country in taka, the year it was reported, and where."""

    country: Country
    taka: int
    year: int
    source: str


def _read() -> tuple[FixedCost, ...]:
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return tuple(
            FixedCost(COUNTRIES[row["iso2"]], int(row["taka"]), int(row["year"]), row["source"])
            for row in rows
        )


# In the order in which most people go (research of flows in 2025).
FIXED_COSTS = _read()
