"""Drafts and their reviews within somebody's reach; another centre's are not there."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, exists, false, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from courses.models import (
    Course,
    CourseFile,
    CourseVersion,
    Draft,
    DraftFile,
    DraftHand,
    DraftReview,
    DraftReviewFile,
    DraftState,
    Part,
)
from portal.deeds.models import Proposal, ProposalState
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.models import Person
from portal.people.rights import proposals_reach

AUTHORS = (Role.TRAINER, Role.OFFICER, Role.SUPERVISOR)
# A draft that was thrown away can be brought back for so long.
KEPT = timedelta(days=30)


def reach(person: Person) -> ColumnElement[bool]:
    """SQL: the drafts of a trainer's own centre, or of an officer's own office."""
    if person.role is Role.TRAINER and person.centre:
        return Draft.centre == person.centre
    if person.role in AUTHORS and person.office_id:
        return Draft.office_id == person.office_id
    return false()


def drafts(person: Person) -> Sequence[Draft]:
    """The drafts within reach, the last changed first; of those thrown away only the late ones."""
    there = or_(Draft.state != DraftState.THROWN_AWAY, Draft.changed_at > now() - KEPT)
    query = select(Draft).options(joinedload(Draft.base)).where(reach(person), there)
    return db.scalars(query.order_by(Draft.changed_at.desc(), Draft.id.desc()).limit(100)).all()


def draft_of(person: Person, ref: str) -> Draft | None:
    """A draft within reach."""
    query = select(Draft).options(joinedload(Draft.base)).where(Draft.ref == ref, reach(person))
    return db.scalar(query)


def files(draft: Draft, *paths: str) -> dict[str, bytes]:
    """The files of a draft as they are now: these, or all."""
    query = select(DraftFile.path, DraftFile.content).where(DraftFile.draft_id == draft.id)
    wanted = query.where(DraftFile.path.in_(paths)) if paths else query
    return {path: content for path, content in db.execute(wanted)}


def pictures(draft: Draft) -> Sequence[str]:
    """Where the pictures of a draft lie."""
    mine = select(DraftFile.path).where(DraftFile.draft_id == draft.id)
    return db.scalars(mine.where(DraftFile.path.like("media/%")).order_by(DraftFile.path)).all()


def last_change(draft: Draft, paths: Sequence[str]) -> DraftFile | None:
    """The file among these that was changed last."""
    mine = select(DraftFile).where(DraftFile.draft_id == draft.id, DraftFile.path.in_(paths))
    return db.scalar(mine.order_by(DraftFile.changed_at.desc(), DraftFile.id.desc()).limit(1))


def has_written(person: Person, draft_id: int) -> bool:
    """Whether somebody wrote in a draft."""
    mine = {"draft_id": draft_id, "person_id": person.id, "part": Part.WRITER}
    return db.scalar(select(DraftHand.id).filter_by(**mine)) is not None


def newest(slug: str) -> CourseVersion | None:
    """The newest published version of a course."""
    query = select(CourseVersion).join(CourseVersion.course).where(Course.slug == slug)
    return db.scalar(query.order_by(CourseVersion.id.desc()).limit(1))


def version_files(version_id: int | None) -> dict[str, bytes]:
    """The files of a published version; of none, none."""
    query = select(CourseFile.path, CourseFile.content).where(CourseFile.version_id == version_id)
    return {path: content for path, content in db.execute(query)}


def published(slug: str, version: str | None) -> CourseVersion | None:
    """A version of a course by its number."""
    query = select(CourseVersion).join(CourseVersion.course)
    return db.scalar(query.where(Course.slug == slug, CourseVersion.version == version))


def review_of(person: Person, ref: str) -> DraftReview | None:
    """A review by its proposal: for who may decide it, and for the place where it was written."""
    seen = or_(proposals_reach(person), reach(person))
    return db.scalar(_reviews().where(Proposal.ref == ref, seen))


def reviews(draft: Draft) -> Sequence[DraftReview]:
    """What became of a draft each time that it was laid before somebody, the last first."""
    query = _reviews().where(DraftReview.draft_id == draft.id)
    return db.scalars(query.order_by(DraftReview.id.desc())).all()


def waiting(person: Person) -> Sequence[DraftReview]:
    """Courses that wait for a decision that this person may take."""
    wrote = exists().where(
        DraftHand.draft_id == DraftReview.draft_id, DraftHand.person_id == person.id
    )
    query = _reviews().where(
        Proposal.state == ProposalState.WAITING, proposals_reach(person), ~wrote
    )
    return db.scalars(query.order_by(DraftReview.id).limit(100)).all()


def review_files(review: DraftReview, *paths: str) -> dict[str, bytes]:
    """The files of a draft as they were laid before somebody: these, or all."""
    query = select(DraftReviewFile.path, DraftReviewFile.content)
    query = query.where(DraftReviewFile.review_id == review.id)
    wanted = query.where(DraftReviewFile.path.in_(paths)) if paths else query
    return {path: content for path, content in db.execute(wanted)}


def names(ids: Collection[int | None]) -> dict[int | None, str]:
    """Names of people by their key."""
    query = select(Person).where(Person.id.in_(ids)).options(selectinload(Person.details))
    return {person.id: person.name for person in db.scalars(query)}


def _reviews() -> Select[DraftReview]:
    return (
        select(DraftReview)
        .join(DraftReview.proposal)
        .join(DraftReview.draft)
        .options(contains_eager(DraftReview.proposal), contains_eager(DraftReview.draft))
    )
