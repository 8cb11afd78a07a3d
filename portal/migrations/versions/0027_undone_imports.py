"""Imports of agencies that were undone."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "import_undone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_import_undone_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_import_undone_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_undone")),
        sa.UniqueConstraint("import_id", name=op.f("uq_import_undone_import_id")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_import_undone_proposal_id")),
    )
    op.create_table(
        "row_undone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("status_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(entry_id IS NULL) <> (status_id IS NULL)", name=op.f("ck_row_undone_one")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_row_undone_agency_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["agency_entry.id"], name=op.f("fk_row_undone_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_row_undone_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["status_id"], ["agency_status.id"], name=op.f("fk_row_undone_status_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_row_undone")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_row_undone_entry_id")),
        sa.UniqueConstraint("status_id", name=op.f("uq_row_undone_status_id")),
    )
    op.create_index(op.f("ix_row_undone_agency_id"), "row_undone", ["agency_id"], unique=False)
    protect(op.get_bind(), "import_undone")
    protect(op.get_bind(), "row_undone")
