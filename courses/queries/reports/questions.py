"""How the questions of courses were answered: counted in SQL, read by nobody one by one."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, Text, case, cast, func, select

from courses.figures import ENOUGH, Figures, Same, figures
from courses.models import (
    Answer,
    Attempt,
    CoursePass,
    CourseVersion,
    Module,
    Question,
    QuestionText,
    Recall,
    RecallAnswer,
)
from courses.queries.reports.scope import Scope, learning
from courses.scoring import WHOLE
from portal.ground.database import db
from portal.ground.elements import NumberAt

# Of a centre with more tests than this in its days, the newest are looked at: the figures say the
# same, and the page comes as fast for a district as for a class.
NEWEST_TESTS = 5000


@dataclass(frozen=True)
class Shares:
    """How many answered again, and how many of them rightly."""

    answers: int = 0
    right: int = 0

    @property
    def share_right(self) -> int:
        """How many of 100 still knew it."""
        return round(100 * self.right / self.answers) if self.answers else 0


@dataclass(frozen=True)
class Asked:
    """A question and how it was answered in tests."""

    question: Question
    module: Module
    version: CourseVersion
    figures: Figures


@dataclass(frozen=True)
class Words:
    """A question in a language; clean HTML."""

    stem: str
    options: Sequence[str]


@dataclass(frozen=True)
class Report:
    """The questions that were answered often enough, those that most got wrong first."""

    asked: Sequence[Asked]
    # How many tests they come from, and whether older ones were left out.
    tests: int
    is_cut: bool


def report(scope: Scope) -> Report:
    """How the questions were answered by whoever the scope means."""
    same = _answers(scope)
    tests = _tests(scope)
    rows = db.execute(
        select(Question, Module, CourseVersion)
        .join(Module, Module.id == Question.module_id)
        .join(CourseVersion, CourseVersion.id == Module.version_id)
        .where(Question.id.in_(same))
    )
    asked = [
        Asked(
            question,
            module,
            version,
            figures(question.kind, question.answers, module.draw, same[question.id]),
        )
        for question, module, version in rows
    ]
    asked = [one for one in asked if one.figures.answers >= ENOUGH]
    asked.sort(key=lambda one: (-one.figures.share_wrong, -one.figures.answers, one.question.id))
    return Report(asked, min(tests, NEWEST_TESTS), tests > NEWEST_TESTS)


def _answers(scope: Scope) -> dict[int, list[Same]]:
    """Every answer that was given to each question, and what came with it."""
    newest = _handed_in(scope).order_by(Attempt.submitted_at.desc()).limit(NEWEST_TESTS).subquery()
    question, choice = NumberAt(Attempt.asked, Answer.position - 1), cast(Answer.choice, Text)
    rows = db.execute(
        select(
            question,
            choice,
            func.count(),
            func.sum(Attempt.score),
            func.sum(Attempt.score * Attempt.score),
        )
        .join_from(newest, Attempt, Attempt.id == newest.c.id)
        .join(Answer, Answer.attempt_id == Attempt.id)
        .group_by(question, choice)
    )
    found: defaultdict[int, list[Same]] = defaultdict(list)
    for question_id, given, answers, points, squares in rows:
        found[question_id].append(
            Same(json.loads(given), answers, int(points or 0), int(squares or 0))
        )
    return found


def _tests(scope: Scope) -> int:
    """How many tests were handed in, as far as it matters."""
    some = _handed_in(scope).limit(NEWEST_TESTS + 1).subquery()
    return db.scalar(select(func.count()).select_from(some)) or 0


def _handed_in(scope: Scope) -> Select[int]:
    """The tests that the learners handed in."""
    return (
        select(Attempt.id)
        .join(CourseVersion, CourseVersion.id == Attempt.version_id)
        .where(
            learning(scope, Attempt.person_id),
            Attempt.submitted_at.is_not(None),
            scope.within(Attempt.submitted_at),
        )
    )


def again(scope: Scope, asked: Sequence[Asked]) -> dict[int, dict[int, Shares]]:
    """How these questions were answered a week and a month later, by their key and the round."""
    rows = db.execute(
        select(
            RecallAnswer.question_id,
            Recall.round,
            func.count(RecallAnswer.id),
            func.sum(case((RecallAnswer.mark >= WHOLE, 1), else_=0)),
        )
        .join(Recall, Recall.id == RecallAnswer.recall_id)
        .join(CoursePass, CoursePass.id == Recall.course_pass_id)
        .join(CourseVersion, CourseVersion.id == CoursePass.course_version_id)
        .where(
            RecallAnswer.question_id.in_([one.question.id for one in asked]),
            learning(scope, CoursePass.person_id),
            RecallAnswer.mark.is_not(None),
            scope.within(RecallAnswer.answered_at),
        )
        .group_by(RecallAnswer.question_id, Recall.round)
    )
    found: defaultdict[int, dict[int, Shares]] = defaultdict(dict)
    for question_id, round_, answers, right in rows:
        found[question_id][round_] = Shares(answers, int(right))
    return found


def words(asked: Sequence[Asked], language: str) -> dict[int, Words]:
    """The words of these questions, by their key."""
    rows = db.execute(
        select(QuestionText.question_id, QuestionText.stem, QuestionText.options).where(
            QuestionText.question_id.in_([one.question.id for one in asked]),
            QuestionText.language == language,
        )
    )
    return {question_id: Words(stem, options) for question_id, stem, options in rows}
