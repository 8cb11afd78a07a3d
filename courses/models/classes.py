"""Classes in person: where and when, who sits in them, and who was there."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models.content import Course
from portal.ground.database import Base, Key
from portal.people.models import Centre, Person

MOST_SEATS = 200


class CohortState(StrEnum):
    """Whether a class still takes people."""

    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Enrolled(StrEnum):
    """Whether somebody sits in a class."""

    ENROLLED = "enrolled"
    LEFT = "left"


class Cohort(Base):
    """A class at a training centre that learns some courses together."""

    __tablename__ = "cohort"
    __journaled__ = True
    __refused__ = {"DELETE": None}
    __table_args__ = (
        CheckConstraint(f"seats BETWEEN 1 AND {MOST_SEATS}", name="seats"),
        CheckConstraint("begins_on <= ends_on", name="days"),
        CheckConstraint("days_needed > 0", name="days_needed"),
        Index(None, "centre_id", "begins_on"),
    )

    id: Mapped[Key]
    # What stands in addresses.
    ref: Mapped[str] = mapped_column(unique=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    # What the trainers call it: "Saudi Arabia, December, morning".
    title: Mapped[str]
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    seats: Mapped[int]
    # So many roll calls somebody must have answered to have attended.
    days_needed: Mapped[int]
    state: Mapped[CohortState] = mapped_column(default=CohortState.OPEN)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    centre: Mapped[Centre] = relationship()
    courses: Mapped[list["CohortCourse"]] = relationship(order_by="CohortCourse.id")
    trainers: Mapped[list["CohortTrainer"]] = relationship(order_by="CohortTrainer.id")
    meetings: Mapped[list["Meeting"]] = relationship(order_by="Meeting.on, Meeting.part")


class CohortCourse(Base):
    """A course that a class learns."""

    __tablename__ = "cohort_course"
    __journaled__ = True
    __table_args__ = (UniqueConstraint("cohort_id", "course_id"),)

    id: Mapped[Key]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    course: Mapped[Course] = relationship()


class CohortTrainer(Base):
    """A trainer of a class."""

    __tablename__ = "cohort_trainer"
    __journaled__ = True
    __table_args__ = (UniqueConstraint("cohort_id", "person_id"),)

    id: Mapped[Key]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person: Mapped[Person] = relationship()


class Meeting(Base):
    """A part of a day on which the roll is called."""

    __tablename__ = "meeting"
    __journaled__ = True
    __table_args__ = (
        UniqueConstraint("cohort_id", "on", "part"),
        CheckConstraint("part BETWEEN 1 AND 4", name="part"),
    )

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    on: Mapped[date]
    part: Mapped[int] = mapped_column(default=1)
    cohort: Mapped[Cohort] = relationship(back_populates="meetings")


class Enrolment(Base):
    """Somebody in a class; a seat is held by one person at a time."""

    __tablename__ = "enrolment"
    __journaled__ = True
    __refused__ = {"DELETE": None}
    __table_args__ = (
        UniqueConstraint("cohort_id", "person_id"),
        UniqueConstraint("cohort_id", "seat"),
        CheckConstraint("(state = 'enrolled') = (seat IS NOT NULL)", name="seated"),
        CheckConstraint(f"seat BETWEEN 1 AND {MOST_SEATS}", name="seat"),
    )

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    seat: Mapped[int | None]
    state: Mapped[Enrolled] = mapped_column(default=Enrolled.ENROLLED)
    enrolled_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    enrolled_at: Mapped[datetime]
    cohort: Mapped[Cohort] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=person_id)


class Attendance(Base):
    """Somebody answered the roll, or did not; the newest row of both counts, so undo is a row."""

    __tablename__ = "attendance"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (Index(None, "meeting_id", "enrolment_id", "id"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    # Nothing: an undone mark, as if never called.
    present: Mapped[bool | None]
    marked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    marked_at: Mapped[datetime]
