"""Erasing a person: plain steps that deeds use inside themselves. Papers that were issued stay."""

from collections.abc import Sequence

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
    for rows in (PersonDetails, PhoneIndex, Credential):
        db.execute(delete(rows).where(rows.person_id == person.id))
    mine = select(Passport).join(Passport.identity).where(Identity.person_id == person.id)
    _delete_with_salts(db.scalars(mine).all())
    _delete_with_salts(db.scalars(select(PassportIndex).filter_by(person_id=person.id)).all())
    db.execute(update(Consent).filter_by(person_id=person.id).values(withdrawn_at=now()))
    person.active = False


def _delete_with_salts(rows: Sequence[Passport | PassportIndex]) -> None:
    """Delete journaled rows: without its salt the journal's digest of them says nothing."""
    for row in rows:
        db.execute(
            update(LeafRow)
            .where(LeafRow.table == row.__tablename__, LeafRow.row_id == row.id)
            .values(salt=None)
        )
        db.delete(row)
