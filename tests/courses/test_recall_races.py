"""Two workers, two taps, a worker that is killed: each is asked once, each answer counts once."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from courses.actions import recall
from courses.models import CoursePass, Recall, RecallAnswer, RecallChoice
from portal.deeds.outbox import OutboxMessage
from portal.ground.clock import today
from portal.ground.database import db, transaction
from portal.people.visits import token_hash
from tests.courses.test_races import AT_ONCE
from tests.make.courses import make_course
from tests.make.people import make_person
from tests.make.racing import at_once
from tests.make.recall import links, make_recall, right

pytestmark = pytest.mark.fault
PEOPLE = 12
KILLS = 4
# Asks without end, one person at a turn, and says when a turn was kept.
WORKER = """
import sys
from pathlib import Path
from courses.actions import recall
from portal.app import create_app
from portal.ground.settings import Settings
data, url = sys.argv[1:]
settings = Settings(
    env="development", data=Path(data), database_url=url, public_url="https://nirapod.example"
)
recall.LOT = 1
with create_app(settings.completed()).app_context():
    while True:
        print(recall.send_few(), flush=True)
"""


@transaction
def _passed(person_ids: list[int], version_id: int) -> None:
    """Let these people have passed a course a week ago."""
    db.add_all(
        CoursePass(
            person_id=person_id,
            course_version_id=version_id,
            passed_on=today() - timedelta(days=7),
            score=90,
        )
        for person_id in person_ids
    )


def _counts() -> tuple[int, int, int]:
    """How many recalls, answers and messages there are."""
    return tuple(  # type: ignore[return-value]
        db.scalar(select(func.count(table.id))) for table in (Recall, RecallAnswer, OutboxMessage)
    )


def _each_link_opens_one() -> bool:
    hashes = {token_hash(link.rsplit("/", 1)[-1]) for link in links()}
    return hashes == set(db.scalars(select(Recall.token_hash)))


def test_two_workers_ask_each_person_once(own_database: Flask) -> None:
    _passed([make_person().id for _place in range(PEOPLE)], make_course().id)
    at_once(own_database, [recall.send_few] * AT_ONCE)
    recall.send_few()
    db.rollback()
    assert _counts() == (PEOPLE, 3 * PEOPLE, PEOPLE)
    assert _each_link_opens_one()


def test_a_killed_worker_loses_nobody_and_asks_nobody_twice(own_database: Flask) -> None:
    _passed([make_person().id for _place in range(PEOPLE)], make_course().id)
    url = own_database.extensions["database"].url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WORKER, str(own_database.config["DATA"]), url]
    for turn in range(KILLS):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:  # noqa: S603 - our own
            assert worker.stdout
            worker.stdout.readline()
            time.sleep(turn / 50)
            os.kill(worker.pid, signal.SIGKILL)
    while recall.send_few():
        pass
    db.rollback()
    assert _counts() == (PEOPLE, 3 * PEOPLE, PEOPLE)
    assert _each_link_opens_one()


def test_two_taps_at_once_keep_one_answer(own_database: Flask) -> None:
    token = make_recall(own_database, make_person(), make_course()).rsplit("/", 1)[-1]
    good = right(1)
    db.rollback()
    taps = [lambda: recall.answer(token, 1, good)] * AT_ONCE
    assert at_once(own_database, taps) == [None] * AT_ONCE
    marks = db.scalars(select(RecallAnswer.mark).order_by(RecallAnswer.position)).all()
    assert marks == [100, None, None]


def test_to_stop_twice_at_once_is_one_choice(own_database: Flask) -> None:
    token = make_recall(own_database, make_person(), make_course()).rsplit("/", 1)[-1]
    db.rollback()
    assert at_once(own_database, [lambda: recall.stop(token)] * AT_ONCE) == [None] * AT_ONCE
    assert db.scalars(select(RecallChoice.wanted)).all() == [False]
