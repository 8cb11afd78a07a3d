"""What a long list of visas costs by the command: time a row beside a bare insert, lock, memory.

`VISAS=200000 script/bench million` takes another length.
"""

import csv
import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from measuring import NIRAPOD, Figure, Place
from openpyxl import Workbook
from sqlalchemy import select

from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person

VISAS = int(os.environ.get("VISAS", "50000"))
# PRODUCT.md: parse, keyed hashes, encryption, proposal and approval, beside the bare rows.
MOST_TIMES = 6
LOCK = 1.0
_HEADS = (
    *("destination", "visa_number", "passport_number", "date_of_birth", "holder_name"),
    *("occupation", "employer", "expiry_date"),
)
_LOT = 500


def measure(place: Place) -> Iterator[Figure]:
    """Each kind of file with its own visas, so that all of them are new."""
    bare = _bare(place.data / "bare.sqlite3", VISAS)
    yield Figure("import by the command", "bare insert of the rows", bare * 1e6 / VISAS, "µs a row")
    for kind, write in (("csv", _write_csv), ("xlsx", _write_xlsx)):
        file = place.data / f"visas.{kind}"
        write(file, kind)
        taken, memory, lock = _import(place, file)
        name = f"{VISAS:,} visas, {kind.upper()}"
        yield Figure("import by the command", name, taken * 1e6 / VISAS, "µs a row")
        yield Figure("import by the command", f"{name}, times the bare insert", taken / bare, "")
        yield Figure("import by the command", f"{name}, peak memory", memory, "MB")
        yield Figure("import by the command", f"{name}, another writer waited", lock * 1000, "ms")


def _rows(kind: str) -> Iterator[list[str]]:
    letter = kind[0].upper()
    for place in range(VISAS):
        yield [
            *("SA", f"{letter}{place:09d}", f"{letter}{place:08d}", "1990-01-01"),
            *(f"HOLDER NUMBER {place}", "Cleaner", "Najd Cleaning", "2031-01-01"),
        ]


def _write_csv(file: Path, kind: str) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(_HEADS)
        writer.writerows(_rows(kind))


def _write_xlsx(file: Path, kind: str) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(_HEADS)
    for row in _rows(kind):
        sheet.append(row)
    book.save(file)


def _bare(path: Path, count: int) -> float:
    """Seconds to insert the same rows into a table with as many columns, in the same lots."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        columns = ", ".join(f"{name} TEXT" for name in _HEADS)
        connection.execute(f"CREATE TABLE visa (id INTEGER PRIMARY KEY, {columns})")
        connection.execute("CREATE UNIQUE INDEX one ON visa (visa_number, passport_number)")
        marks = ", ".join("?" * len(_HEADS))
        statement = f"INSERT INTO visa ({', '.join(_HEADS)}) VALUES ({marks})"  # noqa: S608 - our own names
        rows = _rows("bare")
        began = time.perf_counter()
        for _start in range(0, count, _LOT):
            connection.executemany(statement, islice(rows, _LOT))
            connection.commit()
        return time.perf_counter() - began


def _import(place: Place, file: Path) -> tuple[float, float, float]:
    """Seconds of the command, its peak in MB, and the longest that another writer waited."""
    with place.app.app_context():
        query = select(Person).filter_by(role=Role.OFFICER).order_by(Person.office_id, Person.id)
        first, second = (person.phone for person in db.scalars(query.limit(2)))
    command = [str(NIRAPOD), "visas", "import", str(file), "--as", first, "--approve-as", second]
    began = time.perf_counter()
    running = subprocess.Popen(command, env=place.environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    longest = 0.0
    writer = sqlite3.connect(place.data / "nirapod.sqlite3", timeout=120, isolation_level=None)
    while (ended := os.wait4(running.pid, os.WNOHANG))[0] == 0:
        asked = time.perf_counter()
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("ROLLBACK")
        longest = max(longest, time.perf_counter() - asked)
        time.sleep(0.05)
    taken = time.perf_counter() - began
    writer.close()
    running.returncode = os.waitstatus_to_exitcode(ended[1])
    if running.returncode:
        raise RuntimeError(f"the import of {file.name} failed")
    return taken, ended[2].ru_maxrss / 1024, longest
