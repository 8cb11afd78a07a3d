"""Counts of reports on their way to the public page of an agency."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.deeds.record import By
from portal.ground.access import only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from visa_check import showing
from visa_check.actions import releases as actions
from visa_check.complaint_words import count_words
from visa_check.forms.reports import CountsForm
from visa_check.models import Agency
from visa_check.queries import reports as queries
from visa_check.views.blueprint import DESK, agency_or_404, bp
from visa_check.views.complaints import READERS


@bp.get("/office/registry/agencies/<licence>/reports")
@only(*READERS)
def reports_of_agency(licence: str) -> ResponseReturnValue:
    """Show the reports about an agency, and what the public reads of them."""
    return _page(agency_or_404(licence))


@bp.post("/office/registry/agencies/<licence>/reports/counts")
@only(*DESK)
def propose_counts(licence: str) -> ResponseReturnValue:
    """Lay the counts of today before a supervisor."""
    found, form = agency_or_404(licence), CountsForm(prefix="show-")
    return _propose(
        found, form, "show", lambda by: actions.propose_counts(by, found.rl_no, typed(form.reason))
    )


@bp.post("/office/registry/agencies/<licence>/reports/no-counts")
@only(*DESK)
def propose_no_counts(licence: str) -> ResponseReturnValue:
    """Ask a supervisor to take public counts back."""
    found, form = agency_or_404(licence), CountsForm(prefix="hide-")
    return _propose(
        found,
        form,
        "hide",
        lambda by: actions.propose_no_counts(by, found.rl_no, typed(form.reason)),
    )


def _propose(
    found: Agency, form: CountsForm, name: str, action: Callable[[By], str]
) -> ResponseReturnValue:
    if not form.validate():
        return _page(found, **{name: form}), 422
    outcome = attempt(lambda: action(asked_by(form)))
    if isinstance(outcome, Refusal):
        return _page(found, **{name: form.refuse(outcome)}), outcome.status
    flash(_("Proposed. A supervisor decides."))
    return redirect(url_for(".proposal", ref=outcome), 303)


def _page(found: Agency, **sent: CountsForm) -> str:
    counts, _since = queries.found_true(found.id)
    public = queries.public_counts(found.id)
    return render_template(
        "visa_check/reports_of_agency.html",
        agency=found,
        name=queries.agency_names([found.id])[found.id].name,
        rows=showing.report_rows(queries.of_agency(person(), found.id)),
        counts=showing.exact_counts(counts),
        public=count_words(public.counts) if public else [],
        released_at=public.released_at if public else None,
        is_same=public is not None and public.counts == counts,
        show=sent.get("show") or CountsForm(formdata=None, prefix="show-"),
        hide=sent.get("hide") or CountsForm(formdata=None, prefix="hide-"),
        may=person().role in DESK,
    )
