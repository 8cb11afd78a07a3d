"""Shared tablets of classes, who is helped on them, and which attempts were helped."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the table, and let sessions and attempts say that somebody helped."""
    op.create_table(
        "class_tablet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_class_tablet_tries")),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_class_tablet_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_class_tablet_opened_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_tablet")),
        sa.UniqueConstraint("ref", name=op.f("uq_class_tablet_ref")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_class_tablet_token_hash")),
    )
    op.create_index(op.f("ix_class_tablet_cohort_id"), "class_tablet", ["cohort_id"], unique=False)
    _refer("sign_in_session", "tablet_id", "class_tablet.id")
    _refer("sign_in_session", "helped_by_id", "person.id")
    _refer("attempt", "helped_by_id", "person.id")
    op.create_index(
        op.f("ix_sign_in_session_tablet_id"), "sign_in_session", ["tablet_id"], unique=False
    )


def _refer(table: str, name: str, to: str) -> None:
    """Add a column that points to a row; inside the column, or SQLite makes the table anew."""
    key = sa.ForeignKey(to, name=op.f(f"fk_{table}_{name}"))
    op.add_column(table, sa.Column(name, sa.Integer(), key, nullable=True), inline_references=True)
