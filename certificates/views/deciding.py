"""Proposals to change a certificate, and the other officer's decision."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from certificates import actions, queries
from certificates.forms import DecisionForm, RefusalForm
from certificates.office_words import DECISIONS
from certificates.showing import face
from certificates.views.blueprint import DECIDERS, STAFF, bp
from certificates.words import LEVELS, STATES
from portal.deeds.asking import asked_by
from portal.deeds.models import Proposal, ProposalState
from portal.ground.access import confirmed, only, person
from portal.ground.errors import Refusal
from portal.papers import ids, publishing
from portal.papers.models import PaperState


@bp.get("/office/proposals/certificates/<ref>")
@only(*STAFF)
def proposal(ref: str) -> ResponseReturnValue:
    """Show a proposal to cancel, correct or lift a certificate."""
    found = queries.proposal(person(), ref) or abort(404)
    return _page(found, RefusalForm())


@bp.post("/office/proposals/certificates/<ref>/approve")
@only(*DECIDERS)
@confirmed
def approve(ref: str) -> ResponseReturnValue:
    """Do with a certificate what another officer asked for, and publish that at once."""
    found = queries.proposal(person(), ref) or abort(404)
    form = DecisionForm()
    if not form.validate():
        return _page(found, RefusalForm()), 422
    try:
        actions.approve(asked_by(form), ref)
    except Refusal as refusal:
        return _again(ref, RefusalForm(), refusal)
    publishing.refresh()
    flash(DECISIONS[found.kind].approved)
    return redirect(url_for(".proposal", ref=ref), 303)


@bp.post("/office/proposals/certificates/<ref>/refuse")
@only(*DECIDERS)
@confirmed
def refuse(ref: str) -> ResponseReturnValue:
    """Leave the certificate as it is, with a reason."""
    found = queries.proposal(person(), ref) or abort(404)
    form = RefusalForm()
    if not form.validate():
        return _page(found, form), 422
    try:
        actions.refuse(asked_by(form), ref, form.reason.data or "")
    except Refusal as refusal:
        return _again(ref, form, refusal)
    flash(_("Refused: the certificate stays as it is."))
    return redirect(url_for(".proposal", ref=ref), 303)


def _again(ref: str, form: RefusalForm, refusal: Refusal) -> ResponseReturnValue:
    """The page once more, with what was refused."""
    found = queries.proposal(person(), ref) or abort(404)
    return _page(found, form.refuse(refusal)), refusal.status


def _page(found: Proposal, form: RefusalForm) -> str:
    number = found.difference["number"]
    certificate = queries.any_by_number(number) or abort(404)
    paper = certificate.paper
    is_open = found.state is ProposalState.WAITING
    return render_template(
        "certificates/proposal.html",
        proposal=found,
        words=DECISIONS[found.kind],
        grouped=ids.grouped,
        number=number,
        after_number=paper.replaced_by.number if paper.replaced_by else None,
        face=face(paper.face.message, paper.face.words) if paper.face else None,
        level=LEVELS[certificate.level],
        before=STATES[PaperState(found.difference["from"])],
        after=STATES[PaperState(found.difference["to"])],
        proposer=queries.person(found.proposed_by_id),
        decider=queries.person(found.decided_by_id),
        approved=found.state is ProposalState.APPROVED,
        is_own=found.proposed_by_id == person().id,
        may_decide=is_open and person().role in DECIDERS and found.proposed_by_id != person().id,
        approval=DecisionForm(),
        form=form,
    )
