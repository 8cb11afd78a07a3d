"""Study without an account: kept for the phone, credited when somebody says "that was me"."""

from sqlalchemy import delete, select

from courses.guests import KEPT, Guest, guest_of, new_token
from courses.models import ChosenWay, GuestDenial, GuestRead, GuestStudy, LessonRead
from courses.way import Answers
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.people.models import Person


@transaction
def mark_read(token: str | None, lesson_id: int) -> str:
    """Keep that a lesson was read on a phone; the token under which its study stands now."""
    study = _held(guest_of(token)) if token else None
    if token is None or study is None:
        token = new_token()
        study = GuestStudy(token_hash=guest_of(token).token_hash, saved_at=now())
        db.add(study)
        db.flush()
    mine = {"study_id": study.id, "lesson_id": lesson_id}
    if db.scalar(select(GuestRead.id).filter_by(**mine)) is None:
        db.add(GuestRead(**mine, read_at=now()))
        study.saved_at = now()
    return token


@transaction
def credit(person_id: int, guest: Guest | None, answers: Answers | None) -> bool:
    """Make somebody's own what was read and answered on the phone; whether its study is gone now.

    Only what this person has not denied before: that stays for whoever it belongs to.
    """
    _lock(person_id)
    before = db.scalar(select(ChosenWay.id).filter_by(person_id=person_id))
    if answers and before is None:
        _keep_answers(person_id, answers)
    study = _held(guest) if guest else None
    if study is None:
        return True
    denied = _denial(study, person_id)
    mine = db.scalars(select(GuestRead).filter_by(study_id=study.id)).all()
    left = [read for read in mine if denied and read.read_at <= denied.denied_at]
    known = set(db.scalars(select(LessonRead.lesson_id).filter_by(person_id=person_id)))
    for read in mine:
        if read in left:
            continue
        if read.lesson_id not in known:
            db.add(LessonRead(person_id=person_id, lesson_id=read.lesson_id, read_at=read.read_at))
        db.delete(read)
    db.flush()
    if not left:
        _delete([study.id])
    return not left


@transaction
def deny(person_id: int, guest: Guest) -> None:
    """Keep that it was not this person who read on the phone: what stands there stays."""
    study = _held(guest)
    if study is None:
        return
    before = _denial(study, person_id)
    if before is None:
        db.add(GuestDenial(study_id=study.id, person_id=person_id, denied_at=now()))
    else:
        before.denied_at = now()


@transaction
def choose(person_id: int, answers: Answers) -> None:
    """Keep what somebody answered in the guide; the newest answers count."""
    _lock(person_id)
    _keep_answers(person_id, answers)


@transaction
def forget_old() -> None:
    """Delete study without an account to which nothing was added for ninety days."""
    old = select(GuestStudy.id).where(GuestStudy.saved_at < now() - KEPT)
    _delete(list(db.scalars(old.with_for_update())))


def _delete(study_ids: list[int]) -> None:
    for rows in (GuestRead, GuestDenial):
        db.execute(delete(rows).where(rows.study_id.in_(study_ids)))
    db.execute(delete(GuestStudy).where(GuestStudy.id.in_(study_ids)))


def _held(guest: Guest) -> GuestStudy | None:
    """The study of a phone, held: two at once on it follow each other."""
    found = select(GuestStudy).filter_by(token_hash=guest.token_hash)
    return db.scalar(found.with_for_update())


def _denial(study: GuestStudy, person_id: int) -> GuestDenial | None:
    return db.scalar(select(GuestDenial).filter_by(study_id=study.id, person_id=person_id))


def _keep_answers(person_id: int, answers: Answers) -> None:
    way = db.scalar(select(ChosenWay).filter_by(person_id=person_id))
    if way is None:
        way = ChosenWay(person_id=person_id)
        db.add(way)
    way.destination, way.work, way.is_first = answers.destination, answers.work, answers.is_first
    way.chosen_at = now()


def _lock(person_id: int) -> None:
    """Let what one person does follow each other."""
    db.scalar(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
