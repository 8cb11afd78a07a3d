"""How far each person came in the courses."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models.content import CourseVersion, Module
from portal.ground.database import Base, Key
from portal.people.models import Person

_SCORE = "score BETWEEN 0 AND 100"


class LessonRead(Base):
    """Somebody said of a lesson: I have read this."""

    __tablename__ = "lesson_read"
    __table_args__ = (UniqueConstraint("person_id", "lesson_id"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"), index=True)
    read_at: Mapped[datetime]


class Attempt(Base):
    """Somebody's try at the test of a module."""

    __tablename__ = "attempt"
    # What was marked stays as it was marked.
    __refused__ = {"UPDATE": "OLD.submitted_at IS NOT NULL"}
    __table_args__ = (
        UniqueConstraint("person_id", "module_id", "number"),
        Index(
            "uq_attempt_open",
            "person_id",
            "module_id",
            unique=True,
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
        CheckConstraint(
            "(submitted_at IS NULL) = (score IS NULL) AND (score IS NULL) = (passed IS NULL)",
            name="marked_at_the_end",
        ),
        CheckConstraint(f"{_SCORE} AND number > 0", name="score"),
    )

    id: Mapped[Key]
    # What stands in addresses.
    ref: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), index=True)
    # Kept with the attempt: a newer version changes nothing in it.
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), index=True)
    number: Mapped[int]
    # Shuffles the options of each question, the same on every screen.
    seed: Mapped[str]
    # The ids of the questions that it asks, in its order: drawn once, when it begins.
    asked: Mapped[list[Any]] = mapped_column(server_default="[]")
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    score: Mapped[int | None]
    passed: Mapped[bool | None]
    # The member of staff who handed over the shared tablet on which some of it was answered.
    helped_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    module: Mapped[Module] = relationship()
    helped_by: Mapped[Person | None] = relationship(foreign_keys=helped_by_id)
    answers: Mapped[list["Answer"]] = relationship(order_by="Answer.position")

    @property
    def is_open(self) -> bool:
        """Whether answers are still taken."""
        return self.submitted_at is None


class Answer(Base):
    """What somebody chose at one place of an attempt."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        CheckConstraint("position > 0 AND sequence > 0", name="counted"),
    )

    id: Mapped[Key]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    position: Mapped[int]
    # Places of options in the bank's own order, or the one text that was typed.
    choice: Mapped[list[Any]]
    # Grows with each change of mind: a late or repeated request is known by it.
    sequence: Mapped[int]


class ModulePass(Base):
    """Somebody passed the test of a module."""

    __tablename__ = "module_pass"
    __table_args__ = (
        UniqueConstraint("person_id", "module_id"),
        CheckConstraint(_SCORE, name="score"),
    )
    __append_only__ = True

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), index=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), unique=True)
    passed_on: Mapped[date]
    score: Mapped[int]


class CoursePass(Base):
    """Somebody passed the tests of all modules of one version."""

    __tablename__ = "course_pass"
    __table_args__ = (
        UniqueConstraint("person_id", "course_version_id"),
        CheckConstraint(_SCORE, name="score"),
    )
    __append_only__ = True

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), index=True)
    # Whoever passed a week or a month ago is asked again (courses/actions/recall.py).
    passed_on: Mapped[date] = mapped_column(index=True)
    score: Mapped[int]
    version: Mapped[CourseVersion] = relationship()
