"""What was learnt on a phone without an account, and which courses somebody chose in the guide."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.database import Base, Key


class GuestStudy(Base):
    """Study on one phone by whoever has no account; begun with the first lesson that is kept.

    Nobody's name stands here. It goes when somebody says "that was me", or in time.
    """

    __tablename__ = "guest_study"

    id: Mapped[Key]
    # SHA-256 of the random token that only the phone's cookie holds.
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    # The last time that a lesson was added.
    saved_at: Mapped[datetime] = mapped_column(index=True)


class GuestRead(Base):
    """Somebody without an account said of a lesson: I have read this."""

    __tablename__ = "guest_read"
    __table_args__ = (UniqueConstraint("study_id", "lesson_id"),)

    id: Mapped[Key]
    study_id: Mapped[int] = mapped_column(ForeignKey("guest_study.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"), index=True)
    read_at: Mapped[datetime]


class GuestDenial(Base):
    """Somebody who signed in on the phone said of what was read there: that was not me."""

    __tablename__ = "guest_denial"
    __table_args__ = (UniqueConstraint("study_id", "person_id"),)

    id: Mapped[Key]
    study_id: Mapped[int] = mapped_column(ForeignKey("guest_study.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # What was read later is asked about anew.
    denied_at: Mapped[datetime]


class ChosenWay(Base):
    """What somebody answered in the guide last; it only orders their pages."""

    __tablename__ = "chosen_way"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    # Words of courses/way.py: the two letters of a country, or that it is not known.
    destination: Mapped[str]
    work: Mapped[str]
    is_first: Mapped[bool]
    chosen_at: Mapped[datetime]
