"""The slips of an office: found by number or name, and what an officer does with one."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground import asked
from portal.ground.access import confirmed, only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.papers import ids, names, publishing
from visa_check import showing
from visa_check.actions import slip_changes as actions
from visa_check.forms import SlipReasonForm
from visa_check.models import Slip
from visa_check.queries import slips as queries
from visa_check.views.blueprint import DESK, bp


@bp.get("/office/registry/slips/")
@only(*DESK)
def office_slips() -> ResponseReturnValue:
    """Find a slip by its number or a name, or look through the newest within reach."""
    text = request.args.get("q", "").strip()[:60]
    number = ids.typed(text)
    if number and queries.within_reach(person(), number):
        return redirect(url_for(".slip", number=number), 303)
    page = asked.page()
    # Neither a number of another office nor a name in other letters is looked for.
    is_sought = not text or (number is None and names.has_words(text))
    found = queries.recent(person(), page, text) if is_sought else []
    return render_template(
        "visa_check/office_slips.html",
        asked=text,
        is_number=number is not None,
        has_words=names.has_words(text),
        rows=showing.slip_rows(found),
        page=page,
        pages=-(-queries.count(person(), text) // queries.PAGE) if is_sought else 0,
    )


@bp.get("/office/registry/slips/<number>")
@only(*DESK)
def slip(number: str) -> ResponseReturnValue:
    """Show a slip within reach: how it stands, its visa, what happened to it."""
    return _page(_found(number))


@bp.post("/office/registry/slips/<number>/suspend")
@only(*DESK)
@confirmed
def suspend_slip(number: str) -> ResponseReturnValue:
    """Suspend a slip at once, and publish that."""
    found, form = _found(number), SlipReasonForm(prefix="suspend-")
    if not form.validate():
        return _page(found, suspend=form), 422
    outcome = attempt(lambda: actions.suspend_slip(asked_by(form), number, typed(form.reason)))
    if isinstance(outcome, Refusal):
        return _page(_found(number), suspend=form.refuse(outcome)), outcome.status
    publishing.refresh()
    flash(_("Suspended. The public page and the lists say so already."))
    return redirect(url_for(".slip", number=number), 303)


@bp.post("/office/registry/slips/<number>/<any(lift, cancel):what>")
@only(*DESK)
def propose_slip_change(number: str, what: str) -> ResponseReturnValue:
    """Ask that a slip be cancelled or its suspension lifted; another officer decides."""
    found, form = _found(number), SlipReasonForm(prefix=f"{what}-")
    if not form.validate():
        return _page(found, **{what: form}), 422
    action = actions.propose_lift_slip if what == "lift" else actions.propose_cancel_slip
    outcome = attempt(lambda: action(asked_by(form), number, typed(form.reason)))
    if isinstance(outcome, Refusal):
        return _page(_found(number), **{what: form.refuse(outcome)}), outcome.status
    flash(_("Proposed. Another officer decides."))
    return redirect(url_for(".proposal", ref=outcome), 303)


def _found(number: str) -> Slip:
    return queries.within_reach(person(), number) or abort(404)


def _page(found: Slip, **sent: SlipReasonForm) -> str:
    forms = {
        what: sent.get(what) or SlipReasonForm(formdata=None, prefix=f"{what}-")
        for what in showing.slip_may(found)
    }
    return render_template(
        "visa_check/office_slip.html",
        slip=showing.shown(found),
        facts=showing.slip_facts(found),
        visa_ref=queries.visa_ref(found),
        history=showing.slip_history(found),
        words=showing.SLIP_CHANGES,
        forms=forms,
        refused=next(iter(sent.values()), None),
    )
