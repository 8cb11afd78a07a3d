"""Which paper certifies which course to whom."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models import CourseVersion
from portal.ground.database import Base, Key
from portal.papers.models import Paper, PaperLevel
from portal.people.models import Person

_LIVE = text("live")


class Certificate(Base):
    """A certificate; at most one of a person, course version and level is live."""

    __tablename__ = "certificate"
    __journaled__ = True
    __refused__ = {"DELETE": None}
    __table_args__ = (
        Index(
            "uq_certificate_live",
            "person_id",
            "course_version_id",
            "level",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"))
    level: Mapped[PaperLevel]
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    # False from the day when the paper is cancelled or replaced.
    live: Mapped[bool] = mapped_column(default=True)
    person: Mapped[Person] = relationship()
    version: Mapped[CourseVersion] = relationship()
    paper: Mapped[Paper] = relationship()
