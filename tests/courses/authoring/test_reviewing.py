"""Reviews: a copy laid before somebody else, who publishes it or sends it back."""

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from courses import queries as public_queries
from courses.actions import drafting, reviewing, studying, writing
from courses.drafts.marks import mark
from courses.drafts.opening import opened
from courses.drafts.refusals import (
    NothingNew,
    NotOpen,
    NotSound,
    Outdated,
    SayWhy,
    WroteIt,
)
from courses.models import (
    Course,
    CourseVersion,
    Draft,
    DraftFile,
    DraftHand,
    DraftReview,
    DraftState,
    Part,
)
from courses.queries import authoring as queries
from courses.refusals import Gone, VersionFixed
from portal.deeds.models import Leaf, Proposal, ProposalState
from portal.deeds.proposals import AlreadyDecided, OwnProposal
from portal.ground.access import Role
from portal.ground.database import db
from portal.ground.errors import Forbidden
from portal.people.models import Person
from tests.make.authoring import (
    ask,
    by,
    change_lesson,
    lesson_of,
    make_draft,
    make_trainer,
    pack_files,
    section_of,
)
from tests.make.courses import make_attempt, make_course
from tests.make.people import make_person

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def trainer(app: Flask) -> Person:
    """A trainer."""
    return make_trainer()


@pytest.fixture
def officer(app: Flask) -> Person:
    """An officer who wrote nothing."""
    return make_person(Role.OFFICER)


@pytest.fixture
def draft(trainer: Person) -> Draft:
    """A draft in which something was changed."""
    draft = make_draft(trainer)
    change_lesson(trainer, draft)
    return draft


def _version(slug: str = "small") -> CourseVersion:
    found = public_queries.version_for(slug, None)
    assert found
    return found


def test_what_somebody_else_publishes_is_the_new_version(
    trainer: Person, officer: Person, draft: Draft
) -> None:
    ref = ask(trainer, draft)
    reviewing.publish_draft(by(officer), ref)
    assert _version().version == "2"
    assert queries.version_files(_version().id)["en/one.md"].startswith(b"---\ntitle: Changed")
    assert draft.state is DraftState.PUBLISHED
    assert db.scalar(select(func.count(DraftFile.id))) == 0
    deeds = db.scalars(select(Leaf.deed).order_by(Leaf.id)).all()
    assert deeds[-2:] == ["courses.ask_review", "courses.publish_draft"]


def test_while_it_waits_nobody_writes_and_the_public_sees_the_old_version(
    trainer: Person, draft: Draft
) -> None:
    ask(trainer, draft)
    with pytest.raises(NotOpen):
        change_lesson(trainer, draft, title="Later")
    with pytest.raises(NotOpen):
        ask(trainer, draft, "3")
    with pytest.raises(NotOpen):
        drafting.throw_away(trainer.id, draft.ref)
    assert _version().version == "1"


def test_nobody_publishes_what_they_wrote_or_proposed(trainer: Person) -> None:
    first, second = make_person(Role.OFFICER), make_person(Role.OFFICER)
    draft = make_draft(first)
    change_lesson(second, draft)
    ref = ask(first, draft)
    with pytest.raises(OwnProposal):
        reviewing.publish_draft(by(first), ref)
    with pytest.raises(WroteIt):
        reviewing.publish_draft(by(second), ref)
    with pytest.raises(WroteIt):
        reviewing.send_back(by(second), ref, "No", {})
    assert _version().version == "1"


@pytest.mark.parametrize("role", [Role.MIGRANT, Role.TRAINER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_officers_and_supervisors_publish(role: Role, trainer: Person, draft: Draft) -> None:
    ref = ask(trainer, draft)
    with pytest.raises(Forbidden):
        reviewing.publish_draft(by(make_person(role)), ref)


def test_the_database_refuses_a_writer_as_publisher(
    trainer: Person, officer: Person, draft: Draft
) -> None:
    ask(trainer, draft)
    review = db.scalars(select(DraftReview)).one()
    claim = {"version_id": draft.base_id, "publisher_id": trainer.id}
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(update(DraftReview).values(**claim, publisher_part=Part.PUBLISHER))
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(update(DraftReview).values(**claim, publisher_part=Part.WRITER))
    row = {"draft_id": draft.id, "person_id": trainer.id, "part": Part.PUBLISHER}
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(insert(DraftHand).values(**row))
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(update(Proposal).values(decided_by_id=trainer.id))
    assert review.publisher_id is None


def test_a_repeated_click_publishes_once(trainer: Person, officer: Person, draft: Draft) -> None:
    ref = ask(trainer, draft)
    for _turn in range(2):
        assert reviewing.publish_draft(by(officer, "0123456789abcdef"), ref) == ref
    with pytest.raises(AlreadyDecided):
        reviewing.publish_draft(by(make_person(Role.SUPERVISOR)), ref)
    assert db.scalar(select(func.count(CourseVersion.id))) == 2


def test_what_is_sent_back_says_why_and_can_be_asked_again(
    trainer: Person, officer: Person, draft: Draft
) -> None:
    ref = ask(trainer, draft)
    with pytest.raises(SayWhy):
        reviewing.send_back(by(officer), ref, "", {})
    reviewing.send_back(by(officer), ref, "Shorter", {"lesson one": "Too long"})
    assert draft.state is DraftState.WRITING
    review = queries.reviews(draft)[0]
    assert (review.proposal.decision_reason, review.comments) == (
        "Shorter",
        {"lesson one": "Too long"},
    )
    change_lesson(trainer, draft, title="Shorter")
    reviewing.publish_draft(by(officer), ask(trainer, draft))
    assert _version().version == "2"


def test_what_is_taken_back_is_written_on(trainer: Person, officer: Person, draft: Draft) -> None:
    ref = ask(trainer, draft)
    reviewing.take_back(by(make_trainer()), draft.ref)
    assert draft.state is DraftState.WRITING
    assert db.scalars(select(Proposal).filter_by(ref=ref)).one().state is ProposalState.WITHDRAWN
    with pytest.raises(AlreadyDecided):
        reviewing.publish_draft(by(officer), ref)
    with pytest.raises(AlreadyDecided):
        reviewing.take_back(by(trainer), draft.ref)
    with pytest.raises(Gone):
        reviewing.take_back(by(officer), draft.ref)


def test_what_the_check_refuses_is_not_laid_before_anybody(trainer: Person, draft: Draft) -> None:
    seen = mark(section_of(draft, "first"))
    writing.save_questions(trainer.id, draft.ref, "first", {"bn": "", "en": ""}, seen)
    with pytest.raises(NotSound):
        ask(trainer, draft)
    assert draft.state is DraftState.WRITING


def test_nothing_new_and_an_old_number_are_refused(trainer: Person) -> None:
    untouched = make_draft(trainer)
    with pytest.raises(NothingNew):
        ask(trainer, untouched, "9")
    change_lesson(trainer, untouched)
    with pytest.raises(VersionFixed):
        ask(trainer, untouched, "1")


def test_a_draft_behind_the_newest_version_takes_its_changes_over_first(
    trainer: Person, officer: Person, draft: Draft
) -> None:
    other = make_draft(trainer)
    change_lesson(trainer, other, "two", "Theirs")
    late = ask(trainer, draft, "3")
    reviewing.publish_draft(by(officer), ask(trainer, other, "2"))
    with pytest.raises(Outdated):
        reviewing.publish_draft(by(officer), late)
    reviewing.take_back(by(trainer), draft.ref)
    with pytest.raises(Outdated):
        ask(trainer, draft, "3")
    assert reviewing.take_over(trainer.id, draft.ref) == []
    assert lesson_of(draft, "two").words["en"].title == "Theirs"
    assert lesson_of(draft, "one").words["en"].title == "Changed"
    reviewing.publish_draft(by(officer), ask(trainer, draft, "3"))
    assert reviewing.take_over(trainer.id, make_draft(trainer).ref) == []


def test_two_new_courses_of_one_name_are_published_one_after_the_other(
    trainer: Person, officer: Person
) -> None:
    files = opened(pack_files(slug="twin"))
    refs = [drafting.begin_from(trainer.id, files) for _turn in range(2)]
    drafts = [db.scalars(select(Draft).filter_by(ref=ref)).one() for ref in refs]
    asked = [ask(trainer, one, "1") for one in drafts]
    reviewing.publish_draft(by(officer), asked[0])
    with pytest.raises(Outdated):
        reviewing.publish_draft(by(officer), asked[1])
    assert db.scalar(select(func.count(Course.id)).filter_by(slug="twin")) == 1


def test_who_is_in_the_middle_of_a_test_keeps_the_version(
    trainer: Person, officer: Person, draft: Draft
) -> None:
    learner, other = make_person(), make_person()
    attempt = make_attempt(learner, _version().modules[0])
    reviewing.publish_draft(by(officer), ask(trainer, draft))
    kept = public_queries.version_for("small", learner)
    fresh = public_queries.version_for("small", other)
    assert kept
    assert fresh
    assert (kept.version, fresh.version) == ("1", "2")
    studying.submit_attempt(learner.id, attempt.ref)


def test_what_was_read_stays_read_in_the_new_version(
    trainer: Person, officer: Person, draft: Draft
) -> None:
    learner = make_person()
    studying.mark_read(learner.id, _version().modules[0].lessons[0].id)
    reviewing.publish_draft(by(officer), ask(trainer, draft))
    lines = public_queries.outline(_version(), "en", learner)
    assert _version().version == "2"
    assert [line.is_read for line in lines] == [True, False, False]
    assert [offer.read for offer in public_queries.courses(learner)] == [1]
    assert not any(line.is_read for line in public_queries.outline(_version(), "en", None))


def test_the_wait_shows_to_who_may_decide_and_to_nobody_else(
    trainer: Person, officer: Person, draft: Draft
) -> None:
    ref = ask(trainer, draft)
    assert [one.proposal.ref for one in queries.waiting(officer)] == [ref]
    assert queries.waiting(trainer) == []
    assert queries.review_of(make_person(Role.AUDITOR), ref)
    assert queries.review_of(trainer, ref)
    assert queries.review_of(make_person(), ref) is None
    stranger = make_trainer()
    stranger.centre = "elsewhere"
    assert queries.review_of(stranger, ref) is None
    db.rollback()


def test_a_version_published_meanwhile_from_a_folder_is_not_overwritten(
    trainer: Person, officer: Person, draft: Draft
) -> None:
    ref = ask(trainer, draft, "2")
    make_course("small", version="2")
    with pytest.raises(Outdated):
        reviewing.publish_draft(by(officer), ref)
