"""Reports about agencies, what was done with them, and what of it is public."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect, refuse

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "agency_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("reference", sa.LargeBinary(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "looking into it",
                "sent on",
                "closed",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "confirmed",
                "settled",
                "unclear",
                "nothing",
                name="reportoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("double_of_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'closed') = (outcome IS NOT NULL)", name=op.f("ck_agency_report_closed")
        ),
        sa.CheckConstraint(
            "state = 'new' OR taken_by_id IS NOT NULL", name=op.f("ck_agency_report_taken")
        ),
        sa.CheckConstraint("double_of_id <> id", name=op.f("ck_agency_report_double")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_report_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["double_of_id"], ["agency_report.id"], name=op.f("fk_agency_report_double_of_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_agency_report_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["person.id"], name=op.f("fk_agency_report_taken_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_report")),
        sa.UniqueConstraint("ref", name=op.f("uq_agency_report_ref")),
        sa.UniqueConstraint("reference", name=op.f("uq_agency_report_reference")),
    )
    op.create_index(
        op.f("ix_agency_report_agency_id"), "agency_report", ["agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_agency_report_closed_at"), "agency_report", ["closed_at"], unique=False
    )
    op.create_index(
        op.f("ix_agency_report_double_of_id_state_office_id_id"),
        "agency_report",
        ["double_of_id", "state", "office_id", "id"],
        unique=False,
    )
    op.create_table(
        "agency_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "released_by_id <> proposed_by_id", name=op.f("ck_agency_counts_four_eyes")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_counts_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_agency_counts_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_agency_counts_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["person.id"], name=op.f("fk_agency_counts_released_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_counts")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_agency_counts_proposal_id")),
    )
    op.create_index(
        op.f("ix_agency_counts_agency_id_id"), "agency_counts", ["agency_id", "id"], unique=False
    )
    op.create_table(
        "agency_report_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=False),
        sa.Column("may_pass_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["agency_report.id"], name=op.f("fk_agency_report_contact_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_report_contact")),
        sa.UniqueConstraint("report_id", name=op.f("uq_agency_report_contact_report_id")),
    )
    op.create_table(
        "agency_report_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_agency_report_note_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["agency_report.id"], name=op.f("fk_agency_report_note_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_report_note")),
    )
    op.create_index(
        op.f("ix_agency_report_note_report_id"), "agency_report_note", ["report_id"], unique=False
    )
    op.create_table(
        "agency_report_said",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["agency_report.id"], name=op.f("fk_agency_report_said_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_report_said")),
    )
    op.create_index(
        op.f("ix_agency_report_said_report_id"), "agency_report_said", ["report_id"], unique=False
    )
    op.create_table(
        "agency_report_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "taken",
                "let go",
                "sent on",
                "closed",
                "merged",
                "separated",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "route",
            sa.Enum(
                "bmet",
                "legal aid",
                "police",
                "ministry",
                name="route",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "confirmed",
                "settled",
                "unclear",
                "nothing",
                name="reportoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(step = 'sent on') = (route IS NOT NULL)", name=op.f("ck_agency_report_step_where_to")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_agency_report_step_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["agency_report.id"], name=op.f("fk_agency_report_step_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_report_step")),
    )
    op.create_index(
        op.f("ix_agency_report_step_report_id"), "agency_report_step", ["report_id"], unique=False
    )
    op.create_table(
        "agency_reporter_reveal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_agency_reporter_reveal_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["agency_report.id"], name=op.f("fk_agency_reporter_reveal_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_reporter_reveal")),
    )
    op.create_index(
        op.f("ix_agency_reporter_reveal_report_id"),
        "agency_reporter_reveal",
        ["report_id"],
        unique=False,
    )
    for table in ("agency_report_step", "agency_reporter_reveal", "agency_counts"):
        protect(op.get_bind(), table)
    for table in ("agency_report_said", "agency_report_contact", "agency_report_note"):
        refuse(op.get_bind(), table, "UPDATE")
    refuse(op.get_bind(), "agency_report", "DELETE")
    changed = "NEW.ref <> OLD.ref OR NEW.agency_id <> OLD.agency_id OR NEW.at <> OLD.at"
    refuse(op.get_bind(), "agency_report", "UPDATE", changed)
