"""Makers of warnings between offices and of alerts for everybody, through the deeds of people."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.people.models import Person
from tests.make.people import make_person
from tests.make.visa_check import by, decide, make_officer, make_visa
from visa_check.actions import learning as actions
from visa_check.actions import proposals
from visa_check.models import FraudAlert, FraudWarning, Visa
from visa_check.verdicts import VisaState

WORDS = "The stamp has a wrong letter in the second line"
LOOK = {"look_bn": "সিলের অক্ষর ভুল", "look_en": "A wrong letter in the stamp"}
NEXT = {"next_bn": "অফিসে আসুন", "next_en": "Come to the office"}


def said(**changes: Any) -> dict[str, Any]:
    """What a warning says; good unless something is changed."""
    facts = {"kind": "altered", "noticed": "paper", "rl_no": None, "words": WORDS}
    return facts | {"month": today().replace(day=1).isoformat()} | changes


def alert_said(**changes: Any) -> dict[str, Any]:
    """What an alert says; good unless something is changed."""
    return LOOK | NEXT | {"last_day": (today() + timedelta(days=30)).isoformat()} | changes


def make_warning(visa: Visa | None = None, **visa_facts: Any) -> FraudWarning:
    """The warning of a visa that two officers call a suspected fraud, unless it was decided."""
    if visa is None:
        visa = make_visa(make_officer(), **visa_facts)
        decide(visa, VisaState.FRAUD)
    ref = actions.propose_warning(by(make_officer()), visa.ref, said())
    proposals.approve(by(make_officer()), ref)
    return db.scalars(select(FraudWarning).order_by(FraudWarning.id.desc()).limit(1)).one()


def make_alert(
    warning: FraudWarning, supervisor: Person | None = None, **changes: Any
) -> FraudAlert:
    """An alert that a supervisor releases."""
    ref = actions.propose_alert(by(make_officer()), warning.ref, alert_said(**changes))
    proposals.approve(by(supervisor or make_person(Role.SUPERVISOR)), ref)
    found = select(FraudAlert).where(FraudAlert.warning_id == warning.id)
    return db.scalars(found.order_by(FraudAlert.id.desc()).limit(1)).one()
