"""The officers' queue of reports: what waits, what was found, and how to reach a reporter."""

from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from certificates import queries
from certificates.actions import reports as actions
from certificates.answering import answers
from certificates.forms import LookedAtForm, RevealForm
from certificates.office_words import OUTCOMES, differs
from certificates.queries import reports as reading
from certificates.views.blueprint import DECIDERS, STAFF, bp
from certificates.words import VERDICTS
from portal.deeds.asking import asked_by
from portal.ground import asked
from portal.ground.access import confirmed, only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.papers import ids
from portal.papers.models import Outcome, Paper, PaperReport


@bp.get("/office/certificates/reports/")
@only(*STAFF)
def reports() -> ResponseReturnValue:
    """List what people reported, the longest waiting first, or what was looked at."""
    is_open, page = request.args.get("state") != "looked-at", asked.page()
    return render_template(
        "certificates/reports.html",
        found=reading.reports(person(), page, is_open=is_open),
        is_open=is_open,
        page=page,
        pages=-(-reading.count_reports(person(), is_open=is_open) // reading.PAGE),
        differs=differs,
        outcomes=OUTCOMES,
        grouped=ids.grouped,
    )


@bp.get("/office/certificates/reports/<ref>")
@only(*STAFF)
def report_show(ref: str) -> ResponseReturnValue:
    """Show a report with the QR that came along, judged anew."""
    return _page(_found(ref), LookedAtForm(), RevealForm(prefix="reveal-"))


@bp.post("/office/certificates/reports/<ref>/looked-at")
@only(*DECIDERS)
def look_at(ref: str) -> ResponseReturnValue:
    """Write down what was found behind a report."""
    form, reveal = LookedAtForm(), RevealForm(formdata=None, prefix="reveal-")
    if not form.validate():
        return _page(_found(ref), form, reveal), 422
    outcome = Outcome(form.outcome.data)
    told = attempt(lambda: actions.look_at(asked_by(form), ref, outcome, typed(form.note)))
    if isinstance(told, Refusal):
        return _page(_found(ref), form.refuse(told), reveal), told.status
    flash(_("Written down. The report is closed."))
    return redirect(url_for(".report_show", ref=ref), 303)


@bp.post("/office/certificates/reports/<ref>/reporter")
@only(*DECIDERS)
@confirmed
def reveal_reporter(ref: str) -> ResponseReturnValue:
    """Show how to reach a reporter, and write down who saw it and why."""
    found, form = _found(ref), RevealForm(prefix="reveal-")
    if not form.validate():
        return _page(found, LookedAtForm(formdata=None), form), 422
    # Each look is written down, also one that came with the same form.
    actions.reveal_reporter(replace(asked_by(form), key=None), ref, typed(form.reason))
    return _page(_found(ref), LookedAtForm(formdata=None), form, is_revealed=True)


def _found(ref: str) -> PaperReport:
    return reading.report(person(), ref) or abort(404)


def _where(paper: Paper) -> str | None:
    """The page of a paper, for those who reach it."""
    if queries.within_reach(person(), paper.number):
        return url_for(".office_show", number=paper.number)
    if person().role in DECIDERS and queries.is_slip_within_reach(person(), paper.number):
        return url_for("visa_check.slip", number=paper.number)
    return None


def _page(
    found: PaperReport, form: LookedAtForm, reveal: RevealForm, *, is_revealed: bool = False
) -> str:
    said, paper = found.said, found.paper
    answer = answers([said.code])[0].answer if said and said.code else None
    return render_template(
        "certificates/report_show.html",
        found=found,
        said=said,
        differs=differs(found),
        answer=answer,
        verdict=VERDICTS[answer.verdict] if answer else None,
        grouped=ids.grouped(paper.number) if paper else None,
        href=_where(paper) if paper else None,
        outcome=OUTCOMES[found.outcome] if found.outcome else None,
        looked_by=queries.person(found.looked_by_id),
        may=person().role in DECIDERS,
        is_revealed=is_revealed,
        form=form,
        reveal=reveal,
    )
