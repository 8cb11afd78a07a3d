"""How often papers are checked: a line in a file for each check, counted by the worker.

No page view writes to the database or waits for a disk, and nothing says who checked. What was
written in the moment of a power cut is lost; figures need no more.
"""

import os
from collections import Counter
from datetime import date
from pathlib import Path

from flask import current_app

from portal.ground.clock import today
from portal.papers import actions, ids

_FILE, _TAKEN = "checks", "checks.taken"
# Where no worker empties it, the file ends here (some millions of checks).
_LARGEST = 64 * 1024 * 1024


def seen(*numbers: str) -> None:
    """Note that the papers with these numbers were checked today."""
    file = os.open(_folder() / _FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if os.fstat(file).st_size < _LARGEST:
            day = today()
            os.write(file, "".join(f"{day} {number}\n" for number in numbers).encode())
    finally:
        os.close(file)


def gather() -> None:
    """Count what was noted up to the turn before, and take what was noted since.

    Whoever opened the file just before it was renamed may write into it still: so it is read one
    turn later.
    """
    taken = _folder() / _TAKEN
    if taken.exists():
        actions.add_checks(_counted(taken.read_text()))
        taken.unlink()
    if (_folder() / _FILE).exists():
        (_folder() / _FILE).rename(taken)


def _counted(text: str) -> dict[tuple[str, date], int]:
    """How often each number was noted for each day; a line that was cut short is left out."""
    found: Counter[tuple[str, date]] = Counter()
    for line in text.splitlines():
        day, _, number = line.partition(" ")
        try:
            if ids.typed(number) == number:
                found[number, date.fromisoformat(day)] += 1
        except ValueError:
            continue
    return found


def _folder() -> Path:
    data: Path = current_app.config["DATA"]
    return data
