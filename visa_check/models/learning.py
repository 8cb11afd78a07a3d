"""What offices and the public learn from suspected frauds; nothing here is about a person."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted
from visa_check.learning import FraudKind, Noticed
from visa_check.models.agencies import Agency


class FraudWarning(Base):
    """A fraud that two officers found, told to all offices without whom it was about."""

    __tablename__ = "fraud_warning"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (Index(None, "destination", "id"),)

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("visa_decision.id"), unique=True)
    destination: Mapped[str]
    kind: Mapped[FraudKind]
    noticed: Mapped[Noticed]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    # The first day of the month in which it was noticed.
    month: Mapped[date]
    words: Mapped[str]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    recorded_at: Mapped[datetime]
    agency: Mapped[Agency | None] = relationship()


class FraudAlert(Base):
    """A warning to everybody who goes to a country, until its last day."""

    __tablename__ = "fraud_alert"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        CheckConstraint("released_by_id <> proposed_by_id", name="four_eyes"),
        Index(None, "destination", "last_day"),
    )

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    warning_id: Mapped[int] = mapped_column(ForeignKey("fraud_warning.id"), index=True)
    destination: Mapped[str]
    look_bn: Mapped[str]
    look_en: Mapped[str]
    next_bn: Mapped[str]
    next_en: Mapped[str]
    last_day: Mapped[date]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    released_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    released_at: Mapped[datetime]

    def look(self, language: str) -> str:
        """What to look for, in a language."""
        return self.look_bn if language == "bn" else self.look_en

    def next(self, language: str) -> str:
        """What to do next, in a language."""
        return self.next_bn if language == "bn" else self.next_en


class FraudAlertEnd(Base):
    """A supervisor took an alert back before its last day."""

    __tablename__ = "fraud_alert_end"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    alert_id: Mapped[int] = mapped_column(ForeignKey("fraud_alert.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Encrypted("fraud alert.end"))
    at: Mapped[datetime]
