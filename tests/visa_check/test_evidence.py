"""The picture of what an officer saw: kept like those that people send, and for officers only."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from portal.ground.access import Role
from tests.make.desk import decide, in_hand
from tests.make.people import make_person
from tests.make.photos import flat_png, heic, pdf, photo
from tests.make.requests import make_request
from tests.make.visa_check import by, make_officer, raw
from tests.visa_check.test_desk_pages import GOOD, KEY, SEEN, page_of
from visa_check import pictures
from visa_check.actions import desk as actions
from visa_check.models import VisaRequest
from visa_check.queries import desk as queries
from visa_check.queries import requests
from visa_check.recording import desk as recording

SignIn = Callable[..., FlaskClient]


def note(
    client: FlaskClient, request: VisaRequest, content: bytes, deed: str = "seen", **changes: str
) -> tuple[int, str]:
    """Send what was seen with a picture: the status, and the page in English."""
    sent = (SEEN if deed == "seen" else GOOD) | KEY | changes
    files = {"evidence": (io.BytesIO(content), "seen.png")}
    page = client.post(f"{page_of(request)}/{deed}?lang=en", data=sent | files)
    return page.status_code, page.text


def address_of(request: VisaRequest) -> str:
    """Where the first picture of what was seen is."""
    file = requests.evidence(request.id)[0]
    return f"/visa/requests/{request.ref}/pictures/{file.ref}/1"


@pytest.mark.parametrize("content", [photo(), photo("PNG"), pdf()], ids=["photo", "PNG", "PDF"])
def test_a_picture_is_kept_with_what_was_seen(sign_in: SignIn, content: bytes) -> None:
    officer = make_officer()
    request = in_hand(officer)
    client = sign_in(officer)
    assert note(client, request, content)[0] == 303
    address = address_of(request)
    assert queries.sightings(request.id)[0].facts["evidence"] in address
    assert address in client.get(page_of(request)).text
    shown = client.get(address)
    assert shown.content_type == "image/webp"
    assert shown.headers["Cache-Control"] == "no-store"
    assert b"WEBP" in shown.data
    assert b"WEBP" not in raw("visa_request_picture")


def test_a_decision_keeps_its_picture_too(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    assert note(sign_in(officer), request, photo(), "answer")[0] == 303
    assert len(requests.evidence(request.id)) == 1


def test_only_staff_with_reach_see_it(sign_in: SignIn, client: FlaskClient) -> None:
    asker = make_person(Role.MIGRANT, language="en")
    request = make_request(asker)
    officer = make_officer()
    actions.claim(by(officer), request.ref)
    assert note(sign_in(officer), request, photo())[0] == 303
    address = address_of(request)
    assert client.get(address).status_code == 303
    for person, status in (
        (make_officer(), 200),
        (make_person(Role.SUPERVISOR), 200),
        (make_officer("dhaka"), 404),
        (asker, 404),
        (make_person(Role.AUDITOR), 404),
    ):
        assert sign_in(person).get(address).status_code == status
    # Whoever asked is not told that there is one.
    owner = sign_in(asker)
    for page in (f"/visa/requests/{request.ref}", f"/visa/requests/{request.ref}/pictures"):
        assert requests.evidence(request.id)[0].ref not in owner.get(page).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (heic(), "HEIC"),
        (b"<html><script>alert(1)</script>" + photo(), "neither a photo"),
        (photo()[:300], "broken"),
        (flat_png(16_000, 16_000), "40 megapixels"),
        (pdf(pages=13), "more than 12 pages"),
        (pdf(lock="secret"), "locked"),
    ],
    ids=["0 bytes", "HEIC", "a page", "cut off", "bomb", "many pages", "locked"],
)
@pytest.mark.parametrize("deed", ["seen", "answer"])
def test_a_bad_file_is_refused_in_words_and_what_was_typed_stays(
    sign_in: SignIn, content: bytes, said: str, deed: str
) -> None:
    officer = make_officer()
    request = in_hand(officer)
    status, page = note(sign_in(officer), request, content, deed, words="Visa issued in 1448")
    assert status == 422
    assert said in page
    assert "Visa issued in 1448" in page
    assert not queries.sightings(request.id)
    assert request.state.is_open


def test_a_file_that_is_too_big_is_refused_in_words(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 100)
    officer = make_officer()
    request = in_hand(officer)
    status, page = note(sign_in(officer), request, photo())
    assert (status, "at most 10 MB. Take" in page) == (422, True)
    assert not queries.sightings(request.id)


def test_a_script_in_a_pdf_is_not_kept(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    client = sign_in(officer)
    assert note(client, request, pdf(script="app.alert(1)"))[0] == 303
    assert b"alert" not in client.get(address_of(request)).data


def test_a_picture_needs_the_words_that_belong_to_it(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    status, page = note(sign_in(officer), request, photo(), "answer", outcome="")
    assert status == 422
    assert "Choose one." in page
    assert "Choose the picture once more." in page


def test_a_refused_decision_asks_for_the_picture_again(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    status, page = note(sign_in(officer), request, photo(), "answer", point_fee="")
    assert status == 422
    assert "Mark every point" in page
    assert "Choose the picture once more." in page
    assert not requests.evidence(request.id)


def test_the_same_picture_is_kept_once_for_both_notes(sign_in: SignIn) -> None:
    officer = make_officer()
    request = in_hand(officer)
    client = sign_in(officer)
    for key in ("a" * 32, "b" * 32):
        assert note(client, request, photo(), idempotency_key=key)[0] == 303
    file = requests.evidence(request.id)[0]
    found = [seen.facts["evidence"] for seen in queries.sightings(request.id)]
    assert found == [file.ref, file.ref]


def test_pictures_of_officers_do_not_use_up_those_of_the_person(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "MOST_EVIDENCE", 1)
    officer = make_officer()
    request = in_hand(officer)
    client = sign_in(officer)
    assert note(client, request, photo(mark="one"))[0] == 303
    status, page = note(client, request, photo(mark="two"), idempotency_key="b" * 32)
    assert (status, "such pictures already" in page) == (422, True)
    assert not requests.sent(request.id)
    decide(officer, request)
    assert len(requests.evidence(request.id)) == 1
