"""The slip of a visa at the desk: made for a verified visa, and printed."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import only, person
from portal.ground.clock import today
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.papers import holder, publishing
from portal.papers.fields import squeezed
from portal.papers.models import Paper
from visa_check import showing
from visa_check.actions import slips as actions
from visa_check.facts import HOLDER_FACTS, from_plain, pick
from visa_check.forms import SlipForm
from visa_check.queries import slips as queries
from visa_check.queries import visas
from visa_check.views.blueprint import DESK, bp


@bp.get("/office/registry/visas/<ref>/slip")
@only(*DESK)
def ask_slip(ref: str) -> ResponseReturnValue:
    """Ask under which name the slip of a verified visa is made."""
    found = _found(ref)
    if not showing.slips_of(found, today()).may_make:
        return redirect(url_for(".office_visa", ref=ref), 303)
    form = SlipForm()
    form.name.data = squeezed(found.holder.facts.get("holder_name") if found.holder else "")
    return _page(found, form)


@bp.post("/office/registry/visas/<ref>/slip")
@only(*DESK)
def issue_slip(ref: str) -> ResponseReturnValue:
    """Make the slip of a verified visa."""
    found, form = _found(ref), SlipForm()
    if not form.validate():
        return _page(found, form), 422
    whose = _holder(found, typed(form.name))
    outcome = attempt(lambda: actions.issue_slip(asked_by(form), ref, whose))
    if isinstance(outcome, Refusal):
        return _page(_found(ref), form.refuse(outcome)), outcome.status
    publishing.refresh()
    flash(_("The slip is ready. Print it, and compare the name with the passport once more."))
    return redirect(url_for(".office_visa", ref=ref, _anchor="slip"), 303)


@bp.get("/office/registry/slips/<number>.pdf")
@only(*DESK)
def office_slip(number: str) -> ResponseReturnValue:
    """Give the slip of an office as a PDF."""
    found = queries.within_reach(person(), number) or abort(404)
    return printed(found.paper)


def printed(paper: Paper) -> Response:
    """A slip to print."""
    content = showing.slip_pdf(paper) or abort(404)
    response = Response(content, mimetype="application/pdf")
    name = f"nirapod-slip-{paper.number}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _found(ref: str) -> visas.VisaNow:
    return visas.visa_of(person(), ref) or abort(404)


def _holder(found: visas.VisaNow, name: str) -> actions.Holder:
    """Whose slip it is; the holder check takes a moment, so it is made before anybody waits."""
    if found.holder is None:
        abort(404)
    facts = from_plain(pick(found.holder.facts, HOLDER_FACTS))
    passport = facts["passport_number"]
    check = holder.check(passport, facts["date_of_birth"])
    return actions.Holder(found.entry.id, name, check, holder.last_3(passport))


def _page(found: visas.VisaNow, form: SlipForm) -> str:
    return render_template(
        "visa_check/ask_slip.html",
        ref=found.visa.ref,
        country=showing.word("destination", found.entry.destination),
        form=form,
    )
