"""Files on their way: kept while their columns are chosen, and what was chosen remembered."""

import uuid
from collections.abc import Sequence

from sqlalchemy import delete, select

from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.typed import seen
from portal.people.rights import require
from visa_check.headers import Choice, in_order, shape
from visa_check.models import ColumnChoice, Import, ListKind, WaitingFile


@transaction
def keep_file(by: By, kind: ListKind, name: str, content: bytes, complete: bool) -> str:
    """Keep a file that was sent, so that nobody has to send it again."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    found = WaitingFile(
        ref=uuid.uuid4().hex,
        kind=kind,
        file_name=seen(name)[:120] or "list",
        complete=complete,
        person_id=by.person_id,
        created_at=now(),
        content=content,
    )
    db.add(found)
    db.flush()
    return found.ref


@transaction
def join_list(ref: str, list_ref: str) -> None:
    """Write down which list was made of a file."""
    found = db.scalar(select(WaitingFile).filter_by(ref=ref))
    made = db.scalar(select(Import).filter_by(ref=list_ref))
    if found is not None and made is not None:
        found.import_id = made.id


@transaction
def remember_columns(
    by: By, kind: ListKind, header: Sequence[str], chosen: Choice, *, for_all: bool
) -> None:
    """Remember which columns stand under the headers of files of this shape."""
    person = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    office_id = None if for_all else person.office_id
    key = shape(header)
    db.execute(
        delete(ColumnChoice).where(
            ColumnChoice.kind == kind,
            ColumnChoice.headers == key,
            ColumnChoice.office_id.is_(None)
            if office_id is None
            else ColumnChoice.office_id == office_id,
        )
    )
    db.add(
        ColumnChoice(
            kind=kind,
            headers=key,
            office_id=office_id,
            columns=in_order(header, chosen),
            person_id=person.id,
            chosen_at=now(),
        )
    )
