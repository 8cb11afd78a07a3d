"""Roles are given and taken by deeds: alone at first, by two administrators afterwards."""

import re

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from portal.deeds import outbox
from portal.deeds.models import Leaf
from portal.ground.access import Role
from portal.ground.database import db
from portal.people import cli, queries
from portal.people.actions import load_offices
from portal.people.models import RoleGrant
from tests.make.people import make_person
from tests.portal.people.visiting import is_in, make_staff

NEW = "+8801912345678"
ADD = ["add", "--role", "officer", "--name", "Nasrin Akter", "--phone", "01912345678"]


def run(*arguments: str) -> Result:
    """Run `nirapod people ...` in the application at hand."""
    db.rollback()
    return CliRunner().invoke(cli.people, list(arguments))


def administrators(count: int) -> list[str]:
    """Numbers of so many administrators."""
    load_offices()
    numbers = [f"+8801500000{place:03d}" for place in range(count)]
    for number in numbers:
        make_person(Role.ADMINISTRATOR, phone=number)
    return numbers


def propose() -> str:
    """The reference of a proposal by the first of two administrators."""
    first, _second = administrators(2)
    result = run(*ADD, "--office", "cumilla", "--as", first)
    assert result.exit_code == 0, result.output
    return re.findall(r"[0-9a-f]{32}", result.output)[0]


def second_administrator(sign_in: object, *, confirmed: bool = True) -> object:
    """The second administrator's browser."""
    person = queries.staff_by_phone("+8801500000001")
    return sign_in(person, confirmed=confirmed)  # type: ignore[operator]


def test_the_first_people_are_added_alone(app: Flask) -> None:
    administrators(1)
    result = run(*ADD, "--office", "cumilla")
    assert result.exit_code == 0
    assert re.search(r"[2-9A-Z]{10}\n$", result.output)
    found = queries.staff_by_phone(NEW)
    assert found
    assert (found.role, found.office and found.office.code) == (Role.OFFICER, "cumilla")


def test_each_grant_stands_in_the_journal(app: Flask) -> None:
    administrators(1)
    run(*ADD, "--office", "cumilla")
    leaf = db.scalars(select(Leaf).order_by(Leaf.id.desc())).first()
    assert leaf
    assert "add_staff" in leaf.deed
    assert db.scalars(select(RoleGrant)).all()[-1].active


@pytest.mark.parametrize(
    "arguments",
    [
        [*ADD],
        [*ADD, "--office", "atlantis"],
        [*ADD, "--office", "cumilla", "--centre", "x"],
        ["add", "--role", "trainer", "--name", "A B", "--phone", NEW],
        ["add", "--role", "auditor", "--name", "A B", "--phone", NEW, "--office", "cumilla"],
        ["add", "--role", "migrant", "--name", "A B", "--phone", NEW],
        ["add", "--role", "officer", "--name", "A B", "--phone", "12", "--office", "cumilla"],
        [*ADD, "--office", "cumilla", "--as", "01799999999"],
        ["remove", "--phone", NEW],
    ],
)
def test_what_does_not_fit_is_refused(app: Flask, arguments: list[str]) -> None:
    administrators(1)
    result = run(*arguments)
    assert result.exit_code != 0
    assert queries.staff_by_phone(NEW) is None
    assert "Traceback" not in result.output


def test_one_number_is_one_member_of_staff(app: Flask) -> None:
    administrators(1)
    run(*ADD, "--office", "cumilla")
    assert run(*ADD, "--office", "feni").exit_code == 1


def test_with_two_administrators_nobody_adds_alone(app: Flask) -> None:
    administrators(2)
    result = run(*ADD, "--office", "cumilla")
    assert result.exit_code == 1
    assert "--as" in result.output
    assert queries.staff_by_phone(NEW) is None


def test_only_an_administrator_proposes(app: Flask) -> None:
    administrators(2)
    officer = make_person(Role.OFFICER)
    assert run(*ADD, "--office", "cumilla", "--as", officer.phone).exit_code == 1


def test_the_other_administrator_approves_and_the_code_goes_by_sms(
    app: Flask, sign_in: object
) -> None:
    ref = propose()
    visitor = second_administrator(sign_in)
    page = visitor.get(f"/office/proposals/people/{ref}")  # type: ignore[attr-defined]
    assert "Nasrin Akter" in page.text
    key = re.findall(r'name="idempotency_key"[^>]*value="([^"]+)"', page.text)[0]
    address = f"/office/proposals/people/{ref}/approve"
    for _turn in range(2):
        response = visitor.post(address, data={"idempotency_key": key})  # type: ignore[attr-defined]
        assert response.status_code == 303
    assert queries.staff_by_phone(NEW)
    assert [message.to for message in outbox.messages()] == [NEW]


def test_the_proposer_cannot_approve(app: Flask, sign_in: object) -> None:
    ref = propose()
    visitor = sign_in(queries.staff_by_phone("+8801500000000"))  # type: ignore[operator]
    address = f"/office/proposals/people/{ref}"
    assert f"{address}/approve" not in visitor.get(address).text
    assert visitor.post(f"{address}/approve", data={"idempotency_key": "a" * 32}).status_code == 403
    assert queries.staff_by_phone(NEW) is None


def test_a_refusal_has_a_reason_and_changes_nothing(app: Flask, sign_in: object) -> None:
    address = f"/office/proposals/people/{propose()}"
    visitor = second_administrator(sign_in)
    key = {"idempotency_key": "b" * 32}
    assert visitor.post(f"{address}/refuse", data=key).status_code == 422  # type: ignore[attr-defined]
    filled = {**key, "reason": "Nobody knows her here."}
    assert visitor.post(f"{address}/refuse", data=filled).status_code == 303  # type: ignore[attr-defined]
    assert "Nobody knows her here." in visitor.get(address).text  # type: ignore[attr-defined]
    late = visitor.post(f"{address}/approve", data={"idempotency_key": "c" * 32})  # type: ignore[attr-defined]
    assert late.status_code == 409
    assert queries.staff_by_phone(NEW) is None


def test_deciding_needs_a_fresh_proof(app: Flask, sign_in: object) -> None:
    address = f"/office/proposals/people/{propose()}"
    visitor = second_administrator(sign_in, confirmed=False)
    response = visitor.post(f"{address}/approve")  # type: ignore[attr-defined]
    assert response.status_code == 303
    assert response.location.startswith("/confirm?next=")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_sees_proposals_about_roles(app: Flask, sign_in: object, role: Role) -> None:
    visitor = sign_in(make_person(role))  # type: ignore[operator]
    assert visitor.get(f"/office/proposals/people/{propose()}").status_code == 403


def test_a_made_up_reference_is_not_found(app: Flask, sign_in: object) -> None:
    visitor = sign_in(make_person(Role.ADMINISTRATOR))  # type: ignore[operator]
    assert visitor.get(f"/office/proposals/people/{'0' * 32}").status_code == 404


def test_who_loses_the_role_is_out_at_once(app: Flask, sign_in: object) -> None:
    person = make_staff()
    phone, visitor = person.phone, sign_in(person)  # type: ignore[operator]
    assert is_in(visitor)
    assert run("remove", "--phone", phone).exit_code == 0
    assert not is_in(visitor)
    assert queries.staff_by_phone(phone) is None
    assert db.scalars(select(RoleGrant).order_by(RoleGrant.id)).all()[-1].active is False


def test_taking_a_role_needs_two_as_well(app: Flask, sign_in: object) -> None:
    person = make_staff()
    first, _second = administrators(2)
    assert run("remove", "--phone", person.phone).exit_code == 1
    result = run("remove", "--phone", person.phone, "--as", first)
    ref = re.findall(r"[0-9a-f]{32}", result.output)[0]
    visitor = second_administrator(sign_in)
    address = f"/office/proposals/people/{ref}/approve"
    visitor.post(address, data={"idempotency_key": "d" * 32})  # type: ignore[attr-defined]
    assert queries.staff_by_phone("+8801712345678") is None


def test_the_list_shows_staff_and_no_migrants(app: Flask) -> None:
    make_person(name="Rahima Begum", phone="+8801600000001")
    make_person(Role.OFFICER, name="Kamal Hossain", phone="+8801600000002")
    lines = run("list").output.splitlines()
    assert [line.split() for line in lines] == [
        ["officer", "Kamal", "Hossain", "cumilla", "+8801600000002"]
    ]


def test_sms_list_shows_what_was_kept(app: Flask) -> None:
    app.test_client().post("/sign-up", data={"phone": NEW})
    result = CliRunner().invoke(cli.sms, ["list"])
    assert NEW in result.output
    assert re.search(r"\d{6}", result.output)
