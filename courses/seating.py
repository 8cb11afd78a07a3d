"""Plain steps that deeds about a class use inside themselves: the class held, a seat given."""

import uuid

from sqlalchemy import select

from courses.models import Cohort, CohortState, Enrolled, Enrolment
from courses.queries import classes as queries
from courses.refusals import AlreadyInClass, ClassOver, Gone, NoSeat
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from portal.people import rights
from portal.people.models import Person


def held_cohort(by: By, ref: str) -> Cohort:
    """The class, which still takes people, held against a simultaneous change."""
    staff = rights.require(by.person_id, *queries.STAFF)
    cohort = db.scalar(
        select(Cohort)
        .join(Cohort.centre)
        .where(Cohort.ref == ref, queries.reach(staff))
        .with_for_update(of=Cohort)
    )
    if cohort is None:
        raise Gone
    if cohort.state is not CohortState.OPEN:
        raise ClassOver
    return cohort


def give_seat(by: By, cohort: Cohort, person: Person) -> Enrolment:
    """Give a person the first free seat."""
    before = db.scalar(select(Enrolment).filter_by(cohort_id=cohort.id, person_id=person.id))
    if before is not None and before.state is Enrolled.ENROLLED:
        raise AlreadyInClass
    taken = set(db.scalars(select(Enrolment.seat).filter_by(cohort_id=cohort.id)))
    free = next((seat for seat in range(1, cohort.seats + 1) if seat not in taken), None)
    if free is None:
        raise NoSeat
    if before is not None:
        before.state, before.seat = Enrolled.ENROLLED, free
        before.enrolled_by_id, before.enrolled_at = by.person_id or before.enrolled_by_id, now()
        return before
    enrolment = Enrolment(
        ref=uuid.uuid4().hex,
        cohort_id=cohort.id,
        person_id=person.id,
        seat=free,
        enrolled_by_id=by.person_id,
        enrolled_at=now(),
    )
    db.add(enrolment)
    db.flush()
    return enrolment
