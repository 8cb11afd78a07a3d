"""Proposals about the register: the difference, and another officer's decision."""

from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.deeds.models import Proposal
from portal.ground import asked
from portal.ground.access import Role, confirmed, only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.papers import publishing
from visa_check import showing
from visa_check.actions import proposals as actions
from visa_check.forms import DecisionForm, RefusalForm
from visa_check.kinds import (
    AGENCY,
    AGENCY_DETAIL,
    AGENCY_UNDO,
    GUIDE,
    IMPORTS,
    SLIP_KINDS,
    SUPERVISED,
    VISA_KINDS,
)
from visa_check.licences import show_licence
from visa_check.queries import lists as queries
from visa_check.queries import undoing, visas
from visa_check.views.blueprint import DESK, bp, me
from visa_check.views.second_look import question_behind


@bp.get("/office/proposals/visa_check/<ref>")
@only(*DESK, Role.AUDITOR)
def proposal(ref: str) -> ResponseReturnValue:
    """Show what a proposal about the register would change."""
    return _page(_found(ref), RefusalForm(prefix="refuse-"))


@bp.post("/office/proposals/visa_check/<ref>/approve")
@only(*DESK)
@confirmed
def approve(ref: str) -> ResponseReturnValue:
    """Approve a proposal about the register, and put it in force."""
    _found(ref)
    form = DecisionForm()
    if not form.validate():
        return _page(_found(ref), RefusalForm(prefix="refuse-")), 422
    outcome = attempt(lambda: actions.approve(asked_by(form), ref))
    if isinstance(outcome, Refusal):
        refused = RefusalForm(prefix="refuse-").refuse(outcome)
        return _page(_found(ref), refused), outcome.status
    # A decision about a visa may have ended its slip: the lists say so at once.
    publishing.refresh()
    flash(_("Approved: it is in force."))
    return redirect(url_for(".proposal", ref=ref), 303)


@bp.post("/office/proposals/visa_check/<ref>/refuse")
@only(*DESK)
@confirmed
def refuse(ref: str) -> ResponseReturnValue:
    """Refuse a proposal about the register, with a reason."""
    _found(ref)
    form = RefusalForm(prefix="refuse-")
    if not form.validate():
        return _page(_found(ref), form), 422
    outcome = attempt(lambda: actions.refuse(asked_by(form), ref, typed(form.reason)))
    if isinstance(outcome, Refusal):
        return _page(_found(ref), form.refuse(outcome)), outcome.status
    flash(_("Refused: nothing has changed."))
    return redirect(url_for(".proposal", ref=ref), 303)


@bp.post("/office/proposals/visa_check/<ref>/pictures")
@only(*DESK)
@confirmed
def look_at_pictures(ref: str) -> ResponseReturnValue:
    """Show the pictures of another office's question, and write down who looks."""
    _found(ref)
    form = DecisionForm()
    if not form.validate():
        return _page(_found(ref), RefusalForm(prefix="refuse-")), 422
    # Without its key: a form sent again shows them again, so it is written down again.
    by = replace(asked_by(form), key=None)
    outcome = attempt(lambda: actions.look_at_pictures(by, ref))
    if isinstance(outcome, Refusal):
        refused = RefusalForm(prefix="refuse-").refuse(outcome)
        return _page(_found(ref), refused), outcome.status
    return redirect(url_for(".proposal", ref=ref, _anchor="question"), 303)


def _rows(found: Proposal) -> showing.Rows:
    if found.kind in IMPORTS:
        return []
    if found.kind == AGENCY_UNDO:
        return showing.proposed_undo(found)
    return showing.difference_rows(found)


def _found(ref: str) -> Proposal:
    return queries.proposal(person(), ref) or abort(404)


def _visa_to_open(found: Proposal) -> str | None:
    """The visa of a proposal, for those who reach it."""
    ref: str = found.difference["basis"]["visa"]
    return ref if person().role in DESK and visas.visa_of(person(), ref) else None


def _page(found: Proposal, form: RefusalForm) -> str:
    is_about_visa = found.kind in VISA_KINDS
    is_old_agency = found.kind == AGENCY_DETAIL or (
        found.kind == AGENCY and found.difference["basis"] is not None
    )
    is_old_guide = found.kind == GUIDE and found.difference["basis"] is not None
    imported = queries.import_of(found) if found.kind in IMPORTS else None
    return render_template(
        "visa_check/proposal.html",
        proposal=found,
        title=showing.kind_words(found.kind),
        rows=_rows(found),
        found=imported,
        undo=undoing.import_by_ref(imported.ref) if imported else None,
        shown=showing.list_page(imported, request.args.get("outcome", ""), asked.page())
        if imported
        else None,
        warnings=showing.warnings_of(found),
        people=showing.names_of(found),
        is_own=found.proposed_by_id == me(),
        may_decide=found.decided_at is None
        and found.proposed_by_id != me()
        and person().role in ((Role.SUPERVISOR,) if found.kind in SUPERVISED else DESK),
        visa_ref=_visa_to_open(found) if is_about_visa else None,
        guide_ref=found.difference["guide"] if is_old_guide else None,
        slip=found.difference["number"] if found.kind in SLIP_KINDS else None,
        licence=show_licence(found.difference["rl_no"]) if is_old_agency else None,
        question=question_behind(found) if is_about_visa else None,
        approval=DecisionForm(),
        form=form,
    )
