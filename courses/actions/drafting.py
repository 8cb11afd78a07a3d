"""Drafts begun, thrown away and brought back; no deeds, for the public sees nothing of it."""

import uuid

from sqlalchemy import delete, select

from courses import keeping
from courses.drafts import numbers, outline
from courses.drafts.opening import Opened
from courses.drafts.outline import Outline
from courses.drafts.refusals import CourseThere, NameTaken, NotOpen
from courses.models import CourseVersion, Draft, DraftFile, DraftState
from courses.pack.reading import PAGES
from courses.queries import authoring as queries
from courses.refusals import Gone
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.people.models import Person


@transaction
def begin(person_id: int, slug: str) -> str:
    """Begin a draft of a published course, as its next version; what stands in its address."""
    author = keeping.author(person_id)
    base = queries.newest(slug)
    if base is None:
        raise Gone
    files = queries.version_files(base.id)
    plan = outline.read(files)
    plan.values["version"] = numbers.following(base.version, today().year)
    return _begin(author, files | {outline.FILE: plan.text().encode()}, plan, base)


@transaction
def begin_new(person_id: int, slug: str, titles: dict[str, str]) -> str:
    """Begin a course that there was not; what stands in the address of its draft."""
    author = keeping.author(person_id)
    if slug in PAGES:
        raise NameTaken
    if queries.newest(slug) is not None:
        raise CourseThere
    plan = outline.new(slug, numbers.following(None, today().year), titles)
    return _begin(author, {outline.FILE: plan.text().encode()}, plan, None)


@transaction
def begin_from(person_id: int, pack: Opened) -> str:
    """Begin a draft with the files of a pack; what stands in its address."""
    author = keeping.author(person_id)
    return _begin(author, pack.files, pack.plan, queries.newest(pack.plan.values["slug"]))


@transaction
def throw_away(person_id: int, ref: str) -> None:
    """Put a draft out of the way; it can be brought back for a while."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    draft.state = DraftState.THROWN_AWAY
    draft.changed_by_id, draft.changed_at = author.id, now()


@transaction
def bring_back(person_id: int, ref: str) -> None:
    """Take up again what was thrown away."""
    author = keeping.author(person_id)
    draft = keeping.within_reach(author, ref)
    if draft.state is not DraftState.THROWN_AWAY or draft.changed_at <= now() - queries.KEPT:
        raise NotOpen
    draft.state = DraftState.WRITING
    draft.changed_by_id, draft.changed_at = author.id, now()


@transaction
def forget_old_drafts() -> None:
    """Delete the files of drafts that were thrown away long ago."""
    old = select(Draft.id).where(
        Draft.state == DraftState.THROWN_AWAY, Draft.changed_at <= now() - queries.KEPT
    )
    db.execute(delete(DraftFile).where(DraftFile.draft_id.in_(old)))


def _begin(
    person: Person, files: dict[str, bytes], plan: Outline, base: CourseVersion | None
) -> str:
    draft = Draft(
        ref=uuid.uuid4().hex,
        slug=plan.values["slug"],
        titles=outline.both(plan.values["title"]),
        base_id=base.id if base else None,
        **keeping.place_of(person),
        begun_by_id=person.id,
        begun_at=now(),
        changed_by_id=person.id,
        changed_at=now(),
    )
    db.add(draft)
    db.flush()
    keeping.keep(draft, person, files)
    return draft.ref
