"""Visas: dated facts, whom they are for (encrypted, apart), what was decided."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted, EncryptedJson
from visa_check.verdicts import VisaState

HOLDER = "visa.holder"


class Visa(Base):
    """A visa in the register: nothing but its random reference; what is known stands in entries."""

    __tablename__ = "visa"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class VisaEntry(Base):
    """What was known of a visa from a moment on; the newest entry counts."""

    __tablename__ = "visa_entry"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        Index(None, "visa_id", "id"),
        UniqueConstraint("import_id", "line"),
        CheckConstraint("proposal_id IS NOT NULL OR import_id IS NULL", name="four_eyes"),
    )

    id: Mapped[Key]
    visa_id: Mapped[int] = mapped_column(ForeignKey("visa.id"))
    # The office that took the visa up; none while an imported visa waits for one.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    destination: Mapped[str]
    visa_type: Mapped[str | None]
    occupation: Mapped[str | None]
    issue_date: Mapped[date | None]
    expiry_date: Mapped[date | None]
    agency_rl_no: Mapped[int | None]
    source: Mapped[str | None]
    source_date: Mapped[date | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"))
    line: Mapped[int | None]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class VisaHolder(Base):
    """Whom an entry is about. To erase a person is to delete such rows and those that find them."""

    __tablename__ = "visa_holder"
    __journaled__ = True
    __in_blocks__ = True

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey("visa_entry.id"), unique=True)
    facts: Mapped[dict[str, Any]] = mapped_column(EncryptedJson(HOLDER))


class VisaLookUp(Base):
    """What public look-ups may read: keyed hashes, useless without number, passport and date."""

    __tablename__ = "visa_look_up"
    __table_args__ = (Index(None, "holder", "visa"),)

    visa_id: Mapped[int] = mapped_column(ForeignKey("visa.id"), primary_key=True)
    # HMAC under key 1 of passport number | date of birth.
    holder: Mapped[bytes]
    # HMAC under key 1 of passport number | date of birth | visa number.
    visa: Mapped[bytes]


class VisaDouble(Base):
    """What only staff may read: one number under two passports, one visa entered twice, groups,
    and who else is called to the same employer or sponsor."""

    __tablename__ = "visa_double"

    visa_id: Mapped[int] = mapped_column(ForeignKey("visa.id"), primary_key=True)
    # HMAC under key 3 of the passport number.
    passport: Mapped[bytes] = mapped_column(index=True)
    # HMAC under key 3 of destination | visa number.
    number: Mapped[bytes] = mapped_column(index=True)
    # HMAC of destination | visa number | passport number: what makes a visa one visa.
    identity: Mapped[bytes] = mapped_column(unique=True)
    # HMAC under key 3 of destination | group visa number, of the employer's name, of the sponsor.
    group_key: Mapped[bytes | None] = mapped_column(index=True)
    employer_key: Mapped[bytes | None] = mapped_column(index=True)
    sponsor_key: Mapped[bytes | None] = mapped_column(index=True)


class VisaOrder(Base):
    """Which job order a visa names, by the number on its papers: nothing of a person."""

    __tablename__ = "visa_order"

    visa_id: Mapped[int] = mapped_column(ForeignKey("visa.id"), primary_key=True)
    # In its one form (visa_check/orders.py).
    number: Mapped[str] = mapped_column(index=True)


class VisaDecision(Base):
    """What officers decided about a visa, on which facts; the newest decision counts."""

    __tablename__ = "visa_decision"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        Index(None, "visa_id", "id"),
        # A slip names both: it stands only on a decision that verified the visa.
        Index("uq_visa_decision_state", "id", "state", unique=True),
        # One officer alone: not yet, cannot, or a clean yes.
        CheckConstraint(
            "proposal_id IS NOT NULL OR state IN ('pending', 'cannot check', 'verified')",
            name="four_eyes",
        ),
    )

    id: Mapped[Key]
    visa_id: Mapped[int] = mapped_column(ForeignKey("visa.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("visa_entry.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    state: Mapped[VisaState]
    note: Mapped[str] = mapped_column(Encrypted("visa.note"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]


class FalseAlarm(Base):
    """Somebody looked at a warning and found nothing wrong: who, why, when."""

    __tablename__ = "false_alarm"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (UniqueConstraint("visa_id", "about", "noted_by_id"),)

    id: Mapped[Key]
    visa_id: Mapped[int] = mapped_column(ForeignKey("visa.id"))
    code: Mapped[str]
    # HMAC of the code with its reason: when the reason changes, the warning is open again.
    about: Mapped[bytes]
    note: Mapped[str] = mapped_column(Encrypted("visa.false-alarm"))
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]


class VisaReveal(Base):
    """Somebody of the staff saw the numbers in full, and why."""

    __tablename__ = "visa_reveal"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    visa_id: Mapped[int] = mapped_column(ForeignKey("visa.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str] = mapped_column(Encrypted("visa.reveal"))
    at: Mapped[datetime]
