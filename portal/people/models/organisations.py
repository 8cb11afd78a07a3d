"""Organisations whose programs may ask, and the tokens that open the door for them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted
from portal.people.models.persons import Person


class OrganisationKind(StrEnum):
    """What an organisation is."""

    RECRUITER = "recruiter"
    EMPLOYER = "employer"
    MISSION = "mission"
    AIRPORT = "airport"
    GOVERNMENT = "government"
    HELPER = "helper"


class Organisation(Base):
    """Somebody whose programs ask. Its name is told to the workers about whose visas it asks."""

    __tablename__ = "organisation"
    __journaled__ = True
    __refused__ = {"DELETE": None}

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[OrganisationKind]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    # Whom to call there, and what else an administrator wrote down.
    contact: Mapped["OrganisationContact"] = relationship(back_populates="organisation")
    tokens: Mapped[list["OrganisationToken"]] = relationship(
        back_populates="organisation", order_by="OrganisationToken.id.desc()", lazy="raise"
    )


class OrganisationContact(Base):
    """Whom to call at an organisation, in a row of its own: the journal holds nothing of it."""

    __tablename__ = "organisation_contact"

    id: Mapped[Key]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), unique=True)
    contact: Mapped[str] = mapped_column(Encrypted("organisation.contact"))
    note: Mapped[str] = mapped_column(Encrypted("organisation.note"))
    organisation: Mapped[Organisation] = relationship(back_populates="contact")


class OrganisationToken(Base):
    """What a program of an organisation shows at the door; only its hash is kept.

    A token is revoked once and for ever, and nothing else of it ever changes.
    """

    __tablename__ = "organisation_token"
    __journaled__ = True
    __refused__ = {
        "DELETE": None,
        "UPDATE": "OLD.revoked_at IS NOT NULL OR NEW.hash <> OLD.hash"
        " OR NEW.organisation_id <> OLD.organisation_id OR NEW.expires_at <> OLD.expires_at"
        " OR NEW.label <> OLD.label",
    }
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="days"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by_id IS NULL)", name="revoked"),
    )

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    # SHA-256 of a random token of 256 bits.
    hash: Mapped[bytes] = mapped_column(unique=True)
    # For which program it is, in the administrator's words.
    label: Mapped[str]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    organisation: Mapped[Organisation] = relationship(back_populates="tokens")
    created_by: Mapped[Person] = relationship(foreign_keys=created_by_id)
    revoked_by: Mapped[Person | None] = relationship(foreign_keys=revoked_by_id)
    use: Mapped["OrganisationTokenUse | None"] = relationship()


class OrganisationTokenUse(Base):
    """When a token was used last; no deed, so it stands beside the journal."""

    __tablename__ = "organisation_token_use"

    token_id: Mapped[int] = mapped_column(ForeignKey("organisation_token.id"), primary_key=True)
    last_at: Mapped[datetime]
