"""The desk: what waits, what was decided, what was done, and where a search leads."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.deeds.models import Proposal
from portal.deeds.proposals import close, propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.people import make_person

SignIn = Callable[[Person], FlaskClient]


@deed
def ask(by: By, office_id: int, subject: str) -> str:
    """Propose a list of agencies."""
    made = propose(
        by, kind="agency-import", subject=subject, office_id=office_id, difference={"new": 1}
    )
    return made.ref


@deed
def decide(by: By, ref: str) -> str:
    """Approve a proposal."""
    close(by, db.scalars(select(Proposal).filter_by(ref=ref)).one(), approved=True)
    return ref


@pytest.fixture
def officers() -> tuple[Person, Person]:
    """Two officers of one office."""
    return make_person(Role.OFFICER, name="Kamal"), make_person(Role.OFFICER, name="Nasrin")


@pytest.mark.usefixtures("app")
def test_an_empty_desk_says_that_nothing_waits(
    officers: tuple[Person, Person], sign_in: SignIn
) -> None:
    text = sign_in(officers[0]).get("/office/?lang=en").get_data(as_text=True)
    assert "Nothing waits for a decision." in text


@pytest.mark.usefixtures("app")
def test_what_waits_leads_to_its_page(officers: tuple[Person, Person], sign_in: SignIn) -> None:
    one, other = officers
    ref = ask(By.command_line(one.id, "test"), one.office_id, "list.csv")
    text = sign_in(other).get("/office/?lang=en").get_data(as_text=True)
    assert f'href="/office/proposals/visa_check/{ref}"' in text
    assert "list.csv" in text
    assert "Kamal" in text


@pytest.mark.usefixtures("app")
def test_what_was_decided_says_how_and_by_whom(
    officers: tuple[Person, Person], sign_in: SignIn
) -> None:
    one, other = officers
    ref = ask(By.command_line(one.id, "test"), one.office_id, "list.csv")
    decide(By.command_line(other.id, "test"), ref)
    text = sign_in(one).get("/office/?lang=en").get_data(as_text=True)
    assert "Decided lately" in text
    assert ">approved<" in text
    assert "Nasrin" in text


@pytest.mark.usefixtures("app")
def test_a_full_desk_has_pages(officers: tuple[Person, Person], sign_in: SignIn) -> None:
    one, other = officers
    for number in range(26):
        ask(By.command_line(one.id, "test"), one.office_id, f"list-{number}.csv")
    text = sign_in(other).get("/office/?lang=en").get_data(as_text=True)
    assert 'href="?page=2"' in text
    assert "Page 1 of 2" in text


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("0123 4567 89ABC", "/office/certificates/?q="),
        ("RL-0011", "/office/registry/agencies/?q="),
        ("padma overseas", "/office/registry/agencies/?q="),
    ],
    ids=["number of a paper", "licence", "name"],
)
def test_a_search_leads_to_where_it_is_answered(
    officers: tuple[Person, Person], sign_in: SignIn, typed: str, place: str
) -> None:
    response = sign_in(officers[0]).get("/office/search", query_string={"q": typed})
    assert response.status_code == 303
    assert response.location.startswith(place)
