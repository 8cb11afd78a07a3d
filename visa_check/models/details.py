"""What else is known of an agency: branches, sub-agents, owners, job orders and the like."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted
from visa_check.details import Days, DetailKind


class AgencyDetail(Base):
    """A dated fact of an agency; a correction, an end or taking it back replaces the row before."""

    __tablename__ = "agency_detail"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        Index(None, "agency_id"),
        Index(None, "ref"),
        CheckConstraint("valid_from <= valid_to", name="days"),
        # The other agency belongs to a link between two, and to nothing else.
        CheckConstraint("(kind = 'associate') = (other_id IS NOT NULL)", name="other"),
        CheckConstraint("other_id <> agency_id", name="two_agencies"),
    )

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    # The same in each version of one fact.
    ref: Mapped[str]
    kind: Mapped[DetailKind]
    # Plain facts of its kind (visa_check/details.py), checked by the form of the kind.
    facts: Mapped[dict[str, Any]]
    # An agency that sends through this one.
    other_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    # Not so where it was taken back: it never held.
    stands: Mapped[bool]
    source: Mapped[str | None]
    source_date: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("agency_detail.id"), unique=True)
    # Nobody's word alone: it always comes by a proposal.
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]

    @property
    def days(self) -> Days:
        """From when to when it holds."""
        return Days(self.valid_from, self.valid_to)


class AgencyOrder(Base):
    """Under which number of its attestation a job order is found, as it stands now."""

    __tablename__ = "agency_order"

    id: Mapped[Key]
    # The AgencyDetail's; each version has the same.
    ref: Mapped[str] = mapped_column(unique=True)
    # In its one form (visa_check/orders.py).
    number: Mapped[str] = mapped_column(index=True)


class AgencyDetailPerson(Base):
    """The name of a sub-agent or owner. To erase a person is to delete such rows."""

    __tablename__ = "agency_detail_person"
    __journaled__ = True

    id: Mapped[Key]
    detail_id: Mapped[int] = mapped_column(ForeignKey("agency_detail.id"), unique=True)
    name: Mapped[str] = mapped_column(Encrypted("agency.person"))
