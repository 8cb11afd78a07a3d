"""Names of agencies and how people type them, and how well a search answers."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from visa_check.queries.search import Match

NAMES = Path(__file__).parents[1] / "data" / "names"
_COLUMNS = ("rl_no", "name", "name_bn", "business_address")
Search = Callable[[str], Sequence[Match]]


@dataclass(frozen=True)
class Typed:
    """What somebody typed, and the licence that was meant; 0 where no agency has the name."""

    text: str
    rl_no: int
    why: str


@dataclass(frozen=True)
class Rates:
    """How often the right agency stood first, among five; how often a wrong one was "found"."""

    first: float
    among_five: float
    wrongly_found: float
    missed: tuple[Typed, ...]


def register(file: Path = NAMES / "register.csv") -> bytes:
    """A list of agencies as officers import it; columns that the portal does not know are left."""
    listed = rows(file)
    columns = [column for column in _COLUMNS if column in listed[0]]
    lines = [columns, *([row[column] for column in columns] for row in listed)]
    return "\n".join(",".join(map(_quoted, line)) for line in lines).encode()


def typed(file: Path = NAMES / "typed.csv") -> list[Typed]:
    """What people typed."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened)
        return [Typed(row["typed"], int(row["rl_no"] or 0), row["why"]) for row in rows]


def slips(file: Path) -> Iterator[Typed]:
    """For a list without typed names: a letter left out, two turned, words turned, no "Ltd"."""
    for row in rows(file):
        name, rl_no = row["name"], int(row["rl_no"])
        middle = len(name) // 2
        turned = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
        yield Typed(name[:middle] + name[middle + 1 :], rl_no, "missing letter")
        yield Typed(turned, rl_no, "letters turned")
        yield Typed(" ".join(reversed(name.split())), rl_no, "words turned")
        yield Typed(name.upper().replace("LTD.", "").replace("LTD", ""), rl_no, "no Ltd")


def rates(asked: Sequence[Typed], search: Search) -> Rates:
    """Ask for each of them."""
    first = five = present = absent = wrongly = 0
    missed = []
    for one in asked:
        found = search(one.text)
        if not one.rl_no:
            absent += 1
            wrongly += any(match.is_same for match in found)
            continue
        present += 1
        numbers = [match.rl_no for match in found[:5]]
        five += one.rl_no in numbers
        if numbers[:1] == [one.rl_no]:
            first += 1
        else:
            missed.append(one)
    return Rates(first / present, five / present, wrongly / max(1, absent), tuple(missed))


def rows(file: Path = NAMES / "register.csv") -> list[dict[str, str]]:
    """The rows that have a licence number; a list of 2023 has some without."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [row for row in csv.DictReader(opened) if row["rl_no"].strip()]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
