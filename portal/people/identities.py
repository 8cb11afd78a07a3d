"""Whose passport: plain steps that deeds use inside themselves when staff have seen a passport.

What its user typed is only a claim and stands nowhere here. From a confirmed passport on, nobody
else can hold it: the index of numbers is unique, whoever asks first.
"""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.encryption import keyed_hash
from portal.ground.errors import Conflict
from portal.people.models import Centre, Identity, Office, Passport, PassportIndex, Person


class PassportOfAnother(Conflict):
    """The passport is confirmed for somebody else."""

    field = "number"
    message = _l("This passport was already confirmed for another account.")

    def __init__(self, owner: Person) -> None:
        super().__init__()
        self.owner = owner


class PassportElsewhere(Conflict):
    """The passport's number is confirmed, with another birth date: nobody is told for whom."""

    field = "born_on"
    message = _l(
        "This passport was already confirmed with another birth date. Look at the date again; if "
        "it is right, call the district office."
    )


class AnotherPassport(Conflict):
    """The person has a confirmed passport with another number."""

    field = "number"
    message = _l(
        "For this person another passport was confirmed. If this is a renewed one, say so below."
    )


@dataclass(frozen=True)
class Seen:
    """What stands in the passport: the number in one form, the birth date, the Latin name."""

    number: str
    born_on: date
    name: str

    def is_child(self, on: date) -> bool:
        """Whether the person is under 18 on a day; who is born on 29 February waits for March."""
        return (on.year - 18, on.month, on.day) < (
            self.born_on.year,
            self.born_on.month,
            self.born_on.day,
        )


def confirm(
    by: By, person: Person, seen: Seen, place: Centre | Office, *, renewed: bool
) -> Identity:
    """Keep that staff of a centre or an office compared this person with this passport.

    The same passport again corrects what stands in it. PassportOfAnother names whose it is, if
    the birth date fits too; AnotherPassport asks whether this one is renewed.
    """
    held = _held(seen.number)
    if held is not None and held.person_id != person.id:
        other = owner(seen.number, seen.born_on)
        raise PassportOfAnother(other) if other else PassportElsewhere
    before = current(person.id)
    if before is not None and (held is None or held.identity_id != before.id) and not renewed:
        raise AnotherPassport
    if before is not None:
        before.current = False
        db.flush()
    identity = Identity(
        person_id=person.id,
        before_id=before.id if before else None,
        centre_id=place.id if isinstance(place, Centre) else None,
        office_id=place.id if isinstance(place, Office) else None,
        confirmed_by_id=by.person_id,
        confirmed_at=now(),
        passport=Passport(
            facts={
                "number": seen.number,
                "born_on": seen.born_on.isoformat(),
                "name": seen.name,
            }
        ),
    )
    db.add(identity)
    db.flush()
    if held is None:
        db.add(
            PassportIndex(
                number_hash=_hash(seen.number), person_id=person.id, identity_id=identity.id
            )
        )
    else:
        held.identity_id = identity.id
    db.flush()
    return identity


def current(person_id: int) -> Identity | None:
    """The passport that was confirmed last for a person."""
    return db.scalar(select(Identity).filter_by(person_id=person_id, current=True))


def seen(identity: Identity | None) -> Seen | None:
    """What stands in a confirmed passport; nothing where the person was erased."""
    if identity is None or identity.passport is None:
        return None
    facts = identity.passport.facts
    return Seen(facts["number"], date.fromisoformat(facts["born_on"]), facts["name"])


def all_seen(person_id: int) -> list[Seen]:
    """What stands in all passports that were confirmed for a person, also in renewed ones."""
    query = select(Identity).filter_by(person_id=person_id).options(joinedload(Identity.passport))
    found = {one.number: one for one in map(seen, db.scalars(query)) if one}
    return list(found.values())


def told(person_id: int) -> Identity | None:
    """The current passport of a person, with where and by whom it was seen, for a page."""
    return db.scalar(
        select(Identity)
        .filter_by(person_id=person_id, current=True)
        .options(
            joinedload(Identity.passport),
            joinedload(Identity.centre),
            joinedload(Identity.office),
            joinedload(Identity.confirmed_by).joinedload(Person.details),
        )
    )


def owner(number: str, born_on: date) -> Person | None:
    """For whom a passport was confirmed; its number alone tells nobody."""
    held = _held(number)
    confirmed = seen(db.get(Identity, held.identity_id)) if held else None
    if held is None or confirmed is None or confirmed.born_on != born_on:
        return None
    return db.get(Person, held.person_id)


def _held(number: str) -> PassportIndex | None:
    return db.scalar(select(PassportIndex).filter_by(number_hash=_hash(number)))


def _hash(number: str) -> bytes:
    return keyed_hash("passport-owner", number)
