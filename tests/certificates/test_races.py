"""Two requests at the same moment: for one certificate, and to go on with one list."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from certificates import actions, bulk, listing
from certificates.models import Certificate, CheckedList
from certificates.queries import lists
from certificates.refusals import AlreadyIssued
from portal.ground.database import db
from tests.make.certificates import HOLDER, by, make_passed_course
from tests.make.people import make_person
from tests.make.racing import at_once


def test_two_requests_at_once_give_one_certificate(own_database: Flask) -> None:
    person = make_person()
    slug = make_passed_course(person)
    asked = [by(person) for _ in range(8)]

    def issue(place: int) -> str:
        with own_database.app_context():
            try:
                return actions.issue(asked[place], slug, HOLDER)
            except AlreadyIssued:
                return ""

    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(issue, range(8)))
    assert len([number for number in numbers if number]) == 1
    db.rollback()
    assert db.scalar(select(func.count(Certificate.id))) == 1


def test_a_list_that_goes_on_in_four_windows_is_checked_once(own_database: Flask) -> None:
    ref = bulk.begin(b"device", listing.of_text("x\n" * 2_000))

    def finish() -> bool:
        found = lists.checked(ref, b"device")
        while found and bulk.step(found):
            pass
        return True

    assert at_once(own_database, [finish] * 4) == [True] * 4
    db.rollback()
    found = db.scalars(select(CheckedList)).one()
    assert (found.done, found.total) == (2_000, 2_000)
    assert [len(part) for part in lists.verdicts(found)] == [500] * 4
