"""What officers note about a request: what the country's service said, what was compared."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import EncryptedJson
from visa_check.checklist import Seen


class VisaSighting(Base):
    """An officer asked the destination's own service, and this is what it said."""

    __tablename__ = "visa_sighting"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (Index(None, "request_id", "id"),)

    id: Mapped[Key]
    request_id: Mapped[int] = mapped_column(ForeignKey("visa_request.id"))
    outcome: Mapped[Seen]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    details: Mapped["VisaSightingDetails | None"] = relationship(back_populates="sighting")

    @property
    def facts(self) -> dict[str, Any]:
        """What is personal, or nothing where it was erased."""
        return self.details.facts if self.details else {}


class VisaSightingDetails(Base):
    """Which service was asked, for which number, its words, and the picture of it.

    To erase a person is to delete such rows.
    """

    __tablename__ = "visa_sighting_details"
    __journaled__ = True

    id: Mapped[Key]
    sighting_id: Mapped[int] = mapped_column(ForeignKey("visa_sighting.id"), unique=True)
    # {service, number, words, evidence}: the last is the reference of a file of the request.
    facts: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("visa-sighting.facts"))
    sighting: Mapped[VisaSighting] = relationship(back_populates="details")


class VisaChecklist(Base):
    """How an officer marked the checklist of a request; the newest counts."""

    __tablename__ = "visa_checklist"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (Index(None, "request_id", "id"),)

    id: Mapped[Key]
    request_id: Mapped[int] = mapped_column(ForeignKey("visa_request.id"))
    # Mark by point (visa_check/checklist.py).
    marks: Mapped[dict[str, Any]]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class VisaRequestProposal(Base):
    """The decision that answers a request was laid before a second officer."""

    __tablename__ = "visa_request_proposal"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    request_id: Mapped[int] = mapped_column(ForeignKey("visa_request.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)


class ProposalLook(Base):
    """An officer of another office looked at the pictures of a question before deciding."""

    __tablename__ = "visa_proposal_look"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (Index(None, "proposal_id", "person_id", "at"),)

    id: Mapped[Key]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
