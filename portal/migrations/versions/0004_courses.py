"""Courses, their versions, and what people learnt."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect, refuse

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint("slug", name=op.f("uq_course_slug")),
    )
    op.create_table(
        "course_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("attempts_limit", sa.Integer(), nullable=False),
        sa.Column("wait_hours", sa.Integer(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("last_checked", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "attempts_limit > 0 AND wait_hours >= 0", name=op.f("ck_course_version_attempts")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_version_course_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_version")),
        sa.UniqueConstraint(
            "course_id", "version", name=op.f("uq_course_version_course_id_version")
        ),
    )
    op.create_table(
        "course_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["course_version.id"], name=op.f("fk_course_file_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_file")),
        sa.UniqueConstraint("version_id", "path", name=op.f("uq_course_file_version_id_path")),
    )
    op.create_table(
        "course_pass",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_version_id", sa.Integer(), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_course_pass_score")),
        sa.ForeignKeyConstraint(
            ["course_version_id"],
            ["course_version.id"],
            name=op.f("fk_course_pass_course_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_course_pass_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_pass")),
        sa.UniqueConstraint(
            "person_id",
            "course_version_id",
            name=op.f("uq_course_pass_person_id_course_version_id"),
        ),
    )
    op.create_index(
        op.f("ix_course_pass_course_version_id"), "course_pass", ["course_version_id"], unique=False
    )
    op.create_table(
        "module",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        sa.Column("requires", sa.JSON(), nullable=False),
        sa.CheckConstraint("pass_mark BETWEEN 1 AND 100 AND draw > 0", name=op.f("ck_module_test")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["course_version.id"], name=op.f("fk_module_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_module_version_id_position")),
        sa.UniqueConstraint("version_id", "slug", name=op.f("uq_module_version_id_slug")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(submitted_at IS NULL) = (score IS NULL) AND (score IS NULL) = (passed IS NULL)",
            name=op.f("ck_attempt_marked_at_the_end"),
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 100 AND number > 0", name=op.f("ck_attempt_score")),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_attempt_module_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attempt_person_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["course_version.id"], name=op.f("fk_attempt_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint(
            "person_id", "module_id", "number", name=op.f("uq_attempt_person_id_module_id_number")
        ),
        sa.UniqueConstraint("ref", name=op.f("uq_attempt_ref")),
    )
    op.create_index(op.f("ix_attempt_module_id"), "attempt", ["module_id"], unique=False)
    op.create_index(op.f("ix_attempt_version_id"), "attempt", ["version_id"], unique=False)
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["person_id", "module_id"],
        unique=True,
        sqlite_where=sa.text("submitted_at IS NULL"),
        postgresql_where=sa.text("submitted_at IS NULL"),
    )
    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("last_checked", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_lesson_module_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["course_version.id"], name=op.f("fk_lesson_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_lesson_version_id_position")),
        sa.UniqueConstraint("version_id", "slug", name=op.f("uq_lesson_version_id_slug")),
    )
    op.create_index(op.f("ix_lesson_module_id"), "lesson", ["module_id"], unique=False)
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "one-of",
                "several-of",
                "true-false",
                "short-answer",
                "number",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_question_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("module_id", "position", name=op.f("uq_question_module_id_position")),
        sa.UniqueConstraint("module_id", "slug", name=op.f("uq_question_module_id_slug")),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("choice", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint("position > 0 AND sequence > 0", name=op.f("ck_answer_counted")),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_answer_attempt_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("attempt_id", "position", name=op.f("uq_answer_attempt_id_position")),
    )
    op.create_table(
        "lesson_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_lesson_read_lesson_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lesson_read_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_read")),
        sa.UniqueConstraint(
            "person_id", "lesson_id", name=op.f("uq_lesson_read_person_id_lesson_id")
        ),
    )
    op.create_index(op.f("ix_lesson_read_lesson_id"), "lesson_read", ["lesson_id"], unique=False)
    op.create_table(
        "lesson_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("remember", sa.String(), nullable=False),
        sa.Column("picture_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_lesson_text_lesson_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_text")),
        sa.UniqueConstraint(
            "lesson_id", "language", name=op.f("uq_lesson_text_lesson_id_language")
        ),
    )
    op.create_table(
        "module_pass",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_module_pass_score")),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_module_pass_attempt_id")
        ),
        sa.ForeignKeyConstraint(
            ["module_id"], ["module.id"], name=op.f("fk_module_pass_module_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_module_pass_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_pass")),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_module_pass_attempt_id")),
        sa.UniqueConstraint(
            "person_id", "module_id", name=op.f("uq_module_pass_person_id_module_id")
        ),
    )
    op.create_index(op.f("ix_module_pass_module_id"), "module_pass", ["module_id"], unique=False)
    op.create_table(
        "question_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("feedbacks", sa.JSON(), nullable=False),
        sa.Column("feedback", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_text_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_text")),
        sa.UniqueConstraint(
            "question_id", "language", name=op.f("uq_question_text_question_id_language")
        ),
    )
    refuse(op.get_bind(), "attempt", "UPDATE", "OLD.submitted_at IS NOT NULL")
    protect(op.get_bind(), "course")
    protect(op.get_bind(), "course_file")
    protect(op.get_bind(), "course_pass")
    protect(op.get_bind(), "course_version")
    protect(op.get_bind(), "lesson")
    protect(op.get_bind(), "lesson_text")
    protect(op.get_bind(), "module")
    protect(op.get_bind(), "module_pass")
    protect(op.get_bind(), "question")
    protect(op.get_bind(), "question_text")
