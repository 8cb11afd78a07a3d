"""Guides to the countries' own services: read, proposed, looked at."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import Role, only, person
from portal.ground.clock import today
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from visa_check import showing
from visa_check.actions import guides as actions
from visa_check.forms import DecisionForm, GuideForm
from visa_check.guides import GuideNow
from visa_check.queries import guides as queries
from visa_check.views.blueprint import DESK, bp


@bp.get("/office/guides/")
@only(*DESK, Role.AUDITOR)
def guides() -> ResponseReturnValue:
    """List the services at which countries say whether a visa is real."""
    rows = showing.guide_rows(queries.guides(), today())
    return render_template("visa_check/guides.html", rows=rows, may_write=person().role in DESK)


@bp.get("/office/guides/new")
@only(*DESK)
def new_guide() -> ResponseReturnValue:
    """Ask what a new guide says."""
    return render_template("visa_check/change_guide.html", form=GuideForm(), found=None)


@bp.post("/office/guides/new")
@only(*DESK)
def propose_new_guide() -> ResponseReturnValue:
    """Lay a new guide before another officer."""
    return _propose(None)


@bp.get("/office/guides/<ref>")
@only(*DESK, Role.AUDITOR)
def guide(ref: str) -> ResponseReturnValue:
    """Show a guide and what it said before."""
    return _page(_found(ref), DecisionForm())


@bp.get("/office/guides/<ref>/change")
@only(*DESK)
def change_guide(ref: str) -> ResponseReturnValue:
    """Show what a guide says, to be changed."""
    found, form = _found(ref), GuideForm()
    form.show(found)
    return render_template("visa_check/change_guide.html", form=form, found=found)


@bp.post("/office/guides/<ref>/change")
@only(*DESK)
def propose_guide(ref: str) -> ResponseReturnValue:
    """Lay a change of a guide before another officer."""
    return _propose(_found(ref))


@bp.post("/office/guides/<ref>/looked")
@only(*DESK)
def confirm_guide(ref: str) -> ResponseReturnValue:
    """Note that the service was opened today and is as the guide says."""
    found, form = _found(ref), DecisionForm()
    if not form.validate():
        return _page(found, form), 422
    outcome = attempt(lambda: actions.confirm_guide(asked_by(form), ref))
    if isinstance(outcome, Refusal):
        return _page(found, form.refuse(outcome)), outcome.status
    flash(_("Noted: looked at today."))
    return redirect(url_for(".guide", ref=ref), 303)


def _found(ref: str) -> GuideNow:
    return queries.guide(ref) or abort(404)


def _page(found: GuideNow, form: DecisionForm) -> str:
    return render_template(
        "visa_check/guide.html",
        found=found,
        row=showing.guide_rows([found], today())[0],
        history=showing.guide_history(queries.entries(found.ref)),
        form=form,
        may_write=person().role in DESK,
        was_looked_at=found.checked_on >= today(),
    )


def _propose(found: GuideNow | None) -> ResponseReturnValue:
    form, ref = GuideForm(), found.ref if found else None
    if not form.validate():
        return render_template("visa_check/change_guide.html", form=form, found=found), 422
    outcome = attempt(
        lambda: actions.propose_guide(asked_by(form), ref, form.guide(), typed(form.reason))
    )
    if isinstance(outcome, Refusal):
        page = render_template(
            "visa_check/change_guide.html", form=form.refuse(outcome), found=found
        )
        return page, outcome.status
    flash(_("Proposed. Another officer decides."))
    return redirect(url_for(".proposal", ref=outcome), 303)
