"""Questions about visas: asked once, followed by steps, told by SMS, withdrawn by their owner."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from portal.deeds import outbox
from portal.deeds.models import LeafRow
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.ground.errors import Forbidden
from portal.people.models import Person
from tests.make.people import make_person
from tests.make.requests import make_request, question, take_in
from tests.make.visa_check import by, make_officer, raw
from visa_check.actions import requests as actions
from visa_check.models import (
    Channel,
    RequestState,
    StepKind,
    VisaRequest,
    VisaRequestStep,
)
from visa_check.queries import requests as queries
from visa_check.recording.requests import add_step
from visa_check.references import new_reference, read_reference, show_reference
from visa_check.verdicts import VisaState


@deed
def step(by: By, ref: str, kind: StepKind, answer: VisaState | None = None) -> str:
    """A step by somebody of the staff."""
    request = queries.by_reference(ref)
    assert request
    add_step(request, kind, by.person_id, answer)
    return ref


def texts(person: Person) -> list[str]:
    """What this person was sent, the oldest first."""
    return [message.text for message in outbox.messages() if message.to == person.phone]


@pytest.fixture
def asker(app: Flask) -> Person:
    """Somebody of Cumilla who reads English."""
    return make_person(Role.MIGRANT, language="en")


def test_a_reference_has_60_random_bits_and_is_read_however_it_is_typed() -> None:
    assert len({new_reference() for _ in range(1000)}) == 1000
    assert read_reference(" 0r15 jdk8-5o7s\u200d") == "0R15JDK8507S"
    assert read_reference("০R১৫JDK৮৫০৭S") == "0R15JDK8507S"
    assert show_reference("0R15JDK8507S") == "0R15 JDK8 507S"


@pytest.mark.parametrize("text", ["", "0R15JDK8507", "0R15JDK8507SU", "U" * 12, "0" * 100_000])
def test_what_is_no_reference_is_not_read_as_one(text: str) -> None:
    assert read_reference(text) is None


def test_a_question_waits_at_the_chosen_office(asker: Person) -> None:
    request = make_request(asker, office="dhaka")
    assert request.state is RequestState.WAITING
    assert request.channel is Channel.OWN
    assert queries.kept_request(make_officer("dhaka"), request.ref) is not None


def test_an_officer_of_another_district_finds_nothing(asker: Person) -> None:
    request = make_request(asker, office="dhaka")
    assert queries.kept_request(make_officer("cumilla"), request.ref) is None


def test_a_flight_is_the_place_in_the_queue_and_without_one_it_is_two_weeks_away(
    asker: Person,
) -> None:
    day = today() + timedelta(days=3)
    assert make_request(asker, flight_day=day).due_on == day
    later = make_request(asker, passport_number="A09999999").due_on
    assert later == today() + timedelta(days=14)


def test_the_database_holds_nothing_personal_in_clear(asker: Person) -> None:
    make_request(asker)
    rows = b"".join(raw(f"visa_request{part}") for part in ("", "_details", "_step"))
    for secret in (b"A01234567", b"RAHMAN", b"E12345678", b"1998-04-12", b"Cleaner"):
        assert secret not in rows


def test_the_same_question_of_the_same_account_is_refused_while_it_is_open(asker: Person) -> None:
    first = make_request(asker)
    with pytest.raises(actions.AlreadyAsked) as refused:
        make_request(asker)
    assert show_reference(first.ref) in refused.value.text
    actions.withdraw(by(asker), first.ref)
    assert make_request(asker).ref != first.ref


def test_sent_twice_with_one_key_it_is_one_request(asker: Person) -> None:
    key = By(asker.id, f"person {asker.id}", "ask", key="k" * 32, body=b"b")
    first = actions.ask(key, "cumilla", question())
    assert actions.ask(key, "cumilla", question()) == first
    assert len(queries.own_requests(asker)) == 1


def test_nobody_has_more_than_ten_open_questions(asker: Person) -> None:
    for number in range(actions.MOST_OPEN):
        make_request(asker, visa_number=f"E{number:08d}")
    with pytest.raises(actions.TooManyOpen):
        make_request(asker, visa_number="E99999999")


def test_staff_ask_nobody(app: Flask) -> None:
    with pytest.raises(Forbidden):
        actions.ask(by(make_officer()), "cumilla", question())


def test_who_stands_at_the_counter_is_in_the_hand_of_that_officer(app: Flask) -> None:
    officer = make_officer()
    request = take_in(officer)
    assert request.state is RequestState.IN_HAND
    assert request.claimed_by_id == officer.id
    assert request.person_id is None
    assert [each.kind for each in queries.steps(request.id)] == [StepKind.ASKED, StepKind.TAKEN]


def test_who_told_a_number_at_the_counter_gets_one_message_with_the_reference(app: Flask) -> None:
    request = take_in(make_officer(), phone="+8801700009999")
    sent = [each.text for each in outbox.messages() if each.to == "+8801700009999"]
    assert len(sent) == 1
    assert request.ref in sent[0]


def test_each_step_is_told_once_in_the_language_of_the_person(asker: Person) -> None:
    ref = make_request(asker).ref
    officer = by(make_officer())
    step(officer, ref, StepKind.TAKEN)
    step(officer, ref, StepKind.RELEASED)
    step(officer, ref, StepKind.TAKEN)
    step(officer, ref, StepKind.ANSWERED, VisaState.VERIFIED)
    told = texts(asker)
    assert len(told) == 3
    assert "arrived" in told[0]
    assert "looking" in told[1]
    assert "Verified" in told[2]
    assert all(f"/visa/requests/{ref}" in message for message in told)


def test_no_message_names_passport_visa_or_person(asker: Person) -> None:
    ref = make_request(asker).ref
    step(by(make_officer()), ref, StepKind.ANSWERED, VisaState.FRAUD)
    for message in texts(asker):
        assert not {"A01234567", "E12345678", "RAHMAN"} & set(message.split())


def test_the_state_and_the_claim_follow_from_the_steps(asker: Person) -> None:
    ref, officer = make_request(asker).ref, make_officer()
    step(by(officer), ref, StepKind.TAKEN)
    request = queries.by_reference(ref)
    assert request
    assert (request.state, request.claimed_by_id) == (RequestState.IN_HAND, officer.id)
    step(by(officer), ref, StepKind.SECOND)
    assert request.claimed_by_id == officer.id
    step(by(officer), ref, StepKind.RELEASED)
    assert (request.state, request.claimed_by_id) == (RequestState.WAITING, None)
    step(by(officer), ref, StepKind.ANSWERED, VisaState.CANNOT_CHECK)
    assert request.state is RequestState.ANSWERED
    assert request.closed_at


def test_a_withdrawn_question_is_closed_and_told(asker: Person) -> None:
    ref = make_request(asker).ref
    actions.withdraw(by(asker), ref)
    request = queries.by_reference(ref)
    assert request
    assert request.state is RequestState.WITHDRAWN
    assert "withdrawn" in texts(asker)[-1]
    with pytest.raises(actions.Closed):
        actions.withdraw(by(asker), ref)


def test_nobody_withdraws_the_question_of_somebody_else(asker: Person) -> None:
    ref = make_request(asker).ref
    with pytest.raises(actions.Gone):
        actions.withdraw(by(make_person(Role.MIGRANT)), ref)


@pytest.mark.parametrize("change", ["DELETE FROM", "UPDATE"])
def test_steps_are_only_ever_added(asker: Person, change: str) -> None:
    make_request(asker)
    more = " SET at = at" if change == "UPDATE" else ""
    with pytest.raises(DatabaseError), db.begin_nested():
        db.execute(text(f"{change} visa_request_step{more}"))


def test_each_step_stands_in_the_journal(asker: Person) -> None:
    request = make_request(asker)
    row = db.scalars(select(VisaRequestStep).filter_by(request_id=request.id)).one()
    assert db.scalar(select(LeafRow).filter_by(table="visa_request_step", row_id=row.id))


def test_nothing_is_claimed_without_being_in_hand(asker: Person) -> None:
    request, officer = make_request(asker), make_officer()
    wrong = update(VisaRequest).filter_by(id=request.id)
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(wrong.values(claimed_by_id=officer.id, claimed_at=request.asked_at))


def test_days_come_back_as_days(asker: Person) -> None:
    request = make_request(asker)
    assert date.fromisoformat(request.facts["date_of_birth"]) == date(1998, 4, 12)
