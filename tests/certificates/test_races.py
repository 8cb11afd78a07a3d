"""Two requests for one certificate at the same moment."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from certificates import actions
from certificates.models import Certificate
from certificates.refusals import AlreadyIssued
from portal.ground.database import db
from tests.make.certificates import HOLDER, by, make_passed_course
from tests.make.people import make_person


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
