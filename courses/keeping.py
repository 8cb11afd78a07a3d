"""Plain steps that write in a draft; actions use them inside themselves."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from courses.drafts import outline
from courses.drafts.outline import Outline
from courses.drafts.refusals import NoPlace, NotOpen
from courses.models import Draft, DraftFile, DraftHand, DraftState, Part
from courses.queries import authoring as queries
from courses.refusals import Gone
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.models import Person
from portal.people.rights import require


def author(person_id: int | None) -> Person:
    """The person, who may write drafts now."""
    return require(person_id, *queries.AUTHORS)


def within_reach(person: Person, ref: str) -> Draft:
    """A draft within reach, held against everybody else until the end of the action."""
    draft = db.scalar(
        select(Draft).where(Draft.ref == ref, queries.reach(person)).with_for_update(of=Draft)
    )
    if draft is None:
        raise Gone
    return draft


def open_draft(person: Person, ref: str) -> Draft:
    """A draft that can be written in."""
    draft = within_reach(person, ref)
    if draft.state is not DraftState.WRITING:
        raise NotOpen
    return draft


def place_of(person: Person) -> dict[str, Any]:
    """Where a new draft of this person belongs."""
    if person.role is Role.TRAINER and person.centre:
        return {"centre": person.centre}
    if person.role is not Role.TRAINER and person.office_id:
        return {"office_id": person.office_id}
    raise NoPlace


def keep(draft: Draft, person: Person, changed: Mapping[str, bytes | None]) -> bool:
    """Write what differs; None takes a file away. False where nothing differs."""
    now_there = queries.files(draft, *changed)
    differs = {path: new for path, new in changed.items() if now_there.get(path) != new}
    if not differs:
        return False
    mine = DraftFile.draft_id == draft.id
    db.execute(delete(DraftFile).where(mine, DraftFile.path.in_(differs)))
    db.add_all(
        DraftFile(
            draft_id=draft.id,
            path=path,
            content=content,
            changed_by_id=person.id,
            changed_at=now(),
        )
        for path, content in differs.items()
        if content is not None
    )
    touch(draft, person)
    return True


def touch(draft: Draft, person: Person) -> None:
    """Write down who changed a draft last, and that they wrote in it."""
    draft.changed_by_id, draft.changed_at = person.id, now()
    if not queries.has_written(person, draft.id):
        db.add(DraftHand(draft_id=draft.id, person_id=person.id, part=Part.WRITER))
    db.flush()


def outline_of(draft: Draft) -> Outline:
    """What a draft is made of."""
    return outline.read(queries.files(draft, outline.FILE))


def keep_outline(draft: Draft, person: Person, changed: Outline) -> None:
    """Write course.yml, and what the list of drafts shows of it."""
    keep(draft, person, {outline.FILE: changed.text().encode()})
    draft.titles = outline.both(changed.values["title"])
