"""How far the index of agencies' names was made, and by which rules."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Make the table; 'nirapod db upgrade' makes the index then."""
    op.create_table(
        "agency_indexing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_indexing")),
        sa.UniqueConstraint("rules", name=op.f("uq_agency_indexing_rules")),
    )
