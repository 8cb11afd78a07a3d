"""Triggers that keep history from being rewritten, for SQLite and PostgreSQL."""

from sqlalchemy.engine import Connection

_FUNCTION = """
CREATE OR REPLACE FUNCTION nirapod_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'history is only added to: %', TG_TABLE_NAME; END
$$ LANGUAGE plpgsql
"""


def protect(connection: Connection, table: str) -> None:
    """Refuse UPDATE and DELETE on a table."""
    refuse(connection, table, "UPDATE")
    refuse(connection, table, "DELETE")


def refuse(connection: Connection, table: str, deed: str, when: str | None = None) -> None:
    """Refuse one kind of change on a table, always or when a condition on OLD and NEW holds.

    Only constants of migrations come here; nothing of it is ever typed by anybody.
    """
    name = f"{table}_no_{deed.lower()}" + ("_when" if when else "")
    condition = f"WHEN ({when})" if when else ""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE {deed} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, 'history is only added to: {table}'); END"
        )
        return
    connection.exec_driver_sql(_FUNCTION)
    connection.exec_driver_sql(
        f"CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH ROW {condition} "
        f"EXECUTE FUNCTION nirapod_refuse()"
    )
