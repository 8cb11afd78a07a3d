"""Training centres, and whose passport staff have seen."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import refuse

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "centre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_bn", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_centre_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre")),
        sa.UniqueConstraint("code", name=op.f("uq_centre_code")),
    )
    op.create_index(op.f("ix_centre_office_id"), "centre", ["office_id"], unique=False)
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("centre_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "centre_id IS NOT NULL OR office_id IS NOT NULL", name=op.f("ck_identity_somewhere")
        ),
        sa.CheckConstraint("confirmed_by_id <> person_id", name=op.f("ck_identity_not_oneself")),
        sa.ForeignKeyConstraint(["before_id"], ["identity.id"], name=op.f("fk_identity_before_id")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_identity_centre_id")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_identity_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_identity_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_identity_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("before_id", name=op.f("uq_identity_before_id")),
    )
    op.create_index(op.f("ix_identity_person_id"), "identity", ["person_id"], unique=False)
    op.create_index(
        "uq_identity_current",
        "identity",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "passport",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["identity.id"], name=op.f("fk_passport_identity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport")),
        sa.UniqueConstraint("identity_id", name=op.f("uq_passport_identity_id")),
    )
    op.create_table(
        "passport_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["identity.id"], name=op.f("fk_passport_index_identity_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_passport_index_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport_index")),
        sa.UniqueConstraint("identity_id", name=op.f("uq_passport_index_identity_id")),
        sa.UniqueConstraint("number_hash", name=op.f("uq_passport_index_number_hash")),
    )
    op.create_index(
        op.f("ix_passport_index_person_id"), "passport_index", ["person_id"], unique=False
    )

    refuse(op.get_bind(), "centre", "DELETE")
    refuse(op.get_bind(), "identity", "DELETE")
    refuse(op.get_bind(), "passport", "UPDATE")
