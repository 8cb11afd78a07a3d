"""Courses as they were published; nothing of them is changed afterwards."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.questions import Kind
from courses.scoring import Answer
from portal.ground.database import Base, Key


class Course(Base):
    """A course, whatever its versions say."""

    __tablename__ = "course"
    __append_only__ = True

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(unique=True)
    versions: Mapped[list["CourseVersion"]] = relationship(back_populates="course")


class CourseVersion(Base):
    """A course as it was published on one day; fixed for ever. The newest has the highest id."""

    __tablename__ = "course_version"
    __table_args__ = (
        UniqueConstraint("course_id", "version"),
        CheckConstraint("attempts_limit > 0 AND wait_hours >= 0", name="attempts"),
        CheckConstraint("expires_after > 0", name="expires_after"),
    )
    __append_only__ = True

    id: Mapped[Key]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    version: Mapped[str]
    # A name for exactly this content: the same version never comes again with other words.
    digest: Mapped[str]
    # By language: {"bn": ..., "en": ...}.
    titles: Mapped[dict[str, Any]]
    audience: Mapped[dict[str, Any]]
    # For whom: everybody, or who goes to a country (its two letters), or does a kind of work.
    destination: Mapped[str | None]
    work: Mapped[str | None]
    # Slugs of courses to pass before the tests of this one; reading is always open.
    prerequisites: Mapped[list[Any]]
    # For how many months a pass counts; None for ever.
    expires_after: Mapped[int | None]
    # So many attempts at a test, then a wait of so many hours, then as many again.
    attempts_limit: Mapped[int]
    wait_hours: Mapped[int]
    # {id: {title, address, date}}
    sources: Mapped[dict[str, Any]]
    last_checked: Mapped[date]
    published_at: Mapped[datetime]
    course: Mapped[Course] = relationship(back_populates="versions")
    modules: Mapped[list["Module"]] = relationship(
        back_populates="version", order_by="Module.position"
    )

    def title(self, language: str) -> str:
        """The title in a language."""
        return str(self.titles[language])


class CourseFile(Base):
    """A file of the pack that a version was published from: its pictures, and all of it again."""

    __tablename__ = "course_file"
    __table_args__ = (UniqueConstraint("version_id", "path"),)
    __append_only__ = True

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"))
    path: Mapped[str]
    # Of pictures: what stands in their address, where the name could tell an answer.
    digest: Mapped[str | None]
    content: Mapped[bytes]


class Module(Base):
    """Some lessons and the test that follows them."""

    __tablename__ = "module"
    __table_args__ = (
        UniqueConstraint("version_id", "slug"),
        UniqueConstraint("version_id", "position"),
        CheckConstraint("pass_mark BETWEEN 1 AND 100 AND draw > 0", name="test"),
    )
    __append_only__ = True

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"))
    slug: Mapped[str]
    position: Mapped[int]
    titles: Mapped[dict[str, Any]]
    # How many questions an attempt asks, and how many per cent it must reach.
    draw: Mapped[int]
    pass_mark: Mapped[int]
    # Slugs of earlier modules whose tests must be passed before this one.
    requires: Mapped[list[Any]]
    version: Mapped[CourseVersion] = relationship(back_populates="modules")
    lessons: Mapped[list["Lesson"]] = relationship(
        back_populates="module", order_by="Lesson.position"
    )
    questions: Mapped[list["Question"]] = relationship(order_by="Question.position")

    def title(self, language: str) -> str:
        """The title in a language."""
        return str(self.titles[language])


class Lesson(Base):
    """One thing to learn, on one page."""

    __tablename__ = "lesson"
    __table_args__ = (
        UniqueConstraint("version_id", "slug"),
        UniqueConstraint("version_id", "position"),
    )
    __append_only__ = True

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"))
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), index=True)
    slug: Mapped[str]
    # Counted through the whole course.
    position: Mapped[int]
    minutes: Mapped[int]
    picture: Mapped[str]
    sources: Mapped[list[Any]]
    last_checked: Mapped[date]
    module: Mapped[Module] = relationship(back_populates="lessons")


class LessonText(Base):
    """A lesson in one language."""

    __tablename__ = "lesson_text"
    __table_args__ = (UniqueConstraint("lesson_id", "language"),)
    __append_only__ = True

    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    language: Mapped[str]
    title: Mapped[str]
    # Clean HTML (courses/markdown.py).
    body: Mapped[str]
    remember: Mapped[str]
    picture_text: Mapped[str]


class Question(Base):
    """A question of a module's bank, with its key, which never leaves the server before the end."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("module_id", "slug"),
        UniqueConstraint("module_id", "position"),
    )
    __append_only__ = True

    id: Mapped[Key]
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"))
    slug: Mapped[str]
    position: Mapped[int]
    kind: Mapped[Kind]
    # [{weight, words, low, high, match}], one for each possible answer (courses/scoring.py).
    key: Mapped[list[Any]]

    @property
    def answers(self) -> list[Answer]:
        """The key as the marking wants it."""
        return [
            Answer(one["weight"], tuple(one["words"]), one["low"], one["high"], one.get("match"))
            for one in self.key
        ]


class QuestionText(Base):
    """A question in one language; all of it is clean HTML."""

    __tablename__ = "question_text"
    __table_args__ = (UniqueConstraint("question_id", "language"),)
    __append_only__ = True

    id: Mapped[Key]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    language: Mapped[str]
    stem: Mapped[str]
    options: Mapped[list[Any]]
    # Of matching questions: what can be chosen, as plain words.
    matches: Mapped[list[Any]] = mapped_column(server_default="[]")
    # What each option teaches, and what the question teaches.
    feedbacks: Mapped[list[Any]]
    feedback: Mapped[str]
