"""The register of agencies, and lists on their way into the register."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rl_no", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rl_no BETWEEN 1 AND 99999", name=op.f("ck_agency_licence")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("rl_no", name=op.f("uq_agency_rl_no")),
    )
    op.create_table(
        "agency_index",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("rl_no", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_bn", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_index_agency_id")
        ),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_agency_index")),
        sa.UniqueConstraint("rl_no", name=op.f("uq_agency_index_rl_no")),
    )
    op.create_table(
        "agency_trigram",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_trigram_agency_id")
        ),
        sa.PrimaryKeyConstraint("run", "agency_id", name=op.f("pk_agency_trigram")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_agency_trigram_agency_id"), "agency_trigram", ["agency_id"], unique=False
    )
    op.create_table(
        "import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "agencies",
                "visas",
                name="listkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "staging",
                "staged",
                "proposed",
                "in force",
                "refused",
                name="importstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_digest", sa.LargeBinary(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_import_person_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_import_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_import_proposal_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_import_ref")),
    )
    op.create_index(op.f("ix_import_created_at"), "import", ["created_at"], unique=False)
    op.create_table(
        "agency_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_bn", sa.String(), nullable=True),
        sa.Column("business_address", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_entry_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_agency_entry_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_agency_entry_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_entry")),
        sa.UniqueConstraint("import_id", "line", name=op.f("uq_agency_entry_import_id_line")),
    )
    op.create_index(
        op.f("ix_agency_entry_agency_id_id"), "agency_entry", ["agency_id", "id"], unique=False
    )
    op.create_table(
        "agency_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "inactive",
                "suspended",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("order_no", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "proposal_id IS NOT NULL OR (status = 'suspended' AND valid_to IS NOT NULL AND replaces_id IS NULL)",
            name=op.f("ck_agency_status_four_eyes"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from <= valid_to", name=op.f("ck_agency_status_days")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_status_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_agency_status_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_agency_status_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_agency_status_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["agency_status.id"], name=op.f("fk_agency_status_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_status")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_agency_status_replaces_id")),
    )
    op.create_index(
        op.f("ix_agency_status_agency_id"), "agency_status", ["agency_id"], unique=False
    )
    op.create_table(
        "staged_agency",
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
        sa.Column("rl_no", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("basis_id", sa.Integer(), nullable=True),
        sa.Column("adds_entry", sa.Boolean(), nullable=False),
        sa.Column("adds_status", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("name_bn", sa.String(), nullable=True),
        sa.Column("business_address", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "inactive",
                "suspended",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("order_no", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_staged_agency_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["basis_id"], ["agency_entry.id"], name=op.f("fk_staged_agency_basis_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_staged_agency_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_agency")),
        sa.UniqueConstraint("import_id", "line", name=op.f("uq_staged_agency_import_id_line")),
    )
    op.create_index(
        op.f("ix_staged_agency_import_id_outcome_id"),
        "staged_agency",
        ["import_id", "outcome", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_staged_agency_import_id_rl_no"),
        "staged_agency",
        ["import_id", "rl_no"],
        unique=False,
    )
    protect(op.get_bind(), "agency")
    protect(op.get_bind(), "agency_entry")
    protect(op.get_bind(), "agency_status")
