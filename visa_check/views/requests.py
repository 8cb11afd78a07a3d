"""Questions to an office about a visa: asked, followed, withdrawn."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import Role, only, person, public
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import DeedForm, typed
from portal.ground.visitors import device
from portal.people.queries import offices
from visa_check import showing
from visa_check.actions import requests as actions
from visa_check.forms import AskForm, ReferenceForm
from visa_check.limits import reference_guesses
from visa_check.models import VisaRequest
from visa_check.queries import requests as queries
from visa_check.references import read_reference, show_reference
from visa_check.views.blueprint import bp, unkept
from visa_check.words_of_requests import REQUEST_STATES


@bp.get("/visa/requests/")
@public
def requests() -> ResponseReturnValue:
    """Ask for a reference, and list what one's own account asked."""
    return unkept(_list(ReferenceForm(formdata=None)))


@bp.post("/visa/requests/")
@public
def find_request() -> ResponseReturnValue:
    """Go to the question of a reference, however it is typed."""
    form = ReferenceForm()
    if not form.validate():
        return unkept((_list(form), 422))
    ref = read_reference(typed(form.reference))
    if ref is None:
        form.reference.errors = [_("A reference has 12 letters and digits. Compare each of them.")]
        return unkept((_list(form), 422))
    return redirect(url_for(".visa_request", reference=ref), 303)


@bp.get("/visa/requests/new")
@only(Role.MIGRANT)
def new_request() -> ResponseReturnValue:
    """Ask which visa it is, whose passport, and what was promised."""
    return unkept(_ask_page(_ask_form(formdata=None)))


@bp.post("/visa/requests/begin")
@only(Role.MIGRANT)
def begin_request() -> ResponseReturnValue:
    """Show the same page with what was just typed into the look-up; nothing is kept yet."""
    form = _ask_form(formdata=None)
    for field in (form.visa_number, form.passport_number, form.date_of_birth):
        field.data = request.form.get(field.name, "")[:60]
    return unkept(_ask_page(form))


@bp.post("/visa/requests/new")
@only(Role.MIGRANT)
def ask() -> ResponseReturnValue:
    """Ask an office; pictures are sent afterwards, so that nothing typed is lost with them."""
    form = _ask_form()
    if not form.validate():
        return unkept((_ask_page(form), 422))
    question = actions.Question(typed(form.destination), form.day, form.asked(person().name))
    outcome = attempt(lambda: actions.ask(asked_by(form), typed(form.office), question))
    if isinstance(outcome, Refusal):
        return unkept((_ask_page(form.refuse(outcome)), outcome.status))
    flash(_("Your question arrived. Now add photos: an officer sees more on them."))
    return redirect(url_for(".pictures", reference=outcome), 303)


@bp.get("/visa/requests/<reference>")
@public
def visa_request(reference: str) -> ResponseReturnValue:
    """Tell how far a question is; more than that is for its owner and the office alone."""
    waits = reference_guesses(device()).refusal()
    if waits:
        raise waits
    ref = read_reference(reference)
    found = queries.by_reference(ref) if ref else None
    if found is None:
        actions.count_wrong_reference(device())
        form = ReferenceForm(formdata=None)
        form.reference.data = reference[:60]
        form.reference.errors = [
            _("No question has this reference. Compare each letter and digit.")
        ]
        return unkept((_list(form), 404))
    return unkept(request_page(found, DeedForm(formdata=None)))


@bp.post("/visa/requests/<reference>/withdraw")
@only(Role.MIGRANT)
def withdraw_request(reference: str) -> ResponseReturnValue:
    """Withdraw one's own question."""
    found, form = own_or_404(reference), DeedForm()
    if not form.validate():
        return unkept((request_page(found, form), 422))
    outcome = attempt(lambda: actions.withdraw(asked_by(form), found.ref))
    if isinstance(outcome, Refusal):
        page = request_page(own_or_404(reference), form.refuse(outcome))
        return unkept((page, outcome.status))
    flash(_("Withdrawn. What the register says about the visa stays as it is."))
    return redirect(url_for(".visa_request", reference=found.ref), 303)


def own_or_404(reference: str) -> VisaRequest:
    """The question of an address, if the person's own account asked it."""
    ref = read_reference(reference)
    return (queries.own_request(person(), ref) if ref else None) or abort(404)


def request_page(found: VisaRequest, form: DeedForm) -> str:
    """The page of a question: progress for everybody, pictures and deeds for its owner."""
    is_own = person() is not None and person().id == found.person_id
    return render_template(
        "visa_check/visa_request.html",
        found=found,
        reference=show_reference(found.ref),
        state=REQUEST_STATES[found.state],
        steps=showing.request_steps(queries.steps(found.id)),
        office=queries.office_of(found).district(_language()),
        answer=showing.request_answer(found),
        is_own=is_own,
        files=showing.request_files(queries.sent(found.id), showing.picture_href(found.ref))
        if is_own
        else [],
        form=form,
    )


def _ask_form(**more: Any) -> AskForm:
    """The form with the districts in the language of the page; one's own is chosen."""
    districts = [(office.code, office.district(_language())) for office in offices()]
    form = AskForm(sorted(districts, key=lambda pair: pair[1]), **more)
    if not form.is_submitted() or more:
        form.office.data = person().office.code if person().office else ""
    return form


def _ask_page(form: AskForm) -> str:
    return render_template("visa_check/new_request.html", form=form)


def _list(form: ReferenceForm) -> str:
    mine = queries.own_requests(person()) if person() is not None else []
    return render_template("visa_check/requests.html", form=form, rows=showing.request_rows(mine))


def _language() -> str:
    return str(get_locale() or "bn")
