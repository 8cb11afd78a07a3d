"""Guides to the countries' own services: what was known of each since when, and who looked."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.database import Base, Key


class Guide(Base):
    """A guide: nothing but its reference; what it says stands in entries."""

    __tablename__ = "guide"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class GuideEntry(Base):
    """What a guide says from a moment on; the newest entry counts."""

    __tablename__ = "guide_entry"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        Index(None, "guide_id", "id"),
        # An altered address would lead every officer to a false site: what somebody wrote,
        # somebody else approved. Only what came with the portal has neither.
        CheckConstraint("proposal_id IS NOT NULL OR recorded_by_id IS NULL", name="four_eyes"),
    )

    id: Mapped[Key]
    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id"))
    destination: Mapped[str]
    service: Mapped[str]
    address: Mapped[str | None]
    asks: Mapped[list[Any]]
    answer: Mapped[str]
    answer_bn: Mapped[str]
    traps: Mapped[str]
    traps_bn: Mapped[str]
    source: Mapped[str]
    checked_on: Mapped[date]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class GuideCheck(Base):
    """An officer opened the service and found it as the entry says; no word changes by that."""

    __tablename__ = "guide_check"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey("guide_entry.id"), index=True)
    checked_on: Mapped[date]
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    checked_at: Mapped[datetime]
