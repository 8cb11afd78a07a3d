"""The desk shows what waits for whom, what was done, and finds things."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.office.words import DEEDS, KINDS
from portal.people.models import Person
from tests.house.test_actions import ACTIONS, ROOT, names_of_decorators
from tests.make.counting import at_most
from tests.make.people import make_person


@deed
def ask(by: By, subject: str, office_id: int | None) -> str:
    """Lay something about the register before another officer."""
    return propose(
        by, kind="visa-decision", subject=subject, office_id=office_id, difference={}
    ).ref


def asked(officer: Person, subject: str = "Visa of story") -> str:
    """A proposal by this officer about a case of the own office."""
    return ask(By.command_line(officer.id, "test"), subject, officer.office_id)


def package_of(file: Path) -> str:
    """The package of a file of actions, as the journal calls it."""
    dotted = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    return dotted.removeprefix("portal.").split(".actions")[0]


def deeds() -> set[str]:
    """The name of every deed, as the journal has it."""
    return {
        f"{package_of(file)}.{node.name}"
        for file in ACTIONS
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef) and "deed" in names_of_decorators(node)
    }


def test_every_deed_and_every_kind_has_words(whole_app: Flask) -> None:
    assert deeds() == set(DEEDS)
    assert {kind.endpoint for kind in KINDS.values()} <= set(whole_app.view_functions)


def test_a_colleague_sees_what_waits_and_who_asked(sign_in: object) -> None:
    ref = asked(make_person(Role.OFFICER, name="Kamal Hossain"))
    page = sign_in(make_person(Role.OFFICER)).get("/office/").text  # type: ignore[operator]
    assert f"/office/proposals/visa_check/{ref}" in page
    assert ("Visa of story" in page, "Kamal Hossain" in page) == (True, True)


def test_an_office_elsewhere_does_not_see_it(sign_in: object) -> None:
    make_person(Role.OFFICER)
    asked(make_person(Role.OFFICER))
    page = sign_in(make_person(Role.OFFICER, office="tangail")).get("/office/").text  # type: ignore[operator]
    assert "Visa of story" not in page


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("0RTYK13KBZK2H", "/office/certificates/"),
        ("0rty k13k bzk2h", "/office/certificates/"),
        ("RL-90001", "/office/registry/agencies/"),
        ("আরএল ৯০০০১", "/office/registry/agencies/"),
        ("Padma Overseas", "/office/registry/agencies/"),
    ],
)
def test_one_field_finds_papers_and_agencies(sign_in: object, typed: str, place: str) -> None:
    visitor = sign_in(make_person(Role.OFFICER))  # type: ignore[operator]
    response = visitor.get("/office/search", query_string={"q": typed})
    assert (response.status_code, response.location.split("?")[0]) == (303, place)
    assert visitor.get(response.location).status_code == 200


def test_the_desk_asks_few_questions_however_much_waits(app: Flask, sign_in: object) -> None:
    officer = make_person(Role.OFFICER)
    for _ in range(30):
        asked(officer)
    visitor: FlaskClient = sign_in(make_person(Role.OFFICER))  # type: ignore[operator]
    with at_most(10, app):
        page = visitor.get("/office/").text
    assert len(re.findall("/office/proposals/visa_check/", page)) == 25
    assert "/office/proposals/visa_check/" in visitor.get("/office/?page=2").text


@pytest.mark.parametrize("page", ["0", "-3", "x", "999999999999", "২"])
def test_a_strange_page_number_is_no_error(sign_in: object, page: str) -> None:
    visitor = sign_in(make_person(Role.OFFICER))  # type: ignore[operator]
    assert visitor.get("/office/", query_string={"page": page}).status_code == 200


def test_an_auditor_reads_what_waits_and_decides_nothing(sign_in: object) -> None:
    ref = asked(make_person(Role.OFFICER))
    visitor = sign_in(make_person(Role.AUDITOR))  # type: ignore[operator]
    assert ref in visitor.get("/office/").text
    assert visitor.post(f"/office/proposals/visa_check/{ref}/approve").status_code == 403
