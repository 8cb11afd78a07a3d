"""The command line proposes; it approves in development only."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, update

from portal.deeds.models import Proposal
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db, transaction
from tests.make.people import make_person
from tests.make.visa_check import decide, make_visa
from visa_check.cli import agencies, visas
from visa_check.models import Agency, Import, Visa, VisaDouble
from visa_check.queries.visas import newest_by_ref
from visa_check.queries.warnings import case_of
from visa_check.verdicts import VisaState

LIST = Path(__file__).parent.parent / "data" / "lists" / "agencies.csv"
FIRST, SECOND = "+8801711000001", "+8801711000002"


@pytest.fixture(autouse=True)
def officers(app: Flask) -> None:
    """Two officers of one office."""
    make_person(Role.OFFICER, phone=FIRST)
    make_person(Role.OFFICER, phone=SECOND)


def run(app: Flask, *words: str) -> Result:
    """Run a command about agencies."""
    return app.test_cli_runner().invoke(agencies, ["import", *words])


def test_an_import_proposes_and_tells(app: Flask) -> None:
    done = run(app, str(LIST), "--as", "01711000001")
    assert done.exit_code == 0, done.output
    assert "new: 60" in done.output
    assert "Line 62: rl_no: a needed cell is empty" in done.output
    assert db.scalar(select(func.count(Proposal.id))) == 1
    assert db.scalar(select(func.count(Agency.id))) == 0


def test_in_development_another_officer_approves_at_once(app: Flask) -> None:
    done = run(app, str(LIST), "--as", FIRST, "--approve-as", SECOND)
    assert done.exit_code == 0, done.output
    assert db.scalar(select(func.count(Agency.id))) == 60


def test_the_proposer_does_not_approve(app: Flask) -> None:
    done = run(app, str(LIST), "--as", FIRST, "--approve-as", FIRST)
    assert done.exit_code == 1
    assert "another person must decide" in done.output
    assert db.scalar(select(func.count(Agency.id))) == 0


def test_in_production_nobody_approves_here(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "ENV", "production")
    done = run(app, str(LIST), "--as", FIRST, "--approve-as", SECOND)
    assert done.exit_code == 1
    assert "development only" in done.output
    assert db.scalar(select(func.count(Proposal.id))) == 0


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "The file is empty."),
        (b"rl_no,name\n11,Caf\xe9\n", "Line 2 is not UTF-8"),
        (b"rl_no,name\n,A\n", "nothing to propose"),
    ],
)
def test_what_cannot_be_proposed_ends_with_one(
    app: Flask, tmp_path: Path, content: bytes, word: str
) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    done = run(app, str(file), "--as", FIRST)
    assert done.exit_code == 1
    assert word in done.output
    assert db.scalar(select(func.count(Import.id))) == 0


@pytest.mark.parametrize("phone", ["01711999999", "none"])
def test_a_stranger_imports_nothing(app: Flask, phone: str) -> None:
    done = run(app, str(LIST), "--as", phone)
    assert done.exit_code == 1
    assert "No member of staff" in done.output


def test_a_migrant_imports_nothing(app: Flask) -> None:
    make_person(phone="+8801711000009")
    assert run(app, str(LIST), "--as", "01711000009").exit_code == 1


def test_visas_are_imported_too(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "visas.csv"
    head = "destination,visa_number,passport_number,date_of_birth"
    file.write_text(f"{head}\nSA,E12345678,A01234567,১২/০৪/১৯৯৮\n", encoding="utf-8")
    words = ["import", str(file), "--as", FIRST, "--approve-as", SECOND]
    done = app.test_cli_runner().invoke(visas, words)
    assert done.exit_code == 0, done.output
    assert db.scalar(select(func.count(Visa.id))) == 1


def test_older_visas_are_tied_to_their_employers_by_a_command(app: Flask) -> None:
    decide(make_visa(), VisaState.FRAUD)
    visa = make_visa(visa_number="E7654321", passport_number="A07654321")
    found = newest_by_ref(visa.ref)
    assert found is not None
    untie()
    assert case_of(found, today()).frauds == 0
    done = app.test_cli_runner().invoke(visas, ["index"])
    assert done.exit_code == 0, done.output
    assert case_of(found, today()).frauds == 1


@transaction
def untie() -> None:
    """Leave the visas as they were before there were keys of employers and sponsors."""
    db.execute(update(VisaDouble).values(group_key=None, employer_key=None, sponsor_key=None))
