"""Reports about agencies from anybody: taken in, added to, and forgotten after their time."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from portal.deeds.record import By, deed
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.encryption import keyed_hash
from portal.ground.limits import Rule, count_each
from visa_check.complaints import ReportKind
from visa_check.hashes import reference_hash, reporter_reference
from visa_check.models import (
    AgencyReport,
    AgencyReportContact,
    AgencyReportNote,
    AgencyReportPicture,
    AgencyReportSaid,
)
from visa_check.queries import reports as queries
from visa_check.queries.agencies import agency_by_licence
from visa_check.refusals import Gone, ReferenceUnknown, ReportedOften

_DAY, _HALF = timedelta(days=1), timedelta(hours=12)
# One browser reports so often a day, and one agency is reported so often: many can rightly warn of
# one agency, but nobody can drown the desk.
RULES = {
    "agency-report-device": Rule(free=10, within=_DAY, wait=_HALF, longest=_HALF),
    "agency-report": Rule(free=100, within=_DAY, wait=_HALF, longest=_HALF),
    "agency-report-more": Rule(free=20, within=_DAY, wait=_HALF, longest=_HALF),
}
# What reporters and officers wrote is kept so long after a report was closed.
KEPT = timedelta(days=365)
_PERSONAL = (AgencyReportSaid, AgencyReportPicture, AgencyReportContact, AgencyReportNote)


@dataclass(frozen=True)
class Told:
    """What somebody reports: what happened, where, the rest in own words, and how to reach them."""

    kinds: list[ReportKind]
    office_id: int | None
    said: dict[str, Any]
    contact: str
    may_pass_on: bool


@deed
def report_agency(by: By, rl_no: int, told: Told, device: bytes) -> str:
    """Take in a report about an agency; its ref. Who reports is not kept, even when signed in."""
    agency = agency_by_licence(rl_no)
    if agency is None:
        raise Gone
    _count({"agency-report-device": device, "agency-report": keyed_hash("reported", str(rl_no))})
    ref = uuid.uuid4().hex
    made = AgencyReport(
        ref=ref,
        reference=reference_hash(reporter_reference(ref)),
        agency_id=agency.id,
        office_id=told.office_id,
        at=now(),
        kinds=[kind.value for kind in told.kinds],
        found=[],
        said=[AgencyReportSaid(at=now(), said=told.said)],
    )
    if told.contact:
        made.contact = AgencyReportContact(contact=told.contact, may_pass_on=told.may_pass_on)
    db.add(made)
    return ref


@deed
def add_to_report(by: By, reference: str, words: str) -> str:
    """Take in what a reporter says later; the ref of the report."""
    found = queries.by_reference(reference)
    if found is None:
        raise ReferenceUnknown
    _count({"agency-report-more": keyed_hash("reported more", found.ref)})
    db.add(AgencyReportSaid(report_id=found.id, at=now(), said={"words": words}))
    return found.ref


@transaction
def forget_old_words() -> None:
    """Delete what people wrote and sent about reports that were closed a year ago."""
    old = select(AgencyReport.id).where(AgencyReport.closed_at < now() - KEPT)
    for table in _PERSONAL:
        db.execute(delete(table).where(table.report_id.in_(old)))


def _count(keys: dict[str, bytes]) -> None:
    """Count a report against the browser and the agency; refuse what is far too much."""
    if not count_each(keys, RULES):
        raise ReportedOften
