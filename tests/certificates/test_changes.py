"""What officers do with certificates: suspend alone; cancel, replace and lift by two."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from certificates import actions
from certificates.models import Certificate
from certificates.refusals import (
    AlreadyIssued,
    AlreadyOver,
    AlreadyProposed,
    Ended,
    Gone,
    NotInForce,
    NotSuspended,
    SameName,
)
from portal.deeds.models import Leaf
from portal.deeds.outbox import OutboxMessage
from portal.deeds.proposals import OwnProposal
from portal.ground.access import Role
from portal.ground.database import db, transaction
from portal.ground.errors import Forbidden
from portal.papers import claims, signing
from portal.papers.claims import Claims
from portal.papers.models import Paper, PaperChange, PaperEvent, PaperState
from portal.people.models import Person
from tests.make.certificates import HOLDER, by, make_certificate, make_pass, make_passed_course
from tests.make.courses import make_course
from tests.make.people import make_person

pytestmark = pytest.mark.usefixtures("app")
WHY = "The name is misspelt"


def officer(**more: str) -> Person:
    return make_person(Role.OFFICER, **more)


def paper_of(number: str) -> Paper:
    return db.scalars(select(Paper).filter_by(number=number)).one()


def said_by(number: str) -> Claims:
    face = paper_of(number).face
    assert face is not None
    return claims.read(signing.read(face.message).payload or b"")


def last_event() -> PaperEvent:
    return db.scalars(select(PaperEvent).order_by(PaperEvent.id.desc()).limit(1)).one()


def messages() -> list[str]:
    return [one.text for one in db.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]


def issued(language: str = "en") -> str:
    return make_certificate(make_person(language=language)).paper.number


def test_one_officer_suspends_alone_and_at_once() -> None:
    number, alone = issued(), officer()
    assert actions.suspend(by(alone), number, "A caller says it was bought") == number
    assert paper_of(number).state is PaperState.SUSPENDED
    event = last_event()
    assert (event.change, event.by_id) == (PaperChange.SUSPENDED, alone.id)
    assert event.reason == "A caller says it was bought"


def test_a_suspension_is_lifted_by_two() -> None:
    number, first = issued(), officer()
    actions.suspend(by(first), number, WHY)
    ref = actions.propose_lift(by(first), number, "The office of issue confirms it")
    assert paper_of(number).state is PaperState.SUSPENDED
    with pytest.raises(OwnProposal):
        actions.approve(by(first), ref)
    actions.approve(by(officer()), ref)
    assert paper_of(number).state is PaperState.LIVE
    assert last_event().reason == "The office of issue confirms it"


def test_only_what_is_in_force_is_suspended_and_only_what_is_suspended_lifted() -> None:
    number, first = issued(), officer()
    with pytest.raises(NotSuspended):
        actions.propose_lift(by(first), number, WHY)
    actions.suspend(by(first), number, WHY)
    with pytest.raises(NotInForce):
        actions.suspend(by(first), number, WHY)


def test_a_corrected_name_gives_a_new_paper_and_marks_the_old_one() -> None:
    number = issued()
    ref = actions.propose_replace(by(officer()), number, "RAHIMA KHATUN", WHY)
    assert said_by(number).name == "RAHIMA BEGUM"
    new = actions.approve(by(officer()), ref)
    assert new != number
    old, fresh = paper_of(number), paper_of(new)
    assert (old.state, old.replaced_by_id) == (PaperState.REPLACED, fresh.id)
    assert (fresh.state, fresh.person_id) == (PaperState.LIVE, old.person_id)
    assert said_by(new).name == "RAHIMA KHATUN"


def test_nothing_but_the_name_changes_on_a_replaced_paper() -> None:
    number = issued()
    ref = actions.propose_replace(by(officer()), number, "RAHIMA KHATUN", WHY)
    before, after = said_by(number), said_by(actions.approve(by(officer()), ref))
    for part in ("subject", "holder_check", "last_3", "assurance", "expires_on", "place"):
        assert getattr(before, part) == getattr(after, part)


def test_the_same_name_and_an_unknown_number_are_refused() -> None:
    number = issued()
    with pytest.raises(SameName):
        actions.propose_replace(by(officer()), number, "RAHIMA BEGUM", WHY)
    with pytest.raises(Gone):
        actions.propose_replace(by(officer()), "0123456789ABC", "RAHIMA", WHY)


def test_one_change_waits_at_a_time() -> None:
    number = issued()
    actions.propose_replace(by(officer()), number, "RAHIMA KHATUN", WHY)
    with pytest.raises(AlreadyProposed):
        actions.propose_cancel(by(officer()), number, WHY)


def test_what_was_replaced_is_not_changed_again() -> None:
    number = issued()
    actions.approve(
        by(officer()), actions.propose_replace(by(officer()), number, "RAHIMA KHATUN", WHY)
    )
    for action in (actions.propose_cancel, actions.propose_lift, actions.suspend):
        with pytest.raises((AlreadyOver, NotSuspended, NotInForce)):
            action(by(officer()), number, WHY)


@pytest.mark.parametrize("role", [Role.MIGRANT, Role.TRAINER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_suspend_nothing(role: Role) -> None:
    number = issued()
    with pytest.raises(Forbidden):
        actions.suspend(by(make_person(role)), number, WHY)


def test_an_officer_of_another_office_suspends_nothing() -> None:
    number = issued()
    with pytest.raises(Gone):
        actions.suspend(by(officer(office="sylhet")), number, WHY)
    assert paper_of(number).state is PaperState.LIVE


def test_the_same_form_sent_twice_suspends_once() -> None:
    number, once = issued(), by(officer())
    assert actions.suspend(once, number, WHY) == actions.suspend(once, number, WHY)
    events = db.scalars(select(PaperEvent).filter_by(change=PaperChange.SUSPENDED)).all()
    assert len(events) == 1
    assert len(messages()) == 1


@pytest.mark.parametrize("change", ["cancelled", "restored"])
def test_the_schema_lets_nobody_write_alone_what_takes_two(change: str) -> None:
    paper = paper_of(issued())

    @transaction
    def alone() -> None:
        db.add(
            PaperEvent(
                paper_id=paper.id, change=PaperChange(change), at=datetime.now(UTC), reason=WHY
            )
        )

    with pytest.raises(DBAPIError, match="history is only added to"):
        alone()


def test_every_change_stands_in_the_journal() -> None:
    number, first = issued(), officer()
    actions.suspend(by(first), number, WHY)
    actions.approve(by(officer()), actions.propose_lift(by(first), number, WHY))
    ours = select(Leaf.deed).where(Leaf.deed.startswith("certificates.")).order_by(Leaf.id)
    deeds = db.scalars(ours).all()
    assert deeds[-3:] == [
        "certificates.suspend",
        "certificates.propose_lift",
        "certificates.approve",
    ]


def test_the_holder_hears_of_every_change_in_the_own_language() -> None:
    number, first = issued("en"), officer()
    actions.suspend(by(first), number, WHY)
    actions.approve(by(officer()), actions.propose_lift(by(first), number, WHY))
    ref = actions.propose_replace(by(first), number, "RAHIMA KHATUN", WHY)
    new = actions.approve(by(officer()), ref)
    actions.approve(by(officer()), actions.propose_cancel(by(first), new, WHY))
    told = messages()
    for text, words in zip(
        told, ("looks into", "in force again", "corrected one", "was cancelled"), strict=True
    ):
        assert words in text
    assert all(WHY not in text and "RAHIMA" not in text for text in told)


def test_a_bangla_holder_is_told_in_bangla_and_not_at_night() -> None:
    actions.suspend(by(officer()), issued("bn"), WHY)
    message = db.scalars(select(OutboxMessage)).one()
    assert "নিরাপদ" in message.text
    assert message.by_day


def expiring(person: Person) -> str:
    version = make_course(expires_after=1)
    make_pass(person.id, version.id)
    slug: str = version.course.slug
    return slug


def test_after_expiry_a_new_one_replaces_the_old_one(app: Flask) -> None:
    person = make_person()
    slug = expiring(person)
    app.config["CLOCK"] = lambda: datetime(2040, 1, 10, tzinfo=UTC)
    first = actions.issue(by(person), slug, HOLDER)
    assert paper_of(first).expires_on == date(2040, 2, 10)
    app.config["CLOCK"] = lambda: datetime(2040, 2, 10, 17, tzinfo=UTC)
    with pytest.raises(AlreadyIssued):
        actions.issue(by(person), slug, HOLDER)
    app.config["CLOCK"] = lambda: datetime(2040, 2, 10, 18, tzinfo=UTC)
    second = actions.issue(by(person), slug, HOLDER)
    assert paper_of(first).state is PaperState.REPLACED
    assert paper_of(first).replaced_by_id == paper_of(second).id
    assert [one.live for one in db.scalars(select(Certificate).order_by(Certificate.id))] == [
        False,
        True,
    ]


def test_an_expired_one_is_not_corrected(app: Flask) -> None:
    person = make_person()
    slug = expiring(person)
    app.config["CLOCK"] = lambda: datetime(2040, 1, 10, tzinfo=UTC)
    number = actions.issue(by(person), slug, HOLDER)
    app.config["CLOCK"] = lambda: datetime(2040, 3, 10, tzinfo=UTC)
    with pytest.raises(Ended):
        actions.propose_replace(by(officer()), number, "RAHIMA KHATUN", WHY)


def test_a_cancelled_one_leaves_room_for_a_new_one() -> None:
    person = make_person()
    slug = make_passed_course(person)
    number = actions.issue(by(person), slug, HOLDER)
    actions.approve(by(officer()), actions.propose_cancel(by(officer()), number, WHY))
    assert actions.issue(by(person), slug, HOLDER) != number
