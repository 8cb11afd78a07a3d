"""Makers of reports about agencies, all through the deeds that people and officers use."""

import uuid
from typing import Any

from sqlalchemy import select

from portal.deeds.record import By
from portal.ground.database import db
from portal.people.models import Person
from tests.make.people import make_office
from tests.make.visa_check import by, make_officer
from visa_check.actions import complaints, reports
from visa_check.complaints import ReportKind, ReportOutcome
from visa_check.models import AgencyReport

SAID = {
    "happened_on": "2026-11-02",
    "destination": "SA",
    "paid": 320_000,
    "paid_to": "Kamal, in cash",
    "words": "He promised a wage of 2,000 riyal",
}
NOBODY = By(person_id=None, owner="visitor", endpoint="test")


def make_report(
    rl_no: int = 90001,
    *kinds: ReportKind,
    office: str | None = "cumilla",
    contact: str = "",
    may_pass_on: bool = False,
    **said: Any,
) -> AgencyReport:
    """A report about an agency; that it took too much money, unless said."""
    told = reports.Told(
        kinds=list(kinds) or [ReportKind.CHARGED],
        office_id=make_office(office).id if office else None,
        said=SAID | said,
        contact=contact,
        may_pass_on=may_pass_on,
    )
    return read(reports.report_agency(NOBODY, rl_no, told, uuid.uuid4().bytes))


def read(ref: str) -> AgencyReport:
    """The report as it stands now."""
    db.expire_all()
    return db.scalars(select(AgencyReport).filter_by(ref=ref)).one()


def close(
    report: AgencyReport,
    outcome: ReportOutcome = ReportOutcome.CONFIRMED,
    *kinds: ReportKind,
    officer: Person | None = None,
) -> AgencyReport:
    """Take a report and close it."""
    ref, officer = report.ref, officer or make_officer()
    complaints.take_report(by(officer), ref)
    complaints.close_report(by(officer), ref, outcome, list(kinds) or [ReportKind.CHARGED])
    return read(ref)
