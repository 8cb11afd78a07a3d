"""Slips: only of a verified visa, one of a decision, live on /C/, printed in two languages."""

import hashlib
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import zxingcpp
from flask import Flask, current_app
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from certificates.cli import certificates
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.papers import claims, code, holder, keys, printing, publishing, signing
from portal.papers.keylist import Purpose
from portal.papers.models import Paper, PaperState
from portal.papers.verdict import Verdict, judge
from tests.make import poppler
from tests.make.people import make_person
from tests.make.slips import NAME, make_slip, whose
from tests.make.visa_check import (
    VISAS,
    by,
    decide,
    import_list,
    make_officer,
    make_visa,
)
from visa_check import slips
from visa_check.actions import proposals, visas
from visa_check.actions import slips as actions
from visa_check.models import Slip, VisaDecision
from visa_check.recording.agencies import Outdated
from visa_check.verdicts import VisaState

pytestmark = pytest.mark.usefixtures("app")
SignIn = Callable[..., FlaskClient]
KEY = {"idempotency_key": "b" * 32}
ENGLISH = {"Accept-Language": "en"}
# What was printed in a layout must be printed the same for ever: a change is a new layout.
FROZEN = {1: "892c90255a9a948137ee84d96cad71ef410649375a60a00ed0acfffb265c4090"}


def state_of(paper: Paper) -> PaperState:
    db.refresh(paper)
    return paper.state


def test_a_slip_says_whose_visa_for_where_by_whom_and_until_when() -> None:
    paper = make_slip().paper
    assert paper.face is not None
    said = claims.read(signing.read(paper.face.message).payload or b"")
    assert (said.name, said.subject, said.place, said.last_3) == (NAME, "SA", "Cumilla", "567")
    assert said.holder_check == holder.check("A01234567", date(1998, 4, 12))
    assert said.expires_on == today() + timedelta(days=30) == paper.expires_on
    assert keys.key_list().keys[paper.kid].purpose is Purpose.SLIP
    assert paper.person_id is None
    assert paper.face.words["visa_ends"] == "678"


def test_a_slip_never_counts_longer_than_its_visa() -> None:
    last = today() + timedelta(days=9)
    assert make_slip(make_visa(expiry_date=last)).paper.expires_on == last


@pytest.mark.parametrize("state", [None, *(one for one in VisaState if one != "verified")])
def test_no_other_answer_has_a_slip(state: VisaState | None) -> None:
    visa = make_visa()
    if state:
        decide(visa, state)
    officer = make_officer()
    with pytest.raises(actions.NotVerified):
        actions.issue_slip(by(officer), visa.ref, whose(visa.ref))


def test_the_database_takes_no_slip_of_another_decision() -> None:
    slip, visa = make_slip(), make_visa(visa_number="E555555")
    decide(visa, VisaState.CANNOT_CHECK)
    decision = db.scalars(select(VisaDecision).filter_by(visa_id=visa.id)).one()
    row = {"decision_id": decision.id, "paper_id": slip.paper_id}

    @transaction
    def write(state: VisaState) -> None:
        db.execute(insert(Slip).values(row | {"state": state}))

    for state in (VisaState.VERIFIED, VisaState.CANNOT_CHECK):
        with pytest.raises(IntegrityError):
            write(state)


def test_a_slip_in_the_database_is_nobodys_and_a_certificate_somebodys() -> None:
    paper, somebody = make_slip().paper, make_person()

    @transaction
    def write() -> None:
        db.execute(update(Paper).where(Paper.id == paper.id).values(person_id=somebody.id))

    with pytest.raises(DBAPIError):
        write()


def test_one_decision_has_one_slip_and_the_same_answer_later_gives_a_new_one(app: Flask) -> None:
    visa = make_visa()
    first = make_slip(visa).paper
    with pytest.raises(actions.AlreadyMade):
        make_slip(visa, decided=False)
    later = now() + timedelta(days=31)
    app.config["CLOCK"] = lambda: later
    with pytest.raises(actions.AlreadyMade):
        make_slip(visa, decided=False)
    assert not decide(visa, VisaState.VERIFIED).startswith("proposal")
    second = make_slip(visa, decided=False).paper
    assert (state_of(first), state_of(second)) == (PaperState.REPLACED, PaperState.LIVE)
    assert first.replaced_by_id == second.id
    decisions = db.scalar(select(func.count(VisaDecision.id)).filter_by(state="verified"))
    assert db.scalar(select(func.count(Slip.id))) == decisions == 2


@pytest.mark.parametrize(
    "state", [one for one in VisaState if one not in {"verified"}], ids=lambda one: one.value
)
def test_another_decision_cancels_the_slip(state: VisaState) -> None:
    visa = make_visa()
    paper = make_slip(visa).paper
    decide(visa, state)
    assert state_of(paper) is PaperState.CANCELLED


def test_a_proposal_alone_and_a_refused_one_leave_the_slip() -> None:
    visa = make_visa()
    paper = make_slip(visa).paper
    led_to = visas.decide_visa(by(make_officer()), visa.ref, VisaState.FRAUD, "Seen.")
    assert state_of(paper) is PaperState.LIVE
    proposals.refuse(by(make_officer()), led_to.split()[1], "It is good.")
    assert state_of(paper) is PaperState.LIVE


def test_corrected_facts_cancel_the_slip() -> None:
    visa = make_visa()
    paper = make_slip(visa).paper
    led_to = visas.correct_visa(by(make_officer()), visa.ref, {"occupation": "Cook"}, "Misread.")
    proposals.approve(by(make_officer()), led_to.split()[1])
    assert state_of(paper) is PaperState.CANCELLED


def test_a_list_that_says_something_new_cancels_the_slip_and_no_other() -> None:
    visa, other = make_visa(), make_visa(visa_number="E9999999", passport_number="B7654321")
    paper, untouched = make_slip(visa).paper, make_slip(other).paper
    import_list(
        VISAS,
        "destination,visa_number,passport_number,date_of_birth,occupation\n"
        "SA,E12345678,A01234567,1998-04-12,Cook\n",
    )
    assert state_of(paper) is PaperState.CANCELLED
    assert state_of(untouched) is PaperState.LIVE


def test_a_name_taken_from_facts_that_changed_meanwhile_is_refused() -> None:
    visa, officer = make_visa(), make_officer()
    stale = whose(visa.ref)
    visas.correct_visa(by(officer), visa.ref, {"passport_number": "B7654321"}, "Misread.")
    decide(visa, VisaState.VERIFIED)
    with pytest.raises(Outdated):
        actions.issue_slip(by(officer), visa.ref, stale)


def test_an_office_makes_no_slip_of_a_visa_that_another_keeps() -> None:
    visa = make_visa()
    decide(visa, VisaState.VERIFIED)
    mine = whose(visa.ref)
    with pytest.raises(visas.Gone):
        actions.issue_slip(by(make_officer("sylhet")), visa.ref, mine)


def test_offline_readers_learn_of_a_cancelled_slip_from_the_lists() -> None:
    visa = make_visa()
    paper = make_slip(visa).paper
    assert paper.face is not None
    text = code.text(current_app.config["PUBLIC_URL"], paper.number, paper.face.message)
    publishing.refresh()

    def verdict() -> Verdict:
        listed = publishing.lists_at_hand(keys.key_list())
        return judge(text, keys.key_list(), listed, now()).verdict

    assert verdict() is Verdict.GENUINE
    decide(visa, VisaState.WITHDRAWN)
    publishing.refresh()
    assert verdict() is Verdict.CANCELLED


def test_the_office_makes_and_prints_a_slip_and_the_public_page_follows(
    sign_in: SignIn,
) -> None:
    visa = make_visa()
    ref, page = visa.ref, f"/office/registry/visas/{visa.ref}"
    client = sign_in(make_officer())
    assert "/slip" not in client.get(page).text
    assert client.get(f"{page}/slip").status_code == 303
    decide(visa, VisaState.VERIFIED)
    assert f'href="{page}/slip"' in client.get(page).text
    assert NAME in client.get(f"{page}/slip").text
    wrong = client.post(f"{page}/slip", data=KEY | {"name": "রহিম"}, headers=ENGLISH)
    assert (wrong.status_code, "রহিম" in wrong.text) == (422, True)
    assert client.post(f"{page}/slip", data=KEY | {"name": NAME}).status_code == 303
    number = db.scalars(select(Paper.number).filter_by(purpose=Purpose.SLIP)).one()
    again = client.post(f"{page}/slip", data={"idempotency_key": "c" * 32, "name": NAME})
    assert again.status_code == 409
    printed = client.get(f"/office/registry/slips/{number}.pdf")
    assert (printed.mimetype, printed.data[:5]) == ("application/pdf", b"%PDF-")
    public = client.get(f"/C/{number}", headers=ENGLISH).text
    assert "an officer verified the visa" in public
    assert "Saudi Arabia" in public
    assert "Self-study" not in public
    approve(sign_in, ref)
    assert (
        "The answer about this visa is another one now"
        in client.get(f"/C/{number}", headers=ENGLISH).text
    )
    lists = publishing.lists_at_hand(keys.key_list())
    paper = db.scalars(select(Paper).filter_by(number=number)).one()
    assert lists[f"{paper.list_number}-cancelled"].has(paper.place)


def approve(sign_in: SignIn, ref: str) -> None:
    """Let a second officer approve on the page that the visa is a suspected fraud."""
    led_to = visas.decide_visa(by(make_officer()), ref, VisaState.FRAUD, "Seen.").split()[1]
    client = sign_in(make_officer())
    address = f"/office/proposals/visa_check/{led_to}/approve"
    assert client.post(address, data={"idempotency_key": "d" * 32}).status_code == 303


@pytest.mark.parametrize(
    ("role", "office", "status"),
    [
        (Role.OFFICER, "sylhet", 404),
        (Role.MIGRANT, "cumilla", 403),
        (Role.AUDITOR, None, 403),
        (Role.OFFICER, "cumilla", 200),
    ],
)
def test_another_office_finds_no_slip_to_print(
    sign_in: SignIn, role: Role, office: str | None, status: int
) -> None:
    number = make_slip().paper.number
    client = sign_in(make_person(role, office=office))
    assert client.get(f"/office/registry/slips/{number}.pdf").status_code == status


@pytest.mark.parametrize("language", ["bn", "en", "ar"])
def test_a_slip_has_words_of_its_own_in_every_language(client: FlaskClient, language: str) -> None:
    number = make_slip().paper.number
    page = client.get(f"/C/{number}?lang={language}").text
    words = {"bn": "স্লিপ", "en": "Slip", "ar": "قسيمة"}
    title = re.findall(r"<title>([^<]+)</title>", page)[0]
    assert words[language] in title
    sentence = re.findall(r'class="verdict-more">\s*<p>([^<]+)<', page)[0]
    assert words[language].lower() in sentence.lower()


def pdf_of(paper: Paper) -> bytes:
    assert paper.face is not None
    url = current_app.config["PUBLIC_URL"]
    return slips.render(slips.sheet(paper.face.message, paper.face.words, url))


def test_the_pdf_says_all_of_it_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "slip.pdf"
    file.write_bytes(pdf_of(make_slip().paper))
    text = " ".join(poppler.run("pdftotext", "-layout", file, "-").split())
    for words in (
        NAME,
        "567",
        "678",
        "Saudi Arabia",
        "Cumilla",
        "Ask again after 30 days",
        "৩০",
        "This paper is free of charge. It is not a certificate of BMET",
        "visa number, passport",
    ):
        assert words in text
    assert "A01234567" not in text
    # As a word: keys of forms and numbers of papers may have these four digits by chance.
    assert not re.search(r"\b1998\b", text)
    assert re.search(r"Pages:\s+1\n", poppler.run("pdfinfo", file))


def test_the_printed_qr_is_at_least_35_mm_and_is_read_back(tmp_path: Path) -> None:
    paper, file = make_slip().paper, tmp_path / "slip.pdf"
    assert paper.face is not None
    file.write_bytes(pdf_of(paper))
    poppler.run("pdftoppm", "-r", "150", "-gray", "-png", file, tmp_path / "page")
    (found,) = zxingcpp.read_barcodes(Image.open(next(tmp_path.glob("page*.png"))))
    assert found.text == code.text(
        current_app.config["PUBLIC_URL"], paper.number, paper.face.message
    )
    width = found.position.top_right.x - found.position.top_left.x
    assert width / 150 * 25.4 >= 35


def test_the_longest_name_and_district_stay_on_one_page(tmp_path: Path) -> None:
    paper = make_slip(name="W" * 39).paper
    assert paper.face is not None
    words = paper.face.words | {
        "subject": {"bn": "মধ্য আফ্রিকা প্রজাতন্ত্র", "en": "Central African Republic"},
        "office": {"bn": "ব্রাহ্মণবাড়িয়া", "en": "Chapai Nawabganj"},
    }
    file = tmp_path / "slip.pdf"
    url = current_app.config["PUBLIC_URL"]
    file.write_bytes(slips.render(slips.sheet(paper.face.message, words, url)))
    assert re.search(r"Pages:\s+1\n", poppler.run("pdfinfo", file))


@pytest.mark.parametrize("layout", sorted(FROZEN))
def test_a_layout_is_never_changed(layout: int) -> None:
    digest = hashlib.sha256()
    for file in sorted((printing.TEMPLATES / slips.FOLDER / str(layout)).iterdir()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    assert digest.hexdigest() == FROZEN[layout]


@pytest.mark.parametrize("district", ["Cox's Bazar", "Chapai Nawabganj", "B. Baria"])
def test_the_name_of_every_district_fits_into_the_code(district: str) -> None:
    assert claims._CODE.fullmatch(slips.place_in_code(district))


def test_the_command_lists_and_prints_the_text_of_a_slip(app: Flask) -> None:
    paper = make_slip().paper
    assert paper.face is not None
    number, message = paper.number, paper.face.message
    run = app.test_cli_runner().invoke
    assert f"{number}  genuine  {today()}  slip" in run(certificates, ["list"]).output
    text = code.text(current_app.config["PUBLIC_URL"], number, message)
    assert run(certificates, ["show", number]).output.strip() == text
    assert "kind: slip" in run(certificates, ["check", number]).output


def test_a_visa_of_which_nothing_is_kept_has_no_page_for_a_slip(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    assert client.get("/office/registry/visas/nothing/slip").status_code == 404
    assert client.get("/office/registry/slips/0000000000000.pdf").status_code == 404


def test_a_supervisor_reaches_the_slip_of_an_office() -> None:
    visa = make_visa()
    decide(visa, VisaState.VERIFIED)
    supervisor = make_person(Role.SUPERVISOR)
    assert actions.issue_slip(by(supervisor), visa.ref, whose(visa.ref))
