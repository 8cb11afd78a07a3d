"""The look-up rows of phone numbers: plain steps that actions use inside themselves."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.ground.database import db
from portal.ground.encryption import keyed_hash
from portal.ground.errors import Refusal
from portal.people.models import PEOPLE_PER_PHONE, Person, PhoneIndex


class SixPeople(Refusal):
    """Six people have this number already."""

    message = _l("Six people use this number already. Take another number.")


def take_place(person: Person, phone: str) -> None:
    """Let a number lead to a person, in the first of its six places that is free."""
    phone_hash = keyed_hash("phone", phone)
    taken = set(db.scalars(select(PhoneIndex.place).filter_by(phone_hash=phone_hash)))
    free = [place for place in range(1, PEOPLE_PER_PHONE + 1) if place not in taken]
    if not free:
        raise SixPeople
    db.add(
        PhoneIndex(person_id=person.id, phone_hash=phone_hash, place=free[0], staff=person.is_staff)
    )
