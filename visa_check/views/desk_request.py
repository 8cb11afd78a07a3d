"""One request at the desk: what was asked, seen and compared, and the answer."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.deeds.record import By
from portal.ground.access import only, person
from portal.ground.clock import now, today
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import DeedForm
from visa_check import showing
from visa_check.actions import desk as actions
from visa_check.forms import AnswerForm, VisaForm
from visa_check.licences import show_licence
from visa_check.models import RequestState, VisaRequest
from visa_check.queries import desk as queries
from visa_check.queries import requests, visas
from visa_check.recording.visas import all_facts
from visa_check.urgency import may_take_over
from visa_check.views.blueprint import DESK, bp, unkept
from visa_check.views.sent_pictures import developed


@bp.get("/office/requests/<ref>")
@only(*DESK)
def desk_request(ref: str) -> ResponseReturnValue:
    """Show a request with everything that its answer needs."""
    return unkept(_page(_found(ref)))


@bp.post("/office/requests/<ref>/visa")
@only(*DESK)
def enter_request_visa(ref: str) -> ResponseReturnValue:
    """Enter what the papers show of the visa, or correct it while nobody has decided."""
    found = _found(ref)
    form = VisaForm(prefix="visa-")
    if not form.validate():
        return unkept((_page(found, visa=form), 422))
    outcome = attempt(lambda: actions.enter(asked_by(form), ref, form.visa()))
    if isinstance(outcome, Refusal):
        return unkept((_page(_found(ref), visa=form.refuse(outcome)), outcome.status))
    flash(_("The visa stands in the register."))
    return _back(ref)


@bp.post("/office/requests/<ref>/seen")
@only(*DESK)
def see_request(ref: str) -> ResponseReturnValue:
    """Write down what the destination's own service said, without deciding yet."""
    found = _found(ref)
    form = AnswerForm()
    is_good = form.validate() and form.is_whole(is_needed=True)
    seen = form.sighting(developed(form.evidence) if is_good else None)
    if not is_good or form.evidence.errors or seen is None:
        return unkept((_page(found, answer=form.ask_picture_again()), 422))
    outcome = attempt(lambda: actions.see(asked_by(form), ref, seen, form.marks()))
    if isinstance(outcome, Refusal):
        return _refused(ref, form, outcome)
    flash(_("Written down."))
    return _back(ref)


@bp.post("/office/requests/<ref>/answer")
@only(*DESK)
def answer_request(ref: str) -> ResponseReturnValue:
    """Decide about the visa of a request: at once, or by a second officer."""
    found = _found(ref)
    form = AnswerForm()
    is_good = form.validate() and form.is_whole(is_needed=False)
    verdict = form.verdict()
    picture = developed(form.evidence) if is_good and verdict else None
    if not is_good or form.evidence.errors or verdict is None:
        return unkept((_page(found, answer=form.ask_picture_again()), 422))
    seen = form.sighting(picture)
    outcome = attempt(lambda: actions.decide(asked_by(form), ref, verdict, seen))
    if isinstance(outcome, Refusal):
        return _refused(ref, form, outcome)
    if _found(ref).state is RequestState.ANSWERED:
        flash(_("Answered. The person is told."))
    else:
        flash(_("Proposed. Another officer decides, and then the person is told."))
    return _back(ref)


@bp.post("/office/requests/<ref>/known")
@only(*DESK)
def answer_request_as_known(ref: str) -> ResponseReturnValue:
    """Answer a request with what the register says already."""
    return _done(actions.answer_as_known, ref, _("Answered. The person is told."))


@bp.post("/office/requests/<ref>/more")
@only(*DESK)
def ask_more_for_request(ref: str) -> ResponseReturnValue:
    """Tell the person that more is needed."""
    return _done(actions.ask_more, ref, _("The person is asked for more."))


def _refused(ref: str, form: AnswerForm, refusal: Refusal) -> ResponseReturnValue:
    """The page again with what was typed, and why the deed was not done."""
    page = _page(_found(ref), answer=form.refuse(refusal).ask_picture_again())
    return unkept((page, refusal.status))


def _done(deed: Callable[[By, str], str], ref: str, said: str) -> ResponseReturnValue:
    """Do a deed that has no words of its own."""
    form = DeedForm()
    if not form.validate():
        return unkept((_page(_found(ref)), 422))
    outcome = attempt(lambda: deed(asked_by(form), ref))
    if isinstance(outcome, Refusal):
        page = _page(_found(ref), simple=form.refuse(outcome))
        return unkept((page, outcome.status))
    flash(said)
    return _back(ref)


def _found(ref: str) -> VisaRequest:
    return requests.kept_request(person(), ref) or abort(404)


def _back(ref: str) -> ResponseReturnValue:
    return redirect(url_for(".desk_request", ref=ref), 303)


def _page(
    found: VisaRequest,
    *,
    answer: AnswerForm | None = None,
    visa: VisaForm | None = None,
    simple: DeedForm | None = None,
) -> str:
    register = visas.by_id(found.visa_id)
    proposal = queries.proposal_about(found.id)
    is_mine = found.claimed_by_id == person().id
    return render_template(
        "visa_check/desk_request.html",
        found=found,
        **showing.desk_page(found, register, person().id, is_mine=is_mine),
        is_mine=is_mine,
        may_take_over=found.claimed_at is not None
        and may_take_over(person().role, found.claimed_at, now()),
        register=register,
        may_open=register is not None and visas.may_open(person(), register),
        is_told=register is not None and queries.is_told(found, register, today()),
        proposal=proposal,
        waits=queries.waits_for_second(found.id),
        answer=answer or _answer_form(found),
        visa=visa or _visa_form(found, register),
        visa_is_wrong=visa is not None,
        simple=simple or DeedForm(formdata=None),
    )


def _answer_form(found: VisaRequest) -> AnswerForm:
    form = AnswerForm(formdata=None)
    last = queries.checklist(found.id)
    form.show(last.marks if last else {})
    form.number.data = found.facts.get("visa_number") or found.facts.get("passport_number")
    return form


def _visa_form(found: VisaRequest, register: visas.VisaNow | None) -> VisaForm:
    form = VisaForm(formdata=None, prefix="visa-")
    facts: dict[str, Any] = showing.asked_facts(found)
    if register is not None:
        facts = all_facts(register)
    form.fill(facts)
    licence = facts.get("agency_rl_no")
    form.agency_rl_no.data = show_licence(licence) if licence else ""
    return form
