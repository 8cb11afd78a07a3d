"""Issuing, asking to cancel, deciding."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from certificates import actions, queries
from certificates.actions import Holder
from certificates.models import Certificate
from certificates.refusals import AlreadyIssued, AlreadyOver, AlreadyProposed, Gone, NotPassed
from portal.deeds.proposals import AlreadyDecided, OwnProposal
from portal.deeds.verify import journaled_models
from portal.ground.access import Role
from portal.ground.database import db, transaction
from portal.ground.errors import Forbidden
from portal.papers import claims, ids, signing, status
from portal.papers.models import Paper, PaperChange, PaperEvent, PaperFace, PaperState
from portal.people.rights import OutOfReach
from tests.make.certificates import HOLDER, by, change, make_certificate, make_passed_course
from tests.make.courses import make_course
from tests.make.people import make_person

pytestmark = pytest.mark.usefixtures("app")


def state_of(number: str) -> PaperState:
    return db.scalars(select(Paper.state).filter_by(number=number)).one()


def proposed() -> tuple[str, str]:
    number = make_certificate(make_person()).paper.number
    officer = make_person(Role.OFFICER)
    return number, actions.propose_cancel(by(officer), number, "Issued in error")


def test_a_certificate_says_what_was_asked_for() -> None:
    paper = make_certificate(make_person()).paper
    assert paper.face is not None
    said = claims.read(signing.read(paper.face.message).payload or b"")
    assert (said.name, said.holder_check, said.last_3) == ("RAHIMA BEGUM", b"\xab\xcd", "417")
    assert said.number == paper.number
    assert said.status_index == paper.list_number * status.SIZE + paper.place


def test_a_certificate_needs_a_passed_course() -> None:
    slug = make_course().course.slug
    with pytest.raises(NotPassed):
        actions.issue(by(make_person()), slug, HOLDER)


def test_a_certificate_is_not_issued_twice() -> None:
    person = make_person()
    slug = make_passed_course(person)
    actions.issue(by(person), slug, HOLDER)
    with pytest.raises(AlreadyIssued):
        actions.issue(by(person), slug, HOLDER)


def test_the_same_form_sent_twice_leads_to_the_same_certificate() -> None:
    person = make_person()
    slug, once = make_passed_course(person), by(person)
    assert actions.issue(once, slug, HOLDER) == actions.issue(once, slug, HOLDER)


def test_the_schema_refuses_a_second_live_certificate() -> None:
    first = make_certificate(make_person())
    values = {name: getattr(first, name) for name in ("person_id", "course_version_id", "level")}

    @transaction
    def add() -> None:
        db.add(Certificate(**values, paper_id=first.paper_id + 1, live=True))

    with pytest.raises(IntegrityError):
        add()


def test_after_a_cancelled_one_a_new_one_is_issued() -> None:
    person = make_person()
    slug = make_passed_course(person)
    number = actions.issue(by(person), slug, HOLDER)
    ref = actions.propose_cancel(by(make_person(Role.OFFICER)), number, "Wrong name")
    actions.approve(by(make_person(Role.OFFICER)), ref)
    assert actions.issue(by(person), slug, Holder("RAHIMA KHATUN")) != number


def test_a_cancellation_waits_for_another_officer() -> None:
    number, _ref = proposed()
    assert state_of(number) is PaperState.LIVE


def test_another_officer_cancels() -> None:
    number, ref = proposed()
    assert actions.approve(by(make_person(Role.OFFICER)), ref) == number
    assert state_of(number) is PaperState.CANCELLED
    assert not db.scalars(select(Certificate.live)).one()


def test_the_history_says_who_cancelled_and_why() -> None:
    _number, ref = proposed()
    second = make_person(Role.OFFICER)
    actions.approve(by(second), ref)
    last = db.scalars(select(PaperEvent).order_by(PaperEvent.id.desc()).limit(1)).one()
    assert (last.change, last.by_id, last.reason) == ("cancelled", second.id, "Issued in error")


def test_nobody_approves_the_own_proposal() -> None:
    number = make_certificate(make_person()).paper.number
    officer = make_person(Role.OFFICER)
    ref = actions.propose_cancel(by(officer), number, "Issued in error")
    with pytest.raises(OwnProposal):
        actions.approve(by(officer), ref)
    assert state_of(number) is PaperState.LIVE


@pytest.mark.parametrize("role", [Role.MIGRANT, Role.TRAINER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_neither_propose_nor_approve(role: Role) -> None:
    number, ref = proposed()
    with pytest.raises(Forbidden):
        actions.propose_cancel(by(make_person(role)), number, "Because")
    with pytest.raises(Forbidden):
        actions.approve(by(make_person(role)), ref)


def test_an_officer_of_another_office_does_not_reach_it() -> None:
    number = make_certificate(make_person()).paper.number
    with pytest.raises(Gone):
        actions.propose_cancel(by(make_person(Role.OFFICER, office="sylhet")), number, "Because")


def test_an_officer_of_another_division_does_not_decide_it() -> None:
    _number, ref = proposed()
    with pytest.raises(OutOfReach):
        actions.approve(by(make_person(Role.OFFICER, office="sylhet")), ref)


def test_a_refused_proposal_changes_nothing() -> None:
    number, ref = proposed()
    actions.refuse(by(make_person(Role.OFFICER)), ref, "The name is right")
    assert state_of(number) is PaperState.LIVE


def test_a_proposal_is_decided_once() -> None:
    _number, ref = proposed()
    actions.approve(by(make_person(Role.OFFICER)), ref)
    with pytest.raises(AlreadyDecided):
        actions.refuse(by(make_person(Role.OFFICER)), ref, "Too late")


def test_the_same_is_not_proposed_twice() -> None:
    number, _ref = proposed()
    with pytest.raises(AlreadyProposed):
        actions.propose_cancel(by(make_person(Role.OFFICER)), number, "Again")


def test_what_is_cancelled_is_not_cancelled_again() -> None:
    number, ref = proposed()
    actions.approve(by(make_person(Role.OFFICER)), ref)
    with pytest.raises(AlreadyOver):
        actions.propose_cancel(by(make_person(Role.OFFICER)), number, "Again")


def refused_by_the_database(do: Callable[[], None]) -> None:
    with pytest.raises(DBAPIError):
        transaction(do)()


def test_the_schema_brings_no_cancelled_paper_back() -> None:
    number, ref = proposed()
    actions.approve(by(make_person(Role.OFFICER)), ref)

    def restore() -> None:
        db.scalars(select(Paper).filter_by(number=number)).one().state = PaperState.LIVE
        db.flush()

    refused_by_the_database(restore)


def test_the_schema_lets_no_face_be_rewritten() -> None:
    make_certificate(make_person())

    def rewrite() -> None:
        db.scalars(select(PaperFace)).one().message = b"other"
        db.flush()

    refused_by_the_database(rewrite)


def test_papers_and_their_events_stand_in_the_journal() -> None:
    tables = {model.__tablename__ for model in journaled_models()}
    assert {"paper", "paper_face", "paper_event", "certificate", "key_event"} <= tables


def test_what_stands_on_a_paper_is_not_in_clear_in_the_database() -> None:
    make_certificate(make_person())
    rows = db.execute(text("SELECT message, words FROM paper_face")).one()
    assert not any(b"RAHIMA" in bytes(value) or b"Small" in bytes(value) for value in rows)


def test_numbers_are_random_and_well_formed() -> None:
    numbers = [make_certificate(make_person()).paper.number for _ in range(3)]
    assert len(set(numbers)) == 3
    assert all(ids.typed(number) == number for number in numbers)


def test_a_paper_can_be_suspended_and_restored() -> None:
    number = make_certificate(make_person()).paper.number
    officer = make_person(Role.OFFICER)
    change(by(officer), number, PaperChange.SUSPENDED)
    assert state_of(number) is PaperState.SUSPENDED
    change(by(officer), number, PaperChange.RESTORED)
    assert state_of(number) is PaperState.LIVE


def test_an_erased_holder_leaves_the_number(app: Flask) -> None:
    number = make_certificate(make_person()).paper.number
    transaction(lambda: db.delete(db.scalars(select(PaperFace)).one()))()
    found = queries.public(number)
    assert found is not None
    assert found.message is None


def test_the_day_of_issue_is_the_day_in_dhaka(app: Flask) -> None:
    app.config["CLOCK"] = lambda: datetime(2040, 11, 23, 20, 0, tzinfo=UTC)
    assert make_certificate(make_person()).paper.issued_on == date(2040, 11, 24)
