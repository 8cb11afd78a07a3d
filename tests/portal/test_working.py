"""The worker does each job in its turn, alone, and no broken job stops the others."""

import logging
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal import working
from portal.deeds.models import Checkpoint, Leaf
from portal.deeds.outbox import OutboxMessage, send_sms
from portal.ground.access import Role
from portal.ground.database import db, transaction
from tests.make.people import make_person

PHONE = "+8801711111111"


@transaction
def write_message() -> None:
    """Lay a message in the outbox."""
    send_sms(PHONE, "Your officer answered.")


def test_one_round_sends_what_waits_and_numbers_what_was_done(own_database: Flask) -> None:
    make_person(Role.OFFICER)
    write_message()
    told: list[str] = []
    working.run(own_database, told.append, rounds=1)
    db.rollback()
    assert told == [f"SMS to {PHONE}: Your officer answered."]
    assert db.scalars(select(OutboxMessage.state)).all() == ["kept"]
    assert db.scalar(select(Leaf.id).where(Leaf.place.is_(None))) is None
    assert db.scalar(select(Checkpoint.size)) == 1


def test_two_workers_never_work_at_once(tmp_path: Path) -> None:
    with (
        working.alone(tmp_path),
        pytest.raises(working.AlreadyWorking, match="Another"),
        working.alone(tmp_path),
    ):
        pass
    with working.alone(tmp_path):
        assert True


def test_a_broken_job_is_told_and_the_next_one_still_done(
    own_database: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def break_down() -> None:
        raise RuntimeError("no disk")

    jobs = [working.Job("broken", 9, break_down), working.Job("sound", 9, lambda: done.append("x"))]
    with caplog.at_level(logging.ERROR, "nirapod"):
        for _ in range(2):
            for job in jobs:
                working.turn(own_database, job)
    assert (done, [record.job for record in caplog.records]) == (["x"], ["broken"])  # type: ignore[attr-defined]
