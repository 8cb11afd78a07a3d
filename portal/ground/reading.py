"""One question to the database for a page that asks little and writes nothing.

What SQLAlchemy finds out about a question at each execution (its SQL, the types of its values and
of its rows) is found out once for each engine; then the finished SQL is handed to the driver, on
a connection of the pool, without a session. Why: docs/decisions/0007-lean-pages.md.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from functools import lru_cache
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import Dialect, Engine, Select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.compiler import SQLCompiler

Change = Callable[[Any], Any] | None


class _Finished(NamedTuple):
    """A question as a driver takes it, and how values change on their way there and back."""

    sql: str
    # What the question itself brings, as the driver takes it, and what each visit gives.
    brought: dict[str, Any]
    given: tuple[tuple[str, Change], ...]
    # The values in the order of their places; None for a driver that takes names.
    places: tuple[str, ...] | None
    back: tuple[Change, ...]


def rows(statement: Select[Any], values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    """The rows of a statement over tables, for the values of its parameters by name.

    TypeError for a parameter that is a list of any length: such SQL is never finished. Errors are
    those of the driver.
    """
    bind = current_app.extensions["database"]
    question = _finished(statement, bind.dialect)
    asked = question.brought.copy()
    for name, change in question.given:
        asked[name] = change(values[name]) if change else values[name]
    sent = tuple(asked[name] for name in question.places) if question.places else asked
    with _held(bind) as held, closing(held.cursor()) as cursor:
        # Whoever counts what is asked, counts this too.
        for counted in bind.dispatch.before_cursor_execute:
            counted(bind, cursor, question.sql, sent, None, False)
        cursor.execute(question.sql, sent)
        found: Sequence[Sequence[Any]] = cursor.fetchall()
    if not any(question.back):
        return found
    return [
        [change(one) if change else one for one, change in zip(row, question.back, strict=True)]
        for row in found
    ]


def _held(bind: Engine | Connection) -> AbstractContextManager[Any]:
    """A connection of the driver, given back afterwards; one question alone needs no BEGIN."""
    # Under test everything happens on one connection.
    if isinstance(bind, Connection):
        return nullcontext(bind.connection)
    return closing(bind.raw_connection())


@lru_cache(maxsize=64)
def _finished(statement: Select[Any], dialect: Dialect) -> _Finished:
    compiled = statement.compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler) or compiled.post_compile_params:
        raise TypeError("this SQL would be put together anew at each visit")
    there = {
        name: bind.type.dialect_impl(dialect).bind_processor(dialect)
        for name, bind in compiled.binds.items()
    }
    brought = {
        name: change(bind.effective_value) if (change := there[name]) else bind.effective_value
        for name, bind in compiled.binds.items()
        if not bind.required
    }
    return _Finished(
        compiled.string,
        brought,
        tuple((name, there[name]) for name, bind in compiled.binds.items() if bind.required),
        tuple(compiled.positiontup or ()) or None,
        tuple(
            column.type.dialect_impl(dialect).result_processor(dialect, None)
            for column in statement.selected_columns
        ),
    )
