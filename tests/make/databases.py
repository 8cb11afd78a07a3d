"""Databases of their own beside the one under test, of the same kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from portal.ground.database import make_engine


@contextmanager
def another_database(engine: Engine, name: str, folder: Path) -> Iterator[Engine]:
    """An empty database of the kind of this one."""
    if engine.dialect.name == "sqlite":
        made = make_engine(f"sqlite:///{folder / name}.sqlite3")
    else:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
            connection.execute(text(f"CREATE DATABASE {name}"))
        made = make_engine(engine.url.set(database=name).render_as_string(False))
    yield made
    made.dispose()
