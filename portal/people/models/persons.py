"""Offices, training centres, and persons with what is known of them."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.access import Role
from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted

if TYPE_CHECKING:
    from portal.people.models.signing_in import Credential

PEOPLE_PER_PHONE = 6


class Office(Base):
    """A District Employment and Manpower Office (DEMO); all 64 are loaded with the schema."""

    __tablename__ = "office"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    district_en: Mapped[str]
    district_bn: Mapped[str]
    division_en: Mapped[str] = mapped_column(index=True)
    division_bn: Mapped[str]

    def district(self, language: str) -> str:
        """The name of its district in a language."""
        return self.district_bn if language == "bn" else self.district_en


class Centre(Base):
    """A training centre where classes are held. Its code is what a trainer's role names."""

    __tablename__ = "centre"
    __journaled__ = True
    __refused__ = {"DELETE": None}

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    name_bn: Mapped[str]
    name_en: Mapped[str]
    # The office of its district decides about its papers.
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    office: Mapped[Office] = relationship()

    def name(self, language: str) -> str:
        """The name in a language."""
        return self.name_bn if language == "bn" else self.name_en


class Person(Base):
    """Somebody with an account. What names them stands in PersonDetails, so it can be erased.

    Of staff, role, office and centre follow the newest RoleGrant; who reads a member of staff
    demands that both agree, so a role written past the deeds opens nothing.
    """

    __tablename__ = "person"
    __table_args__ = (Index(None, "office_id", "role"),)

    id: Mapped[Key]
    public_id: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(index=True)
    # Of staff: where they work. Of a migrant: the office of the home district.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    centre: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="bn")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    details: Mapped["PersonDetails | None"] = relationship(back_populates="person")
    credential: Mapped["Credential | None"] = relationship(back_populates="person")
    office: Mapped[Office | None] = relationship()

    @property
    def name(self) -> str:
        """The name, or nothing where the person was erased."""
        return self.details.name if self.details else ""

    @property
    def phone(self) -> str:
        """The phone number in full, or nothing where the person was erased."""
        return self.details.phone if self.details else ""

    @property
    def is_staff(self) -> bool:
        """Whether this is a member of staff."""
        return self.role is not Role.MIGRANT


class PersonDetails(Base):
    """What names a person, encrypted; to erase the person is to delete this row and the phone's."""

    __tablename__ = "person_details"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    name: Mapped[str] = mapped_column(Encrypted("person.name"))
    phone: Mapped[str] = mapped_column(Encrypted("person.phone"))
    person: Mapped[Person] = relationship(back_populates="details")


class PhoneIndex(Base):
    """Finds people by a keyed hash of their number; up to six may share one."""

    __tablename__ = "phone_index"
    __table_args__ = (
        UniqueConstraint("phone_hash", "place"),
        CheckConstraint(f"place BETWEEN 1 AND {PEOPLE_PER_PHONE}", name="six_people"),
        Index(
            "uq_phone_index_staff",
            "phone_hash",
            unique=True,
            sqlite_where=text("staff"),
            postgresql_where=text("staff"),
        ),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    phone_hash: Mapped[bytes]
    place: Mapped[int]
    # One number is at most one member of staff.
    staff: Mapped[bool]


class RoleGrant(Base):
    """A role given to a member of staff, or taken away: the newest one of a person counts."""

    __tablename__ = "role_grant"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    centre: Mapped[str | None]
    # False takes the role away.
    active: Mapped[bool]
    # Nobody, while the first administrators are made on the command line.
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    granted_at: Mapped[datetime]


class Consent(Base):
    """Which words a person agreed to, and when; how to withdraw stands in those words."""

    __tablename__ = "consent"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[str]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
