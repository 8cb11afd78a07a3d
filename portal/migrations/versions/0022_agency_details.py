"""What else is known of an agency, and the names it had for its search."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "agency_detail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "branch",
                "sub-agent",
                "associate",
                "owner",
                "past-name",
                "job-order",
                name="detailkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'associate') = (other_id IS NOT NULL)", name=op.f("ck_agency_detail_other")
        ),
        sa.CheckConstraint("other_id <> agency_id", name=op.f("ck_agency_detail_two_agencies")),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_agency_detail_days")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_detail_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["agency.id"], name=op.f("fk_agency_detail_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_agency_detail_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_agency_detail_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["agency_detail.id"], name=op.f("fk_agency_detail_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_detail")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_agency_detail_replaces_id")),
    )
    op.create_index(
        op.f("ix_agency_detail_agency_id"), "agency_detail", ["agency_id"], unique=False
    )
    op.create_index(op.f("ix_agency_detail_other_id"), "agency_detail", ["other_id"], unique=False)
    op.create_index(op.f("ix_agency_detail_ref"), "agency_detail", ["ref"], unique=False)
    op.create_table(
        "agency_detail_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("detail_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["detail_id"], ["agency_detail.id"], name=op.f("fk_agency_detail_person_detail_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_detail_person")),
        sa.UniqueConstraint("detail_id", name=op.f("uq_agency_detail_person_detail_id")),
    )
    op.add_column("agency_index", sa.Column("past", sa.String(), server_default="", nullable=False))
    protect(op.get_bind(), "agency_detail")
