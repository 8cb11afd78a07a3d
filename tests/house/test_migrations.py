"""The migrations make exactly what the models say, on both databases."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, MetaData, Table, insert, inspect, text
from sqlalchemy.exc import DBAPIError

from courses import drawing
from portal.ground import append_only, schema
from tests.make.databases import another_database

NAMES = [file.stem for file in sorted((schema.MIGRATIONS / "versions").glob("0*.py"))]


@pytest.fixture
def empty(tmp_path: Path, whole_app: Flask) -> Iterator[Engine]:
    """An empty database of the kind under test."""
    engine = whole_app.extensions["database"]
    with another_database(engine, "empty", tmp_path) as made:
        yield made


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


def test_an_attempt_of_before_keeps_asking_what_its_seed_drew(empty: Engine) -> None:
    schema.upgrade(empty, "0011")
    slugs = [f"q{number}" for number in range(9)]
    with empty.execution_options(nirapod_write=True).begin() as connection:
        module_id = _course_of_before(connection, slugs)
        for number, ended in ((1, True), (2, False)):
            _attempt_of_before(connection, module_id, f"seed {number}", number, ended=ended)
    schema.upgrade(empty)
    assert schema.differences(empty) == []
    with empty.connect() as connection:
        names = dict(connection.execute(text("SELECT id, slug FROM question")).all())
        rows = connection.execute(text("SELECT seed, asked FROM attempt ORDER BY number")).all()
        found = [json.loads(asked) if isinstance(asked, str) else asked for _seed, asked in rows]
        texts = connection.execute(text("SELECT question_id, matches FROM question_text")).all()
    assert [[names[one] for one in asked] for asked in found] == [
        drawing.drawn(seed, slugs, 4) for seed, _asked in rows
    ]
    assert sorted(one for one, _matches in texts) == sorted(names)
    with pytest.raises(DBAPIError, match="only added to"), _writing(empty) as connection:
        connection.execute(text("UPDATE attempt SET seed = 'x' WHERE number = 1"))
    with pytest.raises(DBAPIError, match="only added to"), _writing(empty) as connection:
        connection.execute(text("DELETE FROM question_text"))


def _writing(engine: Engine) -> AbstractContextManager[Connection]:
    return engine.execution_options(nirapod_write=True).begin()


def _insert(connection: Connection, table: str, **values: object) -> int:
    """Insert a row as the schema stands now; its id."""
    found = Table(table, MetaData(), autoload_with=connection)
    return int(connection.execute(insert(found).values(**values)).inserted_primary_key[0])


def _course_of_before(connection: Connection, slugs: list[str]) -> int:
    course_id = _insert(connection, "course", slug="small")
    version_id = _insert(
        connection,
        "course_version",
        **{"course_id": course_id, "version": "1", "digest": "d", "titles": {}, "audience": {}},
        **{"attempts_limit": 1, "wait_hours": 0, "sources": {}, "last_checked": date(2026, 1, 1)},
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    module = {"version_id": version_id, "slug": "first", "position": 1, "titles": {}}
    module_id = _insert(connection, "module", **module, draw=4, pass_mark=70, requires=[])
    for position, slug in enumerate(slugs, 1):
        question = {"module_id": module_id, "slug": slug, "position": position, "key": []}
        question_id = _insert(connection, "question", **question, kind="one-of")
        words = {"question_id": question_id, "language": "bn", "stem": "?", "options": []}
        _insert(connection, "question_text", **words, feedbacks=[], feedback="")
    return module_id


def _attempt_of_before(
    connection: Connection, module_id: int, seed: str, number: int, *, ended: bool
) -> None:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    person = {"public_id": seed, "role": "migrant", "language": "bn", "active": True}
    person_id = _insert(connection, "person", **person, created_at=now)
    marks = {"submitted_at": now, "score": 50, "passed": False} if ended else {}
    place = {"person_id": person_id, "module_id": module_id, "version_id": 1, "number": number}
    _insert(connection, "attempt", ref=seed, **place, seed=seed, started_at=now, **marks)
