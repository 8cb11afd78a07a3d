"""Requests at the desk: who may take, note, decide and answer what."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from portal.deeds.models import Proposal
from portal.deeds.outbox import messages
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.people.models import Person
from portal.people.rights import OutOfReach
from tests.make.desk import ALL_FIT, SEEN_SAME, decide, in_hand
from tests.make.people import make_person
from tests.make.requests import make_request, take_in
from tests.make.visa_check import by, make_agency, make_officer, make_visa, raw
from tests.make.visa_check import decide as decide_visa
from visa_check.actions import desk as actions
from visa_check.actions import proposals
from visa_check.actions import requests as from_migrant
from visa_check.checklist import Mark, Seen
from visa_check.models import (
    RequestState,
    StepKind,
    Visa,
    VisaDecision,
    VisaRequest,
    VisaSighting,
)
from visa_check.queries import desk as queries
from visa_check.queries import queue, requests, visas
from visa_check.recording.decisions import SayWhy
from visa_check.recording.desk import Sighting
from visa_check.urgency import FORGOTTEN
from visa_check.verdicts import VisaState, VisaVerdict

pytestmark = pytest.mark.usefixtures("app")


def kinds(request: VisaRequest) -> list[StepKind]:
    """What happened to a request."""
    return [step.kind for step in requests.steps(request.id)]


def proposal(request: VisaRequest) -> Proposal:
    """The proposal that a second officer has."""
    found = queries.proposal_about(request.id)
    assert found is not None
    return found


def refresh(request: VisaRequest) -> VisaRequest:
    """The request as it stands now."""
    db.refresh(request)
    return request


def test_who_takes_a_request_up_enters_its_visa() -> None:
    officer = make_officer()
    request = in_hand(officer)
    assert (request.state, request.claimed_by_id) == (RequestState.IN_HAND, officer.id)
    found = visas.by_id(request.visa_id)
    assert found
    assert found.office
    assert found.holder
    assert found.verdict(date(2026, 11, 1)) is VisaVerdict.PENDING
    assert found.office.id == request.office_id
    assert found.holder.facts["holder_name"] == "MD ABDUR RAHMAN"


def test_a_visa_that_is_there_already_is_only_linked() -> None:
    visa = make_visa()
    assert in_hand(make_officer()).visa_id == visa.id
    assert db.scalar(select(func.count(Visa.id))) == 1


def test_without_a_visa_number_the_officer_enters_it() -> None:
    officer = make_officer()
    request = in_hand(officer, visa_number=None)
    assert request.visa_id is None
    with pytest.raises(actions.NoVisa):
        decide(officer, request)
    facts = visa(request) | {"visa_number": "E99"}
    actions.enter(by(officer), request.ref, facts)
    assert refresh(request).visa_id is not None


def visa(request: VisaRequest) -> dict[str, Any]:
    """What the pictures of a request show."""
    return {
        "destination": "SA",
        "visa_number": "E12345678",
        "passport_number": "A01234567",
        "date_of_birth": date(1998, 4, 12),
        "occupation": "Cleaner",
        "expiry_date": date(2030, 1, 1),
    }


def test_what_was_misread_is_corrected_while_nobody_decided() -> None:
    officer = make_officer()
    request = in_hand(officer)
    actions.enter(by(officer), request.ref, visa(request) | {"visa_number": "E77777777"})
    found = visas.by_id(refresh(request).visa_id)
    assert found
    assert found.holder
    assert found.holder.facts["visa_number"] == "E77777777"
    assert db.scalar(select(func.count(Visa.id))) == 1
    decide_visa(db.scalars(select(Visa)).one(), VisaState.VERIFIED)
    with pytest.raises(actions.InRegister):
        actions.enter(by(officer), request.ref, visa(request) | {"visa_number": "E77777777"})


def test_a_request_in_hand_is_nobody_elses() -> None:
    first, second = make_officer(), make_officer()
    request = in_hand(first)
    with pytest.raises(actions.Taken) as refused:
        actions.claim(by(second), request.ref)
    assert first.name in refused.value.text
    for deed in (actions.release, actions.ask_more, actions.answer_as_known, actions.hand_on):
        with pytest.raises(actions.NotInHand):
            deed(by(second), request.ref)


def test_a_forgotten_request_may_be_taken_over(app: Flask) -> None:
    first, second = make_officer(), make_officer()
    request = in_hand(first)
    later = now() + FORGOTTEN
    app.config["CLOCK"] = lambda: later
    actions.claim(by(second), request.ref)
    assert refresh(request).claimed_by_id == second.id


def test_a_supervisor_takes_over_at_once() -> None:
    request = in_hand(make_officer())
    supervisor = make_person(Role.SUPERVISOR)
    actions.claim(by(supervisor), request.ref)
    assert refresh(request).claimed_by_id == supervisor.id


def test_another_office_finds_nothing() -> None:
    request = make_request()
    with pytest.raises(OutOfReach):
        actions.claim(by(make_officer("feni")), request.ref)
    assert kinds(request) == [StepKind.ASKED]


def test_a_clean_visa_is_verified_by_one_and_the_person_is_told() -> None:
    officer = make_officer()
    request = in_hand(officer)
    decide(officer, request)
    assert request.state is RequestState.ANSWERED
    assert kinds(request)[-1] is StepKind.ANSWERED
    assert "যাচাই" in messages()[-1].text
    found = visas.by_id(request.visa_id)
    assert found
    assert found.decision
    assert found.decision.state is VisaState.VERIFIED


def test_verified_is_not_said_before_the_list_is_whole() -> None:
    officer = make_officer()
    request = in_hand(officer)
    marks = dict(list(ALL_FIT.items())[1:])
    with pytest.raises(actions.FinishList):
        decide(officer, request, marks=marks)
    assert refresh(request).state is RequestState.IN_HAND
    assert db.scalar(select(func.count(VisaSighting.id))) == 0
    decide(officer, request, VisaState.CANNOT_CHECK, marks=marks)
    assert request.state is RequestState.ANSWERED


@pytest.mark.parametrize("mark", [Mark.DIFFERS, Mark.UNCLEAR])
def test_an_open_point_takes_two(mark: Mark) -> None:
    officer = make_officer()
    request = in_hand(officer)
    decide(officer, request, marks=ALL_FIT | {"fee": mark.value})
    assert request.state is RequestState.IN_HAND
    assert proposal(request).difference["matters"] == ["fee"]
    assert kinds(request)[-1] is StepKind.SECOND


@pytest.mark.parametrize("outcome", [None, Seen.OTHER, Seen.NOTHING, Seen.NO_ANSWER])
def test_what_no_service_confirmed_takes_two(outcome: Seen | None) -> None:
    officer = make_officer()
    request = in_hand(officer)
    decide(officer, request, seen=Sighting("MOFA", "E1", outcome) if outcome else None)
    assert proposal(request).difference["matters"] == ["not confirmed"]


def test_another_birth_date_than_the_register_has_takes_two() -> None:
    make_visa(date_of_birth=date(1990, 1, 1))
    officer = make_officer()
    request = in_hand(officer)
    decide(officer, request)
    assert proposal(request).difference["matters"] == ["other details"]


def test_a_doubt_of_the_register_takes_two() -> None:
    make_agency(90001, status="suspended")
    officer = make_officer()
    request = in_hand(officer)
    actions.enter(by(officer), request.ref, visa(request) | {"agency_rl_no": 90001})
    decide(officer, request)
    assert kinds(request)[-1] is StepKind.SECOND
    assert proposal(request).difference["matters"] == []


@pytest.mark.parametrize("state", [VisaState.MISMATCH, VisaState.FRAUD, VisaState.WITHDRAWN])
def test_grave_answers_take_two_and_their_reason(state: VisaState) -> None:
    officer = make_officer()
    request = in_hand(officer)
    with pytest.raises(SayWhy):
        decide(officer, request, state, note="")
    decide(officer, request, state)
    assert db.scalar(select(func.count(VisaDecision.id))) == 0
    proposals.approve(by(make_officer()), proposal(request).ref)
    assert refresh(request).state is RequestState.ANSWERED
    assert requests.steps(request.id)[-1].answer is state


def test_a_refused_proposal_lays_the_request_back() -> None:
    officer = make_officer()
    request = in_hand(officer)
    decide(officer, request, VisaState.FRAUD)
    with pytest.raises(actions.WithSecond):
        decide(officer, request)
    proposals.refuse(by(make_officer()), proposal(request).ref, "The stamp is right.")
    assert refresh(request).state is RequestState.WAITING
    assert request.claimed_by_id is None
    actions.claim(by(officer), request.ref)
    decide(officer, request)
    assert request.state is RequestState.ANSWERED


def test_an_officer_who_is_alone_is_helped_by_the_division() -> None:
    alone = make_officer("feni")
    request = make_request(office="feni")
    actions.claim(by(alone), request.ref)
    decide(alone, request, VisaState.FRAUD)
    with pytest.raises(OutOfReach):
        proposals.approve(by(make_officer("dhaka")), proposal(request).ref)
    # Cumilla and Feni lie in one division.
    neighbour = make_officer("cumilla")
    assert requests.kept_request(neighbour, request.ref) is None
    proposals.approve(by(neighbour), proposal(request).ref)
    assert refresh(request).state is RequestState.ANSWERED


def test_withdrawn_meanwhile_stays_withdrawn() -> None:
    officer = make_officer()
    asker = make_person(Role.MIGRANT)
    request = make_request(asker)
    actions.claim(by(officer), request.ref)
    decide(officer, request, VisaState.FRAUD)
    withdraw(asker, request)
    proposals.approve(by(make_officer()), proposal(request).ref)
    assert refresh(request).state is RequestState.WITHDRAWN
    assert db.scalar(select(func.count(VisaDecision.id))) == 1


def withdraw(asker: Person, request: VisaRequest) -> None:
    """The migrant takes the question back."""
    from_migrant.withdraw(by(asker), request.ref)


def test_what_the_register_says_is_told_again_by_one() -> None:
    decide_visa(make_visa(), VisaState.FRAUD)
    officer = make_officer()
    request = in_hand(officer)
    actions.answer_as_known(by(officer), request.ref)
    assert requests.steps(request.id)[-1].answer is VisaState.FRAUD
    assert db.scalar(select(func.count(VisaDecision.id))) == 1


def test_what_ran_out_is_told_as_expired() -> None:
    decide_visa(make_visa(), VisaState.VERIFIED)
    make_visa(visa_number="E55", issue_date=date(2020, 1, 1), expiry_date=date(2021, 1, 1))
    officer = make_officer()
    request = in_hand(officer, visa_number="E55")
    actions.answer_as_known(by(officer), request.ref)
    assert "মেয়াদ" in messages()[-1].text


def test_a_pending_visa_has_nothing_to_tell() -> None:
    officer = make_officer()
    request = in_hand(officer)
    with pytest.raises(actions.NotKnown):
        actions.answer_as_known(by(officer), request.ref)


def test_the_register_is_not_told_to_somebody_with_another_birth_date() -> None:
    decide_visa(make_visa(date_of_birth=date(1990, 1, 1)), VisaState.VERIFIED)
    officer = make_officer()
    request = in_hand(officer)
    with pytest.raises(actions.NotKnown):
        actions.answer_as_known(by(officer), request.ref)


def test_the_visa_of_another_office_is_handed_on() -> None:
    there = make_officer("feni")
    make_visa(there)
    officer = make_officer()
    request = in_hand(officer)
    with pytest.raises(actions.KeptElsewhere):
        decide(officer, request)
    actions.hand_on(by(officer), request.ref)
    assert refresh(request).office_id == there.office_id
    actions.claim(by(there), request.ref)
    decide(there, request)
    assert request.state is RequestState.ANSWERED


def test_a_closed_request_is_closed() -> None:
    officer = make_officer()
    request = in_hand(officer)
    decide(officer, request)
    for deed in (actions.claim, actions.release, actions.answer_as_known):
        with pytest.raises(actions.Closed):
            deed(by(officer), request.ref)


def test_at_the_counter_it_is_in_hand_at_once() -> None:
    officer = make_officer()
    request = take_in(officer)
    assert request.visa_id is not None
    decide(officer, request)
    assert request.state is RequestState.ANSWERED


def test_what_was_seen_is_hidden_and_stays() -> None:
    officer = make_officer()
    request = in_hand(officer)
    actions.see(by(officer), request.ref, SEEN_SAME, {})
    (seen,) = queries.sightings(request.id)
    assert (seen.outcome, seen.facts["number"]) == (Seen.SAME, "E12345678")
    assert b"E12345678" not in raw("visa_sighting_details")
    with pytest.raises(DBAPIError):
        rewrite(seen.id)


@transaction
def rewrite(sighting_id: int) -> None:
    """Try to change history."""
    db.get_one(VisaSighting, sighting_id).outcome = Seen.OTHER


def test_the_most_urgent_comes_first() -> None:
    today = date(2026, 11, 27)
    asked = [
        make_request(flight_day=day, passport_number=f"A0{place}")
        for place, day in enumerate([None, date(2027, 3, 1), today + timedelta(days=1)])
    ]
    office_id = asked[0].office_id
    assert [one.flight_day for one in queue.waiting(office_id)][0] == today + timedelta(days=1)
    assert queue.waiting(office_id, asked[0].ref)[-1].ref == asked[1].ref


def test_pages_go_on_where_the_one_before_ended() -> None:
    for place in range(queue.PAGE + 3):
        make_request(passport_number=f"A{place:08d}")
    office_id = db.scalars(select(VisaRequest.office_id).limit(1)).one()
    first = queue.waiting(office_id)
    assert len(first) == queue.PAGE + 1
    rest = queue.waiting(office_id, first[queue.PAGE - 1].ref)
    refs = [one.ref for one in [*first[: queue.PAGE], *rest]]
    assert len(set(refs)) == len(refs) == queue.PAGE + 3
