"""People: offices, persons and what is known of them, how they sign in, and from where."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.access import Role
from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted

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


class Credential(Base):
    """How a person proves who they are: a PIN, or a password and a second factor."""

    __tablename__ = "credential"
    __table_args__ = (
        CheckConstraint("pin_hash IS NULL OR password_hash IS NULL", name="pin_or_password"),
        UniqueConstraint("pin_hash"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    # argon2id over HMAC(key outside the database, PIN), salted by the phone number: one
    # calculation compares with all who share the phone, and two of them never have one PIN.
    pin_hash: Mapped[str | None]
    password_hash: Mapped[str | None]
    totp_secret: Mapped[str | None] = mapped_column(Encrypted("person.totp"))
    # False until the first code has shown that the secret arrived.
    totp_enrolled: Mapped[bool] = mapped_column(default=False)
    # The time step of the last code taken: a code works once.
    totp_step: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    person: Mapped[Person] = relationship(back_populates="credential")


class Purpose(StrEnum):
    """What a one-time code opens."""

    SIGN_UP = "sign-up"
    NEW_DEVICE = "new-device"
    FORGOT_PIN = "forgot-pin"
    STAFF = "staff"


class OneTimeCode(Base):
    """A code that was sent, and the visit that waits for it. Deleted a day after its end."""

    __tablename__ = "one_time_code"
    __table_args__ = (CheckConstraint("tries >= 0", name="tries"),)

    id: Mapped[Key]
    # SHA-256 of a random token that only the visitor's cookie holds.
    visit_hash: Mapped[bytes | None] = mapped_column(unique=True)
    purpose: Mapped[Purpose]
    phone: Mapped[str] = mapped_column(Encrypted("one_time_code.phone"))
    phone_hash: Mapped[bytes] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[bytes]
    tries: Mapped[int] = mapped_column(default=0)
    # When the code was typed rightly: the visit may take its next step until the end.
    proved_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class Device(Base):
    """A browser from which a person signed in: it needs no code by SMS. Deleted a year unused."""

    __tablename__ = "device"
    __table_args__ = (UniqueConstraint("person_id", "token_hash"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # Keyed hash of a random token in the browser's own long-lived cookie.
    token_hash: Mapped[bytes]
    used_on: Mapped[date] = mapped_column(index=True)


class SignInSession(Base):
    """Somebody is signed in. To end it is to delete the row."""

    __tablename__ = "sign_in_session"

    id: Mapped[Key]
    # SHA-256 of the random 256-bit token in the cookie.
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime]
    # The last POST, to the minute.
    seen_at: Mapped[datetime]
    idle_end: Mapped[datetime]
    absolute_end: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
