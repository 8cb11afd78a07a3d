"""Slips of verified visas; their papers belong to no account."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect, refuse

revision = "0028"
down_revision = "0027"

_HOLDER = "(purpose = 'slip') = (person_id IS NULL)"


def upgrade() -> None:
    """Let a slip's paper be nobody's, and make the table of slips."""
    _papers()
    op.create_index("uq_visa_decision_state", "visa_decision", ["id", "state"], unique=True)
    op.create_table(
        "slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("state = 'verified'", name=op.f("ck_slip_verified")),
        sa.ForeignKeyConstraint(
            ["decision_id", "state"],
            ["visa_decision.id", "visa_decision.state"],
            name=op.f("fk_slip_decision_id_state"),
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_slip_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_slip_decision_id")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_slip_paper_id")),
    )
    protect(op.get_bind(), "slip")


def _papers() -> None:
    """No person is needed any more, but for a certificate; whose paper it is stays as it was."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _loosen_in_sqlite(connection)
        op.execute("DROP TRIGGER paper_no_update_when")
    else:
        op.alter_column("paper", "person_id", nullable=True)
        op.create_check_constraint(op.f("ck_paper_holder"), "paper", _HOLDER)
        op.execute("DROP TRIGGER paper_no_update_when ON paper")
    fixed = ("number", "purpose", "list_number", "place", "issued_on", "level")
    refuse(
        connection,
        "paper",
        "UPDATE",
        " OR ".join(f"NEW.{name} <> OLD.{name}" for name in fixed)
        + " OR NEW.person_id IS DISTINCT FROM OLD.person_id"
        " OR (OLD.state IN ('cancelled', 'replaced') AND NEW.state <> OLD.state)",
    )


def _loosen_in_sqlite(connection: sa.Connection) -> None:
    """Rewrite the table's words, as sqlite.org/lang_altertable.html says for such a change.

    To make the table anew would take all that points at it along, and leave it without triggers.
    """
    before, after = "person_id INTEGER NOT NULL", f"person_id INTEGER CHECK ({_HOLDER})"
    after = after.replace("CHECK", "CONSTRAINT ck_paper_holder CHECK")
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'paper'",
        (before, after),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")
