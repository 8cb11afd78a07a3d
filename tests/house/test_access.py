"""Every door is kept: the table is read in review, and strangers and roles knock at each."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from portal import doors
from portal.ground.access import Role
from tests.make.people import make_person

PROGRAMS = "organisation"
TABLE = Path(__file__).with_name("access.txt")


def addresses(app: Flask) -> list[tuple[doors.Row, str]]:
    """Each door with an address that fits its rule."""
    rules = {rule.rule: rule for rule in app.url_map.iter_rules()}
    with app.test_request_context(base_url="https://nirapod.example"):
        return [
            (row, app.url_for(row.endpoint, _method=row.method, **dummies(rules[row.path])))
            for row in doors.rows(app)
        ]


def dummies(rule: Rule) -> dict[str, object]:
    """A value for each part of an address; the guard answers before anybody looks at it."""
    values: dict[str, object] = {}
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            values[name] = sorted(converter.items)[0]
        else:
            values[name] = 1 if isinstance(converter, IntegerConverter) else "x"
    return values


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
        if row.who == PROGRAMS:
            assert response.status_code == 401, row
            assert response.headers["WWW-Authenticate"] == "Bearer", row
            continue
        assert response.status_code == 303, (row, response.status_code)
        assert "/sign-in" in response.location, row


@pytest.mark.parametrize("role", list(Role))
def test_a_wrong_role_is_refused_at_every_door(app: Flask, sign_in: object, role: Role) -> None:
    client = sign_in(make_person(role))  # type: ignore[operator]
    for row, address in addresses(app):
        if row.who in {"everybody", "signed in"} or role.value in row.who.split():
            continue
        response = client.open(address, method=row.method)
        # No cookie opens a door of programs.
        wanted = 401 if row.who == PROGRAMS else 403
        assert response.status_code == wanted, (row, response.status_code)


def test_another_sites_form_is_refused_everywhere(app: Flask) -> None:
    for row, address in addresses(app):
        if row.changes:
            response = app.test_client().open(
                address, method=row.method, headers={"Sec-Fetch-Site": "cross-site"}
            )
            assert response.status_code == 403, row
