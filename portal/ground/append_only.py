"""Triggers that keep history from being rewritten, for SQLite and PostgreSQL."""

from sqlalchemy.engine import Connection

from portal.ground.database import Base

_FUNCTION = """
CREATE OR REPLACE FUNCTION nirapod_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'history is only added to: %%', TG_TABLE_NAME; END
$$ LANGUAGE plpgsql
"""


def protect(connection: Connection, table: str) -> None:
    """Refuse UPDATE and DELETE on a table."""
    refuse(connection, table, "UPDATE")
    refuse(connection, table, "DELETE")


def wanted() -> set[str]:
    """The names of all triggers that the models ask for."""
    names = set()
    for mapper in Base.registry.mappers:
        table = mapper.class_.__tablename__
        refused = dict(mapper.class_.__refused__)
        if mapper.class_.__append_only__:
            refused |= {"UPDATE": None, "DELETE": None}
        names |= {trigger_name(table, change, when) for change, when in refused.items()}
    return names


def trigger_name(table: str, change: str, when: str | None) -> str:
    """How the trigger is called that refuses this change."""
    return f"{table}_no_{change.lower()}" + ("_when" if when else "")


def refuse(connection: Connection, table: str, change: str, when: str | None = None) -> None:
    """Refuse one kind of change on a table, always or when a condition on OLD and NEW holds.

    Only constants of migrations come here; nothing of it is ever typed by anybody.
    """
    name = trigger_name(table, change, when)
    condition = f"WHEN ({when})" if when else ""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE {change} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, 'history is only added to: {table}'); END"
        )
        return
    connection.exec_driver_sql(_FUNCTION)
    connection.exec_driver_sql(
        f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW {condition} "
        f"EXECUTE FUNCTION nirapod_refuse()"
    )
