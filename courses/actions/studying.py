"""Reading lessons and taking tests: progress of one person."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from courses import paper, queries, scoring
from courses.drawing import drawn, new_seed
from courses.models import (
    Answer,
    Attempt,
    CoursePass,
    CourseVersion,
    LessonRead,
    Module,
    ModulePass,
    Question,
)
from courses.paper import Asked
from courses.refusals import (
    AlreadyPassed,
    AnsweredElsewhere,
    CoursesFirst,
    Ended,
    Gone,
    MustWait,
    NotYet,
    not_an_answer,
)
from courses.waiting import allowance
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.people import visits
from portal.people.models import Person


@transaction
def mark_read(person_id: int, lesson_id: int) -> None:
    """Keep that somebody has read a lesson; once is enough."""
    _lock(person_id)
    mine = {"person_id": person_id, "lesson_id": lesson_id}
    if db.scalar(select(LessonRead.id).filter_by(**mine)) is None:
        db.add(LessonRead(**mine, read_at=now()))


@transaction
def begin_attempt(person_id: int, module_id: int, helper_id: int | None = None) -> str:
    """Begin a test, or go on with the one that is begun; what stands in its address."""
    _lock(person_id)
    module = db.scalars(select(Module).filter_by(id=module_id)).one()
    before = _attempts(person_id, module_id)
    if before and before[-1].is_open:
        return before[-1].ref
    _check_may_begin(person_id, module, before)
    seed = new_seed()
    attempt = Attempt(
        ref=uuid.uuid4().hex,
        person_id=person_id,
        module_id=module_id,
        version_id=module.version_id,
        number=len(before) + 1,
        seed=seed,
        asked=_drawn(seed, module),
        started_at=now(),
        helped_by_id=helper_id,
    )
    db.add(attempt)
    return attempt.ref


def _drawn(seed: str, module: Module) -> list[int]:
    """The questions that an attempt asks, in its order."""
    bank = db.execute(select(Question.slug, Question.id).filter_by(module_id=module.id))
    ids = {slug: question_id for slug, question_id in bank}
    return [ids[slug] for slug in drawn(seed, list(ids), module.draw)]


def _check_may_begin(person_id: int, module: Module, before: Sequence[Attempt]) -> None:
    """Not after a pass, not before the modules it asks for, not while there is a wait."""
    if any(attempt.passed for attempt in before):
        raise AlreadyPassed
    passed = set(
        db.scalars(
            select(Module.slug)
            .join(ModulePass, ModulePass.module_id == Module.id)
            .where(ModulePass.person_id == person_id, Module.version_id == module.version_id)
        )
    )
    if not passed.issuperset(module.requires):
        raise NotYet
    version = db.scalars(select(CourseVersion).filter_by(id=module.version_id)).one()
    if queries.before(version, db.get_one(Person, person_id)):
        raise CoursesFirst
    ended = [attempt.submitted_at for attempt in before if attempt.submitted_at]
    if allowance(version.attempts_limit, version.wait_hours, ended, now()).wait_until:
        raise MustWait


@transaction
def save_answer(
    person_id: int,
    ref: str,
    position: int,
    given: Sequence[str],
    sequence: int,
    helper_id: int | None = None,
) -> None:
    """Keep an answer. A repeat changes nothing, a late one does not overtake a newer one."""
    attempt = _attempt(person_id, ref)
    if not attempt.is_open:
        raise Ended
    if not 1 <= position <= len(attempt.asked):
        raise Gone
    question = _question(attempt, position)
    choice = paper.understood(attempt.seed, question, given)
    if choice is None:
        raise not_an_answer(question, given)
    attempt.helped_by_id = attempt.helped_by_id or helper_id
    before = db.scalar(select(Answer).filter_by(attempt_id=attempt.id, position=position))
    if before is None:
        new = Answer(attempt_id=attempt.id, position=position, choice=choice, sequence=sequence)
        db.add(new)
    elif sequence > before.sequence:
        before.choice, before.sequence = choice, sequence
    elif sequence == before.sequence and choice != before.choice:
        raise AnsweredElsewhere


@transaction
def submit_attempt(person_id: int, ref: str, session: str | None = None) -> None:
    """End a test and mark it; a second time changes nothing.

    On a shared tablet the session that is given ends with it.
    """
    _lock(person_id)
    attempt = _attempt(person_id, ref)
    if session:
        visits.end_session(session)
    if not attempt.is_open:
        return
    rows = db.scalars(select(Answer).filter_by(attempt_id=attempt.id))
    given = {answer.position: answer.choice for answer in rows}
    marks = [
        scoring.mark(question.kind, question.key, given.get(position, []))
        for position, question in enumerate(_asked(attempt), 1)
    ]
    module = db.scalars(select(Module).filter_by(id=attempt.module_id)).one()
    result = scoring.result(marks, module.pass_mark)
    attempt.submitted_at = now()
    attempt.score, attempt.passed = result.score, result.passed
    if result.passed:
        _record_pass(attempt, result.score)


def _record_pass(attempt: Attempt, score: int) -> None:
    """Record that a module is passed, and the course with its last module."""
    mine = {"person_id": attempt.person_id}
    db.add(
        ModulePass(
            **mine,
            module_id=attempt.module_id,
            attempt_id=attempt.id,
            passed_on=today(),
            score=score,
        )
    )
    db.flush()
    scores = db.scalars(
        select(ModulePass.score)
        .select_from(Module)
        .outerjoin(
            ModulePass,
            (ModulePass.module_id == Module.id) & (ModulePass.person_id == attempt.person_id),
        )
        .where(Module.version_id == attempt.version_id)
    ).all()
    if None not in scores:
        whole = sum(scores) // len(scores)
        version = {"course_version_id": attempt.version_id}
        db.add(CoursePass(**mine, **version, passed_on=today(), score=whole))


def _lock(person_id: int) -> None:
    """Let one person's beginnings and endings follow each other."""
    db.scalar(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def _attempts(person_id: int, module_id: int) -> Sequence[Attempt]:
    mine = select(Attempt).filter_by(person_id=person_id, module_id=module_id)
    return db.scalars(mine.order_by(Attempt.number)).all()


def _attempt(person_id: int, ref: str) -> Attempt:
    """A person's own attempt, held against a simultaneous end."""
    mine = select(Attempt).where(Attempt.ref == ref, Attempt.person_id == person_id)
    attempt = db.scalar(mine.with_for_update())
    if attempt is None:
        raise Gone
    return attempt


def _question(attempt: Attempt, position: int) -> Asked:
    """One question of an attempt, whatever the size of its bank."""
    found = select(Question).filter_by(id=attempt.asked[position - 1])
    return _with_key(db.scalars(found).one())


def _asked(attempt: Attempt) -> list[Asked]:
    """The questions of an attempt with their keys, without their words."""
    rows = db.scalars(select(Question).where(Question.id.in_(attempt.asked)))
    by_id = {row.id: _with_key(row) for row in rows}
    return [by_id[question_id] for question_id in attempt.asked]


def _with_key(row: Question) -> Asked:
    return Asked(row.slug, row.kind, tuple(row.answers))
