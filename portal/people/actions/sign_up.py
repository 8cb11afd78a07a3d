"""Signing up: a number, the code that was sent to it, and the person."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.errors import Conflict, Refusal
from portal.people import codes, throttle, visits
from portal.people.choosing import EasyPin
from portal.people.models import (
    Consent,
    Credential,
    OneTimeCode,
    Person,
    PersonDetails,
    Purpose,
)
from portal.people.numbers import take_place

# Which consent words stand on the page (templates/people/sign_up_person.html).
CONSENT_WORDS = "2026-11-27"


@dataclass(frozen=True)
class NewPerson:
    """What somebody says who signs up."""

    name: str
    office_id: int | None
    pin_hash: str
    language: str


@transaction
def ask_code(phone: str) -> codes.Sent:
    """Send a code to a number that wants to sign up."""
    return codes.send_code(Purpose.SIGN_UP, phone, reach=True)


@transaction
def prove_code(visit: str | None, code: str) -> Refusal | None:
    """Try the code of somebody who signs up."""
    return codes.prove(codes.by_visit(visit, Purpose.SIGN_UP), code)


@transaction
def join(visit: str | None, new: NewPerson, device: str | None) -> visits.Opened | Refusal:
    """Make the account of somebody who proved the number, and sign the person in."""
    proof = codes.proved(visit, Purpose.SIGN_UP)
    counter = throttle.new_pin_counter(proof.phone)
    wait = counter.refusal()
    if wait:
        return wait
    if db.scalar(select(Credential.id).filter_by(pin_hash=new.pin_hash)):
        counter.fail()
        return EasyPin()
    person = _add(new, proof)
    visits.remember_device(person.id, device)
    db.delete(proof)
    return visits.open_session(person)


def _add(new: NewPerson, proof: OneTimeCode) -> Person:
    """Write the rows of a person."""
    person = Person(
        public_id=uuid.uuid4().hex,
        role=Role.MIGRANT,
        office_id=new.office_id,
        language=new.language,
        created_at=now(),
        details=PersonDetails(name=new.name, phone=proof.phone),
        credential=Credential(pin_hash=new.pin_hash, changed_at=now()),
    )
    db.add(person)
    db.flush()
    take_place(person, proof.phone)
    db.add(Consent(person_id=person.id, words=CONSENT_WORDS, given_at=now()))
    try:
        db.flush()
    except IntegrityError:
        raise Conflict from None
    return person
