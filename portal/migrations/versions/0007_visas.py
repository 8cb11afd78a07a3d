"""The register of visas: entries, holders, look-ups, decisions."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "visa",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa")),
        sa.UniqueConstraint("ref", name=op.f("uq_visa_ref")),
    )
    op.create_table(
        "visa_double",
        sa.Column("visa_id", sa.Integer(), nullable=False),
        sa.Column("passport", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_visa_double_visa_id")),
        sa.PrimaryKeyConstraint("visa_id", name=op.f("pk_visa_double")),
        sa.UniqueConstraint("identity", name=op.f("uq_visa_double_identity")),
    )
    op.create_index(op.f("ix_visa_double_number"), "visa_double", ["number"], unique=False)
    op.create_index(op.f("ix_visa_double_passport"), "visa_double", ["passport"], unique=False)
    op.create_table(
        "visa_look_up",
        sa.Column("visa_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.LargeBinary(), nullable=False),
        sa.Column("visa", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_visa_look_up_visa_id")),
        sa.PrimaryKeyConstraint("visa_id", name=op.f("pk_visa_look_up")),
    )
    op.create_index(
        op.f("ix_visa_look_up_holder_visa"), "visa_look_up", ["holder", "visa"], unique=False
    )
    op.create_table(
        "visa_reveal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visa_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_visa_reveal_person_id")
        ),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_visa_reveal_visa_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_reveal")),
    )
    op.create_index(op.f("ix_visa_reveal_person_id"), "visa_reveal", ["person_id"], unique=False)
    op.create_index(op.f("ix_visa_reveal_visa_id"), "visa_reveal", ["visa_id"], unique=False)
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("visa_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(agency_id IS NULL) <> (visa_id IS NULL)", name=op.f("ck_absence_one_of_both")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_absence_agency_id")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_absence_import_id")),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_absence_visa_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("agency_id", "import_id", name=op.f("uq_absence_agency_id_import_id")),
        sa.UniqueConstraint("visa_id", "import_id", name=op.f("uq_absence_visa_id_import_id")),
    )
    op.create_table(
        "visa_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visa_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("visa_type", sa.String(), nullable=True),
        sa.Column("occupation", sa.String(), nullable=True),
        sa.Column("issue_date", sa.Date(), nullable=True),
        sa.Column("expiry_date", sa.Date(), nullable=True),
        sa.Column("agency_rl_no", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "proposal_id IS NOT NULL OR import_id IS NULL", name=op.f("ck_visa_entry_four_eyes")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_visa_entry_import_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_visa_entry_office_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_visa_entry_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_visa_entry_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_visa_entry_visa_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_entry")),
        sa.UniqueConstraint("import_id", "line", name=op.f("uq_visa_entry_import_id_line")),
    )
    op.create_index(op.f("ix_visa_entry_office_id"), "visa_entry", ["office_id"], unique=False)
    op.create_index(op.f("ix_visa_entry_visa_id_id"), "visa_entry", ["visa_id", "id"], unique=False)
    op.create_table(
        "staged_visa",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "new",
                "changed",
                "same",
                "vanished",
                "refused",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("visa_id", sa.Integer(), nullable=True),
        sa.Column("basis_id", sa.Integer(), nullable=True),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("destination", sa.String(), nullable=True),
        sa.Column("visa_type", sa.String(), nullable=True),
        sa.Column("occupation", sa.String(), nullable=True),
        sa.Column("issue_date", sa.Date(), nullable=True),
        sa.Column("expiry_date", sa.Date(), nullable=True),
        sa.Column("agency_rl_no", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.Column("holder", sa.LargeBinary(), nullable=True),
        sa.Column("visa", sa.LargeBinary(), nullable=True),
        sa.Column("passport", sa.LargeBinary(), nullable=True),
        sa.Column("number", sa.LargeBinary(), nullable=True),
        sa.Column("identity", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["basis_id"], ["visa_entry.id"], name=op.f("fk_staged_visa_basis_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_staged_visa_import_id")
        ),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_staged_visa_visa_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_visa")),
        sa.UniqueConstraint("import_id", "line", name=op.f("uq_staged_visa_import_id_line")),
    )
    op.create_index(
        op.f("ix_staged_visa_import_id_identity"),
        "staged_visa",
        ["import_id", "identity"],
        unique=False,
    )
    op.create_index(
        op.f("ix_staged_visa_import_id_outcome_id"),
        "staged_visa",
        ["import_id", "outcome", "id"],
        unique=False,
    )
    op.create_table(
        "visa_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visa_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "cannot check",
                "verified",
                "mismatch",
                "suspected fraud",
                "withdrawn",
                name="visastate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "proposal_id IS NOT NULL OR state IN ('pending', 'cannot check', 'verified')",
            name=op.f("ck_visa_decision_four_eyes"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_visa_decision_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["visa_entry.id"], name=op.f("fk_visa_decision_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_visa_decision_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_visa_decision_proposal_id")
        ),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_visa_decision_visa_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_decision")),
    )
    op.create_index(
        op.f("ix_visa_decision_office_id"), "visa_decision", ["office_id"], unique=False
    )
    op.create_index(
        op.f("ix_visa_decision_visa_id_id"), "visa_decision", ["visa_id", "id"], unique=False
    )
    op.create_table(
        "visa_holder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["visa_entry.id"], name=op.f("fk_visa_holder_entry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_holder")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_visa_holder_entry_id")),
    )
    protect(op.get_bind(), "absence")
    protect(op.get_bind(), "visa")
    protect(op.get_bind(), "visa_decision")
    protect(op.get_bind(), "visa_entry")
    protect(op.get_bind(), "visa_reveal")
