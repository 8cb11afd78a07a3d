"""Opening a class, changing it, and its end."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.actions import classes as actions
from courses.forms.classes import ButtonForm, ChangeForm, CohortForm, OpenForm
from courses.models import Cohort
from courses.queries import classes as queries
from courses.queries import cohorts
from courses.views.classes.blueprint import STAFF, bp, found_cohort
from portal.deeds.asking import asked_by
from portal.ground.access import Role, only, person
from portal.ground.errors import Refusal
from portal.ground.i18n import language
from portal.people.models import Centre


@bp.get("/office/classes/new/<code>")
@only(*STAFF)
def new(code: str) -> ResponseReturnValue:
    """Ask what class is to be opened at a centre."""
    centre = _centre(code)
    form = OpenForm()
    form.trainer_ids.data = [person().id] if person().role is Role.TRAINER else []
    return _new_page(centre, form)


@bp.post("/office/classes/new/<code>")
@only(*STAFF)
def open(code: str) -> ResponseReturnValue:
    """Open a class at a centre."""
    centre = _centre(code)
    form = OpenForm()
    _offer(form, centre)
    if not form.validate():
        return _new_page(centre, form), 422
    try:
        ref = actions.open_cohort(asked_by(form), code, form.cohort())
    except Refusal as refusal:
        return _new_page(_centre(code), form.refuse(refusal)), refusal.status
    flash(_("The class is open. Take people in now, or later."))
    return redirect(url_for(".show", ref=ref), 303)


@bp.get("/office/classes/<ref>/change")
@only(*STAFF)
def change(ref: str) -> ResponseReturnValue:
    """Show what may be changed in a class."""
    cohort = found_cohort(ref)
    form = ChangeForm()
    form.fill(cohort)
    return _change_page(cohort, form)


@bp.post("/office/classes/<ref>/change")
@only(*STAFF)
def save(ref: str) -> ResponseReturnValue:
    """Change a class."""
    cohort = found_cohort(ref)
    form = ChangeForm()
    _offer(form, cohort.centre)
    if not form.validate():
        return _change_page(cohort, form), 422
    try:
        actions.change_cohort(asked_by(form), ref, form.cohort())
    except Refusal as refusal:
        return _change_page(found_cohort(ref), form.refuse(refusal)), refusal.status
    flash(_("The class is changed."))
    return redirect(url_for(".show", ref=ref), 303)


@bp.get("/office/classes/<ref>/end")
@only(*STAFF)
def end(ref: str) -> ResponseReturnValue:
    """Say what it means to end a class, or to cancel it, and ask."""
    return render_template("classes/end.html", cohort=found_cohort(ref), form=ButtonForm())


@bp.post("/office/classes/<ref>/end")
@only(*STAFF)
def close(ref: str) -> ResponseReturnValue:
    """End a class."""
    return _end(ref, cancelled=False)


@bp.post("/office/classes/<ref>/cancel")
@only(*STAFF)
def cancel(ref: str) -> ResponseReturnValue:
    """Cancel a class where nobody ever came."""
    return _end(ref, cancelled=True)


def _end(ref: str, *, cancelled: bool) -> ResponseReturnValue:
    cohort, form = found_cohort(ref), ButtonForm()
    if not form.validate():
        return render_template("classes/end.html", cohort=cohort, form=form), 422
    try:
        actions.end_cohort(asked_by(form), ref, cancelled=cancelled)
    except Refusal as refusal:
        page = render_template(
            "classes/end.html", cohort=found_cohort(ref), form=form.refuse(refusal)
        )
        return page, refusal.status
    flash(_("The class is cancelled.") if cancelled else _("The class is ended."))
    return redirect(url_for(".show", ref=ref), 303)


def _centre(code: str) -> Centre:
    """A centre within the visitor's reach; 404 otherwise."""
    within = {one.code: one for one in cohorts.centres(person())}
    return within.get(code) or abort(404)


def _offer(form: CohortForm, centre: Centre) -> None:
    """Let courses and the centre's own trainers be chosen."""
    titles = [(key, one.title(language())) for key, one in queries.newest_versions().items()]
    form.offer(titles, [(one.id, one.name) for one in queries.trainers_of(centre)])


def _new_page(centre: Centre, form: OpenForm) -> str:
    _offer(form, centre)
    return render_template("classes/new.html", centre=centre, form=form)


def _change_page(cohort: Cohort, form: ChangeForm) -> str:
    _offer(form, cohort.centre)
    return render_template("classes/change.html", cohort=cohort, form=form)
