"""Lists: compared, staged, approved whole or not at all."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from portal.deeds.proposals import AlreadyDecided
from portal.ground.clock import today
from portal.ground.database import db, transaction
from portal.people.models import Person
from tests.make.visa_check import (
    AGENCIES,
    VISAS,
    by,
    decide,
    import_list,
    make_agency,
    make_officer,
    make_visa,
    propose,
    raw,
    stage,
)
from visa_check import importing
from visa_check.actions import lists, proposals
from visa_check.models import (
    Agency,
    AgencyEntry,
    AgencyIndex,
    Import,
    Outcome,
    StagedAgency,
    StagedVisa,
    Visa,
    VisaHolder,
)
from visa_check.queries import agencies as agency_queries
from visa_check.queries import lists as queries
from visa_check.queries import visas as visa_queries
from visa_check.queries.search import search
from visa_check.queries.warnings import case_of
from visa_check.recording.agencies import Outdated
from visa_check.verdicts import VisaState, VisaVerdict

pytestmark = pytest.mark.usefixtures("app")
LIST = (Path(__file__).parent.parent / "data" / "lists" / "agencies.csv").read_bytes()
HEAD = "rl_no,name,status,valid_from,source_date\n"
VISA_HEAD = "destination,visa_number,passport_number,date_of_birth,occupation\n"
ROW = "SA,E12345678,A01234567,1998-04-12,Cleaner\n"


def counts(ref: str, person: Person) -> dict[str, int]:
    """How many lines of a staged list are of which kind; only those there are."""
    found = queries.import_by_ref(ref, person.id)
    assert found is not None
    return {kind.value: count for kind, count in queries.counts(found).items() if count}


def agencies() -> int:
    """How many agencies there are."""
    return db.scalar(select(func.count(Agency.id))) or 0


def test_a_list_is_compared_and_the_line_without_number_refused() -> None:
    officer = make_officer()
    ref = stage(AGENCIES, LIST, officer)
    found = queries.import_by_ref(ref, officer.id)
    assert found is not None
    assert counts(ref, officer) == {"new": 60, "refused": 1}
    assert list(queries.refused_lines(found)) == [(62, [["missing", "rl_no"]])]
    assert agencies() == 0


def test_an_approved_list_is_in_force_whole() -> None:
    import_list(AGENCIES, LIST)
    assert agencies() == 60
    assert db.scalar(select(func.count()).select_from(AgencyIndex)) == 60
    found = search("copid trader of namuna", today())[0]
    assert (found.licence, found.is_same) == ("RL-90011", False)


def test_the_same_list_again_changes_nothing() -> None:
    import_list(AGENCIES, LIST)
    officer = make_officer()
    ref = stage(AGENCIES, LIST, officer)
    assert counts(ref, officer) == {"same": 60, "refused": 1}
    with pytest.raises(lists.NothingToPropose):
        lists.propose_list(by(officer), ref, "")


def test_a_changed_name_and_a_new_status_are_changes() -> None:
    import_list(AGENCIES, f"{HEAD}11,One,,,\n12,Two,,,\n13,Three,,,\n")
    officer = make_officer()
    ref = stage(AGENCIES, f"{HEAD}11,Onne,,,\n12,Two,active,2026-01-01,\n13,Three,,,\n", officer)
    assert counts(ref, officer) == {"changed": 2, "same": 1}


def test_a_later_source_is_recorded_and_earlier_entries_stay() -> None:
    import_list(AGENCIES, f"{HEAD}11,One,,,2023-04-07\n")
    import_list(AGENCIES, f"{HEAD}11,One,,,2026-04-07\n12,Two,,,\n")
    agency = agency_queries.agency_by_licence(11)
    assert agency is not None
    days = [entry.source_date for entry in agency_queries.entries(agency.id)]
    assert days == [date(2026, 4, 7), date(2023, 4, 7)]


def test_an_empty_cell_keeps_what_is_known() -> None:
    import_list(AGENCIES, "rl_no,name,phone\n11,One,0255555\n")
    import_list(AGENCIES, "rl_no,name,phone\n11,One Ltd,\n")
    agency = agency_queries.agency_by_licence(11)
    assert agency is not None
    newest = agency_queries.entries(agency.id)[0]
    assert (newest.name, newest.phone) == ("One Ltd", "0255555")


def test_only_a_complete_list_says_who_vanished() -> None:
    import_list(AGENCIES, f"{HEAD}11,One,,,\n12,Two,,,\n")
    officer = make_officer()
    text = f"{HEAD}11,One,,,\n13,Three,,,\n"
    assert "vanished" not in counts(stage(AGENCIES, text, officer), officer)
    ref = stage(AGENCIES, text, officer, complete=True)
    assert counts(ref, officer) == {"new": 1, "same": 1, "vanished": 1}


def test_who_vanished_is_marked_and_not_deleted() -> None:
    gone = make_agency(12, "Two")
    import_list(AGENCIES, f"{HEAD}11,One,,,\n", complete=True)
    assert agency_queries.is_missing(gone.id)
    assert agencies() == 2
    import_list(AGENCIES, f"{HEAD}12,Two and more,,,\n")
    assert not agency_queries.is_missing(gone.id)


def test_a_number_twice_in_one_file_is_refused_the_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officer = make_officer()
    text = f"{HEAD}11,One,,,\nRL-0011,Uno,,,\n১১,Eins,,,\n"
    assert counts(stage(AGENCIES, text, officer), officer) == {"new": 1, "refused": 2}
    monkeypatch.setattr(importing, "LOT", 1)
    assert counts(stage(AGENCIES, text, officer), officer) == {"new": 1, "refused": 2}


def test_half_a_list_is_never_staged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LOT", 10)
    officer, done = make_officer(), []

    def break_off(count: int) -> None:
        done.append(count)
        if len(done) == 3:
            raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        stage_with(officer, break_off)
    assert db.scalar(select(func.count(Import.id))) == 0
    assert db.scalar(select(func.count(StagedAgency.id))) == 0


def stage_with(officer: Person, tick: object) -> None:
    """Stage the list and tell somebody about each lot."""
    path = Path(__file__).parent.parent / "data" / "lists" / "agencies.csv"
    with path.open("rb") as file:
        table = importing.read_list(AGENCIES, file, capped=True)
        importing.stage_list(
            by(officer), AGENCIES, table, "agencies.csv", complete=False, tick=tick
        )


def test_an_approval_that_breaks_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ref = propose(AGENCIES, LIST, make_officer())

    def break_off(ids: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("visa_check.recording.lists.index", break_off)
    with pytest.raises(OSError, match="the disk is gone"):
        proposals.approve(by(make_officer()), ref)
    assert agencies() == 0
    monkeypatch.undo()
    proposals.approve(by(make_officer()), ref)
    assert agencies() == 60


def test_a_list_is_not_put_in_force_over_what_moved_on() -> None:
    import_list(AGENCIES, f"{HEAD}11,One,,,\n")
    first = propose(AGENCIES, f"{HEAD}11,Uno,,,\n", make_officer())
    import_list(AGENCIES, f"{HEAD}11,Eins,,,\n12,New,,,\n")
    with pytest.raises(Outdated):
        proposals.approve(by(make_officer()), first)
    second = propose(AGENCIES, f"{HEAD}13,Three,,,\n", make_officer())
    make_agency(13, "Drei")
    with pytest.raises(Outdated):
        proposals.approve(by(make_officer()), second)


def test_a_refused_list_changes_nothing_and_is_over() -> None:
    ref, other = propose(AGENCIES, LIST, make_officer()), by(make_officer())
    with pytest.raises(proposals.SayWhy):
        proposals.refuse(other, ref, "")
    proposals.refuse(other, ref, "Not signed.")
    with pytest.raises(AlreadyDecided):
        proposals.approve(by(make_officer()), ref)
    assert agencies() == 0


def test_only_the_sender_sees_and_proposes_a_staged_list() -> None:
    officer, other = make_officer(), make_officer()
    ref = stage(AGENCIES, LIST, officer)
    assert queries.import_by_ref(ref, other.id) is None
    with pytest.raises(lists.Gone):
        lists.propose_list(by(other), ref, "")
    with pytest.raises(lists.Gone):
        lists.drop_list(ref, other.id)


def test_a_list_that_nobody_proposed_is_forgotten(app: Flask) -> None:
    officer = make_officer()
    stage(AGENCIES, LIST, officer)
    later = app.config["CLOCK"]() + lists.UNPROPOSED * 2
    app.config["CLOCK"] = lambda: later
    lists.forget_old_lists()
    assert db.scalar(select(func.count(StagedAgency.id))) == 0
    assert db.scalar(select(func.count(Import.id))) == 0


def test_imported_visas_are_pending_and_found() -> None:
    import_list(VISAS, VISA_HEAD + ROW)
    found = visa_queries.answer("A01234567", date(1998, 4, 12), "E12345678", today())
    assert found is not None
    assert found.verdict is VisaVerdict.PENDING


def test_what_is_personal_waits_encrypted() -> None:
    ref = propose(VISAS, VISA_HEAD + ROW, make_officer())
    rows = raw("staged_visa")
    assert rows
    assert b"A01234567" not in rows
    assert b"E12345678" not in rows
    proposals.approve(by(make_officer()), ref)
    holder = db.scalars(select(VisaHolder)).one()
    assert holder.facts["passport_number"] == "A01234567"


def test_a_changed_visa_is_one_visa_and_pending_again() -> None:
    visa = make_visa()
    decide(visa, VisaState.VERIFIED)
    officer = make_officer()
    ref = stage(VISAS, VISA_HEAD + ROW.replace("Cleaner", "Driver"), officer)
    assert counts(ref, officer) == {"changed": 1}
    proposals.approve(by(make_officer()), lists.propose_list(by(officer), ref, ""))
    assert db.scalar(select(func.count(Visa.id))) == 1
    found = visa_queries.answer("A01234567", date(1998, 4, 12), "E12345678", today())
    assert found is not None
    assert found.verdict is VisaVerdict.PENDING


def test_a_list_does_not_change_a_visa_that_another_office_keeps() -> None:
    decide(make_visa(), VisaState.VERIFIED)
    elsewhere = make_officer("tangail")
    ref = stage(VISAS, VISA_HEAD + ROW.replace("1998-04-12", "1998-04-21"), elsewhere)
    assert counts(ref, elsewhere) == {"refused": 1}
    found = db.scalars(select(StagedVisa)).one()
    assert (found.faults, found.facts) == ([["elsewhere", "visa_number"]], None)


def test_a_corrected_birth_date_moves_the_look_up() -> None:
    import_list(VISAS, VISA_HEAD + ROW)
    import_list(VISAS, VISA_HEAD + ROW.replace("1998-04-12", "1998-04-21"))
    assert visa_queries.answer("A01234567", date(1998, 4, 12), "E12345678", today()) is None
    assert visa_queries.answer("A01234567", date(1998, 4, 21), "E12345678", today())


def test_one_number_under_two_passports_is_two_visas() -> None:
    import_list(VISAS, VISA_HEAD + ROW + ROW.replace("A01234567", "A01234568"))
    first, second = db.scalars(select(Visa.id))
    for visa_id in (first, second):
        found = visa_queries.newest_by_ref(db.get_one(Visa, visa_id).ref)
        assert found is not None
        assert case_of(found, today()).sharing == 1


def test_straight_sql_cannot_add_an_agency_twice() -> None:
    agency = make_agency(11, "One")

    @transaction
    def double() -> None:
        db.execute(insert(Agency).values(rl_no=11, created_at=agency.created_at))

    with pytest.raises(IntegrityError):
        double()


def test_a_list_of_visas_counts_vanished_ones_that_came_by_list() -> None:
    make_visa(visa_number="HAND123")
    import_list(VISAS, VISA_HEAD + ROW)
    officer = make_officer()
    other = ROW.replace("E12345678", "E99999999")
    ref = stage(VISAS, VISA_HEAD + other, officer, complete=True)
    assert counts(ref, officer) == {"new": 1, "vanished": 1}
    assert Outcome.VANISHED in queries.counts(db.scalars(select(Import).filter_by(ref=ref)).one())


def test_no_entry_comes_without_a_proposal() -> None:
    agency = make_agency(11, "One")

    @transaction
    def past_the_deeds() -> None:
        values = {"agency_id": agency.id, "name": "X", "recorded_at": agency.created_at}
        db.execute(insert(AgencyEntry).values(**values))

    with pytest.raises(IntegrityError):
        past_the_deeds()
