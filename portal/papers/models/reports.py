"""Reports that a paper does not match what lies in front of its checker."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted
from portal.papers.models.papers import Paper


class Difference(StrEnum):
    """What does not match between a paper and what lies in front of its checker."""

    PHOTO = "photo"
    NAME = "name"
    PASSPORT = "passport"
    COURSE = "course"
    VISA = "visa"
    DESTINATION = "destination"
    DATE = "date"
    OTHER = "other"


class Outcome(StrEnum):
    """What an officer found behind a report."""

    NOTHING = "nothing"
    MISUSED = "misused"
    FALSE = "false"
    MENDED = "mended"
    UNCLEAR = "unclear"


class PaperReport(Base):
    """Somebody says that a paper does not match; an officer of its office looks at it."""

    __tablename__ = "paper_report"
    __journaled__ = True
    __refused__ = {"DELETE": None, "UPDATE": "OLD.outcome IS NOT NULL"}
    __table_args__ = (
        CheckConstraint(
            "(outcome IS NULL) = (looked_at IS NULL)"
            " AND (outcome IS NULL) = (looked_by_id IS NULL)",
            name="looked_at",
        ),
        Index(None, "outcome", "office_id", "at"),
    )

    id: Mapped[Key]
    # What stands in addresses.
    ref: Mapped[str] = mapped_column(unique=True)
    # Nothing where the code is not of ours.
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), index=True)
    # Whose officers look at it; a false paper of no office is everybody's.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    at: Mapped[datetime]
    # Words of Difference.
    differs: Mapped[list[Any]]
    outcome: Mapped[Outcome | None]
    note: Mapped[str | None] = mapped_column(Encrypted("report.note"))
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    looked_at: Mapped[datetime | None]
    paper: Mapped[Paper | None] = relationship()
    said: Mapped["ReportSaid | None"] = relationship(back_populates="report")


class ReportSaid(Base):
    """The reporter's own words, how to reach them, and the text of the QR; deleted after a year."""

    __tablename__ = "report_said"

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("paper_report.id"), unique=True)
    words: Mapped[str] = mapped_column(Encrypted("report.words"))
    # Shown to who gives a reason, and that is written down.
    contact: Mapped[str] = mapped_column(Encrypted("report.contact"))
    code: Mapped[str] = mapped_column(Encrypted("report.code"))
    report: Mapped[PaperReport] = relationship(back_populates="said")


class ReporterReveal(Base):
    """Somebody of the staff saw how to reach a reporter, and why."""

    __tablename__ = "reporter_reveal"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("paper_report.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Encrypted("report.reveal"))
    at: Mapped[datetime]
