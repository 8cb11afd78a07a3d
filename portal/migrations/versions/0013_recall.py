"""Three questions by SMS after a course, and messages that wait for the day."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables, and find by day who passed."""
    _create_recall()
    op.create_table(
        "recall_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recall_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (mark IS NULL) AND (mark IS NULL) = (choice IS NULL)",
            name=op.f("ck_recall_answer_answered"),
        ),
        sa.CheckConstraint(
            "position > 0 AND mark BETWEEN 0 AND 100", name=op.f("ck_recall_answer_counted")
        ),
        sa.ForeignKeyConstraint(
            ["recall_id"], ["recall.id"], name=op.f("fk_recall_answer_recall_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_recall_answer_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_answer")),
        sa.UniqueConstraint(
            "recall_id", "position", name=op.f("uq_recall_answer_recall_id_position")
        ),
    )
    op.create_index(
        op.f("ix_recall_answer_question_id"), "recall_answer", ["question_id"], unique=False
    )
    op.create_table(
        "recall_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recall_choice_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_choice")),
        sa.UniqueConstraint("person_id", name=op.f("uq_recall_choice_person_id")),
    )
    op.create_index(op.f("ix_course_pass_passed_on"), "course_pass", ["passed_on"], unique=False)
    op.add_column(
        "outbox_message",
        sa.Column("by_day", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def _create_recall() -> None:
    op.create_table(
        "recall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_pass_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("round BETWEEN 1 AND 2", name=op.f("ck_recall_round")),
        sa.ForeignKeyConstraint(
            ["course_pass_id"], ["course_pass.id"], name=op.f("fk_recall_course_pass_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall")),
        sa.UniqueConstraint("course_pass_id", "round", name=op.f("uq_recall_course_pass_id_round")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_recall_token_hash")),
    )
    op.create_index(op.f("ix_recall_sent_at"), "recall", ["sent_at"], unique=False)
