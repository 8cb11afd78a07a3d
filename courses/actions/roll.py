"""Who was there, and whose passport staff saw: what an attended certificate rests on."""

from datetime import date

from sqlalchemy import select

from courses.models import Attendance, Cohort, CohortState, Enrolled, Enrolment, Meeting
from courses.queries import classes as queries
from courses.queries.rolls import marks
from courses.refusals import ClassOver, Gone, NotYetDay, SeatConfirmed
from courses.seating import held_cohort
from portal.deeds.record import By, deed
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.people import identities, rights
from portal.people.models import Person


@deed
def mark(by: By, meeting_ref: str, enrolment_ref: str, present: bool | None) -> str:
    """Keep that somebody is present, absent, or not called after all; the meeting's reference."""
    staff = rights.require(by.person_id, *queries.STAFF)
    meeting = _meeting(staff, meeting_ref)
    enrolment = db.scalar(
        select(Enrolment).filter_by(
            cohort_id=meeting.cohort_id, ref=enrolment_ref, state=Enrolled.ENROLLED
        )
    )
    if enrolment is None:
        raise Gone
    db.add(_mark(staff, meeting.id, enrolment.id, present))
    return meeting.ref


@deed
def mark_rest(by: By, meeting_ref: str, present: bool) -> str:
    """Mark everybody who was not called yet; the meeting's reference."""
    staff = rights.require(by.person_id, *queries.STAFF)
    meeting = _meeting(staff, meeting_ref)
    db.add_all(
        _mark(staff, meeting.id, call.enrolment.id, present)
        for call in queries.roll(meeting)
        if call.present is None
    )
    return meeting.ref


@deed
def confirm_passport(
    by: By, cohort_ref: str, enrolment_ref: str, seen: identities.Seen, *, renewed: bool
) -> str:
    """Keep that staff compared somebody of a class with a passport; the enrolment's reference."""
    staff = rights.require(by.person_id, *queries.STAFF)
    enrolment = queries.enrolment(staff, cohort_ref, enrolment_ref)
    if enrolment is None or enrolment.state is not Enrolled.ENROLLED:
        raise Gone
    identities.confirm(by, enrolment.person, seen, enrolment.cohort.centre, renewed=renewed)
    return enrolment.ref


@deed
def use_account(by: By, cohort_ref: str, enrolment_ref: str, number: str, born_on: date) -> str:
    """Let a seat belong to the account whose passport this is; the enrolment's reference.

    Somebody was taken in at the door under a second account. What was recorded of the seat stays
    with the seat; where the account has one of its own in the class, the two become one.
    """
    staff = rights.require(by.person_id, *queries.STAFF)
    cohort = held_cohort(by, cohort_ref)
    enrolment = queries.enrolment(staff, cohort_ref, enrolment_ref)
    owner = identities.owner(number, born_on)
    if enrolment is None or enrolment.state is not Enrolled.ENROLLED or owner is None:
        raise Gone
    if identities.current(enrolment.person_id):
        raise SeatConfirmed
    first = db.scalar(select(Enrolment).filter_by(cohort_id=cohort.id, person_id=owner.id))
    if first is not None:
        return _join(staff, enrolment, first)
    enrolment.person_id = owner.id
    return enrolment.ref


def _join(staff: Person, second: Enrolment, first: Enrolment) -> str:
    """Give up the second seat of somebody who has two; the days of both count for the first."""
    seat = second.seat
    second.state, second.seat = Enrolled.LEFT, None
    db.flush()
    if first.state is Enrolled.LEFT:
        first.state, first.seat = Enrolled.ENROLLED, seat
    there = marks(first)
    db.add_all(
        _mark(staff, meeting_id, first.id, True)
        for meeting_id, present in marks(second).items()
        if present and not there.get(meeting_id)
    )
    return first.ref


def _meeting(staff: Person, ref: str) -> Meeting:
    """A roll call within reach that may be called: of a class that is open, not before its day.

    The class is held against its end, not against other marks.
    """
    meeting = db.scalar(
        select(Meeting)
        .join(Meeting.cohort)
        .join(Cohort.centre)
        .where(Meeting.ref == ref, queries.reach(staff))
        .with_for_update(read=True, of=Cohort)
    )
    if meeting is None:
        raise Gone
    if meeting.cohort.state is not CohortState.OPEN:
        raise ClassOver
    if meeting.on > today():
        raise NotYetDay
    return meeting


def _mark(staff: Person, meeting_id: int, enrolment_id: int, present: bool | None) -> Attendance:
    return Attendance(
        meeting_id=meeting_id,
        enrolment_id=enrolment_id,
        present=present,
        marked_by_id=staff.id,
        marked_at=now(),
    )
