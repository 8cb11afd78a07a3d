"""The pages of an office: find a certificate by number or name, see all about it."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from certificates import queries
from certificates.office_words import HAPPENED, OUTCOMES, differs
from certificates.queries.reports import reports_of
from certificates.showing import face
from certificates.views.blueprint import DECIDERS, STAFF, bp
from certificates.words import LEVELS, STATES
from portal.ground import asked
from portal.ground.access import only, person
from portal.ground.clock import now
from portal.papers import ids, names
from portal.papers.models import Paper, PaperState
from portal.papers.queries import checks
from portal.papers.verdict import Verdict, stand

# What an officer can do with a paper that stands so.
_MAY = {
    PaperState.LIVE: ("suspend", "replace", "cancel"),
    PaperState.SUSPENDED: ("lift", "replace", "cancel"),
}


@bp.get("/office/certificates/")
@only(*STAFF)
def office() -> ResponseReturnValue:
    """Find a certificate by its number or a name, or look through the newest within reach."""
    text = request.args.get("q", "").strip()
    number = ids.typed(text)
    if number and queries.within_reach(person(), number):
        return redirect(url_for(".office_show", number=number), 303)
    if number and person().role in DECIDERS and queries.is_slip_within_reach(person(), number):
        return redirect(url_for("visa_check.slip", number=number), 303)
    page, name = asked.page(), text[:60]
    # Neither a number of another office nor a name in other letters is looked for.
    is_sought = not name or (number is None and names.has_words(name))
    found = queries.recent(person(), page, name) if is_sought else []
    return render_template(
        "certificates/office.html",
        asked=name,
        is_number=number is not None,
        has_words=names.has_words(name),
        found=[(one, _name(one.paper)) for one in found],
        page=page,
        pages=-(-queries.count(person(), name) // queries.PAGE) if is_sought else 0,
        states=STATES,
        levels=LEVELS,
        grouped=ids.grouped,
        may_see_slips=person().role in DECIDERS,
    )


@bp.get("/office/certificates/<number>")
@only(*STAFF)
def office_show(number: str) -> ResponseReturnValue:
    """Show a certificate within reach: how it stands, what happened, how often it was checked."""
    found = queries.within_reach(person(), number) or abort(404)
    paper, waiting = found.paper, queries.waiting_proposal(found.paper)
    history = queries.history(paper)
    verdict = stand(paper.standing, now())[0]
    may = person().role in DECIDERS and waiting is None
    return render_template(
        "certificates/office_show.html",
        paper=paper,
        face=face(paper.face.message, paper.face.words) if paper.face else None,
        state=STATES[paper.state],
        has_ended=verdict is Verdict.EXPIRED,
        level=LEVELS[found.level],
        grouped=ids.grouped,
        waiting=waiting,
        may=_MAY.get(paper.state, ()) if may else (),
        checks=checks(paper),
        reports=reports_of(paper),
        differs=differs,
        outcomes=OUTCOMES,
        history=history,
        happened=HAPPENED,
        names=queries.names({one.by_id for one in history if one.by_id}),
    )


def _name(paper: Paper) -> str:
    """The name on a paper, or nothing where it was erased."""
    return face(paper.face.message, paper.face.words).claims.name if paper.face else ""
