"""A question that is put to the driver gives the rows that SQLAlchemy gives."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, bindparam, func, literal, or_, select

from portal.ground.access import Role
from portal.ground.database import db
from portal.ground.limits import FailureCount
from portal.ground.reading import rows
from portal.people.models import Person
from tests.make import people as make
from tests.make.counting import at_most

_PERSON, _FAILURE = Person.__table__.c, FailureCount.__table__.c
NOW = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
QUESTIONS: dict[str, tuple[Select[Any], Mapping[str, Any]]] = {
    "no value": (select(*_PERSON).order_by(_PERSON.id), {}),
    "an enum there": (
        select(*_PERSON).where(_PERSON.role == bindparam("who")),
        {"who": Role.OFFICER},
    ),
    "an enum of its own": (
        select(_PERSON.id, _PERSON.role).where(_PERSON.role == Role.OFFICER),
        {},
    ),
    "a moment and bytes": (
        select(*_FAILURE).where(
            _FAILURE.first_at <= bindparam("at"), _FAILURE.key == bindparam("k")
        ),
        {"at": NOW, "k": b"\0\xff"},
    ),
    "one value in two places": (
        select(_FAILURE.id).where(
            or_(_FAILURE.failures == bindparam("n"), _FAILURE.id == bindparam("n"))
        ),
        {"n": 3},
    ),
    "nothing found": (select(_PERSON.id).where(_PERSON.id == bindparam("id")), {"id": -1}),
    "a value that is none": (
        select(_PERSON.id).where(_PERSON.id.in_([bindparam("id")])),
        {"id": None},
    ),
    "a percent sign": (select(literal("100 %s"), func.count(_PERSON.id)), {}),
    "Bangla": (select(_FAILURE.id).where(_FAILURE.kind == bindparam("kind")), {"kind": "পদ্মা"}),
}


@pytest.fixture
def some_rows(app: Flask) -> Flask:
    make.make_person(role=Role.OFFICER)
    db.add_all(
        FailureCount(
            kind=kind,
            key=b"\0\xff",
            failures=3,
            first_at=NOW - timedelta(days=1),
            last_at=NOW,
            wait_until=None,
        )
        for kind in ("one", "পদ্মা")
    )
    db.flush()
    return app


@pytest.mark.usefixtures("some_rows")
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_driver_s_rows_are_those_of_a_session(name: str) -> None:
    statement, values = QUESTIONS[name]
    for _ in range(2):
        found = [tuple(row) for row in rows(statement, values)]
        assert found == [tuple(row) for row in db.execute(statement, values)]
        kinds = [[type(value) for value in row] for row in found]
        assert kinds == [[type(value) for value in row] for row in db.execute(statement, values)]
        assert bool(found) == (name not in {"nothing found", "a value that is none"})


@pytest.mark.parametrize("where", ["some_rows", "own_database"])
def test_a_question_is_asked_once_and_counted(where: str, request: pytest.FixtureRequest) -> None:
    app = request.getfixturevalue(where)
    with at_most(1, app) as asked:
        rows(*QUESTIONS["an enum there"])
    assert len(asked) == 1


@pytest.mark.usefixtures("some_rows")
def test_a_list_of_any_length_is_refused() -> None:
    ids = bindparam("ids", expanding=True)
    with pytest.raises(TypeError, match="at each visit"):
        rows(select(_PERSON.id).where(_PERSON.id.in_(ids)), {"ids": [1, 2]})


@pytest.mark.usefixtures("some_rows")
def test_a_missing_value_is_an_error_and_not_null() -> None:
    with pytest.raises(KeyError):
        rows(*QUESTIONS["nothing found"][:1], {})


def test_a_broken_question_leaves_the_connection_whole(own_database: Flask) -> None:
    statement = select(func.no_such_function(_PERSON.id))
    dbapi = own_database.extensions["database"].dialect.loaded_dbapi
    for _ in range(20):
        with pytest.raises(dbapi.Error):
            rows(statement, {})
    assert len(rows(*QUESTIONS["no value"])) == len(db.execute(select(Person.id)).all())
