"""Whose passport: what staff saw with the person in front of them (TRUST.md, Whose passport)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import EncryptedJson
from portal.people.models.persons import Centre, Office, Person

_CURRENT = text("current")


class Identity(Base):
    """Staff compared a person with a passport: from here on the passport is the person's own.

    A renewed passport is a new row that names the one before; the newest is the current one.
    """

    __tablename__ = "identity"
    __journaled__ = True
    __refused__ = {"DELETE": None}
    __table_args__ = (
        Index(
            "uq_identity_current",
            "person_id",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
        CheckConstraint("centre_id IS NOT NULL OR office_id IS NOT NULL", name="somewhere"),
        CheckConstraint("confirmed_by_id <> person_id", name="not_oneself"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    current: Mapped[bool] = mapped_column(default=True)
    before_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"), unique=True)
    # Where it was seen: in class, or at an office's counter.
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centre.id"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime]
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    centre: Mapped[Centre | None] = relationship()
    office: Mapped[Office | None] = relationship()
    confirmed_by: Mapped[Person] = relationship(foreign_keys=confirmed_by_id)
    passport: Mapped["Passport | None"] = relationship(back_populates="identity")

    def place(self, language: str) -> str:
        """The name of the centre or the district where it was seen."""
        if self.centre:
            return self.centre.name(language)
        return self.office.district(language) if self.office else ""


class Passport(Base):
    """What stands in the passport, encrypted; to erase a person is to delete this and its index."""

    __tablename__ = "passport"
    __journaled__ = True
    __refused__ = {"UPDATE": None}

    id: Mapped[Key]
    identity_id: Mapped[int] = mapped_column(ForeignKey("identity.id"), unique=True)
    # {number, born_on, name}: the number in one form, the day as ISO, the name in Latin letters.
    facts: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("passport.facts"))
    identity: Mapped[Identity] = relationship(back_populates="passport")


class PassportIndex(Base):
    """Finds a confirmed passport by a keyed hash of its number: one passport is one person's."""

    __tablename__ = "passport_index"
    __journaled__ = True

    id: Mapped[Key]
    number_hash: Mapped[bytes] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    identity_id: Mapped[int] = mapped_column(ForeignKey("identity.id"), unique=True)
