"""What officers do with a certificate: suspend it, ask to lift, correct or cancel it."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from certificates import actions, queries
from certificates.forms import ReasonForm, ReplaceForm
from certificates.models import Certificate
from certificates.office_words import CHANGES, REASON_HINT
from certificates.showing import face
from certificates.views.blueprint import DECIDERS, bp
from certificates.words import STATES
from portal.deeds.asking import asked_by
from portal.deeds.record import By
from portal.ground.access import confirmed, only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.papers import ids, publishing


@bp.get("/office/certificates/<number>/<any(suspend, lift, replace, cancel):what>")
@only(*DECIDERS)
def office_change(number: str, what: str) -> ResponseReturnValue:
    """Ask why a certificate shall be suspended, lifted, corrected or cancelled."""
    found = queries.within_reach(person(), number) or abort(404)
    return _page(found, what, ReplaceForm() if what == "replace" else ReasonForm())


@bp.post("/office/certificates/<number>/suspend")
@only(*DECIDERS)
@confirmed
def suspend(number: str) -> ResponseReturnValue:
    """Suspend a certificate at once, and publish that."""
    form = ReasonForm()
    return _do(number, "suspend", form, lambda by: actions.suspend(by, number, typed(form.reason)))


@bp.post("/office/certificates/<number>/lift")
@only(*DECIDERS)
def propose_lift(number: str) -> ResponseReturnValue:
    """Ask that a suspension be lifted; another officer decides."""
    form = ReasonForm()
    return _do(
        number, "lift", form, lambda by: actions.propose_lift(by, number, typed(form.reason))
    )


@bp.post("/office/certificates/<number>/replace")
@only(*DECIDERS)
def propose_replace(number: str) -> ResponseReturnValue:
    """Ask that a certificate be replaced after a corrected name; another officer decides."""
    form = ReplaceForm()
    return _do(
        number,
        "replace",
        form,
        lambda by: actions.propose_replace(by, number, typed(form.name), typed(form.reason)),
    )


@bp.post("/office/certificates/<number>/cancel")
@only(*DECIDERS)
def propose_cancel(number: str) -> ResponseReturnValue:
    """Ask that a certificate be cancelled; another officer decides."""
    form = ReasonForm()
    return _do(
        number, "cancel", form, lambda by: actions.propose_cancel(by, number, typed(form.reason))
    )


def _do(
    number: str, what: str, form: ReasonForm, action: Callable[[By], str]
) -> ResponseReturnValue:
    """Find, check, act, tell, lead on: to the proposal, or back to what was suspended."""
    found = queries.within_reach(person(), number) or abort(404)
    if not form.validate():
        return _page(found, what, form), 422
    outcome = attempt(lambda: action(asked_by(form)))
    if isinstance(outcome, Refusal):
        found = queries.within_reach(person(), number) or abort(404)
        return _page(found, what, form.refuse(outcome)), outcome.status
    flash(CHANGES[what].done)
    if what != "suspend":
        return redirect(url_for(".proposal", ref=outcome), 303)
    publishing.refresh()
    return redirect(url_for(".office_show", number=outcome), 303)


def _page(found: Certificate, what: str, form: ReasonForm) -> str:
    paper = found.paper
    return render_template(
        "certificates/office_change.html",
        paper=paper,
        what=what,
        words=CHANGES[what],
        hint=REASON_HINT,
        face=face(paper.face.message, paper.face.words) if paper.face else None,
        state=STATES[paper.state],
        grouped=ids.grouped(paper.number),
        form=form,
    )
