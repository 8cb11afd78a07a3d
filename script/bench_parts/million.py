"""What a long list of visas costs by the command: time a row beside the bare rows, lock, memory.

`VISAS=200000 script/bench million` takes another length. The bare insert stores rows like those
that the import leaves in force (the same five tables with all their indices, ciphertexts and
hashes of the same lengths) into a copy of the same database by the same library, with `executemany`
in lots of the same size. Both are measured in processor time, reading and writing by the system
included, so that whatever else the machine does counts on neither side; of the command the start is
taken off, as another command of the portal needs it. Memory is what is the process's own: pages of
the database file that the system holds for everybody are not counted.
"""

import csv
import os
import re
import resource
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from measuring import NIRAPOD, Figure, Place
from openpyxl import Workbook
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import select

from portal.ground.access import Role
from portal.ground.database import db, make_engine
from portal.people.models import Person
from visa_check.importing import LOT

VISAS = int(os.environ.get("VISAS", "50000"))
KINDS = os.environ.get("KINDS", "csv xlsx").split()
# PRODUCT.md: parse, keyed hashes, encryption, proposal and approval, beside the bare rows.
MOST_TIMES = 6
# TRUST.md: in seconds, while lots are staged.
MOST_LOCKED = 1.0
_HEADS = (
    *("destination", "visa_number", "passport_number", "date_of_birth", "holder_name"),
    *("occupation", "employer", "expiry_date"),
)
# What an import leaves in force, table by table, as it must be inserted.
_TABLES = ("visa", "visa_entry", "visa_holder", "visa_look_up", "visa_double")
_PARENTS = ("proposal", "import")


def measure(place: Place) -> Iterator[Figure]:
    """Each kind of file with its own visas, so that all of them are new."""
    for kind in KINDS:
        file = place.data / f"visas.{kind}"
        {"csv": _write_csv, "xlsx": _write_xlsx}[kind](file, kind)
        before = _copy(place)
        start = _start(place)
        taken, memory, staging, approval = _import(place, file)
        taken -= start
        bare, plain = _bare(place, before)
        name = f"{VISAS:,} visas, {kind.upper()}"
        part = "import by the command"
        yield Figure(part, f"{name}, start of a command", start, "s")
        yield Figure(part, f"{name}, processor time", taken * 1e6 / VISAS, "µs a row")
        yield Figure(part, f"{name}, bare insert of its rows", bare * 1e6 / VISAS, "µs a row")
        yield Figure(part, f"{name}, times the bare insert", taken / bare, "", MOST_TIMES)
        yield Figure(part, f"{name}, times one table without indices", taken / plain, "")
        yield Figure(part, f"{name}, peak memory", memory, "MB")
        waited = f"{name}, another writer waited"
        yield Figure(part, f"{waited} while staging", staging * 1000, "ms", MOST_LOCKED * 1000)
        yield Figure(part, f"{waited} at the approval", approval * 1000, "ms")


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


def _copy(place: Place) -> Path:
    """The database as it is, whole."""
    path = place.data / "before.sqlite3"
    path.unlink(missing_ok=True)
    with sqlite.connect(place.data / "nirapod.sqlite3") as connection:
        connection.execute("VACUUM INTO ?", (str(path),))
    return path


def _bare(place: Place, before: Path) -> tuple[float, float]:
    """Processor seconds to insert what the import left: as it stands, and into one plain table."""
    source = sqlite.connect(place.data / "nirapod.sqlite3")
    target = make_engine(f"sqlite:///{before}").raw_connection().driver_connection
    assert target is not None  # noqa: S101 - it is open
    target.execute(f"CREATE TABLE plain ({', '.join(f'c{at}' for at in range(_width(source)))})")
    first = {table: _last(target, table) + 1 for table in (*_TABLES, *_PARENTS)}
    for table in _PARENTS:
        _insert(target, table, _read(source, table, first[table], 10))
    bare = plain = 0.0
    for start in range(0, VISAS, LOT):
        lots = {table: _read(source, table, first[table] + start, LOT) for table in _TABLES}
        began = time.process_time()
        target.execute("BEGIN IMMEDIATE")
        for table, rows in lots.items():
            _insert(target, table, rows)
        target.execute("COMMIT")
        bare += time.process_time() - began
        wide = [sum(row, ()) for row in zip(*lots.values(), strict=True)]
        began = time.process_time()
        target.execute("BEGIN IMMEDIATE")
        _insert(target, "plain", wide)
        target.execute("COMMIT")
        plain += time.process_time() - began
    return bare, plain


def _width(source: sqlite.Connection) -> int:
    return sum(len(_read(source, table, 0, 1)[0]) for table in _TABLES)


def _last(connection: sqlite.Connection, table: str) -> int:
    """The highest key of a table."""
    found: int = connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
    return found


def _read(source: sqlite.Connection, table: str, first: int, most: int) -> list[tuple[object, ...]]:
    statement = f"SELECT * FROM {table} WHERE rowid >= ? ORDER BY rowid LIMIT ?"  # noqa: S608 - our own names
    return source.execute(statement, (first, most)).fetchall()


def _insert(target: sqlite.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own names


def _import(place: Place, file: Path) -> tuple[float, float, float, float]:
    """Processor seconds of the command, its peak in MB, how long another writer waited."""
    with place.app.app_context():
        query = select(Person).filter_by(role=Role.OFFICER).order_by(Person.office_id, Person.id)
        first, second = (person.phone for person in db.scalars(query.limit(2)))
    command = [str(NIRAPOD), "visas", "import", str(file), "--as", first, "--approve-as", second]
    running = subprocess.Popen(command, env=place.environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    staging = approval = memory = 0.0
    writer = sqlite.connect(place.data / "nirapod.sqlite3", timeout=600, isolation_level=None)
    while (ended := os.wait4(running.pid, os.WNOHANG))[0] == 0:
        asked = time.perf_counter()
        writer.execute("BEGIN IMMEDIATE")
        state = writer.execute("SELECT state FROM import ORDER BY id DESC LIMIT 1").fetchone()
        writer.execute("ROLLBACK")
        waited = time.perf_counter() - asked
        if state == ("in force",):
            approval = max(approval, waited)
        else:
            staging = max(staging, waited)
        memory = max(memory, _own_memory(running.pid))
        time.sleep(0.05)
    writer.close()
    running.returncode = os.waitstatus_to_exitcode(ended[1])
    if running.returncode:
        raise RuntimeError(f"the import of {file.name} failed")
    used = ended[2]
    return used.ru_utime + used.ru_stime, memory, staging, approval


def _start(place: Place) -> float:
    """Processor seconds of a command that does next to nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    place.nirapod("people", "list")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _own_memory(pid: int) -> float:
    """MB of a running process that no file stands behind."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"RssAnon:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
