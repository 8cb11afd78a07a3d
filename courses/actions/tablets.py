"""The shared tablet of a class: opened by staff, handed to one learner after the other.

A wrong code must be remembered, so it returns its refusal: raising would undo the count.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import delete, select

from courses.models import ClassTablet
from courses.models.tablets import MOST_TRIES
from courses.queries import classes as queries
from courses.queries import tablets
from courses.refusals import Gone, TabletClosed, WrongHandOver
from courses.seating import held_cohort
from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.clock import DHAKA, now, today
from portal.ground.database import db, transaction
from portal.ground.encryption import keyed_hash
from portal.ground.errors import Refusal
from portal.ground.formatting import digits
from portal.people import rights, visits
from portal.people.models import Person, SignInSession

# A closed tablet stands on the page of its class no longer; its sessions ended with its day.
KEPT = timedelta(days=30)


@dataclass(frozen=True)
class OpenedTablet:
    """A browser is a tablet of a class now: its token, which is stored nowhere, and its end."""

    token: str
    ends_at: datetime


@transaction
def open_tablet(by: By, session: str, cohort_ref: str, code: str) -> OpenedTablet:
    """Make a browser the tablet of a class; who was signed in there is signed out."""
    cohort = held_cohort(by, cohort_ref)
    token, ref = visits.new_token(), uuid.uuid4().hex
    ends_at = datetime.combine(today() + timedelta(days=1), time(), DHAKA)
    db.add(
        ClassTablet(
            ref=ref,
            token_hash=visits.token_hash(token),
            code_hash=_code_hash(ref, code),
            cohort_id=cohort.id,
            opened_by_id=by.person_id,
            opened_at=now(),
            ends_at=ends_at,
        )
    )
    visits.end_session(session)
    return OpenedTablet(token, ends_at)


@transaction
def close_tablet(person_id: int, cohort_ref: str, ref: str) -> None:
    """Close a tablet from afar; who is helped on it is signed out."""
    staff = rights.require(person_id, *queries.STAFF)
    cohort = queries.cohort(staff, cohort_ref)
    found = db.scalar(
        select(ClassTablet).filter_by(cohort_id=cohort.id if cohort else None, ref=ref)
    )
    if found is None:
        raise Gone
    _close(found)


@transaction
def close_here(token: str | None, code: str) -> Refusal | None:
    """Close the tablet itself, with the code of the hand-over."""
    found = _held(token)
    if found is None:
        return TabletClosed()
    refusal = _try(found, code)
    if refusal is None:
        _close(found)
    return refusal


@transaction
def begin_turn(
    token: str | None, enrolment_ref: str, code: str, before: str
) -> visits.Opened | Refusal:
    """Hand the tablet to somebody of the class; the one before is signed out."""
    found = _held(token)
    seat = tablets.seat(found, enrolment_ref) if found else None
    if found is None or seat is None:
        return TabletClosed() if found is None else Gone()
    refusal = _try(found, code)
    if refusal:
        return refusal
    learner = _learner(seat.person_id)
    if learner is None:
        return Gone()
    visits.end_session(before)
    return visits.open_session(
        learner, help_=visits.Help(found.id, found.opened_by_id, found.ends_at)
    )


@transaction
def forget_old() -> None:
    """Delete tablets whose day is long over."""
    db.execute(delete(ClassTablet).where(ClassTablet.ends_at < now() - KEPT))


def _held(token: str | None) -> ClassTablet | None:
    """The open tablet of a cookie, held against simultaneous tries."""
    return db.scalar(tablets.standing(token).with_for_update(of=ClassTablet))


def _try(found: ClassTablet, code: str) -> Refusal | None:
    """Compare the code; the fifth wrong one closes the tablet, a right one forgives a wrong one."""
    if found.code_hash == _code_hash(found.ref, code):
        found.tries = max(0, found.tries - 1)
        return None
    found.tries += 1
    if found.tries >= MOST_TRIES:
        _close(found)
        return TabletClosed()
    return WrongHandOver(left=digits(MOST_TRIES - found.tries))


def _close(found: ClassTablet) -> None:
    if found.closed_at is None:
        found.closed_at = now()
    db.execute(delete(SignInSession).where(SignInSession.tablet_id == found.id))


def _learner(person_id: int) -> Person | None:
    return db.scalar(
        select(Person).where(Person.id == person_id, Person.role == Role.MIGRANT, Person.active)
    )


def _code_hash(ref: str, code: str) -> bytes:
    return keyed_hash("tablet", f"{ref}|{code}")
