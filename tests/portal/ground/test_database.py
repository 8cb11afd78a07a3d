"""The database keeps what it acknowledged, and actions are whole."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from pysqlite3 import dbapi2
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from portal.ground.clock import now
from portal.ground.database import OLDEST_SQLITE, db, transaction
from portal.ground.limits import FailureCount, Rule, count_failure, forget, waiting

RULE = Rule(
    free=2, within=timedelta(hours=1), wait=timedelta(seconds=60), longest=timedelta(hours=2)
)


@transaction
def fail(key: bytes) -> int:
    """Count a failure."""
    return count_failure("test", key, RULE)


@transaction
def fail_and_break(key: bytes) -> None:
    """Count a failure, then break."""
    count_failure("test", key, RULE)
    raise RuntimeError("power cut")


@transaction
def nested(key: bytes) -> None:
    """Call an action inside an action."""
    fail(key)


def test_the_library_has_no_wal_reset_bug() -> None:
    assert dbapi2.sqlite_version_info >= OLDEST_SQLITE


def test_an_acknowledged_write_is_on_the_disk(own_database: Flask) -> None:
    if own_database.extensions["database"].dialect.name == "postgresql":
        assert db.scalar(text("SHOW synchronous_commit")) == "on"
        return
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert {name: db.scalar(text(f"PRAGMA {name}")) for name in wanted} == wanted


def test_a_broken_action_leaves_nothing(own_database: Flask) -> None:
    with pytest.raises(RuntimeError, match="power cut"):
        fail_and_break(b"k")
    assert db.scalar(select(FailureCount.id)) is None


@pytest.mark.usefixtures("app")
def test_an_action_inside_an_action_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside another"):
        nested(b"k")


def test_readers_that_turn_writers_wait_for_each_other(own_database: Flask) -> None:
    def visit() -> None:
        with own_database.app_context():
            for _ in range(10):
                waiting("test", b"k")
                fail(b"k")

    fail(b"k")
    threads = [threading.Thread(target=visit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.rollback()
    assert db.scalar(select(FailureCount.failures)) == 61


def test_what_is_changed_outside_an_action_is_not_lost_silently(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="changed outside an action"), app.app_context():
        db.add(FailureCount(kind="x", key=b"x", failures=1, first_at=now(), last_at=now()))


@pytest.mark.usefixtures("app")
def test_a_moment_without_a_zone_is_refused() -> None:
    db.add(
        FailureCount(
            kind="x",
            key=b"x",
            failures=1,
            first_at=datetime(2026, 1, 1),
            last_at=now(),
        )
    )
    with pytest.raises(StatementError, match="without a time zone"):
        db.flush()
    db.rollback()


def test_failures_wait_longer_each_time_and_never_beyond_the_longest(app: Flask) -> None:
    app.config["CLOCK"] = lambda: datetime(2026, 11, 23, tzinfo=UTC)
    pauses = []
    for _ in range(12):
        fail(b"k")
        pauses.append(waiting("test", b"k"))
    assert pauses[:4] == [0, 60, 120, 240]
    assert pauses[-1] == 7200


@pytest.mark.usefixtures("app")
def test_ones_wait_is_not_anothers() -> None:
    for _ in range(5):
        fail(b"k")
    assert (waiting("test", b"k") > 0, waiting("test", b"other")) == (True, 0)
    transaction(forget)("test", b"k")
    assert waiting("test", b"k") == 0
