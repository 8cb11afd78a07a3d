"""Which paper certifies which course to whom, and what is being made for a whole class."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models import Cohort, CourseVersion
from portal.ground.database import Base, Key
from portal.papers.models import Paper, PaperLevel
from portal.people.models import Person

_LIVE = text("live")


class Certificate(Base):
    """A certificate; at most one of a person, course version and level is live."""

    __tablename__ = "certificate"
    __journaled__ = True
    __refused__ = {"DELETE": None}
    __table_args__ = (
        Index(
            "uq_certificate_live",
            "person_id",
            "course_version_id",
            "level",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"))
    level: Mapped[PaperLevel]
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    # False from the day when the paper is cancelled or replaced.
    live: Mapped[bool] = mapped_column(default=True)
    person: Mapped[Person] = relationship()
    version: Mapped[CourseVersion] = relationship()
    paper: Mapped[Paper] = relationship()


class Making(StrEnum):
    """How far the papers of a class are."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"


class ClassPapers(Base):
    """Somebody asked for the certificates of a class; the worker makes them, a few at a time."""

    __tablename__ = "class_papers"
    __table_args__ = (
        CheckConstraint("done BETWEEN 0 AND total", name="counted"),
        Index(
            "uq_class_papers_open",
            "cohort_id",
            unique=True,
            sqlite_where=text("state <> 'done'"),
            postgresql_where=text("state <> 'done'"),
        ),
    )

    id: Mapped[Key]
    # What stands in addresses, and names the files.
    ref: Mapped[str] = mapped_column(unique=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[Making] = mapped_column(default=Making.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    cohort: Mapped[Cohort] = relationship()
