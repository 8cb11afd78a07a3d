"""Lists on their way into the register: staged line by line, in force only when approved."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.database import Base, Key
from portal.ground.encryption import EncryptedJson
from visa_check.models.visas import HOLDER
from visa_check.verdicts import Status


class ListKind(StrEnum):
    """What a list is of."""

    AGENCIES = "agencies"
    VISAS = "visas"


class ImportState(StrEnum):
    """How far a list has come."""

    STAGING = "staging"
    STAGED = "staged"
    PROPOSED = "proposed"
    IN_FORCE = "in force"
    REFUSED = "refused"


class Outcome(StrEnum):
    """What a line would change."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    VANISHED = "vanished"
    REFUSED = "refused"


class Import(Base):
    """A list that somebody sent: what file it was, who sent it, and how far it has come."""

    __tablename__ = "import"

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ListKind]
    state: Mapped[ImportState] = mapped_column(default=ImportState.STAGING)
    file_name: Mapped[str]
    # SHA-256 of the file.
    file_digest: Mapped[bytes]
    # The officer says that nothing else is in force: what is missing has vanished.
    complete: Mapped[bool]
    # Headers in the file that nobody reads.
    unread: Mapped[list[Any]]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), unique=True)


class StagedAgency(Base):
    """A line about an agency that waits: what it would change, or why it is refused."""

    __tablename__ = "staged_agency"
    __table_args__ = (
        # Lines that vanished have no number in the file.
        UniqueConstraint("import_id", "line"),
        Index(None, "import_id", "rl_no"),
        Index(None, "import_id", "outcome", "id"),
    )

    id: Mapped[Key]
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"))
    line: Mapped[int | None]
    outcome: Mapped[Outcome]
    faults: Mapped[list[Any]]
    rl_no: Mapped[int | None]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    # The entry that the line was compared with.
    basis_id: Mapped[int | None] = mapped_column(ForeignKey("agency_entry.id"))
    # Whether the line adds an entry, a status.
    adds_entry: Mapped[bool] = mapped_column(default=False)
    adds_status: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str | None]
    name_bn: Mapped[str | None]
    business_address: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    status: Mapped[Status | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    order_no: Mapped[str | None]
    source: Mapped[str | None]
    source_date: Mapped[date | None]


class StagedVisa(Base):
    """A line about a visa that waits; whom it is about is encrypted here already."""

    __tablename__ = "staged_visa"
    __table_args__ = (
        UniqueConstraint("import_id", "line"),
        Index(None, "import_id", "identity"),
        Index(None, "import_id", "outcome", "id"),
    )

    id: Mapped[Key]
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"))
    line: Mapped[int | None]
    outcome: Mapped[Outcome]
    faults: Mapped[list[Any]]
    visa_id: Mapped[int | None] = mapped_column(ForeignKey("visa.id"))
    basis_id: Mapped[int | None] = mapped_column(ForeignKey("visa_entry.id"))
    # The reference that a new visa gets.
    ref: Mapped[str | None]
    destination: Mapped[str | None]
    visa_type: Mapped[str | None]
    occupation: Mapped[str | None]
    issue_date: Mapped[date | None]
    expiry_date: Mapped[date | None]
    agency_rl_no: Mapped[int | None]
    source: Mapped[str | None]
    source_date: Mapped[date | None]
    facts: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson(HOLDER))
    holder: Mapped[bytes | None]
    visa: Mapped[bytes | None]
    passport: Mapped[bytes | None]
    number: Mapped[bytes | None]
    identity: Mapped[bytes | None]
    group_key: Mapped[bytes | None]
    employer_key: Mapped[bytes | None]
    sponsor_key: Mapped[bytes | None]


class Absence(Base):
    """A complete list did not have this agency or visa any more; nothing is deleted for that."""

    __tablename__ = "absence"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        CheckConstraint("(agency_id IS NULL) <> (visa_id IS NULL)", name="one_of_both"),
        UniqueConstraint("agency_id", "import_id"),
        UniqueConstraint("visa_id", "import_id"),
    )

    id: Mapped[Key]
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    visa_id: Mapped[int | None] = mapped_column(ForeignKey("visa.id"))
    recorded_at: Mapped[datetime]
