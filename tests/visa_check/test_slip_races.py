"""Two officers at the same moment."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from portal.ground.database import db
from tests.make.racing import at_once
from tests.make.slips import whose
from tests.make.visa_check import by, decide, make_officer, make_visa
from visa_check.actions import slips as actions
from visa_check.models import Slip
from visa_check.verdicts import VisaState


def test_of_two_officers_at_once_one_makes_the_slip(own_database: Flask) -> None:
    visa = make_visa()
    decide(visa, VisaState.VERIFIED)
    officers = [make_officer(), make_officer()]
    ref, holders = visa.ref, [whose(visa.ref) for _ in officers]
    asked = [by(one) for one in officers]
    db.rollback()

    def make(place: int) -> Callable[[], object]:
        return lambda: actions.issue_slip(asked[place], ref, holders[place])

    given = at_once(own_database, [make(0), make(1)])
    assert sorted(type(one).__name__ for one in given)[-1] == "str"
    assert db.scalar(select(func.count(Slip.id))) == 1
