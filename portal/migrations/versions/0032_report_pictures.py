"""Pictures with reports about agencies."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import refuse

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "agency_report_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "paper",
                "advertisement",
                "messages",
                name="evidencekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "file BETWEEN 1 AND 3 AND page > 0", name=op.f("ck_agency_report_picture_few")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["agency_report.id"], name=op.f("fk_agency_report_picture_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_report_picture")),
        sa.UniqueConstraint("ref", name=op.f("uq_agency_report_picture_ref")),
        sa.UniqueConstraint(
            "report_id", "file", "page", name=op.f("uq_agency_report_picture_report_id_file_page")
        ),
    )
    refuse(op.get_bind(), "agency_report_picture", "UPDATE")
