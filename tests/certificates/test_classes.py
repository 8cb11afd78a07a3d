"""Certificates of a class: on what they rest, and all of them at once."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from certificates import whole_class
from certificates.actions import classes as actions
from certificates.actions.classes import Checked
from certificates.cli import certificates
from certificates.expiry import last_day
from certificates.models import Certificate, ClassPapers, Making
from certificates.queries import classes as queries
from certificates.refusals import AlreadyIssued, BeingMade, Gone, NothingToMake, NotReady
from courses.models import Cohort, CourseVersion, Enrolment
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.papers import claims, signing
from portal.papers.claims import Assurance
from portal.papers.models import PaperFace, PaperState
from portal.people import identities
from portal.people.models import Person
from tests.make.certificates import make_pass
from tests.make.classes import (
    attend,
    by,
    identify,
    make_centre,
    make_cohort,
    make_enrolment,
)
from tests.make.courses import make_course
from tests.make.people import make_person


@dataclass
class Room:
    """A class with a trainer and one learner."""

    trainer: Person
    version: CourseVersion
    cohort: Cohort
    enrolment: Enrolment


@pytest.fixture
def room(app: Flask) -> Room:
    """A class in which nobody has done anything yet."""
    make_centre()
    trainer = make_person(Role.TRAINER)
    version = make_course()
    cohort = make_cohort(trainer)
    return Room(trainer, version, cohort, make_enrolment(trainer, cohort, make_person()))


def complete(room: Room, enrolment: Enrolment | None = None, number: str = "A01234567") -> None:
    """Let somebody have all that a certificate rests on."""
    one = enrolment or room.enrolment
    make_pass(one.person_id, room.version.id)
    attend(room.trainer, room.cohort, one)
    identify(room.trainer, one, number)


def issue(room: Room, who: Person | None = None) -> str:
    """Issue the learner's certificate."""
    identity = identities.current(room.enrolment.person_id)
    checked = Checked(identity.id if identity else 0, b"\xab\xcd")
    cohort, course_id = room.cohort, room.version.course_id
    return actions.issue_attended(
        by(who or room.trainer), cohort.ref, room.enrolment.ref, course_id, checked
    )


def test_an_attended_certificate_says_what_staff_saw(room: Room) -> None:
    complete(room)
    number = issue(room)
    paper = db.scalars(select(Certificate)).one().paper
    said = claims.read(signing.read(paper.face.message).payload or b"")
    assert said.number == number
    assert (said.name, said.last_3, said.place) == ("RAHIMA BEGUM", "567", "cumilla-ttc")
    assert said.assurance is Assurance.ATTENDED
    assert paper.office_id == room.cohort.centre.office_id


def test_without_pass_days_or_passport_there_is_none(room: Room) -> None:
    for step in (
        lambda: make_pass(room.enrolment.person_id, room.version.id),
        lambda: attend(room.trainer, room.cohort, room.enrolment),
    ):
        with pytest.raises(NotReady):
            issue(room)
        step()
    with pytest.raises(NotReady):
        issue(room)
    identify(room.trainer, room.enrolment)
    assert issue(room)


def test_what_is_missing_is_told(room: Room) -> None:
    assert set(queries.standings(room.cohort)[0].lacks) == set(queries.Lack)
    complete(room)
    assert queries.standings(room.cohort)[0].is_ready


def test_it_is_issued_once(room: Room) -> None:
    complete(room)
    issue(room)
    with pytest.raises(AlreadyIssued):
        issue(room)


def test_a_passport_that_changed_meanwhile_stops_it(room: Room) -> None:
    complete(room)
    stale = Checked(0, b"\x00\x00")
    with pytest.raises(NotReady):
        actions.issue_attended(
            by(room.trainer), room.cohort.ref, room.enrolment.ref, room.version.course_id, stale
        )


def test_staff_of_another_district_issue_nothing(room: Room) -> None:
    complete(room)
    with pytest.raises(Gone):
        issue(room, make_person(Role.OFFICER, office="tangail"))


def test_a_class_where_nobody_is_ready_has_nothing_to_make(room: Room) -> None:
    with pytest.raises(NothingToMake):
        actions.ask_papers(room.trainer.id, room.cohort.ref)


def test_the_worker_makes_all_papers_of_a_class(room: Room) -> None:
    complete(room)
    second = make_enrolment(room.trainer, room.cohort, make_person(name="Salma Akter"))
    complete(room, second, "B07654321")
    ref = actions.ask_papers(room.trainer.id, room.cohort.ref)
    with pytest.raises(BeingMade):
        actions.ask_papers(room.trainer.id, room.cohort.ref)
    work_until_done()
    folder = whole_class.folder_of(ref)
    assert len(PdfReader(folder / whole_class.PDF).pages) == 4
    with zipfile.ZipFile(folder / whole_class.ZIP) as archive:
        names = archive.namelist()
        table = archive.read("results.csv").decode("utf-8-sig")
    assert len(names) == 5
    assert names[1].startswith("001 Rahima Begum")
    rows = list(csv.DictReader(io.StringIO(table)))
    numbers = {one.paper.number for one in db.scalars(select(Certificate))}
    assert {row["certificate"] for row in rows} == numbers


def test_the_papers_of_the_others_are_made_when_one_of_a_class_was_erased(room: Room) -> None:
    complete(room)
    second = make_enrolment(room.trainer, room.cohort, make_person(name="সালমা আক্তার"))
    complete(room, second, "B07654321")
    issue(room)
    transaction(lambda: db.delete(db.scalars(select(PaperFace)).one()))()
    ref = actions.ask_papers(room.trainer.id, room.cohort.ref)
    work_until_done()
    with zipfile.ZipFile(whole_class.folder_of(ref) / whole_class.ZIP) as archive:
        _table, *papers = archive.namelist()
    assert [name[:16] for name in papers] == ["002 সালমা আক্তার"] * 2


def work_until_done() -> list[int]:
    """Let the worker take its turns; how far it told to be after each."""
    told = []
    for _ in range(20):
        whole_class.work()
        papers = db.scalars(select(ClassPapers)).one()
        told.append(papers.done)
        if papers.state is Making.DONE:
            return told
    raise AssertionError("the worker never ends")


def test_a_worker_that_was_killed_goes_on_where_it_stopped(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(room)
    actions.ask_papers(room.trainer.id, room.cohort.ref)
    monkeypatch.setattr(whole_class, "_TURN", 0)
    told = work_until_done()
    assert told == [1, 2, 3]
    assert db.scalars(select(Certificate)).one()


def test_files_past_their_time_are_removed(room: Room, app: Flask) -> None:
    complete(room)
    ref = actions.ask_papers(room.trainer.id, room.cohort.ref)
    work_until_done()
    later = now() + timedelta(days=8)
    app.config["CLOCK"] = lambda: later
    whole_class.forget_old()
    assert not whole_class.folder_of(ref).exists()
    assert db.scalars(select(ClassPapers)).all() == []


def test_the_results_hold_no_formula(room: Room) -> None:
    cohort = make_cohort(room.trainer, course_ids=(room.version.course_id,))
    make_enrolment(room.trainer, cohort, make_person(name="=HYPERLINK(1)"))
    table = whole_class.results(queries.standings(cohort)).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in table


def test_the_page_tells_who_lacks_what_and_gives_the_files(room: Room, sign_in) -> None:  # type: ignore[no-untyped-def]
    visitor = sign_in(room.trainer)
    address = f"/office/classes/{room.cohort.ref}/results/"
    assert "passport not compared" in visitor.get(f"{address}?lang=en").text
    assert visitor.post(f"{address}make").status_code == 422
    complete(room)
    assert visitor.post(f"{address}make").status_code == 303
    assert "<progress" in visitor.get(address).text
    work_until_done()
    page = visitor.get(address).text
    assert "certificates.zip" in page
    ref = db.scalars(select(ClassPapers)).one().ref
    for kind, begin in (("zip", b"PK"), ("pdf", b"%PDF")):
        with visitor.get(f"{address}{ref}/certificates.{kind}") as answer:
            assert answer.data.startswith(begin)
            assert answer.headers["Cache-Control"] == "no-store"
    assert visitor.get(f"{address}results.csv").mimetype == "text/csv"


def test_the_files_of_a_class_are_not_there_for_another_district(room: Room, sign_in) -> None:  # type: ignore[no-untyped-def]
    complete(room)
    ref = actions.ask_papers(room.trainer.id, room.cohort.ref)
    work_until_done()
    stranger = sign_in(make_person(Role.OFFICER, office="tangail"))
    address = f"/office/classes/{room.cohort.ref}/results/"
    for path in (address, f"{address}{ref}/certificates.zip", f"{address}results.csv"):
        assert stranger.get(path).status_code == 404


def test_the_command_makes_the_papers_of_a_class(room: Room, app: Flask, tmp_path: Path) -> None:
    complete(room)
    run = app.test_cli_runner().invoke(
        certificates, args=["issue-class", room.cohort.ref, "--to", str(tmp_path / "out")]
    )
    assert run.exit_code == 0, run.output
    assert (tmp_path / "out" / whole_class.PDF).exists()
    assert db.scalars(select(Certificate)).one()


@pytest.mark.parametrize(
    ("months", "begin", "end"),
    [
        (None, date(2026, 11, 27), None),
        (3, date(2026, 11, 30), date(2027, 2, 28)),
        (24, date(2026, 11, 27), date(2028, 11, 27)),
    ],
    ids=["never", "short month", "two years"],
)
def test_a_certificate_ends_so_many_months_later(
    months: int | None, begin: date, end: date | None
) -> None:
    assert last_day(months, begin) == end


def test_after_expiry_an_attended_one_is_issued_again(app: Flask) -> None:
    make_centre()
    trainer = make_person(Role.TRAINER)
    version = make_course(expires_after=6)
    cohort = make_cohort(trainer)
    room = Room(trainer, version, cohort, make_enrolment(trainer, cohort, make_person()))
    complete(room)
    first, later = issue(room), now() + timedelta(days=200)
    app.config["CLOCK"] = lambda: later
    standing = queries.standings(room.cohort)[0]
    assert (standing.has_ended, standing.is_ready) == (True, True)
    second = issue(room)
    papers = {one.paper.number: one.paper for one in db.scalars(select(Certificate))}
    assert papers[first].state is PaperState.REPLACED
    assert papers[first].replaced_by is papers[second]
    with pytest.raises(AlreadyIssued):
        issue(room)
