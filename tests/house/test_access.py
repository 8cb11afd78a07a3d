"""Every door is kept: the table is read in review, and strangers and roles knock at each."""

from pathlib import Path

import pytest
from flask import Flask

from portal import doors
from portal.ground.access import Role
from tests.make.people import make_person

TABLE = Path(__file__).with_name("access.txt")
DUMMIES = {"int": "1", "default": "x", "path": "x/y", "string": "x"}


def addresses(app: Flask) -> list[tuple[doors.Row, str]]:
    """Each door with an address that fits its rule."""
    found = []
    for row in doors.rows(app):
        rule = next(r for r in app.url_map.iter_rules() if r.rule == row.path)
        values = {name: 1 if "int" in str(conv) else "x" for name, conv in rule._converters.items()}
        with app.test_request_context(base_url="https://nirapod.example"):
            found.append((row, app.url_for(row.endpoint, **values)))
    return found


def test_the_table_of_doors_is_the_reviewed_one(whole_app: Flask) -> None:
    assert doors.table(whole_app) == TABLE.read_text()


def test_every_view_says_what_it_does(whole_app: Flask) -> None:
    silent = [row.endpoint for row in doors.rows(whole_app) if not row.does]
    assert silent in ([], ["static"])


def test_a_stranger_is_sent_to_sign_in_at_every_closed_door(app: Flask) -> None:
    for row, address in addresses(app):
        if row.who == "everybody":
            continue
        response = app.test_client().open(address, method=row.method)
        assert response.status_code == 303, (row, response.status_code)
        assert "/sign-in" in response.location, row


@pytest.mark.parametrize("role", list(Role))
def test_a_wrong_role_is_refused_at_every_door(app: Flask, sign_in: object, role: Role) -> None:
    client = sign_in(make_person(role))  # type: ignore[operator]
    for row, address in addresses(app):
        if row.who in {"everybody", "signed in"} or role.value in row.who.split():
            continue
        response = client.open(address, method=row.method)
        assert response.status_code == 403, (row, response.status_code)


def test_another_sites_form_is_refused_everywhere(app: Flask) -> None:
    for row, address in addresses(app):
        if row.changes:
            response = app.test_client().open(
                address, method=row.method, headers={"Sec-Fetch-Site": "cross-site"}
            )
            assert response.status_code == 403, row
