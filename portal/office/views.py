"""The desk: what waits for a decision, what was done, and one field that finds things.

How many questions about visas wait is told by whom the roof names (portal/app.py): a function of
the person that gives a number.
"""

import re

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.ground import asked
from portal.ground.access import Role, only, person
from portal.office import queries
from portal.office.words import DEEDS, KINDS, STATES
from portal.papers.queries import open_reports

bp = Blueprint("office", __name__, url_prefix="/office")
STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR)
_PAPER = re.compile(r"[0-9A-TV-Za-tv-z]{13}")


@bp.get("/")
@only(*STAFF, Role.TRAINER)
def index() -> ResponseReturnValue:
    """Show what waits for a decision, and what was done lately; a trainer goes to the classes."""
    if person().role is Role.TRAINER:
        return redirect(url_for("classes.index"), 303)
    page = asked.page()
    proposals = queries.waiting(person(), page)
    decided = queries.decided_lately(person())
    deeds = queries.recent_deeds(person())
    people = {proposal.proposed_by_id for proposal in proposals}
    people |= {proposal.decided_by_id for proposal in decided if proposal.decided_by_id}
    people |= {deed.person_id for deed in deeds if deed.person_id}
    return render_template(
        "office/index.html",
        proposals=proposals,
        decided=decided,
        deeds=deeds,
        names=queries.names(people),
        kinds=KINDS,
        states=STATES,
        deed_words=DEEDS,
        page=page,
        pages=-(-queries.count_waiting(person()) // queries.PAGE),
        open_reports=open_reports(person()),
        agency_reports=current_app.extensions["agency_reports"](person()),
        questions=current_app.extensions["questions"](person()),
        may_keep_registry=person().role in {Role.OFFICER, Role.SUPERVISOR},
    )


@bp.get("/search")
@only(Role.OFFICER, Role.SUPERVISOR)
def search() -> ResponseReturnValue:
    """Lead to the paper or the agency that a typed text means."""
    text = request.args.get("q", "").strip()
    bare = re.sub(r"[\s-]", "", text)
    if _PAPER.fullmatch(bare) and any(mark.isdigit() for mark in bare):
        return redirect(url_for("certificates.office", q=text), 303)
    return redirect(url_for("visa_check.office_agencies", q=text), 303)
