"""The shared tablet of a class, on which staff hand tests to learners."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models.classes import Cohort
from portal.ground.database import Base, Key
from portal.people.models import Person

MOST_TRIES = 5


class ClassTablet(Base):
    """A browser that shows the names of a class until the day ends; nobody is signed in there."""

    __tablename__ = "class_tablet"
    __table_args__ = (CheckConstraint(f"tries BETWEEN 0 AND {MOST_TRIES}", name="tries"),)

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    # SHA-256 of the random token in the tablet's cookie.
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    # Keyed hash of the code that staff type whenever they hand the tablet over.
    code_hash: Mapped[bytes]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    # Wrong codes; a right one forgives one of them.
    tries: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    cohort: Mapped[Cohort] = relationship()
    opened_by: Mapped[Person] = relationship()
