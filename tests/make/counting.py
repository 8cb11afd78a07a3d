"""Counts what a visit asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event


@contextmanager
def at_most(count: int, app: Flask) -> Iterator[list[str]]:
    """Fail when more than so many statements are sent meanwhile; the statements."""
    seen: list[str] = []

    def note(*args: object) -> None:
        statement = str(args[2])
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    event.listen(app.extensions["database"], "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(app.extensions["database"], "before_cursor_execute", note)
    assert len(seen) <= count, "\n".join(seen)
