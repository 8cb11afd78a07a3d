"""The 64 District Employment and Manpower Offices, as the portal brings them along."""

import csv
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).parent / "data" / "offices.csv"


def rows() -> Iterator[dict[str, str]]:
    """Code, district and division (English, Bangla) of each office, in the order of the file."""
    with FILE.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)
