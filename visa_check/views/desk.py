"""The queue of requests about visas: the most urgent first, taken up, laid back, handed on."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.deeds.record import By
from portal.ground.access import Role, only, person
from portal.ground.clock import now, today
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import DeedForm
from portal.ground.i18n import language
from visa_check import showing
from visa_check.actions import desk as actions
from visa_check.queries import desk as queries
from visa_check.queries import queue
from visa_check.views.blueprint import DESK, bp


@bp.get("/office/requests/")
@only(*DESK)
def desk() -> ResponseReturnValue:
    """Show what waits at an office, the most urgent first, and who has what in hand."""
    return _queue(DeedForm())


@bp.post("/office/requests/<ref>/claim")
@only(*DESK)
def claim_request(ref: str) -> ResponseReturnValue:
    """Take a request up; who comes second is told who has it."""
    form = DeedForm()
    if not form.validate():
        return _queue(form), 422
    outcome = attempt(lambda: actions.claim(asked_by(form), ref))
    if isinstance(outcome, Refusal):
        return _queue(form.refuse(outcome)), outcome.status
    return redirect(url_for(".desk_request", ref=ref), 303)


@bp.post("/office/requests/<ref>/release")
@only(*DESK)
def release_request(ref: str) -> ResponseReturnValue:
    """Lay a request back into the queue."""
    return _done(actions.release, ref, _("It lies in the queue again."))


@bp.post("/office/requests/<ref>/hand-on")
@only(*DESK)
def hand_on_request(ref: str) -> ResponseReturnValue:
    """Lay a request into the queue of the office that keeps its visa."""
    return _done(actions.hand_on, ref, _("Handed on: it lies in the queue of the other office."))


def _done(deed: Callable[[By, str], str], ref: str, said: str) -> ResponseReturnValue:
    """Do a deed that leads back to the queue."""
    form = DeedForm()
    if not form.validate():
        return _queue(form), 422
    outcome = attempt(lambda: deed(asked_by(form), ref))
    if isinstance(outcome, Refusal):
        return _queue(form.refuse(outcome)), outcome.status
    flash(said)
    return redirect(url_for(".desk"), 303)


def _queue(form: DeedForm) -> str:
    office = queries.office(person(), request.args.get("office")) or abort(404)
    after = request.args.get("after")
    found = queue.waiting(office.id, after)
    in_hand = queue.in_hand(office.id) if after is None else []
    names = queries.names(one.claimed_by_id for one in in_hand)
    page = found[: queue.PAGE]
    return render_template(
        "visa_check/desk.html",
        office=office,
        name=office.district(language()),
        waiting=showing.lines(page, now(), today(), names),
        in_hand=showing.lines(in_hand, now(), today(), names),
        own={one.ref for one in in_hand if one.claimed_by_id == person().id},
        after=page[-1].ref if len(found) > len(page) else None,
        is_first=after is None,
        is_own_office=office.id == person().office_id,
        offices=queries.offices(person()) if person().role is Role.SUPERVISOR else [],
        form=form,
    )
