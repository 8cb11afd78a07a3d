"""An import killed while it is staged: nothing of it is in force, and a second run is whole."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.ground.access import Role
from portal.ground.database import db
from tests.make.people import make_person
from visa_check.actions import lists
from visa_check.cli import visas
from visa_check.models import Import, ImportState, StagedVisa, Visa, VisaLookUp

FIRST, SECOND = "+8801711000001", "+8801711000002"
ROWS = 1_700
# Stages a list, tells of the second lot and waits there to be killed.
IMPORT = """
import sys
from pathlib import Path
from portal.app import create_app
from portal.deeds.record import By
from portal.ground.settings import Settings
from visa_check import importing
from visa_check.models import ListKind
data, url, person, path = sys.argv[1:]
lots = []
def tick(count):
    lots.append(count)
    if len(lots) == 2:
        print(sum(lots), flush=True)
        sys.stdin.read()
settings = Settings(env="development", data=Path(data), database_url=url)
with create_app(settings.completed()).app_context(), Path(path).open("rb") as file:
    table = importing.read_list(ListKind.VISAS, file, capped=False)
    by = By.command_line(int(person), "visas import")
    importing.stage_list(by, ListKind.VISAS, table, "visas.csv", complete=False, tick=tick)
"""


def killed(app: Flask, person_id: int, path: Path) -> int:
    """Kill an import after its second lot; how many lines were staged by then."""
    url = app.extensions["database"].url.render_as_string(hide_password=False)
    given = [str(app.config["DATA"]), url, str(person_id), str(path)]
    command = [sys.executable, "-c", IMPORT, *given]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as running:  # noqa: S603 - our own
        assert running.stdout
        told = int(running.stdout.readline())
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    assert running.returncode == -signal.SIGKILL
    return told


def count(model: type[Visa | VisaLookUp | StagedVisa | Import]) -> int:
    """How many rows there are."""
    db.rollback()
    return db.scalar(select(func.count()).select_from(model)) or 0


def write(path: Path) -> Path:
    """A list of visas."""
    lines = (f"SA,V{one:06d},A{one:07d},1990-01-01\n" for one in range(ROWS))
    path.write_text("destination,visa_number,passport_number,date_of_birth\n" + "".join(lines))
    return path


@pytest.mark.fault
def test_a_killed_import_leaves_nothing_in_force_and_is_run_again(
    own_database: Flask, tmp_path: Path
) -> None:
    officer, path = make_person(Role.OFFICER, phone=FIRST), write(tmp_path / "visas.csv")
    make_person(Role.OFFICER, phone=SECOND)
    assert 0 < killed(own_database, officer.id, path) == count(StagedVisa) < ROWS
    assert (count(Visa), count(VisaLookUp)) == (0, 0)
    assert db.scalars(select(Import.state)).all() == [ImportState.STAGING]
    words = ["import", str(path), "--as", FIRST, "--approve-as", SECOND]
    done = own_database.test_cli_runner().invoke(visas, words)
    assert done.exit_code == 0, done.output
    assert f"new: {ROWS}" in done.output
    assert (count(Visa), count(VisaLookUp)) == (ROWS, ROWS)


@pytest.mark.fault
def test_what_a_killed_import_left_waiting_is_forgotten(
    own_database: Flask, tmp_path: Path
) -> None:
    officer, path = make_person(Role.OFFICER, phone=FIRST), write(tmp_path / "visas.csv")
    killed(own_database, officer.id, path)
    later = own_database.config["CLOCK"]() + lists.UNPROPOSED * 2
    own_database.config["CLOCK"] = lambda: later
    while lists.forget_old_lists():
        pass
    assert (count(StagedVisa), count(Import)) == (0, 0)
