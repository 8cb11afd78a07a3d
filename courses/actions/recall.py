"""Asking again what was learnt: the messages, the answers, and who wants none. No deeds."""

from collections.abc import Sequence
from datetime import timedelta
from math import floor

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import delete, select

from courses import paper, recalling, scoring
from courses.drawing import new_seed
from courses.models import CoursePass, Question, Recall, RecallAnswer, RecallChoice
from courses.paper import Asked
from courses.queries import recall as queries
from courses.refusals import Gone, not_an_answer
from portal.deeds.outbox import Kind, our_link, send_sms
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.limits import Rule, count_failure
from portal.people.models import Person
from portal.people.visits import token_hash

# So many people are asked at one turn of the worker.
LOT = 20
# Links that are none of ours, from whomever: a link has 131 random bits, so this only keeps
# programs from asking without end. It never stands before a link that is ours.
_RULE = Rule(
    free=200, within=timedelta(hours=1), wait=timedelta(seconds=2), longest=timedelta(minutes=1)
)


@transaction
def send_few() -> int:
    """Ask the next few who are due, each row with its message; how many that were."""
    asked: set[int] = set()
    for round_ in recalling.ROUNDS:
        for course_pass, person in queries.due(round_, LOT - len(asked)):
            # Of several courses passed on one day, one is asked about a day.
            if person.id not in asked:
                asked.add(person.id)
                _ask(course_pass, person, round_)
    return len(asked)


@transaction
def answer(token: str, position: int, given: Sequence[str]) -> None:
    """Keep and mark the answer to one of the three questions; the first one counts."""
    recall = _held(token)
    rows = db.scalars(select(RecallAnswer).filter_by(recall_id=recall.id))
    row = next((one for one in rows if one.position == position), None)
    if row is None:
        raise Gone
    if row.answered_at is not None:
        return
    found = db.scalars(select(Question).filter_by(id=row.question_id)).one()
    question = Asked(found.slug, found.kind, tuple(found.answers))
    choice = paper.understood(recall.seed, question, given)
    if choice is None:
        raise not_an_answer(question, given)
    row.choice, row.answered_at = choice, now()
    row.mark = floor(scoring.mark(question.kind, question.key, choice))


@transaction
def stop(token: str) -> None:
    """Send no more of these messages to whom a link belongs, even an old one."""
    recall = queries.behind(token)
    if recall is not None:
        _choose(recall.course_pass.person_id, wanted=False)


@transaction
def choose(person_id: int, *, wanted: bool) -> None:
    """Keep whether somebody wants these messages."""
    _choose(person_id, wanted=wanted)


@transaction
def count_unknown() -> None:
    """Count a link that is none of ours."""
    count_failure(*queries.UNKNOWN, _RULE)


@transaction
def forget_old() -> None:
    """Delete recalls past their retention, with their answers."""
    old = select(Recall.id).where(Recall.sent_at < now() - recalling.KEPT)
    db.execute(delete(RecallAnswer).where(RecallAnswer.recall_id.in_(old)))
    db.execute(delete(Recall).where(Recall.sent_at < now() - recalling.KEPT))


def _ask(course_pass: CoursePass, person: Person, round_: int) -> None:
    """Draw the questions, and write the message with their link."""
    seed, token = new_seed(), recalling.new_token()
    marks = queries.marks(course_pass)
    by_slug = {question.slug: question for question in marks}
    drawn = recalling.drawn(seed, {question.slug: mark for question, mark in marks.items()})
    recall = Recall(
        course_pass_id=course_pass.id,
        round=round_,
        due_on=recalling.ROUNDS[round_].due_on(course_pass.passed_on),
        token_hash=token_hash(token),
        seed=seed,
        sent_at=now(),
        ends_at=now() + recalling.LASTS,
    )
    recall.answers = [
        RecallAnswer(position=position, question_id=by_slug[slug].id)
        for position, slug in enumerate(drawn, 1)
    ]
    db.add(recall)
    send_sms(person.phone, _words(person, token), Kind.NOTICE, recalling.LASTS / 2, by_day=True)


def _words(person: Person, token: str) -> str:
    """What the message says: nothing that another reader of the phone must not know."""
    english = "?lang=en" if person.language == "en" else ""
    with force_locale(person.language):
        return str(
            _(
                "Nirapod: do you still know what you learnt? Three short questions: %(link)s",
                link=our_link(f"/recall/{token}{english}"),
            )
        )


def _held(token: str) -> Recall:
    """The recall behind a link that lasts, held against a simultaneous answer."""
    found = db.scalar(
        select(Recall)
        .join(Recall.course_pass)
        .join(Person, Person.id == CoursePass.person_id)
        .where(Recall.token_hash == token_hash(token), Recall.ends_at > now(), Person.active)
        .with_for_update(of=Recall)
    )
    if found is None:
        raise Gone
    return found


def _choose(person_id: int, *, wanted: bool) -> None:
    db.scalar(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    chosen = db.scalar(select(RecallChoice).filter_by(person_id=person_id))
    if chosen is None:
        chosen = RecallChoice(person_id=person_id)
        db.add(chosen)
    chosen.wanted, chosen.chosen_at = wanted, now()
