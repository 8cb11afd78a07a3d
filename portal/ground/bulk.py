"""Many rows at once, straight to the driver: no object is made of a row, none is remembered."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import LargeBinary

from portal.ground.database import Base, db

Stored = tuple[Any, ...]


class Bulk:
    """Rows of one table made ready to be stored, then stored; the two need not be one transaction.

    Making ready is encrypting and writing in the forms of the database: the longer part, for which
    nobody has to wait.
    """

    def __init__(self, model: type[Base], names: Sequence[str]) -> None:
        self._names = tuple(names)
        dialect = db.get_bind().dialect
        columns = [model.__table__.columns[name] for name in names]
        # Every driver takes bytes as they are.
        types = [None if isinstance(one.type, LargeBinary) else one.type for one in columns]
        makers = [kind and kind.dialect_impl(dialect).bind_processor(dialect) for kind in types]
        self._makers = [(place, make) for place, make in enumerate(makers) if make]
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        told = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join([mark] * len(names))
        # Our own names only.
        self._statement = f'INSERT INTO "{model.__tablename__}" ({told}) VALUES ({marks})'  # noqa: S608

    def ready(self, row: Mapping[str, Any]) -> Stored:
        """A row as the database stores it; what is not told is empty."""
        values = list(map(row.get, self._names))
        for place, make in self._makers:
            if (value := values[place]) is not None:
                values[place] = make(value)
        return tuple(values)

    def insert(self, rows: Sequence[Stored]) -> None:
        """Store rows that were made ready, inside the transaction that is open."""
        if rows:
            db.connection().exec_driver_sql(self._statement, list(rows))
