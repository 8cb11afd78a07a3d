"""Who sits in a class: taking people in, and letting them go. All of it is deeds."""

import uuid
from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from courses.models import Cohort, Enrolled, Enrolment
from courses.refusals import Gone, HasPin
from courses.seating import give_seat, held_cohort
from portal.deeds.outbox import Kind, send_sms
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.ground.formatting import day
from portal.people import leaving
from portal.people.models import Consent, Person, PersonDetails
from portal.people.numbers import take_place

# Which words are read aloud at the door (templates/classes/_consent.html).
DOOR_WORDS = "door-2026-11"


@deed
def enrol(by: By, ref: str, public_id: str) -> str:
    """Take somebody who has an account into a class; the enrolment's reference."""
    cohort = held_cohort(by, ref)
    person = db.scalar(
        select(Person).where(
            Person.public_id == public_id, Person.role == Role.MIGRANT, Person.active
        )
    )
    if person is None:
        raise Gone
    enrolment = give_seat(by, cohort, person)
    _tell(person, cohort)
    return enrolment.ref


@deed
def enrol_new(by: By, ref: str, name: str, phone: str | None, consent: str) -> str:
    """Take somebody at the door into a class who has no account; the enrolment's reference.

    Without a phone number the person cannot sign in alone, only be helped in class.
    """
    cohort = held_cohort(by, ref)
    person = Person(
        public_id=uuid.uuid4().hex,
        role=Role.MIGRANT,
        office_id=cohort.centre.office_id,
        created_at=now(),
        details=PersonDetails(name=name, phone=phone or ""),
    )
    db.add(person)
    db.flush()
    if phone:
        take_place(person, phone)
    db.add(Consent(person_id=person.id, words=consent, given_at=now()))
    enrolment = give_seat(by, cohort, person)
    _tell(person, cohort)
    return enrolment.ref


@deed
def leave(by: By, ref: str, enrolment_ref: str) -> str:
    """Take somebody out of a class: the seat is free, what was recorded stays."""
    cohort = held_cohort(by, ref)
    enrolment = _enrolment(cohort, enrolment_ref)
    enrolment.state, enrolment.seat = Enrolled.LEFT, None
    return cohort.ref


@deed
def forget(by: By, ref: str, enrolment_ref: str) -> str:
    """Erase somebody without a PIN who takes the agreement back; the class's reference.

    Who has a PIN does it alone, on the own page.
    """
    cohort = held_cohort(by, ref)
    enrolment = _enrolment(cohort, enrolment_ref)
    if enrolment.person.credential is not None:
        raise HasPin
    enrolment.state, enrolment.seat = Enrolled.LEFT, None
    leaving.erase(enrolment.person)
    return cohort.ref


def _tell(person: Person, cohort: Cohort) -> None:
    """Send who has a phone the day and the place of the class, while that is of use."""
    left = (cohort.ends_on - today()).days + 1
    if not person.phone or left <= 0:
        return
    with force_locale(person.language):
        # A full stop without a space could be read as an address of the web.
        place = cohort.centre.name(person.language).replace(".", ". ")
        text = _(
            "Nirapod: your class is from %(day)s at %(place)s. Bring your passport.",
            day=day(cohort.begins_on),
            place=place,
        )
    send_sms(person.phone, text, Kind.NOTICE, timedelta(days=left))


def _enrolment(cohort: Cohort, ref: str) -> Enrolment:
    found = db.scalar(
        select(Enrolment).filter_by(cohort_id=cohort.id, ref=ref, state=Enrolled.ENROLLED)
    )
    if found is None:
        raise Gone
    return found
