"""What everybody sees of branches, sub-agents, job orders and earlier names; what programs get."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground.clock import today
from tests.make.counting import at_most
from tests.make.described import hold
from tests.make.details import make_detail
from tests.make.visa_check import by, make_agency, make_officer, make_visa
from visa_check.actions import agencies, proposals
from visa_check.actions import details as actions
from visa_check.details import DetailKind
from visa_check.facts import AGENCY_FACTS
from visa_check.queries.search import search

pytestmark = pytest.mark.usefixtures("app")


def test_a_renamed_agency_is_found_under_its_old_name_and_shown_as_such(
    client: FlaskClient,
) -> None:
    make_agency()
    facts = dict.fromkeys(AGENCY_FACTS) | {"name": "Shapla Trade"}
    proposals.approve(
        by(make_officer()), agencies.propose_agency(by(make_officer()), 90001, facts, None, "")
    )
    [found] = search("m/s padma overseas", today())
    assert (found.is_same, found.formerly) == (False, "Padma Overseas Ltd.")
    page = client.get("/agencies/?q=Padma+Overseas&lang=en").text
    assert "It was called “Padma Overseas Ltd.” before." in page
    assert "verdict-good" not in page
    told = client.get("/api/v1/agencies?q=Padma+Overseas").json
    hold(told, "FoundAgencies")
    assert told["agencies"][0]["formerly"] == "Padma Overseas Ltd."


@pytest.mark.parametrize("text", ["Old Tiger Travels", "পুরান বাঘ ট্রাভেলস"])
def test_a_recorded_past_name_is_searched_in_both_scripts(text: str) -> None:
    make_agency()
    ref = make_detail(DetailKind.PAST_NAME)
    assert [match.formerly for match in search(text, today())] == [text]
    proposals.approve(
        by(make_officer()), actions.take_back_detail(by(make_officer()), 90001, ref, "")
    )
    assert search(text, today()) == []


def test_a_past_name_that_is_only_near_finds_nothing() -> None:
    make_agency()
    make_detail(DetailKind.PAST_NAME)
    assert [match.formerly for match in search("Old Tigre Travel", today()) if match.formerly] == []


def test_the_page_shows_what_a_migrant_must_compare(client: FlaskClient) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    for kind in DetailKind:
        make_detail(kind)
    page = client.get("/agencies/RL-90001?lang=en").text
    for words in (
        "House 4, College Road, Cumilla",
        "ABUL BASHAR",
        "SA-2026-17",
        "Meghna International sends its people through this agency.",
        "Old Tiger Travels",
        "Cleaner, Saudi Arabia",
        "Najd Cleaning",
        "1200 Saudi riyal (SAR)",
        "30, counted on",
        "openstreetmap.org/search?query=House+4",
        "leaves Nirapod",
    ):
        assert words in page
    assert "KAMRUL OWNER" not in page
    bangla = client.get("/agencies/RL-90001?lang=bn").text
    assert "until" not in bangla
    assert "১২০০ সৌদি রিয়াল (SAR)" in bangla
    other = client.get("/agencies/RL-90002?lang=en").text
    assert "This agency sends its people through Padma Overseas Ltd." in other


@pytest.mark.parametrize(
    "changes",
    [
        {"used": 50},
        {"valid_to": date(2024, 6, 1)},
        {"valid_from": date(2090, 1, 1), "valid_to": None},
    ],
    ids=["used up", "over", "not yet"],
)
def test_a_job_order_that_is_not_open_is_not_offered(
    client: FlaskClient, changes: dict[str, Any]
) -> None:
    make_agency()
    make_detail(DetailKind.JOB_ORDER, **changes)
    page = client.get("/agencies/RL-90001?lang=en").text
    assert "Najd Cleaning" not in page
    assert "No open job order" in page


def test_a_long_list_goes_on_another_page(client: FlaskClient) -> None:
    make_agency()
    for number in range(21):
        make_detail(DetailKind.SUB_AGENT, registration_no=f"SA-{number}")
    page = client.get("/agencies/RL-90001").text
    assert page.count("ABUL BASHAR") == 20
    assert "/agencies/RL-90001/more" in page
    assert client.get("/agencies/RL-90001/more").text.count("ABUL BASHAR") == 21
    assert client.get("/agencies/rl 90001/more").location == "/agencies/RL-90001/more"
    assert client.get("/agencies/RL-90009/more").status_code == 404


def test_the_page_asks_the_database_seven_times_at_most(client: FlaskClient, app: Flask) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    for kind in DetailKind:
        make_detail(kind)
    # Without a visa that names a job order, two less.
    make_visa(job_order="RUH77", agency_rl_no=90001)
    client.get("/agencies/RL-90001")
    with at_most(7, app):
        client.get("/agencies/RL-90001")


def test_programs_are_told_everything_but_names_of_people(client: FlaskClient) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    for kind in DetailKind:
        make_detail(kind)
    answer = client.get("/api/v1/agencies/RL-90001")
    hold(answer.json, "Agency")
    assert "BASHAR" not in answer.text
    assert "OWNER" not in answer.text
    told = answer.json
    assert told["sub_agents"][0]["registration_no"] == "SA-2026-17"
    assert told["job_orders"][0]["left"] == 30
    assert told["partners"] == client.get("/api/v1/agencies/RL-90002").json["partners"]
