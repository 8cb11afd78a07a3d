"""Erasing a person: plain steps that deeds use inside themselves. Papers that were issued stay."""

from sqlalchemy import delete, select, update

from portal.deeds.models import LeafRow
from portal.ground.clock import now
from portal.ground.database import db
from portal.people import codes, visits
from portal.people.models import (
    Consent,
    Credential,
    Identity,
    Passport,
    PassportIndex,
    Person,
    PersonDetails,
    PhoneIndex,
)


def erase(person: Person) -> None:
    """Withdraw the consent and delete what names the person, passports and their index too."""
    visits.end_sessions(person.id)
    visits.forget_devices(person.id)
    codes.forget_codes(person.id)
    for rows in (PersonDetails, PhoneIndex, Credential, PassportIndex):
        db.execute(delete(rows).where(rows.person_id == person.id))
    _erase_passports(person)
    db.execute(update(Consent).filter_by(person_id=person.id).values(withdrawn_at=now()))
    person.active = False


def _erase_passports(person: Person) -> None:
    """Delete what stood in passports; without its salt the journal's digest of it says nothing."""
    mine = select(Passport).join(Passport.identity).where(Identity.person_id == person.id)
    for passport in db.scalars(mine).all():
        db.execute(
            update(LeafRow)
            .where(LeafRow.table == Passport.__tablename__, LeafRow.row_id == passport.id)
            .values(salt=None)
        )
        db.delete(passport)
