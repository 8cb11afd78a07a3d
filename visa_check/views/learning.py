"""Warnings between offices, and alerts on their way to everybody."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground import asked
from portal.ground.access import Role, only, person
from portal.ground.clock import today
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from visa_check import showing
from visa_check.actions import learning as actions
from visa_check.forms.learning import AlertForm, EndAlertForm, WarningForm
from visa_check.models import FraudAlert, FraudWarning
from visa_check.queries import learning as queries
from visa_check.queries import visas
from visa_check.queries.visas import VisaNow
from visa_check.verdicts import VisaState
from visa_check.views.blueprint import DESK, bp

STAFF = (*DESK, Role.AUDITOR, Role.ADMINISTRATOR, Role.TRAINER)


@bp.get("/office/warnings/")
@only(*STAFF)
def fraud_warnings() -> ResponseReturnValue:
    """List what offices learnt from suspected frauds, the newest first."""
    known = sorted(queries.destinations())
    asked_for, page = request.args.get("to", ""), asked.page()
    destination = asked_for if asked_for in known else None
    return render_template(
        "visa_check/fraud_warnings.html",
        rows=showing.fraud_rows(queries.warnings(destination, page)),
        destinations=[(code, showing.word("destination", code)) for code in known],
        destination=destination or "",
        page=page,
        pages=-(-queries.count_warnings(destination) // queries.PAGE),
    )


@bp.get("/office/registry/visas/<ref>/warning")
@only(*DESK)
def new_fraud_warning(ref: str) -> ResponseReturnValue:
    """Ask what others should know of a suspected fraud."""
    return _new_warning(_fraud(ref), WarningForm())


@bp.post("/office/registry/visas/<ref>/warning")
@only(*DESK)
def propose_warning(ref: str) -> ResponseReturnValue:
    """Lay a warning before the second officer."""
    found, form = _fraud(ref), WarningForm()
    if not form.validate():
        return _new_warning(found, form), 422
    outcome = attempt(lambda: actions.propose_warning(asked_by(form), ref, form.facts()))
    if isinstance(outcome, Refusal):
        return _new_warning(found, form.refuse(outcome)), outcome.status
    flash(_("Proposed. Another officer decides."))
    return redirect(url_for(".proposal", ref=outcome), 303)


@bp.get("/office/warnings/<ref>")
@only(*STAFF)
def fraud_warning(ref: str) -> ResponseReturnValue:
    """Show a warning, and the alerts that were made of it."""
    return _page(_found(ref), EndAlertForm(formdata=None))


@bp.get("/office/warnings/<ref>/alert")
@only(*DESK)
def new_fraud_alert(ref: str) -> ResponseReturnValue:
    """Ask for the words of an alert in both languages."""
    return _new_alert(_found(ref), AlertForm())


@bp.post("/office/warnings/<ref>/alert")
@only(*DESK)
def propose_alert(ref: str) -> ResponseReturnValue:
    """Lay an alert before a supervisor."""
    found, form = _found(ref), AlertForm()
    if not form.validate():
        return _new_alert(found, form), 422
    outcome = attempt(lambda: actions.propose_alert(asked_by(form), ref, form.facts()))
    if isinstance(outcome, Refusal):
        return _new_alert(found, form.refuse(outcome)), outcome.status
    flash(_("Proposed. A supervisor decides."))
    return redirect(url_for(".proposal", ref=outcome), 303)


@bp.post("/office/alerts/<ref>/end")
@only(Role.SUPERVISOR)
def end_alert(ref: str) -> ResponseReturnValue:
    """Take an alert back."""
    found: FraudAlert = queries.alert(ref) or abort(404)
    form, warning = EndAlertForm(), queries.warning_by_id(found.warning_id)
    if not form.validate():
        return _page(warning, form), 422
    outcome = attempt(lambda: actions.end_alert(asked_by(form), ref, typed(form.reason)))
    if isinstance(outcome, Refusal):
        return _page(warning, form.refuse(outcome)), outcome.status
    flash(_("Taken back: nobody reads it any more."))
    return redirect(url_for(".fraud_warning", ref=warning.ref), 303)


def _fraud(ref: str) -> VisaNow:
    """A visa within reach that was decided as a suspected fraud."""
    found = visas.visa_of(person(), ref)
    is_fraud = found and found.decision and found.decision.state is VisaState.FRAUD
    return found if found and is_fraud else abort(404)


def _found(ref: str) -> FraudWarning:
    return queries.warning(ref) or abort(404)


def _new_warning(found: VisaNow, form: WarningForm) -> str:
    country = showing.word("destination", found.entry.destination)
    return render_template(
        "visa_check/new_fraud_warning.html", ref=found.visa.ref, country=country, form=form
    )


def _new_alert(found: FraudWarning, form: AlertForm) -> str:
    return render_template(
        "visa_check/new_fraud_alert.html",
        ref=found.ref,
        facts=showing.fraud_facts(found),
        form=form,
    )


def _page(found: FraudWarning, form: EndAlertForm) -> str:
    return render_template(
        "visa_check/fraud_warning.html",
        ref=found.ref,
        facts=showing.fraud_facts(found),
        alerts=queries.alerts_of_warning(found, today()),
        may=person().role in DESK,
        may_end=person().role is Role.SUPERVISOR,
        form=form,
    )
