"""Guides to the services at which countries say whether a visa is real."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "guide",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide")),
        sa.UniqueConstraint("ref", name=op.f("uq_guide_ref")),
    )
    op.create_table(
        "guide_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guide_id", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("asks", sa.JSON(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("answer", "answer_bn", "traps", "traps_bn", "source")
        ),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "proposal_id IS NOT NULL OR recorded_by_id IS NULL",
            name=op.f("ck_guide_entry_four_eyes"),
        ),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_guide_entry_guide_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_guide_entry_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_guide_entry_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_entry")),
    )
    op.create_index(op.f("ix_guide_entry_guide_id_id"), "guide_entry", ["guide_id", "id"])
    op.create_table(
        "guide_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["guide_entry.id"], name=op.f("fk_guide_check_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_guide_check_checked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_check")),
    )
    op.create_index(op.f("ix_guide_check_entry_id"), "guide_check", ["entry_id"])
    for table in ("guide", "guide_entry", "guide_check"):
        protect(op.get_bind(), table)
