"""The pages of an office: find a certificate, see it, ask that it be cancelled."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from certificates import actions, queries
from certificates.forms import CancelForm
from certificates.models import Certificate
from certificates.showing import face
from certificates.views.blueprint import DECIDERS, STAFF, bp
from certificates.words import LEVELS, STATES
from portal.deeds.asking import asked_by
from portal.ground import asked
from portal.ground.access import only, person
from portal.ground.errors import Refusal
from portal.papers import ids
from portal.papers.models import PaperState

_OVER = {PaperState.CANCELLED, PaperState.REPLACED}


@bp.get("/office/certificates/")
@only(*STAFF)
def office() -> ResponseReturnValue:
    """Find a certificate by its number, or look through the newest within reach."""
    text = request.args.get("q", "").strip()
    number = ids.typed(text)
    if number and queries.within_reach(person(), number):
        return redirect(url_for(".office_show", number=number), 303)
    page = asked.page()
    return render_template(
        "certificates/office.html",
        asked=text[:60],
        found=queries.recent(person(), page),
        page=page,
        pages=-(-queries.count(person()) // queries.PAGE),
        states=STATES,
        levels=LEVELS,
        grouped=ids.grouped,
    )


@bp.get("/office/certificates/<number>")
@only(*STAFF)
def office_show(number: str) -> ResponseReturnValue:
    """Show a certificate within reach."""
    found = queries.within_reach(person(), number) or abort(404)
    return _page(found, CancelForm())


@bp.post("/office/certificates/<number>/cancel")
@only(*DECIDERS)
def propose_cancel(number: str) -> ResponseReturnValue:
    """Ask that a certificate be cancelled; another officer decides."""
    found = queries.within_reach(person(), number) or abort(404)
    form = CancelForm()
    if not form.validate():
        return _page(found, form), 422
    try:
        ref = actions.propose_cancel(asked_by(form), number, form.reason.data or "")
    except Refusal as refusal:
        found = queries.within_reach(person(), number) or abort(404)
        return _page(found, form.refuse(refusal)), refusal.status
    flash(_("Asked. Another officer decides."))
    return redirect(url_for(".proposal", ref=ref), 303)


def _page(found: Certificate, form: CancelForm) -> str:
    paper = found.paper
    return render_template(
        "certificates/office_show.html",
        paper=paper,
        face=face(paper.face.message, paper.face.words) if paper.face else None,
        state=STATES[paper.state],
        level=LEVELS[found.level],
        grouped=ids.grouped(paper.number),
        waiting=queries.waiting_proposal(paper),
        may_ask=person().role in DECIDERS and paper.state not in _OVER,
        form=form,
    )
