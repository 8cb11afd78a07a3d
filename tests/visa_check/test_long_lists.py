"""Long lists: staged in lots, unseen until they are in force, in the journal by blocks."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text

from portal.deeds.models import LeafRow
from portal.deeds.record import By, deed
from portal.ground.clock import today
from portal.ground.database import db, transaction
from portal.papers.keys import journal_keys, journal_name
from tests.make.visa_check import (
    AGENCIES,
    VISAS,
    by,
    import_list,
    make_officer,
    make_visa,
    propose,
    stage,
)
from tests.portal.deeds.test_verify import differences, is_signed
from visa_check import importing
from visa_check.actions import lists, proposals
from visa_check.models import (
    Import,
    ImportState,
    Outcome,
    StagedAgency,
    StagedVisa,
    VisaEntry,
    VisaHolder,
    VisaLookUp,
)
from visa_check.queries import lists as queries
from visa_check.queries import visas as visa_queries
from visa_check.queries.warnings import case_of
from visa_check.refusals import Gone
from visa_check.staging import visas as staging

pytestmark = pytest.mark.usefixtures("app")
HEAD = "destination,visa_number,passport_number,date_of_birth,occupation\n"
BORN = date(1990, 1, 1)


def rows(count: int, occupation: str = "Cleaner") -> str:
    """A list of so many visas."""
    lines = (f"SA,V{one:06d},A{one:07d},{BORN},{occupation}\n" for one in range(count))
    return HEAD + "".join(lines)


def count(model: Any) -> int:
    """How many rows there are."""
    return db.scalar(select(func.count()).select_from(model)) or 0


def wrong() -> list[str]:
    """What the journal says against the database, about holders of visas."""
    found = differences(journal_name(), journal_keys(), is_signed)
    return [one for one in found if "visa_" in one]


def test_nobody_sees_what_is_staged_or_proposed() -> None:
    visa = make_visa(visa_number="V000001", passport_number="A9999999", employer=None)
    number = "SA,V000001,A0000001,1990-01-01,Cleaner\n"
    ref = propose(VISAS, HEAD + number, make_officer())
    found = visa_queries.newest_by_ref(visa.ref)
    assert found is not None
    assert visa_queries.answer("A0000001", BORN, "V000001", today()) is None
    assert visa_queries.find("V000001", "A0000001", BORN) is None
    assert visa_queries.of_passport("A0000001") == 0
    assert case_of(found, today()).sharing == 0
    assert (count(VisaEntry), count(VisaLookUp)) == (1, 1)
    proposals.approve(by(make_officer()), ref)
    assert visa_queries.answer("A0000001", BORN, "V000001", today())
    assert case_of(found, today()).sharing == 1


def test_lots_make_one_list_with_every_line_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LOT", 7)
    officer = make_officer()
    ref = stage(VISAS, rows(20) + "SA,V000003,A0000003,1990-01-01,Driver\n", officer)
    found = queries.import_by_ref(ref, officer.id)
    assert found is not None
    assert queries.counts(found)[Outcome.NEW] == 20
    assert list(queries.refused_lines(found)) == [(22, [["twice", "visa_number"]])]


def test_a_list_that_changes_nothing_keeps_nothing_of_its_people() -> None:
    import_list(VISAS, rows(3))
    stage(VISAS, rows(3), make_officer())
    waiting = db.scalars(select(StagedVisa).filter_by(outcome=Outcome.SAME)).all()
    assert [(one.facts, one.holder, one.passport) for one in waiting] == [(None, None, None)] * 3


def test_vanished_visas_are_found_span_by_span(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_SPAN", 2)
    import_list(VISAS, rows(9))
    officer = make_officer()
    ref = stage(VISAS, rows(4), officer, complete=True)
    found = queries.import_by_ref(ref, officer.id)
    assert found is not None
    told = queries.counts(found)
    assert (told[Outcome.SAME], told[Outcome.VANISHED]) == (4, 5)


def test_a_dropped_list_goes_in_parts_and_nobody_proposes_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lists, "_FORGOTTEN", 4)
    officer = make_officer()
    ref = stage(VISAS, rows(9), officer)
    assert lists.drop_list(ref, officer.id)
    assert count(StagedVisa) == 5
    with pytest.raises(Gone):
        lists.propose_list(by(officer), ref, "")
    importing.drop_list(ref, officer.id)
    assert (count(StagedVisa), count(Import)) == (0, 0)


def test_old_lists_are_forgotten_in_parts(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_FORGOTTEN", 4)
    import_list(AGENCIES, "rl_no,name\n" + "".join(f"{one},Name\n" for one in range(1, 10)))
    later = app.config["CLOCK"]() + lists.DECIDED * 2
    app.config["CLOCK"] = lambda: later
    assert lists.forget_old_lists()
    assert count(StagedAgency) == 5
    while lists.forget_old_lists():
        pass
    assert count(StagedAgency) == 0
    assert db.scalars(select(Import.state)).all() == [ImportState.IN_FORCE]


def test_holders_of_an_import_are_in_the_journal_by_blocks() -> None:
    import_list(VISAS, rows(230))
    told = select(func.count()).select_from(LeafRow).where(LeafRow.table == "visa_holder")
    assert db.scalar(told) == 3
    assert wrong() == []


@pytest.mark.parametrize("size", [1, 2, 100, 101])
def test_a_block_of_any_size_fits(size: int) -> None:
    import_list(VISAS, rows(size))
    assert wrong() == []


@transaction
def tamper(change: str) -> None:
    """Change the database behind the portal's back."""
    if db.get_bind().dialect.name == "postgresql":
        change = change.replace("x'00'", "'\\x00'::bytea")
    db.execute(text(change))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE visa_holder SET facts = x'00' WHERE id = (SELECT max(id) - 5 FROM visa_holder)",
        "DELETE FROM visa_holder WHERE id = (SELECT max(id) - 5 FROM visa_holder)",
    ],
    ids=["changed", "deleted"],
)
def test_a_holder_changed_behind_our_back_is_found_in_its_block(change: str) -> None:
    import_list(VISAS, rows(60))
    tamper(change)
    assert len(wrong()) == 1


@deed
def erase(by: By, holder_id: int) -> str:
    """Erase whom an entry is about."""
    holder = db.get_one(VisaHolder, holder_id)
    db.delete(holder)
    return str(by.person_id)


def test_a_holder_that_a_deed_erased_leaves_the_block_in_order() -> None:
    import_list(VISAS, rows(60))
    tenth = select(VisaHolder.id).order_by(VisaHolder.id).offset(10).limit(1)
    erase(by(make_officer()), db.scalar(tenth) or 0)
    assert count(VisaHolder) == 59
    assert wrong() == []
    tamper("UPDATE visa_holder SET facts = x'00' WHERE id = (SELECT max(id) FROM visa_holder)")
    assert len(wrong()) == 1
    erase_all_behind_our_back()
    assert len(wrong()) == 59


@transaction
def erase_all_behind_our_back() -> None:
    """Delete all holders without a deed."""
    db.execute(delete(VisaHolder))
