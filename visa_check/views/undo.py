"""Imports in force: what undoing one would change, and the proposal to do it."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import only
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from visa_check import showing
from visa_check.actions import undoing as actions
from visa_check.forms import UndoForm
from visa_check.models import Import
from visa_check.queries import undoing as queries
from visa_check.views.blueprint import DESK, bp


@bp.get("/office/registry/imports/<ref>/undo")
@only(*DESK)
def undo(ref: str) -> ResponseReturnValue:
    """Show what undoing an import of agencies would change, and what it cannot."""
    return _page(_found(ref), UndoForm())


@bp.post("/office/registry/imports/<ref>/undo")
@only(*DESK)
def propose_undo(ref: str) -> ResponseReturnValue:
    """Lay the undoing of an import before another officer."""
    found, form = _found(ref), UndoForm()
    if not form.validate():
        return _page(found, form), 422
    outcome = attempt(lambda: actions.propose_undo(asked_by(form), ref, typed(form.reason)))
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _page(_found(ref), form), outcome.status
    flash(_("Proposed. Another officer decides."))
    return redirect(url_for(".proposal", ref=outcome), 303)


def _found(ref: str) -> Import:
    return queries.import_by_ref(ref) or abort(404)


def _page(found: Import, form: UndoForm) -> str:
    steps = queries.plan(found.id)
    return render_template(
        "visa_check/undo.html", found=found, form=form, rows=showing.undo_rows(steps)
    )
