"""Slips: which paper says in public that a visa was verified, by which decision."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.papers.models import Paper
from visa_check.models.visas import VisaDecision
from visa_check.verdicts import VisaState


class Slip(Base):
    """The one slip of a decision; there is none of a decision that did not verify the visa."""

    __tablename__ = "slip"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        ForeignKeyConstraint(["decision_id", "state"], ["visa_decision.id", "visa_decision.state"]),
        CheckConstraint("state = 'verified'", name="verified"),
    )

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(unique=True)
    # The decision's own state, held to it by the foreign key of both.
    state: Mapped[VisaState] = mapped_column(default=VisaState.VERIFIED)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    decision: Mapped[VisaDecision] = relationship()
    paper: Mapped[Paper] = relationship()
