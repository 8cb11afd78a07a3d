"""Courses in the making: drafts, who wrote in them, and what was laid before somebody else."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models.content import CourseVersion
from portal.deeds.models import Proposal
from portal.ground.database import Base, Key


class DraftState(StrEnum):
    """Where a draft stands."""

    WRITING = "writing"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    THROWN_AWAY = "thrown-away"


class Part(StrEnum):
    """What somebody did in a draft."""

    WRITER = "writer"
    PUBLISHER = "publisher"


class Draft(Base):
    """A pack in the making; it belongs to the centre or the office where it was begun."""

    __tablename__ = "draft"
    __refused__ = {"DELETE": None, "UPDATE": "OLD.state = 'published'"}
    __table_args__ = (
        CheckConstraint("(centre IS NULL) <> (office_id IS NULL)", name="belongs"),
        Index(None, "centre"),
        Index(None, "office_id"),
    )

    id: Mapped[Key]
    # What stands in addresses.
    ref: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str]
    # As course.yml says them now, by language.
    titles: Mapped[dict[str, Any]]
    # The published version that it goes on from; None for a new course.
    base_id: Mapped[int | None] = mapped_column(ForeignKey("course_version.id"))
    centre: Mapped[str | None]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    state: Mapped[DraftState] = mapped_column(default=DraftState.WRITING)
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]
    base: Mapped[CourseVersion | None] = relationship()

    def title(self, language: str) -> str:
        """The title in a language, in another where it is missing, else the slug."""
        titles = (self.titles.get(language), *self.titles.values())
        return next(filter(None, titles), self.slug)


class DraftFile(Base):
    """A file of a draft as it is now."""

    __tablename__ = "draft_file"
    __table_args__ = (UniqueConstraint("draft_id", "path"),)

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    path: Mapped[str]
    content: Mapped[bytes]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class DraftHand(Base):
    """Somebody wrote in a draft or published it: one of the two, never both."""

    __tablename__ = "draft_hand"
    __append_only__ = True
    __table_args__ = (
        UniqueConstraint("draft_id", "person_id"),
        # What a review points to, so that its publisher cannot be a writer.
        UniqueConstraint("draft_id", "person_id", "part"),
    )

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[Part]


class DraftReview(Base):
    """A draft as it was laid before somebody else, and the version that came of it."""

    __tablename__ = "draft_review"
    __journaled__ = True
    __refused__ = {
        "DELETE": None,
        "UPDATE": "OLD.version_id IS NOT NULL OR NEW.draft_id <> OLD.draft_id"
        " OR NEW.proposal_id <> OLD.proposal_id OR NEW.digest <> OLD.digest",
    }
    __table_args__ = (
        ForeignKeyConstraint(
            ["draft_id", "publisher_id", "publisher_part"],
            ["draft_hand.draft_id", "draft_hand.person_id", "draft_hand.part"],
        ),
        CheckConstraint("publisher_part = 'publisher'", name="not_a_writer"),
        CheckConstraint(
            "(version_id IS NULL) = (publisher_id IS NULL)"
            " AND (publisher_id IS NULL) = (publisher_part IS NULL)",
            name="published",
        ),
    )

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    version: Mapped[str]
    # A name for exactly these files, as the published version will bear it.
    digest: Mapped[str]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("course_version.id"), unique=True)
    publisher_id: Mapped[int | None]
    publisher_part: Mapped[Part | None]
    # What the reviewer says about single places, by the place's name.
    comments: Mapped[dict[str, Any]]
    draft: Mapped[Draft] = relationship(foreign_keys=draft_id)
    proposal: Mapped[Proposal] = relationship()


class DraftReviewFile(Base):
    """A file of a draft as it was laid before somebody else; it stays as it was."""

    __tablename__ = "draft_review_file"
    __append_only__ = True
    __table_args__ = (UniqueConstraint("review_id", "path"),)

    id: Mapped[Key]
    review_id: Mapped[int] = mapped_column(ForeignKey("draft_review.id"))
    path: Mapped[str]
    content: Mapped[bytes]
