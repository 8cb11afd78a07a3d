"""Three questions by SMS, a week and a month after a course was passed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courses.models.content import Question
from courses.models.progress import CoursePass
from portal.ground.database import Base, Key


class Recall(Base):
    """Somebody is asked again about a course that they passed; the link opens without sign-in."""

    __tablename__ = "recall"
    __table_args__ = (
        UniqueConstraint("course_pass_id", "round"),
        CheckConstraint("round BETWEEN 1 AND 2", name="round"),
    )

    id: Mapped[Key]
    course_pass_id: Mapped[int] = mapped_column(ForeignKey("course_pass.id"))
    # 1 a week after the pass, 2 a month after it.
    round: Mapped[int]
    due_on: Mapped[date]
    # SHA-256 of a random token that stands in the link and nowhere else.
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    # Shuffles the options of each question, the same on every screen.
    seed: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    course_pass: Mapped[CoursePass] = relationship()
    answers: Mapped[list["RecallAnswer"]] = relationship(order_by="RecallAnswer.position")


class RecallAnswer(Base):
    """A question of a recall, drawn when it was sent, and the one answer that counts."""

    __tablename__ = "recall_answer"
    __table_args__ = (
        UniqueConstraint("recall_id", "position"),
        CheckConstraint("position > 0 AND mark BETWEEN 0 AND 100", name="counted"),
        CheckConstraint(
            "(answered_at IS NULL) = (mark IS NULL) AND (mark IS NULL) = (choice IS NULL)",
            name="answered",
        ),
    )

    id: Mapped[Key]
    recall_id: Mapped[int] = mapped_column(ForeignKey("recall.id"))
    position: Mapped[int]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    # As in a test: places of the bank, or the one text that was typed.
    choice: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    # In whole per cent.
    mark: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    question: Mapped[Question] = relationship()


class RecallChoice(Base):
    """Whether somebody wants these messages; who chose nothing gets them, as told at sign-up."""

    __tablename__ = "recall_choice"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    wanted: Mapped[bool]
    chosen_at: Mapped[datetime]
