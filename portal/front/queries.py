"""What the front pages ask of the database: only whether it is there."""

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from portal.ground.database import db


def database_answers() -> bool:
    """Whether the database answers a question."""
    try:
        return db.scalar(select(1)) == 1
    except SQLAlchemyError:
        return False
