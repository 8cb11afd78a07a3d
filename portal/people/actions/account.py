"""A person's own account: name, language, PIN, everywhere else, and leaving."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.deeds.outbox import Kind, send_sms
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.errors import Refusal
from portal.people import leaving, rights, throttle, visits
from portal.people.choosing import EasyPin
from portal.people.models import Credential, Person, PersonDetails


class WrongOldPin(Refusal):
    """The PIN typed is not the person's."""

    field = "old_pin"
    message = _l("This is not your PIN.")


class StaffStays(Refusal):
    """Staff leave by a decision about their role."""

    message = _l("An administrator ends the account of a member of staff.")


@transaction
def rename(person_id: int, name: str) -> None:
    """Write a migrant's name anew."""
    db.execute(update(PersonDetails).filter_by(person_id=person_id).values(name=name))


@transaction
def speak(person_id: int, language: str) -> None:
    """Choose the language of a person's pages."""
    db.execute(update(Person).filter_by(id=person_id).values(language=language))


@transaction
def change_pin(
    person_id: int, old_hash: str, new_hash: str, device: str | None
) -> visits.Opened | Refusal:
    """Take a new PIN for the old one; every session ends but a new one here."""
    counter, person = (
        throttle.person_counter("change-pin", person_id),
        db.get_one(Person, person_id),
    )
    chosen = throttle.new_pin_counter(person.phone)
    refusal = counter.refusal() or chosen.refusal() or _wrong(person_id, old_hash, counter)
    if refusal:
        return refusal
    chosen.fail()
    if db.scalar(select(Credential.id).filter_by(pin_hash=new_hash)):
        return EasyPin()
    knows = visits.uses_device(person_id, device)
    db.execute(
        update(Credential)
        .filter_by(person_id=person_id)
        .values(pin_hash=new_hash, changed_at=now())
    )
    visits.end_sessions(person_id)
    visits.forget_devices(person_id)
    visits.remember_device(person_id, device if knows else None)
    send_sms(person.phone, _("Your Nirapod PIN was changed."), Kind.NOTICE)
    return visits.open_session(person)


@transaction
def sign_out_everywhere(person_id: int) -> None:
    """End every session of a person; each device needs a code again."""
    visits.end_sessions(person_id)
    visits.forget_devices(person_id)


@transaction
def may_leave(person_id: int, pin_hash: str) -> Refusal | None:
    """Whether somebody who wants to leave is who they say: the PIN tells."""
    counter = throttle.person_counter("change-pin", person_id)
    refusal = counter.refusal() or _wrong(person_id, pin_hash, counter)
    if refusal:
        return refusal
    return None if db.get_one(Person, person_id).role is Role.MIGRANT else StaffStays()


@deed
def leave(by: By) -> str:
    """Withdraw the consent and erase what names the person; papers that were issued stay."""
    person = rights.require(by.person_id, Role.MIGRANT)
    leaving.erase(person)
    return person.public_id


def _wrong(person_id: int, pin_hash: str, counter: throttle.Counter) -> WrongOldPin | None:
    """Compare a PIN with the person's own, and count a failure."""
    own = select(Credential.id).filter_by(person_id=person_id, pin_hash=pin_hash)
    if db.scalar(own):
        counter.succeed()
        return None
    counter.fail()
    return WrongOldPin()
