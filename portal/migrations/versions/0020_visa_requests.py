"""What people ask officers about their visas."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "visa_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "own",
                "family",
                "counter",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("flight_day", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "in hand",
                "answered",
                "withdrawn",
                name="requeststate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("visa_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(claimed_by_id IS NULL) = (claimed_at IS NULL) AND (state = 'in hand') = (claimed_by_id IS NOT NULL)",
            name=op.f("ck_visa_request_claimed"),
        ),
        sa.CheckConstraint(
            "(state IN ('answered', 'withdrawn')) = (closed_at IS NOT NULL)",
            name=op.f("ck_visa_request_closed"),
        ),
        sa.ForeignKeyConstraint(
            ["claimed_by_id"], ["person.id"], name=op.f("fk_visa_request_claimed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_visa_request_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_visa_request_person_id")
        ),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_visa_request_visa_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_request")),
        sa.UniqueConstraint("ref", name=op.f("uq_visa_request_ref")),
    )
    op.create_index(
        op.f("ix_visa_request_claimed_by_id"), "visa_request", ["claimed_by_id"], unique=False
    )
    op.create_index(op.f("ix_visa_request_closed_at"), "visa_request", ["closed_at"], unique=False)
    op.create_index(
        op.f("ix_visa_request_office_id_state_due_on_asked_at"),
        "visa_request",
        ["office_id", "state", "due_on", "asked_at"],
        unique=False,
    )
    op.create_index(op.f("ix_visa_request_person_id"), "visa_request", ["person_id"], unique=False)
    op.create_index(op.f("ix_visa_request_visa_id"), "visa_request", ["visa_id"], unique=False)
    op.create_table(
        "visa_request_details",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("passport", sa.LargeBinary(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["visa_request.id"], name=op.f("fk_visa_request_details_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_request_details")),
        sa.UniqueConstraint("request_id", name=op.f("uq_visa_request_details_request_id")),
    )
    op.create_index(
        op.f("ix_visa_request_details_passport"), "visa_request_details", ["passport"], unique=False
    )
    op.create_table(
        "visa_request_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "visa",
                "passport",
                "contract",
                "evidence",
                name="filekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("pages > 0 AND size > 0", name=op.f("ck_visa_request_file_something")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_visa_request_file_by_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["visa_request.id"], name=op.f("fk_visa_request_file_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_request_file")),
        sa.UniqueConstraint("ref", name=op.f("uq_visa_request_file_ref")),
        sa.UniqueConstraint(
            "request_id", "kind", "digest", name=op.f("uq_visa_request_file_request_id_kind_digest")
        ),
    )
    op.create_index(
        op.f("ix_visa_request_file_digest"), "visa_request_file", ["digest"], unique=False
    )
    op.create_table(
        "visa_request_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "asked",
                "pictures added",
                "taken up",
                "released",
                "more needed",
                "with a second officer",
                "answered",
                "withdrawn",
                name="stepkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "answer",
            sa.Enum(
                "pending",
                "cannot check",
                "verified",
                "mismatch",
                "suspected fraud",
                "withdrawn",
                name="visastate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'answered') = (answer IS NOT NULL)", name=op.f("ck_visa_request_step_answer")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_visa_request_step_by_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["visa_request.id"], name=op.f("fk_visa_request_step_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visa_request_step")),
    )
    op.create_index(
        op.f("ix_visa_request_step_request_id_id"),
        "visa_request_step",
        ["request_id", "id"],
        unique=False,
    )
    op.create_table(
        "visa_request_picture",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["visa_request_file.id"], name=op.f("fk_visa_request_picture_file_id")
        ),
        sa.PrimaryKeyConstraint("file_id", "page", name=op.f("pk_visa_request_picture")),
    )
    protect(op.get_bind(), "visa_request_step")
