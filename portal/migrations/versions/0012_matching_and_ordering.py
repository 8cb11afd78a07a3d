"""More kinds of questions, pictures in them, and attempts that keep what they ask."""

import hashlib
import hmac
import json

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect, refuse, trigger_name

revision = "0012"
down_revision = "0011"

_KINDS = (
    *("one-of", "several-of", "true-false", "short-answer", "number"),
    *("matching", "ordering", "essay", "description"),
)
_ENDED = "OLD.submitted_at IS NOT NULL"


def upgrade() -> None:
    """Add the columns, allow the kinds, and write down what each attempt asks."""
    op.add_column("course_file", sa.Column("digest", sa.String(), nullable=True))
    op.add_column("attempt", sa.Column("asked", sa.JSON(), nullable=False, server_default="[]"))
    _allow_the_kinds()
    _write_down_what_is_asked()


def _allow_the_kinds() -> None:
    listed = ", ".join(f"'{kind}'" for kind in _KINDS)
    if op.get_bind().dialect.name == "postgresql":
        column = sa.Column("matches", sa.JSON(), nullable=False, server_default="[]")
        op.add_column("question_text", column)
        op.drop_constraint(op.f("ck_question_kind"), "question", type_="check")
        op.create_check_constraint(op.f("ck_question_kind"), "question", f"kind IN ({listed})")
        return
    # SQLite changes no constraint of a table that stands: both tables are made anew, and the old
    # ones go in an order in which nothing ever points nowhere.
    op.rename_table("question", "question_before")
    op.rename_table("question_text", "question_text_before")
    _create_tables()
    op.execute(
        "INSERT INTO question (id, module_id, slug, position, kind, key) "
        "SELECT id, module_id, slug, position, kind, key FROM question_before"
    )
    op.execute(
        "INSERT INTO question_text (id, question_id, language, stem, options, feedbacks, feedback) "
        "SELECT id, question_id, language, stem, options, feedbacks, feedback "
        "FROM question_text_before"
    )
    op.drop_table("question_text_before")
    op.drop_table("question_before")
    protect(op.get_bind(), "question")
    protect(op.get_bind(), "question_text")


def _create_tables() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*_KINDS, name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("key", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_question_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("module_id", "position", name=op.f("uq_question_module_id_position")),
        sa.UniqueConstraint("module_id", "slug", name=op.f("uq_question_module_id_slug")),
    )
    op.create_table(
        "question_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("feedbacks", sa.JSON(), nullable=False),
        sa.Column("feedback", sa.String(), nullable=False),
        sa.Column("matches", sa.JSON(), nullable=False, server_default="[]"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_text_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_text")),
        sa.UniqueConstraint(
            "question_id", "language", name=op.f("uq_question_text_question_id_language")
        ),
    )


def _write_down_what_is_asked() -> None:
    """Until now it was drawn from the seed on every screen; ended attempts are shown by it too."""
    bind = op.get_bind()
    trigger = trigger_name("attempt", "UPDATE", _ENDED)
    on_table = "" if bind.dialect.name == "sqlite" else " ON attempt"
    op.execute(f"DROP TRIGGER {trigger}{on_table}")
    banks: dict[int, list[tuple[str, int]]] = {}
    for module_id, slug, question_id in bind.exec_driver_sql(
        "SELECT module_id, slug, id FROM question"
    ):
        banks.setdefault(module_id, []).append((slug, question_id))
    attempts = bind.exec_driver_sql(
        "SELECT attempt.id, seed, module_id, draw FROM attempt JOIN module ON module.id = module_id"
    ).all()
    update = sa.text("UPDATE attempt SET asked = :asked WHERE id = :id")
    for attempt_id, seed, module_id, draw in attempts:
        drawn = sorted(banks.get(module_id, []), key=lambda one: _place(seed, one[0]))[:draw]
        asked = json.dumps([question_id for _slug, question_id in drawn])
        bind.execute(update, {"asked": asked, "id": attempt_id})
    refuse(bind, "attempt", "UPDATE", _ENDED)


def _place(seed: str, slug: str) -> bytes:
    return hmac.digest(seed.encode(), slug.encode(), hashlib.sha256)
