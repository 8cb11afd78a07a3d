"""Looks at the pictures of another office's question."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "visa_proposal_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_visa_proposal_look_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_visa_proposal_look_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_proposal_look")),
    )
    op.create_index(op.f("ix_visa_proposal_look_person_id"), "visa_proposal_look", ["person_id"])
    op.create_index(
        op.f("ix_visa_proposal_look_proposal_id_person_id_at"),
        "visa_proposal_look",
        ["proposal_id", "person_id", "at"],
    )
    protect(op.get_bind(), "visa_proposal_look")
