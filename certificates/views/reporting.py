"""The page of whoever sees a paper that does not match: no account, no name, no script needed."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from certificates import queries
from certificates.actions import reports as actions
from certificates.actions.reports import Said
from certificates.forms import CarriedForm, CodeReportForm, ReportForm
from certificates.queries.papers import Public
from certificates.views.blueprint import bp
from portal.deeds.asking import asked_by_nobody
from portal.ground import visitors
from portal.ground.access import public
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.ground.i18n import check_page
from portal.papers import ids
from portal.papers.models import Difference


@bp.get("/c/<number>/report")
@bp.get("/C/<number>/report")
@public
@check_page
def report(number: str) -> ResponseReturnValue:
    """Ask what does not match on a paper."""
    found = _paper(number)
    return _page(ReportForm(purpose=found.purpose), found.number)


@bp.post("/c/<number>/report")
@bp.post("/C/<number>/report")
@public
@check_page
def send_report(number: str) -> ResponseReturnValue:
    """Send a report about a paper to the officers of its office."""
    found = _paper(number)
    return _send(ReportForm(purpose=found.purpose), found.number)


@bp.get("/check/report")
@public
@check_page
def report_code() -> ResponseReturnValue:
    """Ask about a QR that is not ours, or whose number nothing has."""
    return _page(CodeReportForm(), None)


@bp.post("/check/report/form")
@public
@check_page
def carry_code() -> ResponseReturnValue:
    """Carry the text of a QR from its answer into the report; it never stands in an address."""
    carried = CarriedForm()
    form = CodeReportForm(formdata=None)
    form.qr.data = typed(carried.text) if carried.validate() else ""
    return _page(form, None)


@bp.post("/check/report")
@public
@check_page
def send_code_report() -> ResponseReturnValue:
    """Send a report about a QR to the officers."""
    return _send(CodeReportForm(), None)


@bp.get("/check/report/thanks")
@public
@check_page
def reported() -> ResponseReturnValue:
    """Say that a report arrived, and what happens with it."""
    return render_template("certificates/reported.html")


def _send(form: ReportForm, number: str | None) -> ResponseReturnValue:
    if not form.validate():
        return _page(form, number), 422
    outcome = attempt(
        lambda: actions.report(asked_by_nobody(form), _said(form, number), visitors.device())
    )
    if isinstance(outcome, Refusal):
        return _page(form.refuse(outcome), number), outcome.status
    return redirect(url_for(".reported"), 303)


def _said(form: ReportForm, number: str | None) -> Said:
    return Said(
        number=number,
        differs=[Difference(one) for one in form.differs.data or []],
        words=typed(form.words),
        contact=typed(form.contact),
        code=typed(form.qr).strip(),
    )


def _page(form: ReportForm, number: str | None) -> str:
    visitors.device()
    return render_template(
        "certificates/report.html",
        form=form,
        number=number,
        grouped=ids.grouped(number) if number else None,
    )


def _paper(text: str) -> Public:
    """The paper of a number, however it is typed."""
    number = ids.typed(text)
    found = queries.public(number) if number else None
    return found or abort(404)
