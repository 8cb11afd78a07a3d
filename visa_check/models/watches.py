"""Who wants to hear when something changes at an agency."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.people.models import Person
from visa_check.models.agencies import AgencyIndex
from visa_check.verdicts import AgencyVerdict


class AgencyWatch(Base):
    """Somebody follows an agency, and was told last what stands here."""

    __tablename__ = "agency_watch"
    __table_args__ = (UniqueConstraint("person_id", "agency_id"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    since: Mapped[datetime]
    told_verdict: Mapped[AgencyVerdict]
    told_name: Mapped[str]
    person: Mapped[Person] = relationship()
    # As it is called now; no key of the table, for the index is made anew at any time.
    agency: Mapped[AgencyIndex] = relationship(
        primaryjoin="foreign(AgencyWatch.agency_id) == AgencyIndex.agency_id", viewonly=True
    )
