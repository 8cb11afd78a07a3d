"""The description of the doors of programs is whole, true to the code, and kept by its tag."""

from flask import Flask
from flask.testing import FlaskClient

from portal.ground.problems import Fault
from tests.make.described import DESCRIPTION, SCHEMAS

DOOR = "/api/v1/openapi.json"


def test_the_description_is_given_and_names_every_problem(client: FlaskClient) -> None:
    assert client.get(DOOR).json == DESCRIPTION
    told = {name: (one["title"], one["status"]) for name, one in DESCRIPTION["x-problems"].items()}
    assert told == {fault.code: (fault.title, fault.status) for fault in Fault}
    assert SCHEMAS["Problem"]["properties"]["code"]["enum"] == list(told)


def test_the_description_names_every_door_of_programs(app: Flask) -> None:
    rules = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
    }
    assert rules == set(DESCRIPTION["paths"])


def test_it_is_sent_again_only_when_it_changed(client: FlaskClient) -> None:
    tag = client.get(DOOR).headers["ETag"]
    assert client.get(DOOR, headers={"If-None-Match": tag}).status_code == 304
