"""Lists of certificates that somebody has checked, kept for an hour."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "checked_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.CheckConstraint("done BETWEEN 0 AND total", name=op.f("ck_checked_list_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checked_list")),
        sa.UniqueConstraint("ref", name=op.f("uq_checked_list_ref")),
    )
    op.create_index(op.f("ix_checked_list_created_at"), "checked_list", ["created_at"])
    op.create_table(
        "checked_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("lines", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=True),
        sa.Column("verdicts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["checked_list.id"],
            name=op.f("fk_checked_part_list_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checked_part")),
        sa.UniqueConstraint("list_id", "place", name=op.f("uq_checked_part_list_id_place")),
    )
