"""Organisations with tokens for their programs, and which of them looked at a visa."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import refuse

revision = "0035"
down_revision = "0034"

_KINDS = ("recruiter", "employer", "mission", "airport", "government", "helper")


def upgrade() -> None:
    """Make the tables, and the column of who looked."""
    _organisations()
    _tokens()
    op.create_table(
        "organisation_token_use",
        sa.Column("token_id", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["token_id"],
            ["organisation_token.id"],
            name=op.f("fk_organisation_token_use_token_id"),
        ),
        sa.PrimaryKeyConstraint("token_id", name=op.f("pk_organisation_token_use")),
    )
    key = sa.ForeignKey("organisation.id", name=op.f("fk_visa_seen_organisation_id"))
    column = sa.Column("organisation_id", sa.Integer(), key, nullable=True)
    op.add_column("visa_seen", column, inline_references=True)
    connection = op.get_bind()
    for table in ("organisation", "organisation_token"):
        refuse(connection, table, "DELETE")
    refuse(
        connection,
        "organisation_token",
        "UPDATE",
        "OLD.revoked_at IS NOT NULL OR NEW.hash <> OLD.hash"
        " OR NEW.organisation_id <> OLD.organisation_id OR NEW.expires_at <> OLD.expires_at"
        " OR NEW.label <> OLD.label",
    )


def _organisations() -> None:
    kind = sa.Enum(
        *_KINDS, name="organisationkind", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_organisation_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
        sa.UniqueConstraint("ref", name=op.f("uq_organisation_ref")),
    )
    op.create_table(
        "organisation_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_contact_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_contact")),
        sa.UniqueConstraint(
            "organisation_id", name=op.f("uq_organisation_contact_organisation_id")
        ),
    )


def _tokens() -> None:
    table = "organisation_token"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f(f"ck_{table}_days")),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by_id IS NULL)", name=op.f(f"ck_{table}_revoked")
        ),
        *(
            sa.ForeignKeyConstraint([name], [to], name=op.f(f"fk_{table}_{name}"))
            for name, to in (
                ("created_by_id", "person.id"),
                ("organisation_id", "organisation.id"),
                ("revoked_by_id", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("hash", name=op.f(f"uq_{table}_hash")),
        sa.UniqueConstraint("ref", name=op.f(f"uq_{table}_ref")),
    )
    op.create_index(op.f(f"ix_{table}_organisation_id"), table, ["organisation_id"])
