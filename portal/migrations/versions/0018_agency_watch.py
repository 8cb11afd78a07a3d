"""Who follows which agency."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
_VERDICTS = (
    *("active", "inactive", "unknown", "suspended", "cancelled", "expired"),
    "not registered",
)


def upgrade() -> None:
    """Make the table."""
    verdict = sa.Enum(
        *_VERDICTS, name="agencyverdict", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "agency_watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_verdict", verdict, nullable=False),
        sa.Column("told_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_agency_watch_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_watch_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_watch")),
        sa.UniqueConstraint(
            "person_id", "agency_id", name=op.f("uq_agency_watch_person_id_agency_id")
        ),
    )
    op.create_index(op.f("ix_agency_watch_agency_id"), "agency_watch", ["agency_id"], unique=False)
