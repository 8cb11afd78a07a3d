"""The schema of the database: brought to the newest, or compared with the models."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from portal.ground.database import Base

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the steps that are missing, each with its number in one transaction."""
    with (
        engine.connect().execution_options(nirapod_write=True) as connection,
        connection.begin(),
    ):
        command.upgrade(_config(connection), to)


def is_newest(engine: Engine) -> bool:
    """Whether the database stands at the last step."""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(_config()).get_current_head()


def differences(engine: Engine) -> list[Any]:
    """What differs between the database and the models."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
