"""Imports that were undone: which of their rows do not stand any more."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.database import Base, Key


class ImportUndone(Base):
    """An import in force that another proposal took back."""

    __tablename__ = "import_undone"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), unique=True)
    # Nobody's word alone.
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    recorded_at: Mapped[datetime]


class RowUndone(Base):
    """A status or a first entry of an import that does not stand any more."""

    __tablename__ = "row_undone"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (CheckConstraint("(entry_id IS NULL) <> (status_id IS NULL)", name="one"),)

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    # An agency whose newest entry does not stand is not in the register.
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("agency_entry.id"), unique=True)
    status_id: Mapped[int | None] = mapped_column(ForeignKey("agency_status.id"), unique=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    recorded_at: Mapped[datetime]
