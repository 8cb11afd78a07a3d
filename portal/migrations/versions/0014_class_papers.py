"""The certificates of a class that somebody asked for, and how far they are."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "class_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "working",
                "done",
                name="making",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.CheckConstraint("done BETWEEN 0 AND total", name=op.f("ck_class_papers_counted")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_class_papers_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_class_papers_cohort_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_papers")),
        sa.UniqueConstraint("ref", name=op.f("uq_class_papers_ref")),
    )
    op.create_index(op.f("ix_class_papers_asked_at"), "class_papers", ["asked_at"])
    op.create_index(
        "uq_class_papers_open",
        "class_papers",
        ["cohort_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'done'"),
        postgresql_where=sa.text("state <> 'done'"),
    )
