"""Proposals about roles: what is proposed, and the other administrator's decision."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.deeds.models import Proposal, ProposalState
from portal.ground.access import Role, confirmed, only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.people import names, queries
from portal.people.actions import roles as actions
from portal.people.forms import DecisionForm, RefusalForm
from portal.people.views.blueprint import bp


@bp.get("/office/proposals/people/<ref>")
@only(Role.ADMINISTRATOR)
def proposal(ref: str) -> ResponseReturnValue:
    """Show a proposal to give or take a role."""
    found = queries.role_proposal(person(), ref) or abort(404)
    return _page(found, RefusalForm())


@bp.post("/office/proposals/people/<ref>/approve")
@only(Role.ADMINISTRATOR)
@confirmed
def approve(ref: str) -> ResponseReturnValue:
    """Give or take the role that the other administrator proposed."""
    found = queries.role_proposal(person(), ref) or abort(404)
    form = DecisionForm()
    if not form.validate():
        return _page(found, RefusalForm()), 422
    outcome = attempt(lambda: actions.approve(asked_by(form), ref))
    if isinstance(outcome, Refusal):
        return _page(found, RefusalForm().refuse(outcome)), outcome.status
    flash(_("Approved."))
    return redirect(url_for(".proposal", ref=ref), 303)


@bp.post("/office/proposals/people/<ref>/refuse")
@only(Role.ADMINISTRATOR)
@confirmed
def refuse(ref: str) -> ResponseReturnValue:
    """Refuse the role that the other administrator proposed, with a reason."""
    found = queries.role_proposal(person(), ref) or abort(404)
    form = RefusalForm()
    if not form.validate():
        return _page(found, form), 422
    outcome = attempt(lambda: actions.refuse(asked_by(form), ref, typed(form.reason)))
    if isinstance(outcome, Refusal):
        return _page(found, form.refuse(outcome)), outcome.status
    flash(_("Refused."))
    return redirect(url_for(".proposal", ref=ref), 303)


def _page(found: Proposal, form: RefusalForm) -> str:
    approved = found.state is ProposalState.APPROVED
    return render_template(
        "people/proposal.html",
        proposal=found,
        rows=_rows(found),
        proposer=_name(found.proposed_by_id),
        decider=_name(found.decided_by_id),
        outcome=_("Approved: it is in force.") if approved else _("Refused: nothing has changed."),
        approved=approved,
        may_decide=found.decided_at is None and found.proposed_by_id != person().id,
        approval=DecisionForm(),
        form=form,
    )


def _rows(found: Proposal) -> list[list[str]]:
    """What the proposal would do, as rows of a table."""
    difference = found.difference
    does = _("Give a role") if difference["do"] == "add" else _("Take the role away")
    return [
        [_("What"), does],
        [_("Name"), difference["name"]],
        [_("Phone number"), difference["phone"]],
        [_("Role"), str(names.ROLES[Role(difference["role"])])],
        [_("Office or centre"), difference["office"] or difference["centre"] or "-"],
    ]


def _name(person_id: int | None) -> str:
    """Who somebody is, or nothing."""
    found = queries.person_by_id(person_id)
    return found.name if found else ""
