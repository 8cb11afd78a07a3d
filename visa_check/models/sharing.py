"""What the confirmed owner of a passport decides: who else may look, and who did."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted


class Way(StrEnum):
    """How somebody came to look at a visa."""

    FACTS = "three facts"
    CODE = "share code"


class VisaShare(Base):
    """A code that opens the answer about one visa to whoever holds it; only its hash is kept."""

    __tablename__ = "visa_share"
    __table_args__ = (CheckConstraint("expires_at > created_at", name="days"),)

    id: Mapped[Key]
    # What stands in addresses.
    ref: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    visa_id: Mapped[int] = mapped_column(ForeignKey("visa.id"))
    code: Mapped[bytes] = mapped_column(unique=True)
    # For whom it is, in the owner's words.
    purpose: Mapped[str] = mapped_column(Encrypted("visa_share.purpose"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


class VisaSeen(Base):
    """Somebody else was answered about an owner's visa: when, how, and whose program it was."""

    __tablename__ = "visa_seen"
    __table_args__ = (
        Index(None, "person_id", "at"),
        CheckConstraint("(way = 'share code') = (share_id IS NOT NULL)", name="share"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    way: Mapped[Way]
    share_id: Mapped[int | None] = mapped_column(ForeignKey("visa_share.id"))
    # Whose program used the code; nobody's where a person typed it.
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    # Whether the owner got a message about it.
    told: Mapped[bool]


class VisaLock(Base):
    """The owner has closed the public look-up of a passport."""

    __tablename__ = "visa_lock"

    # As look-ups know it: HMAC under key 1 of passport number | date of birth.
    holder: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime]
