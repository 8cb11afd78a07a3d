"""Papers, what stands on them, what became of them, and their keys."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect, refuse

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "key_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kid", sa.LargeBinary(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "certificate",
                "slip",
                "status",
                "register",
                "log",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_event")),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "certificate",
                "slip",
                "status",
                "register",
                "log",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kid", sa.LargeBinary(), nullable=False),
        sa.Column("list_number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column(
            "level",
            sa.Enum(
                "self-study",
                "attended",
                name="paperlevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "live",
                "suspended",
                "cancelled",
                "replaced",
                name="paperstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'replaced') = (replaced_by_id IS NOT NULL)", name=op.f("ck_paper_replaced")
        ),
        sa.CheckConstraint(
            "list_number > 0 AND place BETWEEN 0 AND 131071", name=op.f("ck_paper_index")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_paper_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_person_id")),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["paper.id"], name=op.f("fk_paper_replaced_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("list_number", "place", name=op.f("uq_paper_list_number_place")),
        sa.UniqueConstraint("number", name=op.f("uq_paper_number")),
    )
    op.create_index(
        "ix_paper_not_live",
        "paper",
        ["list_number", "state"],
        unique=False,
        sqlite_where=sa.text("state <> 'live'"),
        postgresql_where=sa.text("state <> 'live'"),
    )
    op.create_index(
        op.f("ix_paper_office_id_issued_on"), "paper", ["office_id", "issued_on"], unique=False
    )
    op.create_index(op.f("ix_paper_person_id"), "paper", ["person_id"], unique=False)
    op.create_table(
        "paper_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column(
            "change",
            sa.Enum(
                "issued",
                "suspended",
                "restored",
                "cancelled",
                "replaced",
                name="paperchange",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_paper_event_by_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_event_paper_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_paper_event_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_event")),
    )
    op.create_index(op.f("ix_paper_event_paper_id"), "paper_event", ["paper_id"], unique=False)
    op.create_table(
        "paper_face",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_face_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_face")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_paper_face_paper_id")),
    )
    protect(op.get_bind(), "key_event")
    refuse(op.get_bind(), "paper", "DELETE")
    refuse(
        op.get_bind(),
        "paper",
        "UPDATE",
        "NEW.number <> OLD.number OR NEW.purpose <> OLD.purpose OR NEW.list_number <> OLD.list_number OR NEW.place <> OLD.place OR NEW.issued_on <> OLD.issued_on OR NEW.person_id <> OLD.person_id OR NEW.level <> OLD.level OR (OLD.state IN ('cancelled', 'replaced') AND NEW.state <> OLD.state)",
    )
    protect(op.get_bind(), "paper_event")
    refuse(op.get_bind(), "paper_face", "UPDATE")
