"""Makers of slips, through the deed that officers use."""

from datetime import date

from sqlalchemy import select

from portal.ground.database import db
from portal.papers import holder
from portal.papers.models import Paper
from tests.make.visa_check import by, decide, make_officer, make_visa
from visa_check.actions import slips as actions
from visa_check.models import Slip, Visa
from visa_check.queries.visas import newest_by_ref
from visa_check.verdicts import VisaState

NAME = "MD ABDUR RAHMAN"


def whose(ref: str, name: str = NAME) -> actions.Holder:
    """What stands on the slip of a visa's holder."""
    found = newest_by_ref(ref)
    assert found is not None
    assert found.holder is not None
    facts = found.holder.facts
    check = holder.check(facts["passport_number"], date.fromisoformat(facts["date_of_birth"]))
    return actions.Holder(found.entry.id, name, check, holder.last_3(facts["passport_number"]))


def make_slip(visa: Visa | None = None, *, decided: bool = True, name: str = NAME) -> Slip:
    """The slip of a visa that an officer calls verified first, unless it was decided."""
    visa = visa or make_visa()
    if decided:
        decide(visa, VisaState.VERIFIED)
    officer = make_officer()
    number = actions.issue_slip(by(officer), visa.ref, whose(visa.ref, name))
    return db.scalars(select(Slip).join(Slip.paper).where(Paper.number == number)).one()
