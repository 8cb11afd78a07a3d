"""What officers note about requests, and which proposal answers one."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "visa_checklist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_visa_checklist_by_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["visa_request.id"], name=op.f("fk_visa_checklist_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_checklist")),
    )
    op.create_index(op.f("ix_visa_checklist_request_id_id"), "visa_checklist", ["request_id", "id"])
    seen = sa.Enum(
        *("same", "other", "nothing", "no answer"),
        name="seen",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "visa_sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("outcome", seen, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_visa_sighting_by_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["visa_request.id"], name=op.f("fk_visa_sighting_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_sighting")),
    )
    op.create_index(op.f("ix_visa_sighting_request_id_id"), "visa_sighting", ["request_id", "id"])
    op.create_table(
        "visa_sighting_details",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sighting_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sighting_id"],
            ["visa_sighting.id"],
            name=op.f("fk_visa_sighting_details_sighting_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_sighting_details")),
        sa.UniqueConstraint("sighting_id", name=op.f("uq_visa_sighting_details_sighting_id")),
    )
    op.create_table(
        "visa_request_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["visa_request.id"], name=op.f("fk_visa_request_proposal_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_visa_request_proposal_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_request_proposal")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_visa_request_proposal_proposal_id")),
    )
    op.create_index(
        op.f("ix_visa_request_proposal_request_id"), "visa_request_proposal", ["request_id"]
    )
    for table in ("visa_checklist", "visa_sighting", "visa_request_proposal"):
        protect(op.get_bind(), table)
