"""Courses in the making: drafts, their files, and their reviews."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect, refuse

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("centre", sa.String(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "writing",
                "in-review",
                "published",
                "thrown-away",
                name="draftstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("begun_by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(centre IS NULL) <> (office_id IS NULL)", name=op.f("ck_draft_belongs")
        ),
        sa.ForeignKeyConstraint(["base_id"], ["course_version.id"], name=op.f("fk_draft_base_id")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["person.id"], name=op.f("fk_draft_begun_by_id")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_draft_changed_by_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_draft_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("ref", name=op.f("uq_draft_ref")),
    )
    op.create_index(op.f("ix_draft_centre"), "draft", ["centre"], unique=False)
    op.create_index(op.f("ix_draft_office_id"), "draft", ["office_id"], unique=False)
    op.create_table(
        "draft_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_draft_file_changed_by_id")
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_file_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_file")),
        sa.UniqueConstraint("draft_id", "path", name=op.f("uq_draft_file_draft_id_path")),
    )
    op.create_table(
        "draft_hand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "writer",
                "publisher",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_hand_draft_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_hand_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_hand")),
        sa.UniqueConstraint(
            "draft_id", "person_id", "part", name=op.f("uq_draft_hand_draft_id_person_id_part")
        ),
        sa.UniqueConstraint("draft_id", "person_id", name=op.f("uq_draft_hand_draft_id_person_id")),
    )
    op.create_index(op.f("ix_draft_hand_person_id"), "draft_hand", ["person_id"], unique=False)
    op.create_table(
        "draft_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("publisher_id", sa.Integer(), nullable=True),
        sa.Column(
            "publisher_part",
            sa.Enum(
                "writer",
                "publisher",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "publisher_part = 'publisher'", name=op.f("ck_draft_review_not_a_writer")
        ),
        sa.CheckConstraint(
            "(version_id IS NULL) = (publisher_id IS NULL) AND (publisher_id IS NULL) = (publisher_part IS NULL)",
            name=op.f("ck_draft_review_published"),
        ),
        sa.ForeignKeyConstraint(
            ["draft_id", "publisher_id", "publisher_part"],
            ["draft_hand.draft_id", "draft_hand.person_id", "draft_hand.part"],
            name=op.f("fk_draft_review_draft_id_publisher_id_publisher_part"),
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_review_draft_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_draft_review_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["course_version.id"], name=op.f("fk_draft_review_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_review")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_draft_review_proposal_id")),
        sa.UniqueConstraint("version_id", name=op.f("uq_draft_review_version_id")),
    )
    op.create_index(op.f("ix_draft_review_draft_id"), "draft_review", ["draft_id"], unique=False)
    op.create_table(
        "draft_review_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["draft_review.id"], name=op.f("fk_draft_review_file_review_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_review_file")),
        sa.UniqueConstraint("review_id", "path", name=op.f("uq_draft_review_file_review_id_path")),
    )
    refuse(op.get_bind(), "draft", "DELETE")
    refuse(op.get_bind(), "draft", "UPDATE", "OLD.state = 'published'")
    protect(op.get_bind(), "draft_hand")
    refuse(op.get_bind(), "draft_review", "DELETE")
    refuse(
        op.get_bind(),
        "draft_review",
        "UPDATE",
        "OLD.version_id IS NOT NULL OR NEW.draft_id <> OLD.draft_id OR NEW.proposal_id <> OLD.proposal_id OR NEW.digest <> OLD.digest",
    )
    protect(op.get_bind(), "draft_review_file")
