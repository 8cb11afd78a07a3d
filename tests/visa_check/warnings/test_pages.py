"""Warnings on the page of a visa at the desk, and the form that notes a false alarm."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.ground.database import db
from tests.make.visa_check import make_agency, make_officer, make_visa
from tests.make.warnings import clean_case, passport_zone, visa_zone
from visa_check.models import FalseAlarm, Visa

SignIn = Callable[..., FlaskClient]
PAGE = "/office/registry/visas/"
KEY = "a" * 32


def forms(page: str) -> list[str]:
    """Where the forms lead that note a false alarm."""
    return re.findall(r'action="(/office/registry/visas/\w+/warnings/\w+)"', page)


def note(client: FlaskClient, address: str, words: str, key: str = KEY) -> object:
    """Send such a form."""
    prefix = f"warning-{address.rsplit('/', 1)[1]}-"
    return client.post(address, data={f"{prefix}note": words, f"{prefix}idempotency_key": key})


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_warning_stands_on_the_page_with_its_reason(sign_in: SignIn, language: str) -> None:
    make_agency(90002, status="cancelled")
    visa = make_visa(
        visa_type="visit",
        occupation="Cleaner",
        contract_occupation="মাছ কাটা",
        agency_rl_no=90002,
        contract_rl_no=90003,
        group_visa_number="G100200",
        group_quota=30,
        hijri_year=1440,
        visa_zone="V<SAURAHMAN<<MD<ABDUR".ljust(44, "<") + "\nE12345678" + "0" * 35,
        passport_zone=visa_zone(clean_case()),
    )
    page = sign_in(make_officer()).get(f"{PAGE}{visa.ref}?lang={language}").text
    assert len(forms(page)) == 10
    for reason in ("RL-90002", "RL-90003", "visit", "মাছ কাটা"):
        assert reason in page
    assert ("৩০" if language == "bn" else "30") in page


def test_a_clean_visa_shows_no_warnings(sign_in: SignIn) -> None:
    page = sign_in(make_officer()).get(f"{PAGE}{make_visa().ref}?lang=en").text
    assert "warnings" not in page


def test_a_false_alarm_is_noted_and_another_officer_sees_who_and_why(sign_in: SignIn) -> None:
    visa, officer = make_visa(visa_type="visit"), make_officer()
    client = sign_in(officer)
    address = forms(client.get(f"{PAGE}{visa.ref}").text)[0]
    answer = note(client, address, "The embassy printed <b>visit</b> wrongly.")
    assert answer.status_code == 303
    assert forms(client.get(f"{PAGE}{visa.ref}").text) == []
    page = sign_in(make_officer()).get(f"{PAGE}{visa.ref}?lang=en").text
    assert f"False alarm, says {officer.name} on" in page
    assert "The embassy printed &lt;b&gt;visit&lt;/b&gt; wrongly." in page


def test_a_form_sent_twice_notes_once(sign_in: SignIn) -> None:
    visa, client = make_visa(visa_type="visit"), sign_in(make_officer())
    address = forms(client.get(f"{PAGE}{visa.ref}").text)[0]
    for _ in range(2):
        assert note(client, address, "Seen.").status_code == 303
    assert db.scalar(select(func.count(FalseAlarm.id))) == 1


def test_a_note_without_words_is_refused_on_the_same_page(sign_in: SignIn) -> None:
    visa, client = make_visa(visa_type="visit"), sign_in(make_officer())
    address = forms(client.get(f"{PAGE}{visa.ref}").text)[0]
    answer = note(client, address, "  ")
    assert answer.status_code == 422
    assert forms(answer.text) == [address]
    assert "error-summary" in answer.text


def test_a_note_about_a_warning_that_has_changed_is_a_conflict(sign_in: SignIn) -> None:
    visa, client = make_visa(visa_type="visit"), sign_in(make_officer())
    address = forms(client.get(f"{PAGE}{visa.ref}").text)[0]
    answer = note(client, address[:-1] + ("0" if address[-1] != "0" else "1"), "Seen.")
    assert answer.status_code == 409
    assert db.scalar(select(func.count(FalseAlarm.id))) == 0


def test_another_offices_visa_is_not_there(sign_in: SignIn) -> None:
    visa = make_visa(visa_type="visit")
    address = forms(sign_in(make_officer()).get(f"{PAGE}{visa.ref}").text)[0]
    assert note(sign_in(make_officer("feni")), address, "Seen.").status_code == 404


def test_what_the_warnings_need_is_typed_in_the_form_of_a_visa(sign_in: SignIn) -> None:
    client, case = sign_in(make_officer()), clean_case()
    data = {
        "idempotency_key": KEY,
        "destination": "SA",
        "visa_number": "e 1234-5678",
        "passport_number": " a০১২৩৪৫৬৭ ",
        "date_of_birth": "১২/০৪/১৯৯৮",
        "holder_name": "রহিমা",
        "employer": "شركة نجد",
        "group_visa_number": "g 100200",
        "group_quota": "২৪",
        "passport_expiry": "29/09/2031",
        "hijri_year": "١٤٤٨",
        "contract_occupation": "Cleaner",
        "contract_rl_no": "আরএল ১১",
        "visa_zone": visa_zone(case, 36).lower(),
        "passport_zone": passport_zone(case).replace("\n", " "),
    }
    answer = client.post(f"{PAGE}new", data=data)
    assert answer.status_code == 303
    page = client.get(f"{answer.location}?lang=en").text
    assert "warnings" not in page
    for shown in ("24", "29 September 2031", "1448", "RL-0011", "শركة"[1:], "রহিমা"):
        assert shown in page
    for secret in ("A01234567", "RAHMAN", "E12345678"):
        assert secret not in page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("date_of_birth", "12/05/1448", "Hijri calendar"),
        ("expiry_date", "১৪৪৮-০৫-১২", "Hijri calendar"),
        ("issue_date", "12 شعبان 1447", "Hijri calendar"),
        ("passport_number", "A01", "not a passport number"),
        ("passport_number", "A" * 16 + "1", "not a passport number"),
        ("passport_number", "পাসপোর্ট", "not a passport number"),
        ("group_quota", "0", "from 1 to 10000"),
        ("hijri_year", "2026", "from 1350 to 1500"),
        ("visa_zone", "V<SAU", "twice 44 or twice 36"),
        ("passport_zone", "P" + "<" * 88, "twice 44 or twice 36"),
    ],
)
def test_what_cannot_be_read_is_told_clearly_and_kept(
    sign_in: SignIn, field: str, typed: str, said: str
) -> None:
    client = sign_in(make_officer())
    answer = client.post(
        f"{PAGE}new?lang=en",
        data={
            "idempotency_key": KEY,
            "destination": "SA",
            "visa_number": "E12345678",
            "passport_number": "A01234567",
            "date_of_birth": "12/04/1998",
        }
        | {field: typed},
    )
    assert answer.status_code == 422
    assert said in answer.text
    assert typed.replace("<", "&lt;") in answer.text
    assert db.scalar(select(func.count(Visa.id))) == 0
