"""Drafts laid before somebody else, sent back, taken back, or published as a new version."""

from sqlalchemy import delete, insert, select

from courses import keeping, prerequisites, versions
from courses.drafts import merging, outline
from courses.drafts.refusals import NothingNew, NotSound, Outdated, SayWhy, WroteIt
from courses.models import (
    Course,
    CourseVersion,
    Draft,
    DraftFile,
    DraftHand,
    DraftReview,
    DraftReviewFile,
    DraftState,
    Part,
)
from courses.pack.parts import BrokenPack, Pack
from courses.pack.reading import read_files
from courses.queries import authoring as queries
from courses.refusals import Gone, VersionFixed
from portal.deeds.models import Proposal
from portal.deeds.proposals import AlreadyDecided, close, propose, waiting_by_ref, withdraw
from portal.deeds.record import By, deed
from portal.ground.database import db, transaction
from portal.people.rights import require_approver

# The kind of proposal that a course makes (portal/office/words.py).
KIND = "course"


@deed
def ask_review(by: By, ref: str, version: str, note: str) -> str:
    """Lay a copy of a draft before somebody else; the proposal's reference."""
    author = keeping.author(by.person_id)
    draft = keeping.open_draft(author, ref)
    base = _current_base(draft)
    plan = keeping.outline_of(draft)
    if plan.values["version"] != version:
        plan.values["version"] = version
        keeping.keep_outline(draft, author, plan)
    pack = _sound(queries.files(draft))
    _require_new(pack, base)
    prerequisites.check(pack.slug, pack.prerequisites)
    before = base.version if base else None
    proposal = propose(
        by,
        kind=KIND,
        subject=f"{draft.title('bn')} {version}",
        difference={"course": draft.slug, "from": before, "to": version, "files": pack.digest},
        reason=note,
    )
    _freeze(draft, proposal, pack)
    draft.state = DraftState.IN_REVIEW
    return proposal.ref


@deed
def take_back(by: By, ref: str) -> str:
    """Go on writing in a draft that nobody has decided about; its reference."""
    author = keeping.author(by.person_id)
    draft = keeping.within_reach(author, ref)
    latest = next(iter(queries.reviews(draft)), None)
    if draft.state is not DraftState.IN_REVIEW or latest is None:
        raise AlreadyDecided
    withdraw(latest.proposal)
    draft.state = DraftState.WRITING
    return ref


@deed
def send_back(by: By, ref: str, reason: str, comments: dict[str, str]) -> str:
    """Give a draft back to its authors with what should be changed; the proposal's reference."""
    proposal, review, draft = _waiting(by, ref)
    if not reason:
        raise SayWhy
    close(by, proposal, approved=False, reason=reason)
    review.comments = comments
    draft.state = DraftState.WRITING
    return ref


@deed
def publish_draft(by: By, ref: str) -> str:
    """Publish what was laid before somebody as a new version; the proposal's reference."""
    proposal, review, draft = _waiting(by, ref)
    # Two drafts of one course follow each other: the second sees what the first published.
    # All courses are held, in the same order as where circles are looked for.
    db.execute(select(Course.id).order_by(Course.id).with_for_update(key_share=True))
    base = _current_base(draft)
    pack = _sound(queries.review_files(review))
    if pack.digest != review.digest or pack.digest != proposal.difference["files"]:
        raise NotSound
    _require_new(pack, base)
    version, _is_new = versions.record(pack)
    close(by, proposal, approved=True)
    # A writer of the draft has a row of this draft already: the second one is refused.
    db.add(DraftHand(draft_id=draft.id, person_id=by.person_id, part=Part.PUBLISHER))
    db.flush()
    review.version_id = version.id
    review.publisher_id, review.publisher_part = by.person_id, Part.PUBLISHER
    draft.state = DraftState.PUBLISHED
    db.execute(delete(DraftFile).where(DraftFile.draft_id == draft.id))
    return ref


@transaction
def take_over(person_id: int, ref: str) -> list[str]:
    """Bring the changes of a newer version into a draft; the files that both had changed."""
    author = keeping.author(person_id)
    draft = keeping.open_draft(author, ref)
    newest = queries.newest(draft.slug)
    if newest is None or newest.id == draft.base_id:
        return []
    mine = queries.files(draft)
    merged = merging.merged(
        queries.version_files(draft.base_id), queries.version_files(newest.id), mine
    )
    changed: dict[str, bytes | None] = dict.fromkeys(mine) | merged.files
    keeping.keep(draft, author, changed)
    plan = outline.read(merged.files)
    draft.titles, draft.base_id = outline.both(plan.values["title"]), newest.id
    return merged.both


def _current_base(draft: Draft) -> CourseVersion | None:
    """The newest version, which a draft must go on from, or what it lacks would be lost."""
    newest = queries.newest(draft.slug)
    if newest is not None and newest.id != draft.base_id:
        raise Outdated(version=newest.version)
    return newest


def _sound(files: dict[str, bytes]) -> Pack:
    try:
        return read_files(files, [])
    except BrokenPack:
        raise NotSound from None


def _require_new(pack: Pack, base: CourseVersion | None) -> None:
    """The version has a number of its own, and says something that is not published yet."""
    if queries.published(pack.slug, pack.version):
        raise VersionFixed(version=pack.version)
    before = queries.version_files(base.id if base else None)
    if outline.without_version(pack.files) == outline.without_version(before):
        raise NothingNew


def _freeze(draft: Draft, proposal: Proposal, pack: Pack) -> None:
    """Keep the files as they are laid before somebody."""
    review = DraftReview(
        draft_id=draft.id,
        proposal_id=proposal.id,
        version=pack.version,
        digest=pack.digest,
        comments={},
    )
    db.add(review)
    db.flush()
    rows = [{"review_id": review.id, "path": p, "content": c} for p, c in pack.files.items()]
    db.execute(insert(DraftReviewFile), rows)


def _waiting(by: By, ref: str) -> tuple[Proposal, DraftReview, Draft]:
    """A proposal that this person may decide, with what was laid before them."""
    proposal = waiting_by_ref(ref)
    if proposal is None or proposal.kind != KIND:
        raise AlreadyDecided
    approver = require_approver(by.person_id, proposal)
    review = db.scalar(select(DraftReview).filter_by(proposal_id=proposal.id))
    if review is None:
        raise Gone
    draft = db.scalar(select(Draft).filter_by(id=review.draft_id).with_for_update())
    if draft is None or draft.state is not DraftState.IN_REVIEW:
        raise AlreadyDecided
    if queries.has_written(approver, draft.id):
        raise WroteIt
    return proposal, review, draft
