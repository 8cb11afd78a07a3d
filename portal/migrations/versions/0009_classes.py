"""Classes in person: their days, their seats, and who was there."""

import sqlalchemy as sa
from alembic import op

from portal.ground.append_only import protect, refuse

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("days_needed", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "ended",
                "cancelled",
                name="cohortstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("begins_on <= ends_on", name=op.f("ck_cohort_days")),
        sa.CheckConstraint("days_needed > 0", name=op.f("ck_cohort_days_needed")),
        sa.CheckConstraint("seats BETWEEN 1 AND 200", name=op.f("ck_cohort_seats")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_cohort_centre_id")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_cohort_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("ref", name=op.f("uq_cohort_ref")),
    )
    op.create_index(
        op.f("ix_cohort_centre_id_begins_on"), "cohort", ["centre_id", "begins_on"], unique=False
    )
    op.create_table(
        "cohort_course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_course_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_cohort_course_course_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_course")),
        sa.UniqueConstraint(
            "cohort_id", "course_id", name=op.f("uq_cohort_course_cohort_id_course_id")
        ),
    )
    op.create_table(
        "cohort_trainer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_trainer_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_cohort_trainer_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_trainer")),
        sa.UniqueConstraint(
            "cohort_id", "person_id", name=op.f("uq_cohort_trainer_cohort_id_person_id")
        ),
    )
    op.create_index(
        op.f("ix_cohort_trainer_person_id"), "cohort_trainer", ["person_id"], unique=False
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "enrolled",
                "left",
                name="enrolled",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("enrolled_by_id", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'enrolled') = (seat IS NOT NULL)", name=op.f("ck_enrolment_seated")
        ),
        sa.CheckConstraint("seat BETWEEN 1 AND 200", name=op.f("ck_enrolment_seat")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_enrolment_cohort_id")),
        sa.ForeignKeyConstraint(
            ["enrolled_by_id"], ["person.id"], name=op.f("fk_enrolment_enrolled_by_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_enrolment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint(
            "cohort_id", "person_id", name=op.f("uq_enrolment_cohort_id_person_id")
        ),
        sa.UniqueConstraint("cohort_id", "seat", name=op.f("uq_enrolment_cohort_id_seat")),
        sa.UniqueConstraint("ref", name=op.f("uq_enrolment_ref")),
    )
    op.create_index(op.f("ix_enrolment_person_id"), "enrolment", ["person_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.CheckConstraint("part BETWEEN 1 AND 4", name=op.f("ck_meeting_part")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_meeting_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("cohort_id", "on", "part", name=op.f("uq_meeting_cohort_id_on_part")),
        sa.UniqueConstraint("ref", name=op.f("uq_meeting_ref")),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("marked_by_id", sa.Integer(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_attendance_enrolment_id")
        ),
        sa.ForeignKeyConstraint(
            ["marked_by_id"], ["person.id"], name=op.f("fk_attendance_marked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    op.create_index(
        op.f("ix_attendance_enrolment_id"), "attendance", ["enrolment_id"], unique=False
    )
    op.create_index(
        op.f("ix_attendance_meeting_id_enrolment_id_id"),
        "attendance",
        ["meeting_id", "enrolment_id", "id"],
        unique=False,
    )
    refuse(op.get_bind(), "cohort", "DELETE")
    refuse(op.get_bind(), "enrolment", "DELETE")
    protect(op.get_bind(), "attendance")
