"""Killed in the middle of writing: what was acknowledged is there, once, and the journal agrees."""

import os
import signal
import subprocess
import sys
import time

import pytest
from flask import Flask
from sqlalchemy import select

from portal.deeds.models import Proposal
from portal.ground.access import Role
from portal.ground.database import db
from portal.papers.keys import journal_keys, journal_name
from tests.make.people import make_person
from tests.portal.deeds.test_verify import differences, is_signed

KILLS = 4
# Proposes without end, and says each reference after the deed was acknowledged.
WRITER = """
import sys
from pathlib import Path
from portal.app import create_app
from portal.deeds.record import By
from portal.ground.settings import Settings
from tests.portal.deeds.test_record import ask
data, url, person = sys.argv[1:]
settings = Settings(env="development", data=Path(data), database_url=url)
with create_app(settings.completed()).app_context():
    while True:
        print(ask(By.command_line(int(person), "killed"), "a list"), flush=True)
"""


def acknowledged(app: Flask, person_id: int, seconds: float) -> list[str]:
    """What a writer had acknowledged when it was killed."""
    engine = app.extensions["database"]
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WRITER, str(app.config["DATA"]), url, str(person_id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603 - our own
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(seconds)
        os.kill(writer.pid, signal.SIGKILL)
        return [line.strip() for line in [first, *writer.stdout] if line.endswith("\n")]


@pytest.mark.fault
def test_nothing_acknowledged_is_lost_or_doubled_by_a_kill(own_database: Flask) -> None:
    officer = make_person(Role.OFFICER).id
    told = [
        ref for turn in range(KILLS) for ref in acknowledged(own_database, officer, 0.1 + turn / 9)
    ]
    db.rollback()
    found = db.scalars(select(Proposal.ref)).all()
    assert len(told) > KILLS
    assert (set(told) <= set(found), len(found)) == (True, len(set(found)))
    assert len(found) - len(told) <= KILLS
    assert list(differences(journal_name(), journal_keys(), is_signed)) == []
