"""A copy of the register that is kept by its changes equals the register itself."""

import contextlib
import csv
import io
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from tests.make.complaints import close, make_report
from tests.make.described import hold
from tests.make.details import make_detail
from tests.make.people import make_office, make_person
from tests.make.visa_check import AGENCIES, by, import_list, make_agency, make_officer
from visa_check.actions import agencies, proposals, releases
from visa_check.actions import undoing as undo
from visa_check.complaints import ReportKind
from visa_check.details import DetailKind
from visa_check.models import Import
from visa_check.programs import HEADS
from visa_check.queries import agencies as queries
from visa_check.queries import undoing
from visa_check.queries.undoing import Undoing
from visa_check.views import programs

DOOR = "/api/v1/agencies"
NUMBERS = (90001, 90002, 90003, 90004)
Row = dict[str, str]


class Mirror:
    """A copy of the register, kept by asking for changes as docs/registry.md says."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.rows: dict[str, Row] = {}
        self.since = "2020-01-01"

    def follow(self) -> None:
        """Ask what differs since the last time, and ask again for each agency."""
        path: str | None = f"{DOOR}/changes?since={self.since}"
        self.since = today().isoformat()
        while path:
            answer = self.client.get(path.removeprefix("https://nirapod.example")).json
            hold(answer, "Changes")
            for one in answer["agencies"]:
                self.keep(one)
            path = answer["next"]

    def keep(self, changed: dict[str, Any]) -> None:
        """Drop an agency that is gone; read any other anew."""
        licence = changed["licence"]
        if changed["verdict"] == "not-registered":
            self.rows.pop(licence, None)
            return
        told = self.client.get(f"{DOOR}/{licence}").json
        assert (told["name"], told["verdict"]) == (changed["name"], changed["verdict"])
        entry, reported = told["entries"][0], told["reports_found_true"] or {"counts": {}}
        facts = entry | {"rl_no": licence, "today": told["verdict"]}
        facts |= {"reports_since": reported.get("since")}
        for kind in ReportKind:
            count = reported["counts"].get(kind.replace(" ", "-"), "").replace("-", " or ")
            facts[f"reports_{kind.replace(' ', '_').replace('-', '_')}"] = count
        self.rows[licence] = {head: str(facts[head] or "") for head in HEADS}


def exported(client: FlaskClient) -> dict[str, Row]:
    """The whole register, fresh."""
    text = client.get("/registers/agencies.csv").data.decode("utf-8-sig")
    return {row["rl_no"]: row for row in csv.DictReader(io.StringIO(text))}


def registered(random: Random) -> int | None:
    """One of the agencies that are in the register, if any."""
    here = [no for no in NUMBERS if queries.verdict_by_licence(no, today()) != "not registered"]
    return random.choice(here) if here else None


def bring_list(random: Random) -> None:
    """A list adds agencies, renames them, and gives them a licence that ends some day."""
    lines = [
        f"{number},Agency {random.randint(1, 99)},{random.choice(['', '01711000000'])},active,"
        f"{today() - timedelta(days=random.randint(0, 9))},"
        f"{today() + timedelta(days=random.randint(0, 9))}"
        for number in random.sample(NUMBERS, random.randint(1, 3))
    ]
    head = "rl_no,name,phone,status,valid_from,valid_to\n"
    import_list(AGENCIES, head + "\n".join(lines) + "\n")


def undo_list(random: Random) -> None:
    """Two officers undo a list that is in force."""
    refs = [ref for ref in db.scalars(select(Import.ref)) if undoing.import_by_ref(ref)]
    random.shuffle(refs)
    for ref in refs:
        found = undoing.import_by_ref(ref)
        assert found
        if any(step.what is not Undoing.KEPT for step in undoing.plan(found.id)):
            proposals.approve(by(make_officer()), undo.propose_undo(by(make_officer()), ref, "No"))
            return


def suspend(random: Random) -> None:
    """One officer suspends an agency for three days, if nobody did lately."""
    number = registered(random)
    with contextlib.suppress(agencies.SuspendedLately, agencies.AlreadyStopped):
        if number is None:
            return
        agencies.suspend_agency(by(make_officer()), number, "Fees above the maximum")


def release(random: Random) -> None:
    """What was found to be so is released by a supervisor."""
    number = registered(random)
    if number:
        close(make_report(number))
        ref = releases.propose_counts(by(make_officer()), number, "Receipt seen")
        proposals.approve(by(make_person(Role.SUPERVISOR)), ref)


def enter(random: Random) -> None:
    """Two officers enter an agency by hand, if a number was never used."""
    free = [number for number in NUMBERS if queries.agency_by_licence(number) is None]
    if free:
        make_agency(random.choice(free), f"Agency {random.randint(1, 99)}")


def wait(_random: Random) -> None:
    """Nothing is recorded, and days pass."""


DEEDS: tuple[Callable[[Random], None], ...] = (
    *(bring_list, bring_list, undo_list, undo_list),
    *(suspend, release, enter, wait),
)


@pytest.mark.parametrize("seed", range(6))
def test_a_copy_kept_by_changes_equals_the_export(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(programs, "MOST", 2)
    make_office()
    random = Random(seed)  # noqa: S311 - the dice of a test
    mirror, start = Mirror(client), app.config["CLOCK"]()
    days = 0
    for _round in range(8):
        for deed in random.sample(DEEDS, 2):
            deed(random)
        mirror.follow()
        assert mirror.rows == exported(client)
        days += random.choice([0, 0, 1, 5])
        moment = start + timedelta(days=days)
        app.config["CLOCK"] = lambda moment=moment: moment
    mirror.follow()
    assert mirror.rows == exported(client)


def test_an_agency_whose_addition_was_undone_is_told_as_gone(
    app: Flask, client: FlaskClient
) -> None:
    mirror = Mirror(client)
    import_list(AGENCIES, "rl_no,name\n90001,Padma Overseas\n")
    mirror.follow()
    assert list(mirror.rows) == ["RL-90001"]
    undo_list(Random(0))  # noqa: S311 - the dice of a test
    told = client.get(f"{DOOR}/changes?since={today()}").json["agencies"]
    assert [(one["licence"], one["name"], one["verdict"]) for one in told] == [
        ("RL-90001", None, "not-registered")
    ]
    mirror.follow()
    assert mirror.rows == exported(client) == {}
    import_list(AGENCIES, "rl_no,name\n90001,Padma Again\n")
    mirror.follow()
    assert mirror.rows["RL-90001"]["name"] == "Padma Again"


def test_both_agencies_of_a_link_have_changed(app: Flask, client: FlaskClient) -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    start = app.config["CLOCK"]()
    app.config["CLOCK"] = lambda: start + timedelta(days=2)
    make_detail(DetailKind.ASSOCIATE)
    told = client.get(f"{DOOR}/changes?since={today()}").json["agencies"]
    assert [one["licence"] for one in told] == ["RL-90001", "RL-90002"]


def test_released_counts_stand_in_the_file_and_under_three_not_exactly(
    app: Flask, client: FlaskClient
) -> None:
    make_office()
    make_agency()
    close(make_report(90001))
    assert exported(client)["RL-90001"]["reports_charged_more"] == ""
    for kinds in ((ReportKind.PASSPORT,), (ReportKind.CHARGED,), (ReportKind.CHARGED,)):
        close(make_report(90001, *kinds), "confirmed", *kinds)
    ref = releases.propose_counts(by(make_officer()), 90001, "Receipts seen")
    assert exported(client)["RL-90001"]["reports_charged_more"] == ""
    proposals.approve(by(make_person(Role.SUPERVISOR)), ref)
    row = exported(client)["RL-90001"]
    assert (row["reports_charged_more"], row["reports_passport_taken"]) == ("3", "1 or 2")
    assert (row["reports_false_visa"], row["reports_since"]) == ("", str(today().year))
