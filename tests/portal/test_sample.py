"""The sample is whole, made by deeds, loaded once, and never in production."""

import click
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import func, select, text

from portal import cli, sample
from portal.deeds.models import Leaf
from portal.ground.access import Role
from portal.ground.database import db, transaction
from portal.papers.models import Paper
from portal.people.models import Office, Person


def run(app: Flask, *words: str) -> click.testing.Result:
    """Run a command of the program on this app."""
    return CliRunner().invoke(cli.main, list(words), obj=ScriptInfo(create_app=lambda: app))


@transaction
def tamper() -> None:
    """Take the triggers away, and call a cancelled certificate live again."""
    if db.get_bind().dialect.name == "sqlite":
        names = select(
            text("name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'paper'")
        )
        for name in db.scalars(names).all():
            db.execute(text(f"DROP TRIGGER {name}"))
    else:
        db.execute(text("ALTER TABLE paper DISABLE TRIGGER USER"))
    db.execute(text("UPDATE paper SET state = 'live' WHERE state = 'cancelled'"))


def test_the_sample_is_whole_and_agrees_with_its_journal(own_database: Flask) -> None:
    assert sample.load()
    assert db.scalar(select(func.count(Office.id))) == 64
    roles = dict(db.execute(select(Person.role, func.count()).group_by(Person.role)).all())
    assert (set(roles), roles[Role.OFFICER], roles[Role.MIGRANT]) == (set(Role), 4, 8)
    assert set(db.scalars(select(Paper.state))) == {"live", "cancelled"}
    db.rollback()
    assert not sample.load()
    agreed = run(own_database, "log", "verify")
    assert (agreed.exit_code, "agree" in agreed.output) == (0, True)


def test_a_cancelled_certificate_made_live_again_is_found(own_database: Flask) -> None:
    sample.load()
    tamper()
    found = run(own_database, "log", "verify")
    assert (found.exit_code, found.output.startswith("paper: row")) == (1, True)


@pytest.mark.parametrize("command", ["load", "codes"])
def test_production_has_no_sample(app: Flask, command: str) -> None:
    app.config["ENV"] = "production"
    try:
        refused = run(app, "sample", command)
    finally:
        app.config["ENV"] = "development"
    assert (refused.exit_code, "never in production" in refused.output) == (1, True)
    assert db.scalar(select(func.count(Leaf.id))) == 0
