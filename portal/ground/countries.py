"""Countries by their two letters, in Bangla and English (data/countries.csv, from CLDR)."""

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "data" / "countries.csv"


@dataclass(frozen=True)
class Country:
    """A country: ISO 3166 alpha-2 and its names."""

    code: str
    name_en: str
    name_bn: str

    def name(self, language: str) -> str:
        """Its name in a language."""
        return self.name_bn if language == "bn" else self.name_en


def _read() -> dict[str, Country]:
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["iso2"]: Country(row["iso2"], row["name_en"], row["name_bn"]) for row in rows}


COUNTRIES = _read()
