"""Reports about agencies from anybody: no account, no name, no script needed."""

from datetime import datetime, timedelta

from flask import abort, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by_nobody
from portal.ground import visitors
from portal.ground.access import public
from portal.ground.clock import now
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.people import queries as people
from visa_check.actions import reports as actions
from visa_check.actions.reports import Told
from visa_check.complaint_words import ENDS, ICONS, PROGRESS, ROUTES
from visa_check.complaints import MOST_EVIDENCE, ReportKind, Step
from visa_check.forms.reports import (
    AddWordsForm,
    AgencyReportForm,
    EvidenceForm,
    ProgressForm,
)
from visa_check.hashes import reporter_reference
from visa_check.models import Agency, AgencyReport
from visa_check.queries import agencies
from visa_check.queries import reports as queries
from visa_check.references import show_reference
from visa_check.refusals import ReferenceUnknown
from visa_check.views.blueprint import agency_or_404, bp, unkept

_SENT = "reported"
# So long the browser that sent a report can read its reference once more.
_SHOWN = timedelta(minutes=10)


@bp.get("/agencies/<licence>/report")
@public
def report_agency(licence: str) -> ResponseReturnValue:
    """Ask what happened with an agency."""
    found = agency_or_404(licence)
    return _page(found, AgencyReportForm(people.offices()))


@bp.post("/agencies/<licence>/report")
@public
def send_agency_report(licence: str) -> ResponseReturnValue:
    """Send a report about an agency to the officers, and lead to its reference."""
    found = agency_or_404(licence)
    form = AgencyReportForm(people.offices())
    if not form.validate():
        return _page(found, form), 422
    told = _told(form)
    outcome = attempt(
        lambda: actions.report_agency(asked_by_nobody(form), found.rl_no, told, visitors.device())
    )
    if isinstance(outcome, Refusal):
        return _page(found, form.refuse(outcome)), outcome.status
    session[_SENT] = [outcome, now().isoformat()]
    return redirect(url_for(".report_sent"), 303)


@bp.get("/agencies/report/sent")
@public
def report_sent() -> ResponseReturnValue:
    """Show the reference of a report that this browser has just sent, and what happens now."""
    return unkept(sent_page(fresh_ref()))


@bp.get("/agencies/report")
@public
def follow_report() -> ResponseReturnValue:
    """Ask for the reference of a report."""
    return render_template("visa_check/follow_report.html", form=ProgressForm(formdata=None))


@bp.post("/agencies/report")
@public
def report_progress() -> ResponseReturnValue:
    """Show how far a report has come; its reference never stands in an address."""
    form = ProgressForm()
    if not form.validate():
        return render_template("visa_check/follow_report.html", form=form), 422
    found = queries.by_reference(form.reference.value)
    if found is None:
        form.refuse(ReferenceUnknown())
        return render_template("visa_check/follow_report.html", form=form), 404
    return unkept(progress_page(found, form.reference.value))


@bp.post("/agencies/report/more")
@public
def add_to_report() -> ResponseReturnValue:
    """Take in what a reporter adds later."""
    form = AddWordsForm()
    reference = typed(form.reference)
    found = queries.by_reference(reference) or abort(404)
    if not form.validate():
        return unkept((progress_page(found, reference, more=form), 422))
    outcome = attempt(
        lambda: actions.add_to_report(asked_by_nobody(form), reference, typed(form.more))
    )
    if isinstance(outcome, Refusal):
        page = progress_page(found, reference, more=form.refuse(outcome))
        return unkept((page, outcome.status))
    return unkept(progress_page(found, reference, arrived=_("What you added has arrived.")))


def fresh_ref() -> str:
    """The report that this browser sent in the last ten minutes, if any."""
    ref, at = session.get(_SENT) or ("", "")
    return ref if ref and now() - datetime.fromisoformat(at) < _SHOWN else ""


def sent_page(ref: str, pictures: EvidenceForm | None = None) -> str:
    """The reference of a report that was just sent, and room for photos."""
    reference = reporter_reference(ref) if ref else ""
    found = queries.by_reference(reference) if reference else None
    return render_template(
        "visa_check/report_sent.html",
        reference=show_reference(reference) if reference else None,
        pictures=pictures or _evidence_form(reference),
        files=queries.count_files(found) if found else 0,
        most=MOST_EVIDENCE,
    )


def _told(form: AgencyReportForm) -> Told:
    """What the form says."""
    office = people.office_by_code(form.district.data) if form.district.data else None
    return Told(
        kinds=[ReportKind(kind) for kind in form.kinds.data or []],
        office_id=office.id if office else None,
        said=form.said(),
        contact=typed(form.contact),
        may_pass_on=form.may_pass_on.data,
    )


def _page(found: Agency, form: AgencyReportForm) -> str:
    visitors.device()
    entry = agencies.newest_entry(found.id) or abort(404)
    return render_template(
        "visa_check/report_agency.html",
        licence=found.licence,
        entry=entry,
        form=form,
        icons={kind.value: icon for kind, icon in ICONS.items()},
    )


def progress_page(
    found: AgencyReport,
    reference: str,
    *,
    more: AddWordsForm | None = None,
    pictures: EvidenceForm | None = None,
    arrived: str = "",
) -> str:
    """What the reporter may know: the state in words, when, and where the papers went."""
    main = queries.worked_on(found)
    sent = [step for step in queries.steps(main) if step.step is Step.SENT_ON]
    return render_template(
        "visa_check/report_progress.html",
        at=found.at,
        words=ENDS[main.outcome] if main.outcome else PROGRESS[main.state],
        is_closed=main.outcome is not None,
        sent=[(step.at, ROUTES[step.route]) for step in sent if step.route],
        added=len(queries.said_later(found)),
        more=more or _words_form(reference),
        pictures=pictures or _evidence_form(reference),
        files=queries.count_files(found),
        most=MOST_EVIDENCE,
        arrived=arrived,
        title=_("How far your report has come"),
    )


def _words_form(reference: str) -> AddWordsForm:
    form = AddWordsForm(formdata=None)
    form.reference.data = reference
    return form


def _evidence_form(reference: str) -> EvidenceForm:
    visitors.device()
    form = EvidenceForm(formdata=None, prefix="pictures-")
    form.reference.data = reference
    return form
