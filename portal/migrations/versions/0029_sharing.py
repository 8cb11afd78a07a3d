"""What owners of confirmed passports share and close, and who looked."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "visa_lock",
        sa.Column("holder", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visa_lock_person_id")),
        sa.PrimaryKeyConstraint("holder", name=op.f("pk_visa_lock")),
    )
    op.create_index(op.f("ix_visa_lock_person_id"), "visa_lock", ["person_id"])
    op.create_table(
        "visa_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("visa_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_visa_share_days")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visa_share_person_id")),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_visa_share_visa_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_share")),
        sa.UniqueConstraint("code", name=op.f("uq_visa_share_code")),
        sa.UniqueConstraint("ref", name=op.f("uq_visa_share_ref")),
    )
    op.create_index(op.f("ix_visa_share_person_id"), "visa_share", ["person_id"])
    _seen()


def _seen() -> None:
    op.create_table(
        "visa_seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "three facts",
                "share code",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("share_id", sa.Integer(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(way = 'share code') = (share_id IS NOT NULL)", name=op.f("ck_visa_seen_share")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visa_seen_person_id")),
        sa.ForeignKeyConstraint(
            ["share_id"], ["visa_share.id"], name=op.f("fk_visa_seen_share_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_seen")),
    )
    op.create_index(op.f("ix_visa_seen_at"), "visa_seen", ["at"])
    op.create_index(op.f("ix_visa_seen_person_id_at"), "visa_seen", ["person_id", "at"])
