"""What officers find and learn of papers: words of names, counts of checks, reports."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect, refuse

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the tables, and let nobody write alone what takes two."""
    _words_and_counts()
    _reports()
    refuse(
        op.get_bind(),
        "paper_event",
        "INSERT",
        "NEW.change IN ('cancelled', 'restored') AND NEW.proposal_id IS NULL",
    )


def _words_and_counts() -> None:
    op.create_table(
        "paper_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_word_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_word")),
        sa.UniqueConstraint("word", "paper_id", name=op.f("uq_paper_word_word_paper_id")),
    )
    op.create_index(op.f("ix_paper_word_paper_id"), "paper_word", ["paper_id"])
    op.create_table(
        "check_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.CheckConstraint("checks > 0", name=op.f("ck_check_count_checks")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_check_count_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_count")),
        sa.UniqueConstraint("paper_id", "day", name=op.f("uq_check_count_paper_id_day")),
    )
    op.create_index(op.f("ix_check_count_day"), "check_count", ["day"])


def _reports() -> None:
    op.create_table(
        "paper_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("differs", sa.JSON(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "nothing",
                "misused",
                "false",
                "mended",
                "unclear",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("looked_by_id", sa.Integer(), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(outcome IS NULL) = (looked_at IS NULL)"
            " AND (outcome IS NULL) = (looked_by_id IS NULL)",
            name=op.f("ck_paper_report_looked_at"),
        ),
        sa.ForeignKeyConstraint(
            ["looked_by_id"], ["person.id"], name=op.f("fk_paper_report_looked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_paper_report_office_id")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_report_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_report")),
        sa.UniqueConstraint("ref", name=op.f("uq_paper_report_ref")),
    )
    op.create_index(op.f("ix_paper_report_paper_id"), "paper_report", ["paper_id"])
    op.create_index(
        op.f("ix_paper_report_outcome_office_id_at"), "paper_report", ["outcome", "office_id", "at"]
    )
    op.create_table(
        "report_said",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["paper_report.id"], name=op.f("fk_report_said_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_said")),
        sa.UniqueConstraint("report_id", name=op.f("uq_report_said_report_id")),
    )
    op.create_table(
        "reporter_reveal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reporter_reveal_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["paper_report.id"], name=op.f("fk_reporter_reveal_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporter_reveal")),
    )
    op.create_index(op.f("ix_reporter_reveal_report_id"), "reporter_reveal", ["report_id"])
    refuse(op.get_bind(), "paper_report", "DELETE")
    refuse(op.get_bind(), "paper_report", "UPDATE", "OLD.outcome IS NOT NULL")
    protect(op.get_bind(), "reporter_reveal")
