"""The index of names is made anew once after an update, also of agencies that nobody touches."""

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import delete, select, update

from portal.cli import main
from portal.ground.clock import today
from portal.ground.database import db, transaction
from tests.make.details import make_detail
from tests.make.visa_check import AGENCIES, by, import_list, make_agency, make_officer
from visa_check.actions import indexing, proposals, undoing
from visa_check.details import DetailKind
from visa_check.models import AgencyIndex, AgencyTrigram, Import
from visa_check.queries.search import search

OLD, NEW = "Surma Travels and Tours", "Jamuna Manpower Services"


def found(name: str) -> list[str]:
    """The licences of the agencies that have, or had, this name."""
    matches = search(name, today())
    return [f"RL-{one.rl_no}" for one in matches if one.is_same or one.formerly]


@transaction
def forget_past() -> None:
    """The index as it was before earlier names were kept in it."""
    db.execute(update(AgencyIndex).values(past=""))
    own = select(AgencyTrigram).where(AgencyTrigram.run.like("%sur%"))
    for row in db.scalars(own):
        db.delete(row)


@transaction
def forget_index() -> None:
    """An index that nobody made."""
    db.execute(delete(AgencyTrigram))
    db.execute(delete(AgencyIndex))


def index_all() -> int:
    """What 'nirapod db upgrade' does; how many agencies it indexed."""
    count = 0
    while not indexing.is_indexed():
        count += indexing.index_more()
    return count


def rename() -> None:
    """An agency that was called otherwise by an earlier list."""
    import_list(AGENCIES, f"rl_no,name\n90001,{OLD}\n")
    import_list(AGENCIES, f"rl_no,name\n90001,{NEW}\n")


@pytest.mark.usefixtures("app")
def test_an_agency_of_before_is_found_under_its_old_name_after_the_update() -> None:
    rename()
    forget_past()
    assert found(OLD) == []
    assert index_all() == 1
    assert found(OLD) == found(NEW) == ["RL-90001"]


@pytest.mark.usefixtures("app")
def test_names_that_officers_recorded_come_back_too() -> None:
    make_agency(90001, NEW)
    make_detail(DetailKind.PAST_NAME, former_name=OLD, former_name_bn=None)
    forget_index()
    assert index_all() == 1
    assert found(OLD) == ["RL-90001"]


@pytest.mark.usefixtures("app")
def test_once_is_enough_and_other_rules_do_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    make_agency()
    assert (index_all(), index_all()) == (1, 0)
    monkeypatch.setattr(indexing, "_HOLDS", 99)
    assert index_all() == 1


@pytest.mark.usefixtures("app")
def test_what_was_ended_half_way_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_LOT", 3)
    import_list(
        AGENCIES, "rl_no,name\n" + "".join(f"9000{n},Agency {n} Ltd\n" for n in range(1, 8))
    )
    forget_index()
    assert indexing.index_more() == 3
    assert not indexing.is_indexed()
    assert len(db.scalars(select(AgencyIndex.agency_id)).all()) == 3
    assert index_all() == 4
    assert len(db.scalars(select(AgencyIndex.agency_id)).all()) == 7


@pytest.mark.usefixtures("app")
def test_an_agency_whose_list_was_undone_does_not_come_back() -> None:
    import_list(AGENCIES, f"rl_no,name\n90001,{NEW}\n")
    ref = db.scalars(select(Import.ref)).one()
    proposals.approve(by(make_officer()), undoing.propose_undo(by(make_officer()), ref, "Wrong"))
    assert (index_all(), found(NEW)) == (1, [])


def test_the_command_does_it_after_the_schema(own_database: Flask) -> None:
    rename()
    forget_past()
    done = CliRunner().invoke(
        main.commands["db"], ["upgrade"], obj=ScriptInfo(create_app=lambda: own_database)
    )
    assert done.exit_code == 0, done.output
    assert "of before: 1." in done.output
    assert found(OLD) == ["RL-90001"]
