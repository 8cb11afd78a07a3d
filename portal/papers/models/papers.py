"""Papers: certificates and slips in one table, what stands on them, and what happened to them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted, EncryptedBytes, EncryptedJson
from portal.papers.keylist import Purpose
from portal.papers.verdict import Standing
from portal.people.models import Office, Person


class PaperState(StrEnum):
    """What was decided about a paper; whether it expired is computed."""

    LIVE = "live"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


class PaperLevel(StrEnum):
    """How sure it is who learnt."""

    SELF_STUDY = "self-study"
    ATTENDED = "attended"


class PaperChange(StrEnum):
    """What happened to a paper."""

    ISSUED = "issued"
    SUSPENDED = "suspended"
    RESTORED = "restored"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


_FIXED = ("number", "purpose", "list_number", "place", "issued_on", "level")
_IS_FINAL = "OLD.state IN ('cancelled', 'replaced') AND NEW.state <> OLD.state"


class Paper(Base):
    """A certificate or a slip: its number, its place in the status lists, and how it stands."""

    __tablename__ = "paper"
    __journaled__ = True
    __refused__ = {
        "DELETE": None,
        "UPDATE": " OR ".join(f"NEW.{name} <> OLD.{name}" for name in _FIXED)
        + f" OR NEW.person_id IS DISTINCT FROM OLD.person_id OR ({_IS_FINAL})",
    }
    __table_args__ = (
        UniqueConstraint("list_number", "place"),
        CheckConstraint("list_number > 0 AND place BETWEEN 0 AND 131071", name="index"),
        CheckConstraint("(state = 'replaced') = (replaced_by_id IS NOT NULL)", name="replaced"),
        # A slip speaks of a visa, whose holder need not have an account.
        CheckConstraint("(purpose = 'slip') = (person_id IS NULL)", name="holder"),
        # The status lists ask for these alone.
        Index(
            "ix_paper_not_live",
            "list_number",
            "state",
            sqlite_where=text("state <> 'live'"),
            postgresql_where=text("state <> 'live'"),
        ),
        Index(None, "office_id", "issued_on"),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[Purpose]
    # The short name of the key that signed it.
    kid: Mapped[bytes]
    list_number: Mapped[int]
    place: Mapped[int]
    issued_on: Mapped[date]
    expires_on: Mapped[date | None]
    level: Mapped[PaperLevel]
    state: Mapped[PaperState] = mapped_column(default=PaperState.LIVE)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    # Whose officers decide about it.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    face: Mapped["PaperFace | None"] = relationship(back_populates="paper")
    events: Mapped[list["PaperEvent"]] = relationship(
        back_populates="paper", order_by="PaperEvent.id"
    )
    replaced_by: Mapped["Paper | None"] = relationship(remote_side="Paper.id")
    person: Mapped[Person | None] = relationship()
    office: Mapped[Office | None] = relationship()

    @property
    def standing(self) -> Standing:
        """How it stands in the register."""
        return Standing(
            cancelled=self.state is PaperState.CANCELLED,
            replaced=self.state is PaperState.REPLACED,
            suspended=self.state is PaperState.SUSPENDED,
            expires_on=self.expires_on,
        )


class PaperFace(Base):
    """What stands on a paper, encrypted and frozen; to erase the person is to delete this row."""

    __tablename__ = "paper_face"
    __journaled__ = True
    __refused__ = {"UPDATE": None}

    id: Mapped[Key]
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    # The signed message, as the QR carries it.
    message: Mapped[bytes] = mapped_column(EncryptedBytes("paper.message"))
    # {layout, subject: {bn, en}, and what else the kind of paper says in words}
    words: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("paper.words"))
    paper: Mapped[Paper] = relationship(back_populates="face")


class PaperEvent(Base):
    """Something that happened to a paper."""

    __tablename__ = "paper_event"
    __append_only__ = True
    __journaled__ = True
    # What takes two people is never written without the proposal that both of them stand behind.
    __refused__ = {"INSERT": "NEW.change IN ('cancelled', 'restored') AND NEW.proposal_id IS NULL"}

    id: Mapped[Key]
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    change: Mapped[PaperChange]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Encrypted("paper.reason"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    paper: Mapped[Paper] = relationship(back_populates="events")


class KeyEvent(Base):
    """A key came into force: when, for what, in which version of the key list."""

    __tablename__ = "key_event"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    kid: Mapped[bytes]
    purpose: Mapped[Purpose]
    version: Mapped[int]
    at: Mapped[datetime]


class PaperWord(Base):
    """A word of the name on a paper under a keyed hash: officers find papers by it.

    It stands in no journal, and goes with the face when the person is erased.
    """

    __tablename__ = "paper_word"
    __table_args__ = (UniqueConstraint("word", "paper_id"),)

    id: Mapped[Key]
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    word: Mapped[bytes]


class CheckCount(Base):
    """How often a paper was checked on a day; nothing says by whom."""

    __tablename__ = "check_count"
    __table_args__ = (
        UniqueConstraint("paper_id", "day"),
        CheckConstraint("checks > 0", name="checks"),
    )

    id: Mapped[Key]
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    day: Mapped[date] = mapped_column(index=True)
    checks: Mapped[int]
