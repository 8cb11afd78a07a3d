"""What a question adds to the warnings of its visa: the promise, the flight, the pictures."""

from datetime import timedelta
from typing import Any

import pytest

from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from tests.make.requests import make_request
from tests.make.visa_check import make_agency, make_visa
from visa_check.models import FileKind, Visa, VisaRequest, VisaRequestFile
from visa_check.queries import visas as queries
from visa_check.queries.warnings import case_of
from visa_check.warnings import Code, warn

pytestmark = pytest.mark.usefixtures("app")
GOOD = {"fee_paid": 100_000}


def codes(visa: Visa) -> set[Code]:
    """The codes of the warnings about a visa today."""
    found = queries.newest_by_ref(visa.ref)
    assert found is not None
    return {warned.code for warned in warn(case_of(found, today()))}


@transaction
def take_up(request: VisaRequest, visa: Visa) -> None:
    """An officer entered the visa of a question."""
    db.get_one(VisaRequest, request.id).visa_id = visa.id


@transaction
def send(request: VisaRequest, digest: bytes, kind: FileKind = FileKind.VISA) -> None:
    """A file with these bytes came with a question."""
    file = {"ref": f"{request.ref}{digest.hex()}{kind}", "digest": digest, "size": 10, "pages": 1}
    db.add(VisaRequestFile(request_id=request.id, kind=kind, added_at=now(), by_id=None, **file))


def asked(visa: Visa, **changes: Any) -> VisaRequest:
    """A question about a visa that an officer took up."""
    request = make_request(**GOOD | changes)
    take_up(request, visa)
    return request


def test_a_good_question_adds_no_warning() -> None:
    visa = make_visa()
    asked(visa)
    assert codes(visa) == set()


@pytest.mark.parametrize(
    ("promise", "code"),
    [
        ({"fee_paid": 165_001}, Code.FEE_TOO_HIGH),
        ({"job": "ড্রাইভার"}, Code.OCCUPATION_DIFFERS),
        ({"agency": "RL-0777"}, Code.AGENCY_DIFFERS),
        ({"agency": "Padma Oversees"}, Code.AGENCY_DIFFERS),
    ],
)
def test_what_was_promised_is_compared(promise: dict[str, Any], code: Code) -> None:
    make_agency(90001, "Padma Overseas Ltd.", "পদ্মা ওভারসিজ লিমিটেড")
    visa = make_visa(agency_rl_no=90001)
    asked(visa, **promise)
    assert codes(visa) == {code}


@pytest.mark.parametrize(
    "told", ["RL-90001", "আরএল ৯০০০১", "M/S Padma Overseas Limited", "পদ্মা ওভারসিজ লিমিটেড", ""]
)
def test_the_agency_of_the_visa_is_known_by_licence_and_by_name(told: str) -> None:
    make_agency(90001, "Padma Overseas Ltd.", "পদ্মা ওভারসিজ লিমিটেড")
    visa = make_visa(agency_rl_no=90001)
    asked(visa, agency=told)
    assert codes(visa) == set()


def test_the_passport_must_hold_six_months_from_the_flight() -> None:
    flight = today() + timedelta(days=100)
    visa = make_visa(passport_expiry=flight + timedelta(days=150))
    assert codes(visa) == set()
    asked(visa, flight_day=flight)
    assert codes(visa) == {Code.PASSPORT_ENDS}


def test_a_picture_that_came_for_another_passport_is_warned_about() -> None:
    visa = make_visa()
    mine = asked(visa)
    other = make_request(**GOOD, passport_number="A07654321")
    send(mine, b"one")
    send(other, b"one")
    assert codes(visa) == {Code.SAME_FILE}


def test_who_asks_again_sends_the_same_picture_without_a_warning() -> None:
    visa = make_visa()
    mine, again = asked(visa), make_request(**GOOD)
    for request in (mine, again):
        send(request, b"one")
    assert codes(visa) == set()


def test_what_an_officer_saw_is_no_picture_that_somebody_sent() -> None:
    visa = make_visa()
    mine, other = asked(visa), make_request(**GOOD, passport_number="A07654321")
    for request in (mine, other):
        send(request, b"one", FileKind.EVIDENCE)
    assert codes(visa) == set()
