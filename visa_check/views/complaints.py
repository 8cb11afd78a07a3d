"""The complaints desk: reports about agencies in their queue, one on its page, and its papers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.deeds.record import By
from portal.ground import asked
from portal.ground.access import Role, confirmed, only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.people.models import Person
from visa_check import showing
from visa_check.actions import complaints as actions
from visa_check.complaint_words import PILES
from visa_check.complaints import ReportKind, ReportOutcome, Route
from visa_check.forms import DecisionForm
from visa_check.forms.reports import (
    CloseForm,
    MergeForm,
    NoteForm,
    ReporterForm,
    SendOnForm,
)
from visa_check.models import AgencyReport
from visa_check.queries import reports as queries
from visa_check.queries.reports import Pile
from visa_check.views.blueprint import DESK, bp, unkept

READERS = (*DESK, Role.AUDITOR)
_FORMS = {
    "note": NoteForm,
    "send": SendOnForm,
    "close": CloseForm,
    "merge": MergeForm,
    "reveal": ReporterForm,
}


@bp.get("/office/registry/reports/")
@only(*READERS)
def agency_reports() -> ResponseReturnValue:
    """List reports about agencies: open ones the longest waiting first, mine, or closed ones."""
    asked_for, page = request.args.get("pile", ""), asked.page()
    pile = Pile(asked_for) if asked_for in set(Pile) else Pile.OPEN
    count = queries.count_reports(person(), pile)
    return render_template(
        "visa_check/agency_reports.html",
        rows=showing.report_rows(queries.reports(person(), pile, page)),
        pile=pile,
        piles=PILES,
        page=page,
        pages=-(-count // queries.PAGE),
    )


@bp.get("/office/registry/reports/<ref>")
@only(*READERS)
def agency_report(ref: str) -> ResponseReturnValue:
    """Show a report with what was done about it."""
    return unkept(_page(_found(ref)))


@bp.post("/office/registry/reports/<ref>/take")
@only(*DESK)
def take_report(ref: str) -> ResponseReturnValue:
    """Take a report to work on it."""
    done = _("You have taken this report.")
    return _do(ref, DecisionForm(), lambda by: actions.take_report(by, ref), done)


@bp.post("/office/registry/reports/<ref>/let-go")
@only(*DESK)
def let_go_report(ref: str) -> ResponseReturnValue:
    """Lay a report back in the queue."""
    done = _("Laid back in the queue.")
    return _do(ref, DecisionForm(), lambda by: actions.let_go_report(by, ref), done)


@bp.post("/office/registry/reports/<ref>/note")
@only(*DESK)
def note_report(ref: str) -> ResponseReturnValue:
    """Add a note to a report."""
    form = NoteForm(prefix="note-")
    done = _("Written down.")
    return _do(ref, form, lambda by: actions.note_report(by, ref, typed(form.note)), done, "note")


@bp.post("/office/registry/reports/<ref>/send-on")
@only(*DESK)
def send_report_on(ref: str) -> ResponseReturnValue:
    """Write down where the papers of a report went."""
    form = SendOnForm(prefix="send-")
    return _do(
        ref,
        form,
        lambda by: actions.send_report_on(by, ref, Route(form.route.data)),
        _("Written down. The reporter reads it too."),
        "send",
    )


@bp.post("/office/registry/reports/<ref>/close")
@only(*DESK)
def close_report(ref: str) -> ResponseReturnValue:
    """Close a report with what came of it."""
    form = CloseForm(prefix="close-")
    return _do(
        ref,
        form,
        lambda by: actions.close_report(
            by,
            ref,
            ReportOutcome(form.outcome.data),
            [ReportKind(kind) for kind in form.found.data or []],
        ),
        _("Closed. The reporter reads it too."),
        "close",
    )


@bp.post("/office/registry/reports/<ref>/merge")
@only(*DESK)
def merge_report(ref: str) -> ResponseReturnValue:
    """Lay a report behind another one of the same event."""
    form = _with_others(MergeForm(prefix="merge-"), _found(ref))
    done = _("Laid together: this is the report that is worked on.")
    return _do(ref, form, lambda by: actions.merge_report(by, ref, form.other.data), done, "merge")


@bp.post("/office/registry/reports/<ref>/separate")
@only(*DESK)
def separate_report(ref: str) -> ResponseReturnValue:
    """Let a report stand alone again."""
    done = _("Separated.")
    return _do(ref, DecisionForm(), lambda by: actions.separate_report(by, ref), done)


@bp.post("/office/registry/reports/<ref>/reporter")
@only(*DESK)
@confirmed
def reveal_agency_reporter(ref: str) -> ResponseReturnValue:
    """Show how to reach a reporter, and write down who saw it and why."""
    found, form = _found(ref), ReporterForm(prefix="reveal-")
    if not form.validate():
        return unkept((_page(found, reveal=form), 422))
    _reveal(ref, form)
    return unkept(_page(_found(ref), is_revealed=True))


@bp.get("/office/registry/reports/<ref>/dossier")
@only(*DESK)
def dossier(ref: str) -> ResponseReturnValue:
    """Show the papers of a report for another authority, without its reporter."""
    return _dossier(_found(ref), None)


@bp.post("/office/registry/reports/<ref>/dossier")
@only(*DESK)
@confirmed
def dossier_with_reporter(ref: str) -> ResponseReturnValue:
    """Show the papers with the contact of a reporter who allowed that, and write down why."""
    found, form = _found(ref), ReporterForm(prefix="reveal-")
    if found.contact is None or not found.contact.may_pass_on:
        abort(404)
    if not form.validate():
        return unkept((_page(found, reveal=form), 422))
    _reveal(ref, form)
    found = _found(ref)
    return _dossier(found, found.contact.contact if found.contact else None)


def _dossier(found: AgencyReport, contact: str | None) -> ResponseReturnValue:
    """The papers are in Bangla, whatever the officer reads."""
    with force_locale("bn"):
        # A picture can show who reported: it goes along with the contact alone.
        facts = showing.dossier(found, with_pictures=contact is not None)
        return unkept(render_template("visa_check/dossier.html", contact=contact, **facts))


def waiting(officer: Person) -> int:
    """How many reports within reach nobody has taken: the roof hands this to the desk."""
    return queries.count_waiting(officer)


def _reveal(ref: str, form: ReporterForm) -> None:
    """Each look is written down, also one that came with the same form."""
    actions.reveal_agency_reporter(replace(asked_by(form), key=None), ref, typed(form.reason))


def _do(
    ref: str, form: Any, action: Callable[[By], str], done: str, name: str = ""
) -> ResponseReturnValue:
    """Do one thing with a report, say so, and show the report where it led."""
    if not form.validate():
        return unkept((_page(_found(ref), **{name: form} if name else {}), 422))
    outcome = attempt(lambda: action(asked_by(form)))
    if not isinstance(outcome, Refusal):
        flash(done)
        return redirect(url_for(".agency_report", ref=outcome), 303)
    form.refuse(outcome)
    page = _page(_found(ref), refused=str(outcome.text), **{name: form} if name else {})
    return unkept((page, outcome.status))


def _found(ref: str) -> AgencyReport:
    return queries.report(person(), ref) or abort(404)


def _with_others(form: MergeForm, found: AgencyReport) -> MergeForm:
    """Let the form offer the other reports about this agency, and no more."""
    others = [one for one in queries.of_agency(person(), found.agency_id) if one.id != found.id]
    form.other.choices = [(one.ref, showing.report_line(one)) for one in others]
    return form


def _page(found: AgencyReport, *, is_revealed: bool = False, refused: str = "", **sent: Any) -> str:
    forms = {
        name: sent.get(name) or form(formdata=None, prefix=f"{name}-")
        for name, form in _FORMS.items()
    }
    _with_others(forms["merge"], found)
    return render_template(
        "visa_check/agency_report.html",
        **showing.report_page(found, person()),
        **forms,
        forms=list(forms.values()),
        button_form=DecisionForm(formdata=None),
        may=person().role in DESK,
        refused=refused if not sent else "",
        is_revealed=is_revealed,
    )
