"""The migrations make exactly what the models say, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, inspect, text

from portal.ground import append_only, schema
from portal.ground.database import make_engine

NAMES = [file.stem for file in sorted((schema.MIGRATIONS / "versions").glob("0*.py"))]


@pytest.fixture
def empty(tmp_path: Path, whole_app: Flask) -> Iterator[Engine]:
    """An empty database of the kind under test."""
    engine = whole_app.extensions["database"]
    if engine.dialect.name == "sqlite":
        made = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    else:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("DROP DATABASE IF EXISTS empty"))
            connection.execute(text("CREATE DATABASE empty"))
        made = make_engine(engine.url.set(database="empty").render_as_string(False))
    yield made
    made.dispose()


def test_from_empty_the_schema_is_that_of_the_models(empty: Engine) -> None:
    schema.upgrade(empty)
    assert schema.is_newest(empty)
    assert schema.differences(empty) == []


def test_a_second_upgrade_changes_nothing(empty: Engine) -> None:
    schema.upgrade(empty)
    schema.upgrade(empty)
    assert schema.differences(empty) == []


def test_the_triggers_are_those_of_the_models(empty: Engine) -> None:
    schema.upgrade(empty)
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if empty.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with empty.connect() as connection:
        found = set(connection.execute(text(query)).scalars())
    assert found == append_only.wanted()


def test_each_step_has_a_number_and_a_telling_name() -> None:
    numbers = [name.split("_")[0] for name in NAMES]
    assert numbers == [f"{place:04d}" for place in range(1, len(NAMES) + 1)]
    assert all(len(name.split("_")) > 1 for name in NAMES)


def test_every_table_stands_in_the_database(whole_app: Flask) -> None:
    assert len(inspect(whole_app.extensions["database"]).get_table_names()) > 20
