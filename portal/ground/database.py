"""The database: one engine, one session for each visit, one way to write."""

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Any, ClassVar, ParamSpec, TypeVar

import sqlalchemy
from flask import Flask, current_app, g
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import JSON, DateTime, Engine, MetaData, create_engine, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeDecorator
from werkzeug.local import LocalProxy

# Older libraries can corrupt a database in WAL mode when two connections checkpoint at once.
OLDEST_SQLITE = (3, 51, 3)
_WRITE = "nirapod_write"
_BUSY_SECONDS = 20

Key = Annotated[int, mapped_column(primary_key=True)]
P = ParamSpec("P")
T = TypeVar("T")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware and in UTC on both sides, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone; SQLite stores the UTC clock face."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table: constraints have names, enums are stored by value, moments are aware."""

    # Rows are only ever added; triggers refuse the rest (portal/ground/append_only.py).
    __append_only__: ClassVar[bool] = False
    # Other changes that triggers refuse: "UPDATE" or "DELETE" -> when (SQL over OLD, NEW) or None.
    __refused__: ClassVar[dict[str, str | None]] = {}
    # Every insert and update comes in a deed and stands in the journal.
    __journaled__: ClassVar[bool] = False
    # Rows that come by thousands and may be erased one day: a block of them has one digest there.
    __in_blocks__: ClassVar[bool] = False

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        Enum: sqlalchemy.Enum(
            Enum,
            native_enum=False,
            create_constraint=True,
            validate_strings=True,
            length=40,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }


class OldLibrary(RuntimeError):
    """The SQLite library has the WAL-reset bug."""


def make_engine(address: str) -> Engine:
    """An engine for SQLite (our own build of the library) or PostgreSQL."""
    if not address.startswith("sqlite"):
        return create_engine(address, pool_pre_ping=True, pool_size=8, max_overflow=8)
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise OldLibrary(f"SQLite {sqlite.sqlite_version} can corrupt a database in WAL mode")
    engine = create_engine(address, module=sqlite, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Durable, checked and forgetful; outside any transaction, or SQLite ignores it."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "cache_size=-32000",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Writers wait for each other at the door: a reader that turns writer fails at once."""
    is_writer = connection.get_execution_options().get(_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


def init_app(app: Flask) -> None:
    """Make the engine; a session comes with its first use and ends with the visit."""
    app.extensions["database"] = make_engine(app.config["DATABASE_URL"])
    app.teardown_appcontext(_close)


def _session() -> Session:
    if "database" not in g:
        bind = current_app.extensions["database"]
        g.database = Session(bind=bind, join_transaction_mode="create_savepoint")
    session: Session = g.database
    return session


db: Session = LocalProxy(_session)  # type: ignore[assignment]


def _close(_error: BaseException | None) -> None:
    session: Session | None = g.pop("database", None)
    if session is None:
        return
    lost = [*session.new, *session.dirty, *session.deleted]
    session.close()
    if lost and current_app.testing and not _error:
        raise RuntimeError(f"changed outside an action, and lost: {lost}")


def transaction(action: Callable[P, T]) -> Callable[P, T]:
    """Run an action in a writing transaction of its own: all of it is kept, or nothing.

    The reading transaction before it ends, so what the action uses is read again; on SQLite the
    new one begins IMMEDIATE. It commits on return and rolls back on any exception.
    """

    @functools.wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        session = _session()
        if session.info.get("writing"):
            raise RuntimeError("an action was called inside another")
        session.rollback()
        session.expire_all()
        session.info["writing"] = True
        try:
            session.connection(execution_options={_WRITE: True})
            result = action(*args, **kwargs)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False
        return result

    run.is_transaction = True  # type: ignore[attr-defined]
    return run
