"""For whom a course is, what comes before it, and for how long a pass counts."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns; older versions are for everybody, ask for nothing and never end."""
    op.add_column("course_version", sa.Column("destination", sa.String(), nullable=True))
    op.add_column("course_version", sa.Column("work", sa.String(), nullable=True))
    op.add_column(
        "course_version",
        sa.Column("prerequisites", sa.JSON(), nullable=False, server_default="[]"),
    )
    # In one statement with its check: SQLite adds none to a column that stands.
    op.execute(
        "ALTER TABLE course_version ADD COLUMN expires_after INTEGER "
        "CONSTRAINT ck_course_version_expires_after CHECK (expires_after > 0)"
    )
