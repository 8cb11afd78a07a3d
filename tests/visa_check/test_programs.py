"""The doors of programs to the register: as described, as the pages say, and faults as problems."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground.clock import today
from tests.make.counting import at_most
from tests.make.described import SCHEMAS, hold
from tests.make.visa_check import AGENCIES, by, import_list, make_agency, make_officer
from visa_check.actions import agencies, proposals
from visa_check.programs import HEADS, code
from visa_check.verdicts import AgencyVerdict, Status
from visa_check.views import programs

DOOR = "/api/v1/agencies"


@pytest.fixture
def register(app: Flask) -> None:
    """Two agencies with names that are near, one of them without a licence today."""
    make_agency(90001, "Padma Overseas Ltd.", "পদ্মা ওভারসিজ লিমিটেড")
    make_agency(90002, "Padma Oversea Travels", None, "cancelled")


def get(client: FlaskClient, path: str, name: str) -> Any:
    """An answer, held to its description."""
    answer = client.get(path)
    hold(answer.json, name if answer.status_code == 200 else "Problem")
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.json


@pytest.mark.usefixtures("register")
def test_a_search_answers_as_the_page_does(client: FlaskClient) -> None:
    answer = get(client, f"{DOOR}?q=m/s+padma+overseas", "FoundAgencies")
    assert answer["as_of"] == today().isoformat()
    first, second = answer["agencies"]
    assert (first["licence"], first["same"], first["verdict"]) == ("RL-90001", True, "active")
    assert (second["same"], second["verdict"], second["kind"]) == (False, "cancelled", "stop")
    assert second["differences"]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("typed", ["RL-90001", "আরএল ৯০০০১", "90001", "পদ্মা ওভারসীজ"])
def test_numbers_and_both_scripts_are_understood(client: FlaskClient, typed: str) -> None:
    found = get(client, f"{DOOR}?q={typed}", "FoundAgencies")["agencies"]
    assert (found[0]["licence"], found[0]["same"]) == ("RL-90001", True)


def test_what_is_not_registered_is_an_empty_list(client: FlaskClient) -> None:
    assert get(client, f"{DOOR}?q=nothing+like+it", "FoundAgencies")["agencies"] == []


@pytest.mark.usefixtures("register")
def test_one_agency_comes_with_its_history(client: FlaskClient) -> None:
    agencies.suspend_agency(by(make_officer()), 90001, "Fees above the maximum.")
    answer = get(client, f"{DOOR}/rl 90001", "Agency")
    assert answer["verdict"] == "suspended"
    assert [one["status"] for one in answer["statuses"]] == ["suspended", "active"]
    assert answer["entries"][0]["name_bn"] == "পদ্মা ওভারসিজ লিমিটেড"


@pytest.mark.parametrize("licence", ["RL-99998", "abc", "123456", "RL-0"])
def test_an_unknown_licence_is_a_problem_of_its_own(client: FlaskClient, licence: str) -> None:
    answer = client.get(f"{DOOR}/{licence}")
    hold(answer.json, "Problem")
    assert (answer.status_code, answer.json["code"]) == (404, "not-registered")


@pytest.mark.parametrize(
    ("address", "pointer"),
    [
        ("", "#/q"),
        ("?q=", "#/q"),
        (f"?q={'x' * 121}", "#/q"),
        ("/changes", "#/since"),
        ("/changes?since=yesterday", "#/since"),
        ("/changes?since=2026-02-30", "#/since"),
        ("/changes?since=2026-01-01&after=abc", "#/after"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(
    client: FlaskClient, address: str, pointer: str
) -> None:
    answer = client.get(f"{DOOR}{address}")
    hold(answer.json, "Problem")
    assert (answer.status_code, answer.json["code"]) == (422, "parameter")
    assert answer.json["pointer"] == pointer


@pytest.mark.usefixtures("register")
def test_changes_name_each_agency_once_since_a_day(app: Flask, client: FlaskClient) -> None:
    start = app.config["CLOCK"]()
    app.config["CLOCK"] = lambda: start + timedelta(days=3)
    agencies.suspend_agency(by(make_officer()), 90001, "Fees above the maximum.")
    ref = agencies.propose_agency(by(make_officer()), 90001, _facts("Padma Sea Ltd."), None, "")
    proposals.approve(by(make_officer()), ref)
    everything = get(client, f"{DOOR}/changes?since=2020-01-01", "Changes")
    assert [one["licence"] for one in everything["agencies"]] == ["RL-90001", "RL-90002"]
    lately = get(client, f"{DOOR}/changes?since={today().isoformat()}", "Changes")
    assert [(one["licence"], one["name"]) for one in lately["agencies"]] == [
        ("RL-90001", "Padma Sea Ltd.")
    ]
    assert lately["next"] is None


def test_who_follows_next_meets_every_agency_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "\n".join(f"{90001 + place},Agency {place} Ltd." for place in range(7))
    import_list(AGENCIES, f"rl_no,name\n{rows}\n")
    monkeypatch.setattr(programs, "MOST", 3)
    path: str | None = f"{DOOR}/changes?since=2020-01-01"
    seen: list[str] = []
    while path:
        answer = get(client, path.removeprefix("https://nirapod.example"), "Changes")
        seen += [one["licence"] for one in answer["agencies"]]
        path = answer["next"]
    assert seen == [f"RL-{90001 + place}" for place in range(7)]


@pytest.mark.usefixtures("register")
def test_the_file_has_every_agency_and_runs_no_formula(client: FlaskClient) -> None:
    make_agency(90003, "=HYPERLINK(evil)")
    answer = client.get("/registers/agencies.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEADS
    assert [(row["rl_no"], row["today"]) for row in rows] == [
        ("RL-90001", "active"),
        ("RL-90002", "cancelled"),
        ("RL-90003", "active"),
    ]
    assert not rows[2]["name"].startswith("=")
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/registers/agencies.csv", headers=tag).status_code == 304


def test_the_whole_register_costs_a_few_questions(app: Flask, client: FlaskClient) -> None:
    rows = "\n".join(f"{90001 + place},Agency {place} Ltd." for place in range(50))
    import_list(AGENCIES, f"rl_no,name\n{rows}\n")
    with at_most(6, app):
        client.get("/registers/agencies.csv")
    with at_most(5, app):
        client.get(f"{DOOR}/changes?since=2020-01-01")


@pytest.mark.usefixtures("register")
def test_whoever_asks_gets_the_same_and_no_cookie(
    client: FlaskClient, sign_in: Callable[..., FlaskClient]
) -> None:
    staff = sign_in(make_officer())
    for path in (f"{DOOR}?q=padma", f"{DOOR}/RL-90001", f"{DOOR}/changes?since=2026-01-01"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.data == staff.get(path).data
        assert "Set-Cookie" not in answer.headers


def test_the_description_names_every_verdict_and_status() -> None:
    assert SCHEMAS["AgencyVerdict"]["enum"] == [code(one) for one in AgencyVerdict]
    statuses = SCHEMAS["Agency"]["properties"]["statuses"]["items"]["properties"]["status"]
    assert statuses["enum"] == list(Status)


def _facts(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = dict.fromkeys(
        ("name_bn", "business_address", "phone", "email", "source", "source_date")
    )
    return facts | {"name": name}
