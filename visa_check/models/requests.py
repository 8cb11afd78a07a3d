"""What people ask officers about their visas: the request, what is personal, pictures, steps."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import EncryptedBytes, EncryptedJson
from portal.people.models import Person
from visa_check.verdicts import VisaState


class RequestState(StrEnum):
    """Where a request stands; it follows from its last step."""

    WAITING = "waiting"
    IN_HAND = "in hand"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in {RequestState.WAITING, RequestState.IN_HAND}


class Channel(StrEnum):
    """How a request came."""

    OWN = "own"
    FAMILY = "family"
    COUNTER = "counter"


class FileKind(StrEnum):
    """What a picture shows; evidence is what an officer saw at the country's service."""

    VISA = "visa"
    PASSPORT = "passport"
    CONTRACT = "contract"
    EVIDENCE = "evidence"


class StepKind(StrEnum):
    """What can happen to a request."""

    ASKED = "asked"
    ADDED = "pictures added"
    TAKEN = "taken up"
    RELEASED = "released"
    MORE_NEEDED = "more needed"
    SECOND = "with a second officer"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class VisaRequest(Base):
    """Somebody asks an office about a visa. Nothing personal stands here."""

    __tablename__ = "visa_request"
    __table_args__ = (
        # The queue of an office: its first page reads no other row.
        Index(None, "office_id", "state", "due_on", "asked_at"),
        CheckConstraint(
            "(claimed_by_id IS NULL) = (claimed_at IS NULL)"
            " AND (state = 'in hand') = (claimed_by_id IS NOT NULL)",
            name="claimed",
        ),
        CheckConstraint(
            "(state IN ('answered', 'withdrawn')) = (closed_at IS NOT NULL)", name="closed"
        ),
    )

    id: Mapped[Key]
    # 12 characters of Crockford's base32, 60 random bits: whoever has it reads progress words.
    ref: Mapped[str] = mapped_column(unique=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    # Whose account asked; nobody's at the counter.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    channel: Mapped[Channel]
    destination: Mapped[str]
    flight_day: Mapped[date | None]
    # The place in the queue: the flight, or two weeks after the question where none is known,
    # so that those who have no ticket yet do not wait for ever.
    due_on: Mapped[date]
    state: Mapped[RequestState]
    # The visa of the register, once an officer took it up.
    visa_id: Mapped[int | None] = mapped_column(ForeignKey("visa.id"), index=True)
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    claimed_at: Mapped[datetime | None]
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    details: Mapped["VisaRequestDetails | None"] = relationship(back_populates="request")

    @property
    def facts(self) -> dict[str, Any]:
        """What is personal, or nothing where it was erased."""
        return self.details.facts if self.details else {}


class VisaRequestDetails(Base):
    """Whom a request is about and what was promised (visa_check.facts.REQUEST_FACTS).

    To erase a person is to delete this row and the pictures.
    """

    __tablename__ = "visa_request_details"

    id: Mapped[Key]
    request_id: Mapped[int] = mapped_column(ForeignKey("visa_request.id"), unique=True)
    # HMAC under key 3 of the passport number, for staff only.
    passport: Mapped[bytes] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("visa-request.facts"))
    request: Mapped[VisaRequest] = relationship(back_populates="details")


class VisaRequestFile(Base):
    """A file that somebody sent; of it only the re-encoded pages are kept."""

    __tablename__ = "visa_request_file"
    __table_args__ = (
        # The same file sent twice to one request is there once.
        UniqueConstraint("request_id", "kind", "digest"),
        CheckConstraint("pages > 0 AND size > 0", name="something"),
    )

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("visa_request.id"))
    kind: Mapped[FileKind]
    # Keyed hash of the bytes as they came: the same file in other requests is found by it.
    digest: Mapped[bytes] = mapped_column(index=True)
    # Bytes as it came.
    size: Mapped[int]
    pages: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]


class VisaRequestPicture(Base):
    """One page of a file, as our own encoder wrote it; encrypted, and read alone."""

    __tablename__ = "visa_request_picture"

    file_id: Mapped[int] = mapped_column(ForeignKey("visa_request_file.id"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(EncryptedBytes("visa-request.picture"))


class VisaRequestStep(Base):
    """What happened to a request; the words of its progress follow from it."""

    __tablename__ = "visa_request_step"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        Index(None, "request_id", "id"),
        CheckConstraint("(kind = 'answered') = (answer IS NOT NULL)", name="answer"),
    )

    id: Mapped[Key]
    request_id: Mapped[int] = mapped_column(ForeignKey("visa_request.id"))
    kind: Mapped[StepKind]
    # What an officer answered then; what holds today is asked of the register.
    answer: Mapped[VisaState | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
