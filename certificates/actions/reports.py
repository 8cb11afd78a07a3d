"""Reports that a paper does not match: taken in from anybody, looked at by an officer."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from certificates.queries import reports as queries
from certificates.refusals import AlreadyLookedAt, Gone, ReportedOften
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.encryption import keyed_hash
from portal.ground.limits import Rule, count_each
from portal.papers import code
from portal.papers.models import (
    Difference,
    Outcome,
    Paper,
    PaperReport,
    ReporterReveal,
    ReportSaid,
)
from portal.papers.queries import by_number
from portal.people import rights

_DAY, _HALF = timedelta(days=1), timedelta(hours=12)
# One browser reports so often a day, and one paper (or all that are none of ours) is reported so
# often: many can rightly warn of one paper, but nobody can drown the desk.
RULES = {
    "report-device": Rule(free=10, within=_DAY, wait=_HALF, longest=_HALF),
    "report-paper": Rule(free=30, within=_DAY, wait=_HALF, longest=_HALF),
    "report-foreign": Rule(free=200, within=_DAY, wait=_HALF, longest=_HALF),
}
# What the reporter wrote is kept so long after an officer looked at it.
KEPT = timedelta(days=365)
_DECIDERS = (Role.OFFICER, Role.SUPERVISOR)


@dataclass(frozen=True)
class Said:
    """What somebody reports: of which number, what differs, the own words, the text of the QR."""

    number: str | None
    differs: list[Difference]
    words: str
    contact: str
    code: str


@deed
def report(by: By, said: Said, device: bytes) -> str:
    """Take in a report; its reference. Who reports is not kept, not even where signed in."""
    number = said.number or code.number_in(said.code)
    paper = by_number(number) if number else None
    if said.number and paper is None:
        raise Gone
    _count(paper, device)
    made = PaperReport(
        ref=uuid.uuid4().hex,
        paper_id=paper.id if paper else None,
        office_id=paper.office_id if paper else None,
        at=now(),
        differs=[one.value for one in said.differs],
        said=ReportSaid(words=said.words, contact=said.contact, code=said.code),
    )
    db.add(made)
    return made.ref


@deed
def look_at(by: By, ref: str, outcome: Outcome, note: str) -> str:
    """Write down what an officer found behind a report, once; its reference."""
    found = _found(by, ref)
    if found.outcome is not None:
        raise AlreadyLookedAt
    found.outcome, found.note = outcome, note
    found.looked_by_id, found.looked_at = by.person_id, now()
    return ref


@deed
def reveal_reporter(by: By, ref: str, reason: str) -> str:
    """Write down who sees how to reach a reporter, and why."""
    found = _found(by, ref)
    db.add(ReporterReveal(report_id=found.id, person_id=by.person_id, reason=reason, at=now()))
    return ref


@transaction
def forget_old_words() -> None:
    """Delete what reporters wrote a year after an officer looked at it."""
    old = select(PaperReport.id).where(PaperReport.looked_at < now() - KEPT)
    db.execute(delete(ReportSaid).where(ReportSaid.report_id.in_(old)))


def _count(paper: Paper | None, device: bytes) -> None:
    """Count a report against the browser and against the paper; refuse what is far too much."""
    kind = "report-paper" if paper else "report-foreign"
    keys = {
        "report-device": device,
        kind: keyed_hash("reported", paper.number if paper else ""),
    }
    if not count_each(keys, RULES):
        raise ReportedOften


def _found(by: By, ref: str) -> PaperReport:
    """A report within an officer's reach; another writer waits until this one is done."""
    officer = rights.require(by.person_id, *_DECIDERS)
    db.scalar(select(PaperReport.id).filter_by(ref=ref).with_for_update())
    found = queries.report(officer, ref)
    if found is None:
        raise Gone
    return found
