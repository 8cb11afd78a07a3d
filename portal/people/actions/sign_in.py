"""Signing in and out, and a new PIN for a forgotten one.

A failure must be remembered, so a failed try returns its refusal: raising would undo the count.
"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.deeds.outbox import Kind, send_sms
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.errors import Refusal
from portal.people import codes, queries, throttle, visits
from portal.people.choosing import EasyPin
from portal.people.models import Credential, OneTimeCode, Person, Purpose, SignInSession


class WrongPin(Refusal):
    """The number is unknown, or the PIN is another."""

    field = "pin"
    message = _l("Phone number and PIN do not belong together. Look at both again.")


class WhoseAccount(Refusal):
    """Several people have the number: one must be named."""

    field = "person"
    message = _l("Choose your name.")


@transaction
def sign_in(phone: str, pin_hash: str, device: str | None) -> visits.Opened | codes.Sent | Refusal:
    """Sign in with number and PIN; on a device that is new to the person, send a code first."""
    counter = throttle.sign_in_counter(phone, device)
    wait = counter.refusal()
    if wait:
        return wait
    person = queries.by_pin(phone, pin_hash)
    if person is None:
        counter.fail()
        return WrongPin()
    counter.succeed()
    if visits.uses_device(person.id, device):
        return visits.open_session(person)
    return codes.send_code(Purpose.NEW_DEVICE, phone, person.id, reach=True)


@transaction
def prove_device(visit: str | None, code: str, device: str | None) -> visits.Opened | Refusal:
    """Sign in with the code that was sent; a device given is known from now on."""
    proof = codes.by_visit(visit, Purpose.NEW_DEVICE)
    refusal = codes.prove(proof, code)
    if refusal or proof is None:
        return refusal or codes.CodeEnded()
    person = db.get_one(Person, proof.person_id)
    db.delete(proof)
    visits.remember_device(person.id, device)
    return visits.open_session(person)


@transaction
def ask_new_pin(phone: str) -> codes.Sent:
    """Send a code for a new PIN; a number that nobody has gets none, and the page is the same."""
    codes.refuse_too_many(Purpose.FORGOT_PIN, phone)
    known = bool(queries.migrants_by_phone(phone))
    return codes.send_code(Purpose.FORGOT_PIN, phone, reach=known)


@transaction
def prove_number(visit: str | None, code: str) -> Refusal | None:
    """Try the code of somebody who forgot the PIN."""
    return codes.prove(codes.by_visit(visit, Purpose.FORGOT_PIN), code)


@transaction
def set_forgotten_pin(
    visit: str | None, public_id: str | None, pin_hash: str, device: str | None
) -> visits.Opened:
    """Give a new PIN to one of the people whose number was proved; all sessions end."""
    proof = codes.proved(visit, Purpose.FORGOT_PIN)
    person = _one_of(proof, public_id)
    other = select(Credential.id).where(
        Credential.pin_hash == pin_hash, Credential.person_id != person.id
    )
    if db.scalar(other):
        raise EasyPin
    _set_pin(person, pin_hash)
    visits.end_sessions(person.id)
    visits.forget_devices(person.id)
    visits.remember_device(person.id, device)
    # Over, but counted among the codes of the day.
    proof.ends_at = now()
    send_sms(proof.phone, _("Your Nirapod PIN was changed."), Kind.NOTICE)
    return visits.open_session(person)


@transaction
def sign_out(token: str) -> None:
    """End the session of a cookie."""
    visits.end_session(token)


@transaction
def extend(token: str) -> None:
    """Count a POST as a sign of life, where the session still is."""
    found = db.scalar(
        select(SignInSession)
        .filter_by(token_hash=visits.token_hash(token))
        .where(SignInSession.idle_end > now(), SignInSession.absolute_end > now())
    )
    if found is not None:
        found.seen_at = now()
        is_helped = found.tablet_id is not None
        found.idle_end = now() + visits.length_for(found.person, is_helped=is_helped).idle


def _set_pin(person: Person, pin_hash: str) -> None:
    """Give a PIN, the first one to who was taken into a class by staff."""
    if person.credential is None:
        db.add(Credential(person_id=person.id, pin_hash=pin_hash, changed_at=now()))
    else:
        person.credential.pin_hash, person.credential.changed_at = pin_hash, now()


def _one_of(proof: OneTimeCode, public_id: str | None) -> Person:
    """The person meant among those with the proved number."""
    people = queries.migrants_by_phone(proof.phone)
    if len(people) == 1 and public_id is None:
        return people[0]
    for person in people:
        if person.public_id == public_id:
            return person
    raise WhoseAccount
