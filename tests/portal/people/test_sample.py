"""The people of the sample can do what their sample sign-ins say."""

import re

import pytest
from flask import Flask

from portal.ground.access import Role
from portal.people import queries, sample
from tests.portal.people.visiting import enter, enter_as_staff, is_in, last_code


def test_the_sample_has_everybody_that_it_promises(own_database: Flask) -> None:
    sample.load()
    found = [(each.role, each.office and each.office.code) for each in queries.staff()]
    for office in ("cumilla", "tangail"):
        assert found.count((Role.OFFICER, office)) == 2
        assert found.count((Role.SUPERVISOR, office)) == 1
    for role in (Role.TRAINER, Role.AUDITOR, Role.ADMINISTRATOR):
        assert found.count((role, None)) == 1
    lines = sample.codes_now()
    assert len([line for line in lines if line.startswith("migrant")]) == 3


def test_what_is_printed_lets_them_in(own_database: Flask) -> None:
    sample.load()
    officer, migrant = (
        next(line for line in sample.codes_now() if line.startswith(role))
        for role in ("officer", "migrant")
    )
    password, code = re.findall(r"password (\S+)  code (\d{6})", officer)[0]
    phone = re.findall(r"\+\d+", officer)[0]
    desk = own_database.test_client()
    assert enter_as_staff(desk, phone=phone, password=password, code=code).status_code == 303
    assert is_in(desk)
    own = own_database.test_client()
    enter(own, re.findall(r"\+\d+", migrant)[0], re.findall(r"PIN (\d{6})", migrant)[0])
    assert own.post("/sign-in/code", data={"code": last_code()}).status_code == 303


def test_loading_twice_adds_nobody(own_database: Flask) -> None:
    sample.load()
    sample.load()
    assert len(queries.staff()) == 9


def test_the_sample_is_never_in_production(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "ENV", "production")
    for step in (sample.load, sample.codes_now):
        with pytest.raises(sample.NotHere):
            step()
