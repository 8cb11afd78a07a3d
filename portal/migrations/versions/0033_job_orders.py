"""Job orders found by the number of their attestation, and visas that name one."""

import sqlalchemy as sa
from alembic import op

from portal.people.passports import normal_number

revision = "0033"
down_revision = "0032"
_LOT = 500
_ORDERS = sa.text(
    "SELECT ref, facts FROM agency_detail AS one WHERE kind = 'job-order' AND stands AND NOT EXISTS"
    " (SELECT 1 FROM agency_detail AS later WHERE later.replaces_id = one.id) ORDER BY id"
).columns(sa.column("ref", sa.String()), sa.column("facts", sa.JSON()))


def upgrade() -> None:
    """Make the tables, and number the job orders that are known."""
    numbers = op.create_table(
        "agency_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_order")),
        sa.UniqueConstraint("ref", name=op.f("uq_agency_order_ref")),
    )
    op.create_index(op.f("ix_agency_order_number"), "agency_order", ["number"], unique=False)
    op.create_table(
        "visa_order",
        sa.Column("visa_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["visa_id"], ["visa.id"], name=op.f("fk_visa_order_visa_id")),
        sa.PrimaryKeyConstraint("visa_id", name=op.f("pk_visa_order")),
    )
    op.create_index(op.f("ix_visa_order_number"), "visa_order", ["number"], unique=False)
    known = op.get_bind().execute(_ORDERS).all()
    rows = [
        {"ref": ref, "number": normal_number(facts["attestation_no"])}
        for ref, facts in known
        if normal_number(facts.get("attestation_no") or "")
    ]
    for first in range(0, len(rows), _LOT):
        op.bulk_insert(numbers, rows[first : first + _LOT])
