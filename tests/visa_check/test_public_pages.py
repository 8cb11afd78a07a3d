"""Agencies for everybody: the search page and an agency's own page."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from portal.ground.clock import today
from tests.make.visa_check import AGENCIES, import_list, make_agency

pytestmark = pytest.mark.usefixtures("app")


def test_the_search_page_is_there_without_a_question(client: FlaskClient) -> None:
    page = client.get("/agencies/?lang=en")
    assert page.status_code == 200
    assert "Not registered" not in page.text


def test_the_same_name_shows_its_verdict_first(client: FlaskClient) -> None:
    make_agency(90001, "Padma Overseas Ltd.")
    page = client.get("/agencies/?q=padma+overseas&lang=en").text
    assert "verdict-good" in page
    assert "RL-90001" in page
    assert "Not registered" not in page


def test_a_near_name_is_not_registered_under_this_and_differs(client: FlaskClient) -> None:
    make_agency(90001, "Padma Overseas Ltd.")
    page = client.get("/agencies/?q=padme+overseas&lang=en").text
    assert "Not registered under this" in page
    assert "verdict-none" in page
    assert "You typed “padme”, the register says “Padma”." in page
    assert "verdict-good" not in page


def test_what_was_typed_is_shown_and_never_run(client: FlaskClient) -> None:
    page = client.get("/agencies/", query_string={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("status", "valid_to", "kind"),
    [
        ("active", None, "good"),
        ("inactive", None, "careful"),
        (None, None, "careful"),
        ("suspended", None, "stop"),
        ("cancelled", None, "stop"),
        ("active", date(2024, 1, 1), "stop"),
    ],
)
def test_each_status_has_its_band(
    client: FlaskClient, status: str | None, valid_to: date | None, kind: str
) -> None:
    make_agency(90001, status=status, valid_to=valid_to)
    assert f"verdict-{kind}" in client.get("/agencies/RL-90001").text


def test_an_agency_without_status_says_in_which_list_it_stood(client: FlaskClient) -> None:
    import_list(AGENCIES, "rl_no,name,source,source_date\n90001,Padma,Public list,2023-04-07\n")
    page = client.get("/agencies/RL-90001?lang=en").text
    assert "In the list of 7 April 2023; today&#39;s status is not known." in page
    assert "Public list, 7 April 2023" in page


@pytest.mark.parametrize("spelling", ["90001", "rl-90001", "RL 90001", "আরএল ৯০০০১"])
def test_another_spelling_leads_to_the_right_address(client: FlaskClient, spelling: str) -> None:
    make_agency(90001)
    answer = client.get(f"/agencies/{spelling}")
    assert (answer.status_code, answer.location) == (301, "/agencies/RL-90001")


@pytest.mark.parametrize("address", ["RL-90002", "nobody", "RL-0", "RL-999999"])
def test_an_unknown_licence_is_not_there(client: FlaskClient, address: str) -> None:
    make_agency(90001)
    answer = client.get(f"/agencies/{address}?lang=en")
    assert (answer.status_code, "Not registered under this" in answer.text) == (404, True)


def test_a_bangla_page_names_the_agency_in_bangla_first(client: FlaskClient) -> None:
    make_agency(90001, name="Padma Overseas", name_bn="পদ্মা ওভারসিজ")
    assert "<h1>পদ্মা ওভারসিজ</h1>" in client.get("/agencies/RL-90001?lang=bn").text
    assert "<h1>Padma Overseas</h1>" in client.get("/agencies/RL-90001?lang=en").text


def test_the_page_tells_costs_with_year_and_source_and_where_to_complain(
    client: FlaskClient,
) -> None:
    make_agency(90001)
    page = client.get("/agencies/RL-90001?lang=en").text
    assert "৳ 1,65,000" in page
    assert "The Financial Express (2017)" in page
    assert 'href="tel:16135"' in page


def test_the_history_is_drawn_and_told_in_words(client: FlaskClient) -> None:
    make_agency(90001, valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31))
    page = client.get("/agencies/RL-90001?lang=en").text
    assert page.count('<rect class="timeline-') == 2
    assert "Licensed</strong> 1 January 2020 to 31 December 2022" in page
    assert "Licence expired</strong> 1 January 2023 until today" in page


def test_the_page_keeps_the_history_with_its_days(client: FlaskClient) -> None:
    last = today() - timedelta(days=10)
    make_agency(90001, valid_from=date(2020, 1, 1), valid_to=last)
    page = client.get("/agencies/RL-90001?lang=en").text
    assert "1 January 2020" in page
    assert "Its last day was" in page


@pytest.mark.parametrize("address", ["/agencies/", "/agencies/?q=padma", "/agencies/RL-90001"])
def test_nobody_keeps_a_verdict(client: FlaskClient, address: str) -> None:
    make_agency(90001)
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
