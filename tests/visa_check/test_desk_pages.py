"""The desk of requests: queue, one request, the answer; and who finds nothing."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from tests.make.counting import at_most
from tests.make.desk import ALL_FIT, decide, in_hand
from tests.make.people import make_person
from tests.make.requests import make_request
from tests.make.visa_check import by, make_officer, make_visa
from tests.make.visa_check import decide as decide_visa
from visa_check.actions import proposals
from visa_check.models import RequestState, VisaRequest
from visa_check.queries import desk as queries
from visa_check.urgency import FORGOTTEN
from visa_check.verdicts import VisaState

SignIn = Callable[..., FlaskClient]
KEY = {"idempotency_key": "a" * 32}
SEEN = {"service": "MOFA", "number": "E12345678", "outcome": "same", "words": "Issued"}
MARKS = {f"point_{point.replace(' ', '_')}": mark for point, mark in ALL_FIT.items()}
GOOD = KEY | SEEN | MARKS | {"state": "verified", "note": "All fits."}


def page_of(request: VisaRequest) -> str:
    """The address of a request at the desk."""
    return f"/office/requests/{request.ref}"


@pytest.mark.parametrize("language", ["bn", "en"])
def test_queue_and_request_stand_in_both_languages(sign_in: SignIn, language: str) -> None:
    officer = make_officer()
    request = make_request()
    client = sign_in(officer)
    for address in ("/office/requests/", page_of(request)):
        page = client.get(f"{address}?lang={language}")
        assert page.status_code == 200
        assert f'lang="{language}"' in page.text


def test_from_the_queue_to_the_answer(sign_in: SignIn) -> None:
    request = make_request()
    client = sign_in(make_officer())
    assert "MD ABDUR RAHMAN" in client.get("/office/requests/").text
    taken = client.post(f"{page_of(request)}/claim", data=KEY)
    assert taken.status_code == 303
    # What the person will read stands there before anything is sent, in the person's language.
    assert "যাচাই" in client.get(taken.location + "?lang=en").text
    answered = client.post(f"{page_of(request)}/answer", data=GOOD)
    assert answered.status_code == 303
    assert "Verified" in client.get(answered.location + "?lang=en").text
    db.refresh(request)
    assert request.state is RequestState.ANSWERED


def test_numbers_are_masked_until_it_is_in_hand(sign_in: SignIn) -> None:
    officer = make_officer()
    request = make_request()
    client = sign_in(officer)
    assert "A01234567" not in client.get(page_of(request)).text
    client.post(f"{page_of(request)}/claim", data=KEY)
    assert "A01234567" in client.get(page_of(request)).text
    assert "A01234567" not in sign_in(make_officer()).get(page_of(request)).text


def test_who_comes_second_is_told_who_has_it(sign_in: SignIn) -> None:
    request = in_hand(make_officer())
    told = sign_in(make_person(Role.OFFICER, language="en")).post(
        f"{page_of(request)}/claim", data=KEY
    )
    assert told.status_code == 409
    assert "Rahima Begum has taken this up" in told.text


def test_another_office_finds_nothing(sign_in: SignIn) -> None:
    request = make_request()
    client = sign_in(make_officer("feni"))
    assert client.get(page_of(request)).status_code == 404
    for deed in ("visa", "seen", "answer", "known", "more"):
        assert client.post(f"{page_of(request)}/{deed}", data=KEY).status_code == 404
    for deed in ("claim", "release", "hand-on"):
        assert client.post(f"{page_of(request)}/{deed}", data=KEY).status_code == 404
    assert client.get("/office/requests/?office=cumilla").status_code == 404


def test_a_supervisor_sees_the_queues_of_the_division(sign_in: SignIn) -> None:
    make_request(office="feni")
    client = sign_in(make_person(Role.SUPERVISOR))
    assert "MD ABDUR RAHMAN" in client.get("/office/requests/?office=feni").text
    assert client.get("/office/requests/?office=dhaka-none").status_code == 404


def test_what_was_typed_stays_when_something_is_missing(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    page = sign_in(officer).post(f"{page_of(request)}/answer", data=GOOD | {"state": ""})
    assert page.status_code == 422
    assert "Issued" in page.text
    page = sign_in(officer).post(f"{page_of(request)}/answer", data=GOOD | {"point_fee": ""})
    assert page.status_code == 422
    page = sign_in(officer).post(f"{page_of(request)}/answer", data=GOOD | {"service": ""})
    assert page.status_code == 422


def test_only_what_was_seen_is_written_down(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    client = sign_in(officer)
    assert client.post(f"{page_of(request)}/seen", data=KEY | {"service": "x"}).status_code == 422
    assert client.post(f"{page_of(request)}/seen", data=KEY | SEEN | MARKS).status_code == 303
    page = client.get(page_of(request) + "?lang=en").text
    assert "The same as the visa" in page
    assert 'checked id="point_fee-0"' in page or "checked" in page
    assert queries.checklist(request.id) is not None


def test_an_answer_sent_twice_is_one_answer(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    client = sign_in(officer)
    first, second = (client.post(f"{page_of(request)}/answer", data=GOOD) for _ in range(2))
    assert first.status_code == second.status_code == 303


def test_what_the_register_says_is_one_button(sign_in: SignIn) -> None:
    decide_visa(make_visa(), VisaState.VERIFIED)
    officer = make_officer()
    request = in_hand(officer)
    client = sign_in(officer)
    assert "/known" in client.get(page_of(request)).text
    assert client.post(f"{page_of(request)}/known", data=KEY).status_code == 303
    assert client.post(f"{page_of(request)}/known", data={"idempotency_key": "b" * 32}).status_code


def test_the_visa_is_entered_from_the_papers(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer, visa_number=None)
    client = sign_in(officer)
    assert "visa-visa_number" in client.get(page_of(request)).text
    assert client.post(f"{page_of(request)}/visa", data=KEY).status_code == 422
    typed = {
        "visa-idempotency_key": "c" * 32,
        "visa-destination": "SA",
        "visa-visa_number": "E 777",
        "visa-passport_number": "A01234567",
        "visa-date_of_birth": "12/04/1998",
    }
    assert client.post(f"{page_of(request)}/visa", data=typed).status_code == 303
    assert "visa-visa_number" in client.get(page_of(request)).text


def test_the_screen_says_what_a_second_officer_refused(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    decide(officer, request, VisaState.FRAUD)
    waits = sign_in(officer).get(page_of(request) + "?lang=en").text
    assert "A second officer has it now" in waits
    proposal = queries.proposal_about(request.id)
    assert proposal is not None
    proposals.refuse(by(make_officer()), proposal.ref, "The stamp is right.")
    assert "The stamp is right." in sign_in(officer).get(page_of(request)).text


def test_a_forgotten_request_shows_its_age(app: Flask, sign_in: SignIn) -> None:
    in_hand(make_officer())
    client = sign_in(make_officer())
    assert "Take over" not in client.get("/office/requests/?lang=en").text
    later = now() + FORGOTTEN
    app.config["CLOCK"] = lambda: later
    client = sign_in(make_officer())
    assert "Take over" in client.get("/office/requests/?lang=en").text


def test_the_first_page_asks_five_times(app: Flask, sign_in: SignIn) -> None:
    for place in range(30):
        make_request(passport_number=f"A{place:08d}")
    in_hand(make_officer(), passport_number="A99999999")
    client = sign_in(make_officer())
    with at_most(5, app):
        assert client.get("/office/requests/").status_code == 200


TYPED = KEY | {
    "destination": "SA",
    "visa_number": "e 1234 5678",
    "passport_number": "a01234567",
    "date_of_birth": "১২/০৪/১৯৯৮",
}


def test_somebody_at_the_counter_needs_no_phone(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    assert client.get("/office/requests/counter").status_code == 200
    taken = client.post("/office/requests/counter", data=TYPED)
    assert taken.status_code == 303
    answered = client.post(f"{taken.location}/answer", data=GOOD | {"idempotency_key": "d" * 32})
    assert answered.status_code == 303
    page = client.get(answered.location + "?lang=en").text
    assert "Verified" in page
    assert "Next person" in page


def test_the_counter_keeps_what_was_typed(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    page = client.post("/office/requests/counter", data=TYPED | {"date_of_birth": "yesterday"})
    assert page.status_code == 422
    assert "e 1234 5678" in page.text


def test_the_lines_of_the_passport_fill_in_number_and_date(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    lines = (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    )
    typed = TYPED | {"passport_number": "", "date_of_birth": "", "lines": lines}
    taken = client.post("/office/requests/counter", data=typed)
    assert taken.status_code == 303
    assert "L898902C3" in client.get(taken.location).text


def test_what_is_not_checked_is_printed_without_green_and_seal(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    page = sign_in(officer).get(f"{page_of(request)}/paper").text
    paper = page[page.index("<article") : page.index("</article>")]
    assert "এখনো যাচাই হয়নি" in paper
    assert "NOT CHECKED YET" in paper
    assert "<svg" not in paper
    assert "<img" not in paper
    assert "A01234567" not in paper


def test_an_answer_that_is_not_verified_has_a_paper_and_verified_has_none(
    sign_in: SignIn,
) -> None:
    officer = make_officer()
    first = in_hand(officer)
    second = in_hand(officer, passport_number="A20000000", visa_number="E20000000")
    decide(officer, first, VisaState.CANNOT_CHECK)
    client = sign_in(officer)
    assert "Could not be checked" in client.get(f"{page_of(first)}/paper").text
    decide(officer, second)
    assert client.get(f"{page_of(second)}/paper").status_code == 404
    assert "/slip" in client.get(page_of(second)).text
    assert sign_in(make_officer("feni")).get(f"{page_of(first)}/paper").status_code == 404


def test_the_blank_form_is_for_everybody(client: FlaskClient) -> None:
    page = client.get("/visa/form").text
    assert "হাতে পূরণের ফরম" in page
    assert "form to fill in by hand" in page


def test_the_office_says_how_many_questions_wait(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    assert "questions wait" not in client.get("/office/?lang=en").text
    for place in range(2):
        make_request(passport_number=f"A{place}0000000")
    assert "2 questions wait" in client.get("/office/?lang=en").text
    assert "2 questions" not in sign_in(make_officer("feni")).get("/office/?lang=en").text


def test_the_second_officer_reads_what_the_first_one_saw(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    decide(officer, request, marks=ALL_FIT | {"fee": "differs"})
    proposal = queries.proposal_about(request.id)
    assert proposal is not None
    page = sign_in(make_officer()).get(f"/office/proposals/visa_check/{proposal.ref}?lang=en").text
    assert "Was no more paid or asked than the fixed maximum?" in page
    assert "Visa has been issued" in page
    assert "A01234567" not in page
