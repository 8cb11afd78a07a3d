"""How people sign in, and from where."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted
from portal.people.models.persons import Person


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
    # On a shared tablet of a class: which one, and the member of staff who opened it.
    tablet_id: Mapped[int | None] = mapped_column(ForeignKey("class_tablet.id"), index=True)
    helped_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    person: Mapped[Person] = relationship(foreign_keys=person_id)
