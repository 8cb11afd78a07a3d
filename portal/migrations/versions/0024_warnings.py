"""False alarms noted about warnings, and keys that tie visas to groups, employers and sponsors."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Make the table and the columns; 'nirapod visas index' fills them for older visas."""
    op.create_table(
        "false_alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visa_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_false_alarm_visa_id")),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["person.id"], name=op.f("fk_false_alarm_noted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_false_alarm")),
        sa.UniqueConstraint(
            "visa_id",
            "about",
            "noted_by_id",
            name=op.f("uq_false_alarm_visa_id_about_noted_by_id"),
        ),
    )
    protect(op.get_bind(), "false_alarm")
    for name in ("group_key", "employer_key", "sponsor_key"):
        op.add_column("staged_visa", sa.Column(name, sa.LargeBinary(), nullable=True))
        op.add_column("visa_double", sa.Column(name, sa.LargeBinary(), nullable=True))
        op.create_index(op.f(f"ix_visa_double_{name}"), "visa_double", [name])
