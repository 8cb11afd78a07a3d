"""The state of the index of names, by which a process knows whether its names are today's."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """Make the table and its one row."""
    table = op.create_table(
        "agency_index_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_index_state")),
    )
    op.bulk_insert(table, [{"id": 1, "state": secrets.token_hex(8)}])
