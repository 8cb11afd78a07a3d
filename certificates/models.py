"""Which paper certifies which course to whom, and what is made or checked in great numbers."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models import Cohort, CourseVersion
from portal.ground.database import Base, Key
from portal.ground.encryption import EncryptedJson
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


class CheckedList(Base):
    """A list of certificates that a visitor has checked; it is forgotten after an hour."""

    __tablename__ = "checked_list"
    __table_args__ = (CheckConstraint("done BETWEEN 0 AND total", name="counted"),)

    id: Mapped[Key]
    # What stands in addresses.
    ref: Mapped[str] = mapped_column(unique=True)
    # The keyed hash of the browser that sent it.
    device: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(index=True)
    heads: Mapped[list[Any]] = mapped_column(EncryptedJson("checked_list.heads"))
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    parts: Mapped[list["CheckedPart"]] = relationship(
        order_by="CheckedPart.place", cascade="all, delete-orphan", passive_deletes=True
    )


class CheckedPart(Base):
    """Some lines of a list in their order, and what was answered."""

    __tablename__ = "checked_part"
    __table_args__ = (UniqueConstraint("list_id", "place"),)

    id: Mapped[Key]
    list_id: Mapped[int] = mapped_column(ForeignKey("checked_list.id", ondelete="CASCADE"))
    place: Mapped[int]
    # [number of the line, its cells, what is checked]
    lines: Mapped[list[Any]] = mapped_column(EncryptedJson("checked_part.lines"))
    # The answer to each line, as programs get it; nothing before it was checked.
    answers: Mapped[list[Any] | None] = mapped_column(EncryptedJson("checked_part.answers"))
    # The verdicts alone, one after the other: by them a page finds its lines.
    verdicts: Mapped[list[Any]] = mapped_column(default=list)
