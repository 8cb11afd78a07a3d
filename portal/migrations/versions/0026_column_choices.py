"""Files that wait for their columns, and the choices that are remembered."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "column_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "agencies",
                "visas",
                name="listkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("headers", sa.LargeBinary(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_column_choice_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_column_choice_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_choice")),
        sa.UniqueConstraint(
            "kind", "headers", "office_id", name=op.f("uq_column_choice_kind_headers_office_id")
        ),
    )
    op.create_table(
        "waiting_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "agencies",
                "visas",
                name="listkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_waiting_file_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_waiting_file_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_file")),
        sa.UniqueConstraint("import_id", name=op.f("uq_waiting_file_import_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_waiting_file_ref")),
    )
    op.create_index(
        op.f("ix_waiting_file_created_at"), "waiting_file", ["created_at"], unique=False
    )
