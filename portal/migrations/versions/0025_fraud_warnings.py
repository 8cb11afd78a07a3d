"""Warnings between offices, and alerts for everybody."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "fraud_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "not issued",
                "altered",
                "another's",
                "not for work",
                "employer",
                "agency",
                "oversold",
                name="fraudkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "noticed",
            sa.Enum(
                "service",
                "labour wing",
                "paper",
                "zone",
                "register",
                "employer",
                name="noticed",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_fraud_warning_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["visa_decision.id"], name=op.f("fk_fraud_warning_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_fraud_warning_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fraud_warning")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_fraud_warning_decision_id")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_fraud_warning_proposal_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_fraud_warning_ref")),
    )
    op.create_index(
        op.f("ix_fraud_warning_agency_id"), "fraud_warning", ["agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_fraud_warning_destination_id"),
        "fraud_warning",
        ["destination", "id"],
        unique=False,
    )
    op.create_table(
        "fraud_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("warning_id", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("look_bn", sa.String(), nullable=False),
        sa.Column("look_en", sa.String(), nullable=False),
        sa.Column("next_bn", sa.String(), nullable=False),
        sa.Column("next_en", sa.String(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "released_by_id <> proposed_by_id", name=op.f("ck_fraud_alert_four_eyes")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_fraud_alert_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_fraud_alert_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["person.id"], name=op.f("fk_fraud_alert_released_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["warning_id"], ["fraud_warning.id"], name=op.f("fk_fraud_alert_warning_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fraud_alert")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_fraud_alert_proposal_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_fraud_alert_ref")),
    )
    op.create_index(
        op.f("ix_fraud_alert_destination_last_day"),
        "fraud_alert",
        ["destination", "last_day"],
        unique=False,
    )
    op.create_index(op.f("ix_fraud_alert_warning_id"), "fraud_alert", ["warning_id"], unique=False)
    op.create_table(
        "fraud_alert_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["fraud_alert.id"], name=op.f("fk_fraud_alert_end_alert_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_fraud_alert_end_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fraud_alert_end")),
        sa.UniqueConstraint("alert_id", name=op.f("uq_fraud_alert_end_alert_id")),
    )
    for table in ("fraud_warning", "fraud_alert", "fraud_alert_end"):
        protect(op.get_bind(), table)
