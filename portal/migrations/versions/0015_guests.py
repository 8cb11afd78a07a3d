"""Study without an account, and what people chose in the guide."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "guest_study",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_study")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_guest_study_token_hash")),
    )
    op.create_index(op.f("ix_guest_study_saved_at"), "guest_study", ["saved_at"], unique=False)
    op.create_table(
        "guest_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"], ["guest_study.id"], name=op.f("fk_guest_read_study_id")
        ),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_guest_read_lesson_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_read")),
        sa.UniqueConstraint("study_id", "lesson_id", name=op.f("uq_guest_read_study_id_lesson_id")),
    )
    op.create_index(op.f("ix_guest_read_lesson_id"), "guest_read", ["lesson_id"], unique=False)
    op.create_table(
        "guest_denial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("denied_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"], ["guest_study.id"], name=op.f("fk_guest_denial_study_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_guest_denial_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_denial")),
        sa.UniqueConstraint(
            "study_id", "person_id", name=op.f("uq_guest_denial_study_id_person_id")
        ),
    )
    op.create_index(op.f("ix_guest_denial_person_id"), "guest_denial", ["person_id"], unique=False)
    op.create_table(
        "chosen_way",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("work", sa.String(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_chosen_way_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen_way")),
        sa.UniqueConstraint("person_id", name=op.f("uq_chosen_way_person_id")),
    )
