"""What is read about files whose columns wait to be chosen, and about remembered choices."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from portal.ground.database import db
from portal.people.models import Person
from visa_check.headers import as_in_file, shape
from visa_check.models import ColumnChoice, ListKind, WaitingFile


def waiting_file(ref: str, person_id: int) -> WaitingFile | None:
    """A file that this person sent and has not laid before anybody."""
    return db.scalar(select(WaitingFile).filter_by(ref=ref, person_id=person_id))


def waiting_file_of(import_id: int) -> WaitingFile | None:
    """The file that a list was made of, while it waits."""
    return db.scalar(select(WaitingFile).filter_by(import_id=import_id))


def remembered(kind: ListKind, header: Sequence[str], person_id: int) -> list[str | None] | None:
    """What was chosen for files of this shape: by the person's office, else for all."""
    office_id = select(Person.office_id).where(Person.id == person_id).scalar_subquery()
    found = db.scalars(
        select(ColumnChoice)
        .filter_by(kind=kind, headers=shape(header))
        .where(or_(ColumnChoice.office_id == office_id, ColumnChoice.office_id.is_(None)))
        .order_by(ColumnChoice.office_id.is_(None), ColumnChoice.id.desc())
    ).first()
    return as_in_file(header, found.columns) if found else None
