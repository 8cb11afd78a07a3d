"""What deeds leave behind: leaves of the journal, proposals, first answers to a key."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted, EncryptedJson


class Leaf(Base):
    """One deed in the journal: unnumbered until the sequencer gives it its place."""

    __tablename__ = "leaf"

    id: Mapped[Key]
    deed: Mapped[str]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    salt: Mapped[bytes]
    # SHA-256 over salt, deed, moment, person and the digests of the rows: what the log holds.
    entry: Mapped[bytes]
    place: Mapped[int | None] = mapped_column(unique=True)
    rows: Mapped[list["LeafRow"]] = relationship(
        back_populates="leaf", order_by="LeafRow.id", lazy="raise"
    )


class LeafRow(Base):
    """The digest of a row, or of a run of added rows, as a deed left it.

    To erase a person is to delete rows and their salts: without its salt a digest says nothing.
    """

    __tablename__ = "leaf_row"
    __table_args__ = (Index(None, "table", "row_id"),)

    id: Mapped[Key]
    leaf_id: Mapped[int] = mapped_column(ForeignKey("leaf.id"), index=True)
    table: Mapped[str]
    row_id: Mapped[int]
    # The last row of a run; the same as row_id for a single row.
    last_id: Mapped[int]
    salt: Mapped[bytes | None]
    digest: Mapped[bytes]
    leaf: Mapped[Leaf] = relationship(back_populates="rows", lazy="raise")


class TreeNode(Base):
    """The root of a full subtree of 256 leaves or nodes below (C2SP tlog-tiles levels)."""

    __tablename__ = "tree_node"
    __append_only__ = True

    level: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[bytes]


class Checkpoint(Base):
    """A signed head of the journal: how many leaves there were, and their root."""

    __tablename__ = "checkpoint"
    __append_only__ = True

    id: Mapped[Key]
    size: Mapped[int]
    root: Mapped[bytes]
    at: Mapped[datetime]
    # The C2SP signed note, as it is served.
    note: Mapped[str]


class ProposalState(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Proposal(Base):
    """A change that somebody proposes and somebody else approves."""

    __tablename__ = "proposal"
    __journaled__ = True
    __refused__ = {
        "DELETE": None,
        "UPDATE": "OLD.state <> 'waiting' OR NEW.ref <> OLD.ref OR NEW.kind <> OLD.kind"
        " OR NEW.difference <> OLD.difference OR NEW.proposed_by_id <> OLD.proposed_by_id",
    }
    __table_args__ = (
        CheckConstraint("decided_by_id <> proposed_by_id", name="four_eyes"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided"),
        Index(None, "state", "office_id", "proposed_at"),
    )

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(Encrypted("proposal.subject"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    difference: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("proposal.difference"))
    evidence: Mapped[str] = mapped_column(Encrypted("proposal.evidence"))
    reason: Mapped[str] = mapped_column(Encrypted("proposal.reason"))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.WAITING)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None] = mapped_column(Encrypted("proposal.decision"))


class FirstAnswer(Base):
    """Where a deed led: a repeat with the same key is led there too. Kept seven days."""

    __tablename__ = "first_answer"
    __table_args__ = (UniqueConstraint("owner", "endpoint", "key"),)

    id: Mapped[Key]
    owner: Mapped[str]
    endpoint: Mapped[str]
    key: Mapped[str]
    body: Mapped[bytes]
    led_to: Mapped[str]
    on: Mapped[date] = mapped_column(index=True)
