"""The officers' pages: find by number and name, suspend, correct and lift, see counts."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from certificates.actions import Holder
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db, transaction
from portal.papers import actions as papers
from portal.papers import counting, keys, names, status
from portal.papers.models import Paper, PaperChange, PaperState, PaperWord
from portal.papers.queries import Checks, checks
from portal.papers.status import Kind
from tests.make.certificates import by, change, make_certificate
from tests.make.counting import at_most
from tests.make.people import make_person

KEY = {"idempotency_key": "0123456789abcdef"}
WHY = KEY | {"reason": "A caller says so"}


def issued(name: str = "RAHIMA BEGUM") -> str:
    return make_certificate(make_person(), Holder(name)).paper.number


def paper_of(number: str) -> Paper:
    return db.scalars(select(Paper).filter_by(number=number)).one()


def published(client: FlaskClient, kind: Kind) -> status.StatusList:
    """A status list as the next checker fetches it, its signature checked."""
    name = status.name_of(1, kind)
    content, signature = (client.get(f"/status/{name}{end}").data for end in ("", ".sig"))
    return status.read(content, signature, name, kind, keys.key_list())


@pytest.fixture
def officer(app: Flask, sign_in) -> FlaskClient:
    return sign_in(make_person(Role.OFFICER, language="en"))


@pytest.fixture
def second(app: Flask, sign_in) -> FlaskClient:
    return sign_in(make_person(Role.OFFICER, language="en"))


@pytest.mark.parametrize("spelling", ["lower", "spaces", "hyphens", "letters", "Bangla digits"])
def test_a_number_is_found_in_any_spelling(officer: FlaskClient, spelling: str) -> None:
    number = issued()
    typed = {
        "lower": number.lower(),
        "spaces": f" {number[:4]} {number[4:8]}  {number[8:]} ",
        "hyphens": f"{number[:4]}-{number[4:]}",
        "letters": number.replace("0", "o").replace("1", "l"),
        "Bangla digits": number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")),
    }[spelling]
    answer = officer.get("/office/certificates/", query_string={"q": typed})
    assert answer.location == f"/office/certificates/{number}"


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("RAHIMA BEGUM", True),
        ("begum rahima", True),
        ("Rohima Begom", True),
        ("raheema", True),
        ("RAHIMA KHATUN", False),
        ("রহিমা", False),
        ("%", False),
    ],
)
def test_a_name_is_found_in_other_spellings(
    officer: FlaskClient, typed: str, is_found: bool
) -> None:
    number = issued()
    page = officer.get("/office/certificates/", query_string={"q": typed}).text
    assert (f"/office/certificates/{number}" in page) is is_found


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("MOHAMMAD", "MUHAMMED", True),
        ("AKTER", "AKHTER", True),
        ("FATEMA", "PHATIMA", True),
        ("UDDIN", "UDIN", True),
        ("ZAMAL", "JAMAL", True),
        ("RAHIM", "KARIM", False),
        ("MAMUN", "MUN", False),
    ],
)
def test_words_that_sound_alike_are_one(one: str, other: str, alike: bool) -> None:
    assert (names.sound(one) == names.sound(other)) is alike


def test_no_name_of_another_office_is_found(app: Flask, sign_in) -> None:
    number = issued()
    stranger = sign_in(make_person(Role.OFFICER, office="sylhet"))
    assert number not in stranger.get("/office/certificates/?q=rahima").text


def test_papers_of_earlier_days_get_their_words(app: Flask) -> None:
    papers.index_names()
    paper = paper_of(issued())
    before = set(db.scalars(select(PaperWord.word).filter_by(paper_id=paper.id)))
    transaction(lambda: db.execute(delete(PaperWord)))()
    assert papers.index_names() >= 1
    assert papers.index_names() == 0
    assert set(db.scalars(select(PaperWord.word).filter_by(paper_id=paper.id))) == before
    assert not any(b"RAHIMA" in word for word in before)


def test_a_suspension_shows_at_once_and_is_lifted_by_two(
    app: Flask, officer: FlaskClient, second: FlaskClient, client: FlaskClient
) -> None:
    number = issued()
    place = paper_of(number).place
    before = officer.get("/status/1-suspended")
    page = f"/office/certificates/{number}"
    assert officer.post(f"{page}/suspend", data=WHY).location == page
    assert "A caller says so" in officer.get(page).text
    assert published(client, Kind.SUSPENDED).has(place)
    tag = {"If-None-Match": before.headers["ETag"]} if before.status_code == 200 else {}
    assert officer.get("/status/1-suspended", headers=tag).status_code == 200
    assert "verdict-careful" in client.get(f"/C/{number}").text
    proposal = officer.post(f"{page}/lift", data=WHY).location
    assert officer.post(f"{proposal}/approve", data=KEY).status_code == 403
    assert second.post(f"{proposal}/approve", data=KEY).location == proposal
    assert not published(client, Kind.SUSPENDED).has(place)
    assert "verdict-good" in client.get(f"/C/{number}").text


def test_a_corrected_name_is_proposed_and_approved_on_their_pages(
    app: Flask, officer: FlaskClient, second: FlaskClient, client: FlaskClient
) -> None:
    number = issued()
    page = f"/office/certificates/{number}"
    answer = officer.post(f"{page}/replace", data=WHY | {"name": "rahima  khatun"})
    shown = second.get(answer.location).text
    assert "RAHIMA BEGUM" in shown
    assert "RAHIMA KHATUN" in shown
    second.post(f"{answer.location}/approve", data=KEY)
    new = paper_of(number).replaced_by
    assert new is not None
    assert published(client, Kind.REPLACED).has(paper_of(number).place)
    assert f"/office/certificates/{new.number}" in second.get(answer.location).text
    old = client.get(f"/C/{number}", headers={"Accept-Language": "en"}).text
    assert '<p class="verdict-word">Replaced</p>' in old
    assert "RAHIMA KHATUN" in client.get(f"/C/{new.number}").text


def test_the_holder_prints_the_corrected_one_only(
    app: Flask, officer: FlaskClient, second: FlaskClient, sign_in
) -> None:
    certificate = make_certificate(make_person())
    number = certificate.paper.number
    answer = officer.post(
        f"/office/certificates/{number}/replace", data=WHY | {"name": "RAHIMA KHATUN"}
    )
    second.post(f"{answer.location}/approve", data=KEY)
    new = paper_of(number).replaced_by
    holder = sign_in(certificate.person)
    assert ".pdf" not in holder.get(f"/certificates/{number}").text
    assert new is not None
    assert "/bn.pdf" in holder.get(f"/certificates/{new.number}").text


@pytest.mark.parametrize("what", ["suspend", "lift", "replace", "cancel"])
def test_a_change_without_a_reason_is_asked_again(officer: FlaskClient, what: str) -> None:
    number = issued()
    answer = officer.post(
        f"/office/certificates/{number}/{what}", data=KEY | {"reason": " ", "name": "রহিমা"}
    )
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert 'value="0123456789abcdef"' in answer.text
    assert paper_of(number).state is PaperState.LIVE


@pytest.mark.parametrize("what", ["suspend", "lift", "replace", "cancel"])
def test_the_form_of_another_office_is_not_there(app: Flask, sign_in, what: str) -> None:
    address = f"/office/certificates/{issued()}/{what}"
    stranger = sign_in(make_person(Role.OFFICER, office="sylhet"))
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, data=WHY).status_code == 404


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (None, {"suspend", "replace", "cancel"}),
        (PaperChange.SUSPENDED, {"lift", "replace", "cancel"}),
        (PaperChange.CANCELLED, set()),
    ],
)
def test_only_what_can_be_done_is_offered(
    officer: FlaskClient, state: PaperChange | None, offered: set[str]
) -> None:
    number = issued()
    if state:
        change(by(make_person(Role.OFFICER)), number, state)
    page = officer.get(f"/office/certificates/{number}").text
    all_of_it = ("suspend", "lift", "replace", "cancel")
    assert {what for what in all_of_it if f"{number}/{what}" in page} == offered


def test_an_auditor_reads_and_changes_nothing(app: Flask, sign_in) -> None:
    number = issued()
    auditor = sign_in(make_person(Role.AUDITOR))
    assert "/suspend" not in auditor.get(f"/office/certificates/{number}").text
    assert auditor.post(f"/office/certificates/{number}/suspend", data=WHY).status_code == 403


def test_checks_are_counted_by_day_and_without_a_write_in_the_visit(
    app: Flask, client: FlaskClient, officer: FlaskClient
) -> None:
    number = issued()
    with at_most(1, app):
        client.get(f"/C/{number}")
    client.get(f"/C/{number}")
    client.get("/C/0123456789ABC")
    assert checks(paper_of(number)) == Checks(0, 0, 0)
    counting.gather()
    client.get(f"/C/{number}")
    counting.gather()
    assert checks(paper_of(number)) == Checks(2, 2, 2)
    counting.gather()
    counting.gather()
    assert checks(paper_of(number)) == Checks(3, 3, 3)
    assert "<dd>3</dd>" in officer.get(f"/office/certificates/{number}").text


def test_a_line_that_was_cut_short_spoils_no_count(app: Flask) -> None:
    number = issued()
    counting.seen(number)
    with (app.config["DATA"] / "checks").open("a") as file:
        file.write("2026-11-\nrubbish\n2026-11-27 0123456789ABC\n2026-11-27 " + number[:5])
    counting.gather()
    counting.gather()
    assert checks(paper_of(number)).all == 1


def test_old_counts_are_deleted(app: Flask) -> None:
    number = issued()
    papers.add_checks({(number, today()): 2, (number, today() - papers.KEPT * 2): 5})
    papers.forget_old_checks()
    assert checks(paper_of(number)).all == 2


def test_the_list_of_an_office_asks_few_questions(app: Flask, officer: FlaskClient) -> None:
    for name in ("RAHIMA BEGUM", "KARIM MIA", "SALMA AKTER"):
        issued(name)
    officer.get("/office/certificates/")
    with at_most(8, app):
        assert officer.get("/office/certificates/?q=r").status_code == 200
