"""Guides to the countries' own services: first ones, changes by two, pages, what is copied."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.deeds.proposals import OwnProposal
from portal.deeds.record import By
from portal.ground.clock import now, today
from portal.ground.countries import COUNTRIES
from portal.ground.database import db, transaction
from tests.make.counting import at_most
from tests.make.visa_check import by, make_officer, make_visa
from visa_check.actions import guides as actions
from visa_check.actions import proposals
from visa_check.facts import HOLDER_FACTS, VISA_FACTS
from visa_check.guides import FILLED_BY, Asked, GuideNow, first_guides, is_good_address
from visa_check.models import Guide, GuideEntry
from visa_check.queries import guides as queries
from visa_check.recording.agencies import Outdated

SignIn = Callable[..., FlaskClient]
REF = "sa-application"
KEY = "a" * 32


@pytest.fixture(autouse=True)
def first(app: Flask) -> None:
    """The guides that come with the portal."""
    actions.load_guides(By.command_line(None, "test"))


def found(ref: str = REF) -> GuideNow:
    """A guide that is there."""
    guide = queries.guide(ref)
    assert guide is not None
    return guide


def change(**facts: Any) -> str:
    """Propose a change of a guide; the proposal's reference."""
    return actions.propose_guide(by(make_officer()), REF, found().facts | facts, "It moved")


def form(**changes: Any) -> dict[str, Any]:
    """What an officer sends to change the guide; a good form unless something is changed."""
    facts = found().facts | {"checked_on": today().strftime("%d/%m/%Y"), "traps": "Beware."}
    return facts | {"reason": "I looked", "idempotency_key": KEY} | changes


def test_each_first_guide_is_whole() -> None:
    for row in first_guides():
        assert row["destination"] in COUNTRIES
        assert all(asked in set(Asked) for asked in row["asks"])
        assert row["address"] is None or is_good_address(row["address"])
        assert row["answer"]
        assert row["answer_bn"]
        assert bool(row["traps"]) is bool(row["traps_bn"])
        assert row["source"]
        assert date.fromisoformat(row["checked_on"]) < date(2026, 4, 1)


def test_first_guides_come_once_and_leave_what_officers_wrote() -> None:
    assert not queries.has_missing()
    proposals.approve(by(make_officer()), change(service="Renamed"))
    actions.load_guides(By.command_line(None, "test"))
    assert db.scalar(select(func.count(Guide.id))) == len(first_guides())
    assert found().service == "Renamed"


def test_what_the_desk_fills_in_are_facts_of_a_visa() -> None:
    assert set(FILLED_BY.values()) <= {*VISA_FACTS, *HOLDER_FACTS}


def test_a_change_takes_two_and_keeps_what_was() -> None:
    officer = make_officer()
    facts = found().facts | {"address": "https://new.example.sa/"}
    ref = actions.propose_guide(by(officer), REF, facts, "It moved")
    assert found().address == "https://visa.mofa.gov.sa/"
    with pytest.raises(OwnProposal):
        proposals.approve(by(officer), ref)
    proposals.approve(by(make_officer("feni")), ref)
    assert found().address == "https://new.example.sa/"
    assert [entry.address for entry in queries.entries(REF)] == [
        "https://new.example.sa/",
        "https://visa.mofa.gov.sa/",
    ]


def test_of_two_changes_of_one_guide_the_second_is_outdated() -> None:
    one, other = change(service="One"), change(service="Other")
    proposals.approve(by(make_officer()), one)
    with pytest.raises(Outdated):
        proposals.approve(by(make_officer()), other)


def test_nothing_is_proposed_when_only_the_day_differs() -> None:
    with pytest.raises(actions.NothingChanged):
        change(checked_on=today())


def test_a_guide_grows_stale_after_six_months_until_somebody_looks() -> None:
    assert not found().is_stale(date(2026, 9, 29))
    assert found().is_stale(date(2026, 9, 30))
    actions.confirm_guide(by(make_officer()), REF)
    assert found().checked_on == today()
    assert not found().is_stale(today() + timedelta(days=180))
    with pytest.raises(actions.LookedAlready):
        actions.confirm_guide(by(make_officer()), REF)


def test_a_look_belongs_to_what_was_looked_at() -> None:
    actions.confirm_guide(by(make_officer()), REF)
    proposals.approve(by(make_officer()), change(service="Moved", checked_on=date(2026, 1, 1)))
    assert found().checked_on == date(2026, 1, 1)


def test_straight_sql_writes_no_guide_alone_and_changes_none() -> None:
    officer, guide_id = make_officer(), db.scalar(select(Guide.id))
    texts = dict.fromkeys(("service", "answer", "answer_bn", "traps", "traps_bn", "source"), "x")
    row = texts | {"guide_id": guide_id, "destination": "SA", "asks": [], "checked_on": today()}

    @transaction
    def alone() -> None:
        row_now = row | {"recorded_by_id": officer.id, "recorded_at": now()}
        db.execute(insert(GuideEntry).values(**row_now))

    with pytest.raises(IntegrityError):
        alone()
    with pytest.raises((IntegrityError, DBAPIError)), db.begin_nested():
        db.connection().exec_driver_sql("UPDATE guide_entry SET address = 'https://evil.example/'")


@pytest.mark.parametrize(
    "address",
    [
        "http://visa.mofa.gov.sa/",
        "javascript:alert(1)",
        "https://visa.mofa.gov.sa@evil.example/",
        "https://10.0.0.1/",
        "https://localhost/",
        "https://visa.mofa.gov.sa:8443/",
        "https://vіsa.mofa.gov.sa/",
        "https://visa.mofa.gov.sa/\u202egnp",
        "https://[::1]/",
        "https://visa.mofa.gov.sa:x/",
        "//visa.mofa.gov.sa/",
        "visa.mofa.gov.sa",
    ],
)
def test_an_address_that_may_deceive_is_refused(sign_in: SignIn, address: str) -> None:
    assert not is_good_address(address)
    client = sign_in(make_officer())
    answer = client.post(f"/office/guides/{REF}/change?lang=en", data=form(address=address))
    # What nobody sees is taken out of a typed line before anybody reads it.
    assert answer.status_code == (303 if "\u202e" in address else 422)


def test_a_change_goes_from_the_form_to_force(sign_in: SignIn) -> None:
    client, other = sign_in(make_officer()), sign_in(make_officer())
    answer = client.post(f"/office/guides/{REF}/change", data=form(asks=["captcha"], service="New"))
    assert answer.status_code == 422
    good = form(asks=[Asked.PASSPORT_NUMBER.value, Asked.CAPTCHA.value], service="New name")
    answer = client.post(f"/office/guides/{REF}/change", data=good)
    assert answer.status_code == 303
    page = other.get(f"{answer.location}?lang=en").text
    assert "Passport number, Letters of a picture" in page
    assert (
        other.post(f"{answer.location}/approve", data={"idempotency_key": KEY}).status_code == 303
    )
    page = other.get(f"/office/guides/{REF}?lang=en").text
    assert "New name" in page
    assert "Beware." in page


def test_a_new_guide_is_proposed_and_listed_under_its_country(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    answer = client.post("/office/guides/new", data=form(destination="JO", service="Jordan desk"))
    assert answer.status_code == 303
    assert "Jordan desk" not in client.get("/office/guides/?lang=en").text
    proposals.approve(by(make_officer()), answer.location.rsplit("/", 1)[1])
    assert "Jordan desk" in client.get("/office/guides/?lang=en").text


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_page_stands_in_both_languages(sign_in: SignIn, language: str) -> None:
    client = sign_in(make_officer())
    for place in ("", "new", REF, f"{REF}/change", "it-embassy"):
        page = client.get(f"/office/guides/{place}?lang={language}")
        assert page.status_code == 200
        assert f'lang="{language}"' in page.text
    assert (
        'href="https://visa.mofa.gov.sa/" rel="noreferrer noopener"'
        in client.get(f"/office/guides/{REF}").text
    )
    assert client.get("/office/guides/nothing").status_code == 404


def test_a_stale_guide_says_so_until_an_officer_looked(sign_in: SignIn) -> None:
    client = sign_in(make_officer())
    assert (
        "Nobody has looked since 31 March 2026" in client.get(f"/office/guides/{REF}?lang=en").text
    )
    data = {"idempotency_key": KEY}
    assert client.post(f"/office/guides/{REF}/looked", data=data).status_code == 303
    assert "Nobody has looked" not in client.get(f"/office/guides/{REF}?lang=en").text


def test_numbers_stand_ready_to_be_copied_only_when_they_were_revealed(sign_in: SignIn) -> None:
    visa, client = make_visa(), sign_in(make_officer())
    page = client.get(f"/office/registry/visas/{visa.ref}?lang=en").text
    assert "visa.mofa.gov.sa" in page
    assert "A01234567" not in page
    data = {"reveal-reason": "To ask MOFA", "reveal-idempotency_key": KEY}
    page = client.post(f"/office/registry/visas/{visa.ref}/reveal?lang=en", data=data).text
    assert f'id="copy-{REF}-passport_number">A01234567</span>' in page
    assert 'id="copy-sa-person-nationality">Bangladesh</span>' in page


def test_the_list_of_guides_is_one_question(app: Flask) -> None:
    with at_most(1, app):
        assert len(queries.guides()) == len(first_guides())
