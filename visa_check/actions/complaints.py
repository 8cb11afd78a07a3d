"""What officers do with reports about agencies: take, note, send on, close, lay together."""

from sqlalchemy import select

from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.people.models import Person
from portal.people.rights import require
from visa_check.complaints import FOUND_TRUE, ReportKind, ReportOutcome, ReportState, Route, Step
from visa_check.models import (
    AgencyReport,
    AgencyReporterReveal,
    AgencyReportNote,
    AgencyReportStep,
)
from visa_check.queries import reports as queries
from visa_check.refusals import (
    AlreadyTaken,
    Gone,
    LaidTogether,
    NoDouble,
    NotClosed,
    SayWhatIsSo,
    TakeFirst,
)


@deed
def take_report(by: By, ref: str) -> str:
    """Take a report to work on it, or take a closed one up again."""
    officer, found = _held(by, ref)
    if found.double_of_id:
        raise LaidTogether
    if found.state is ReportState.CLOSED:
        found.outcome, found.closed_at, found.found = None, None, []
    elif found.taken_by_id is not None:
        raise AlreadyTaken
    found.state, found.taken_by_id = ReportState.LOOKING, officer.id
    _step(by, found, Step.TAKEN)
    return ref


@deed
def let_go_report(by: By, ref: str) -> str:
    """Lay a report back in the queue; a supervisor may do it for somebody who is away."""
    officer, found = _held(by, ref)
    if found.state is not ReportState.LOOKING:
        raise NotClosed
    if found.taken_by_id != officer.id and officer.role is not Role.SUPERVISOR:
        raise AlreadyTaken
    found.state, found.taken_by_id = ReportState.NEW, None
    _step(by, found, Step.LET_GO)
    return ref


@deed
def note_report(by: By, ref: str, note: str) -> str:
    """Write down something about a report, for the office only."""
    _officer, found = _held(by, ref)
    db.add(AgencyReportNote(report_id=found.id, person_id=by.person_id, at=now(), note=note))
    return ref


@deed
def send_report_on(by: By, ref: str, route: Route) -> str:
    """Write down where the papers of a report were sent on to."""
    found = _worked_on(by, ref)
    found.state = ReportState.SENT_ON
    _step(by, found, Step.SENT_ON, route=route)
    return ref


@deed
def close_report(by: By, ref: str, outcome: ReportOutcome, kinds: list[ReportKind]) -> str:
    """Close a report with what came of it, and what of it was found to be so."""
    found = _worked_on(by, ref)
    is_true = outcome in FOUND_TRUE
    if is_true and not kinds:
        raise SayWhatIsSo
    found.state, found.outcome, found.closed_at = ReportState.CLOSED, outcome, now()
    found.found = [kind.value for kind in kinds] if is_true else []
    _step(by, found, Step.CLOSED, outcome=outcome)
    return ref


@deed
def merge_report(by: By, ref: str, other_ref: str) -> str:
    """Lay a report behind another one of the same event; nothing of it is lost."""
    _officer, found = _held(by, ref)
    _same, other = _held(by, other_ref)
    is_other = other.id != found.id and other.agency_id == found.agency_id
    if not is_other or other.double_of_id or found.double_of_id or queries.doubles(found):
        raise NoDouble
    found.double_of_id = other.id
    _step(by, found, Step.MERGED)
    return other_ref


@deed
def separate_report(by: By, ref: str) -> str:
    """Let a report stand alone again."""
    _officer, found = _held(by, ref)
    if found.double_of_id is None:
        raise NoDouble
    found.double_of_id = None
    _step(by, found, Step.SEPARATED)
    return ref


@deed
def reveal_agency_reporter(by: By, ref: str, reason: str) -> str:
    """Write down who sees how to reach a reporter, and why."""
    _officer, found = _held(by, ref)
    db.add(
        AgencyReporterReveal(report_id=found.id, person_id=by.person_id, reason=reason, at=now())
    )
    return ref


def _held(by: By, ref: str) -> tuple[Person, AgencyReport]:
    """The officer, and a report within reach; another writer waits until this one is done."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    db.scalar(select(AgencyReport.id).filter_by(ref=ref).with_for_update())
    found = queries.report(officer, ref)
    if found is None:
        raise Gone
    return officer, found


def _worked_on(by: By, ref: str) -> AgencyReport:
    """A report that this officer has taken and not closed."""
    officer, found = _held(by, ref)
    if found.double_of_id:
        raise LaidTogether
    if found.state is ReportState.CLOSED:
        raise NotClosed
    if found.taken_by_id != officer.id:
        raise TakeFirst
    return found


def _step(
    by: By,
    found: AgencyReport,
    step: Step,
    *,
    route: Route | None = None,
    outcome: ReportOutcome | None = None,
) -> None:
    """Write down what was done."""
    db.add(
        AgencyReportStep(
            report_id=found.id,
            person_id=by.person_id,
            at=now(),
            step=step,
            route=route,
            outcome=outcome,
        )
    )
