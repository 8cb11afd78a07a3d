"""Agencies at the desk: find, enter, correct, suspend, end a status."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import confirmed, only
from portal.ground.clock import today
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from visa_check import showing
from visa_check.actions import agencies as actions
from visa_check.facts import AGENCY_FACTS, pick
from visa_check.forms import AgencyForm, EndForm, NewAgencyForm, SuspendForm
from visa_check.models import Agency
from visa_check.queries import agencies as queries
from visa_check.queries.lists import files_of
from visa_check.queries.search import search
from visa_check.verdicts import agency_on
from visa_check.views.agencies import LONGEST
from visa_check.views.blueprint import DESK, agency_or_404, bp
from visa_check.words import AGENCY_WORDS


@bp.get("/office/registry/agencies/")
@only(*DESK)
def office_agencies() -> ResponseReturnValue:
    """Find agencies of the whole country."""
    text = request.args.get("q", "").strip()[:LONGEST]
    found = search(text, today()) if text else []
    return render_template(
        "visa_check/office_agencies.html", text=text, found=found, words=AGENCY_WORDS
    )


@bp.get("/office/registry/agencies/new")
@only(*DESK)
def new_agency() -> ResponseReturnValue:
    """Ask for the facts of an agency that is not in the register."""
    return render_template("visa_check/new_agency.html", form=NewAgencyForm())


@bp.post("/office/registry/agencies/new")
@only(*DESK)
def propose_new_agency() -> ResponseReturnValue:
    """Lay a new agency before another officer."""
    form = NewAgencyForm()
    if not form.validate():
        return render_template("visa_check/new_agency.html", form=form), 422
    outcome = attempt(
        lambda: actions.propose_new_agency(
            asked_by(form), form.rl_no.value, form.agency(), form.new_status(), typed(form.reason)
        )
    )
    if isinstance(outcome, Refusal):
        page = render_template("visa_check/new_agency.html", form=form.refuse(outcome))
        return page, outcome.status
    return _proposed(outcome)


@bp.get("/office/registry/agencies/<licence>")
@only(*DESK)
def office_agency(licence: str) -> ResponseReturnValue:
    """Show an agency with what may be done about it."""
    return _page(agency_or_404(licence), SuspendForm(prefix="suspend-"), EndForm(prefix="end-"))


@bp.get("/office/registry/agencies/<licence>/correct")
@only(*DESK)
def correct_agency(licence: str) -> ResponseReturnValue:
    """Show the facts of an agency to be corrected."""
    found = agency_or_404(licence)
    form = AgencyForm()
    form.fill(pick(queries.newest_entry(found.id) or abort(404), AGENCY_FACTS))
    return render_template("visa_check/correct_agency.html", agency=found, form=form)


@bp.post("/office/registry/agencies/<licence>/correct")
@only(*DESK)
def propose_agency(licence: str) -> ResponseReturnValue:
    """Lay corrected facts or a new status before another officer."""
    found = agency_or_404(licence)
    form = AgencyForm()
    if not form.validate():
        page = render_template("visa_check/correct_agency.html", agency=found, form=form)
        return page, 422
    outcome = attempt(
        lambda: actions.propose_agency(
            asked_by(form), found.rl_no, form.agency(), form.new_status(), typed(form.reason)
        )
    )
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        page = render_template("visa_check/correct_agency.html", agency=found, form=form)
        return page, outcome.status
    return _proposed(outcome)


@bp.post("/office/registry/agencies/<licence>/suspend")
@only(*DESK)
@confirmed
def suspend_agency(licence: str) -> ResponseReturnValue:
    """Suspend an agency for 72 hours."""
    found = agency_or_404(licence)
    form = SuspendForm(prefix="suspend-")
    if not form.validate():
        return _page(found, form, EndForm(prefix="end-")), 422
    outcome = attempt(
        lambda: actions.suspend_agency(asked_by(form), found.rl_no, typed(form.reason))
    )
    if isinstance(outcome, Refusal):
        return _page(found, form.refuse(outcome), EndForm(prefix="end-")), outcome.status
    flash(_("Suspended for three days. Propose a status if it shall last longer."))
    return redirect(url_for(".office_agency", licence=found.licence), 303)


@bp.post("/office/registry/agencies/<licence>/end")
@only(*DESK)
def end_status(licence: str) -> ResponseReturnValue:
    """Lay the end of a status before another officer."""
    found = agency_or_404(licence)
    form = _with_statuses(EndForm(prefix="end-"), found)
    if not form.validate():
        return _page(found, SuspendForm(prefix="suspend-"), form), 422
    day, status_id = form.last_day.value, form.status_id.data
    outcome = attempt(
        lambda: actions.propose_end(asked_by(form), found.rl_no, status_id, day, typed(form.reason))
    )
    if isinstance(outcome, Refusal):
        return _page(found, SuspendForm(prefix="suspend-"), form.refuse(outcome)), outcome.status
    return _proposed(outcome)


def _page(found: Agency, suspend: SuspendForm, end: EndForm) -> str:
    history = queries.statuses(found.id)
    entries = queries.entries(found.id)
    verdict = agency_on(today(), (row.span for row in history))
    return render_template(
        "visa_check/office_agency.html",
        agency=found,
        entry=entries[0],
        details=showing.agency_facts(entries),
        rows=showing.history_rows(history),
        verdict=verdict,
        words=AGENCY_WORDS[verdict],
        is_missing=queries.is_missing(found.id),
        is_registered=queries.is_registered(found.id),
        origins=showing.origin_rows(
            entries,
            history,
            files_of([row.import_id for row in entries] + [row.import_id for row in history]),
        ),
        suspend=suspend,
        end=_with_statuses(end, found),
    )


def _with_statuses(form: EndForm, found: Agency) -> EndForm:
    """Let the form offer the statuses of this agency, and no other's."""
    choices: list[Any] = [(row.id, showing.status_words(row)) for row in queries.statuses(found.id)]
    form.status_id.choices = choices
    return form


def _proposed(ref: str) -> ResponseReturnValue:
    flash(_("Proposed. Another officer decides."))
    return redirect(url_for(".proposal", ref=ref), 303)
