"""Whose passport: staff compare somebody of a class with a passport."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.actions import roll as actions
from courses.forms.passports import SameForm
from courses.models import Enrolled, Enrolment
from courses.queries import classes as queries
from courses.views.classes.blueprint import STAFF, bp
from portal.deeds.asking import asked_by
from portal.ground.access import only, person
from portal.ground.errors import Refusal
from portal.ground.forms import typed
from portal.papers.forms import PassportForm
from portal.people import identities
from portal.people.models import Person
from portal.people.names import first_name
from portal.people.phones import masked


@bp.get("/office/classes/<ref>/people/<enrolment_ref>/passport")
@only(*STAFF)
def passport(ref: str, enrolment_ref: str) -> ResponseReturnValue:
    """Ask what stands in the passport of somebody who is here with it."""
    return _page(_enrolment(ref, enrolment_ref), PassportForm())


@bp.post("/office/classes/<ref>/people/<enrolment_ref>/passport/lines")
@only(*STAFF)
def read_lines(ref: str, enrolment_ref: str) -> ResponseReturnValue:
    """Fill in what the two lines at the foot of the passport's page say."""
    enrolment, form = _enrolment(ref, enrolment_ref), PassportForm()
    is_read = form.take_lines()
    return _page(enrolment, form), 200 if is_read else 422


@bp.post("/office/classes/<ref>/people/<enrolment_ref>/passport")
@only(*STAFF)
def confirm_passport(ref: str, enrolment_ref: str) -> ResponseReturnValue:
    """Keep that this person is the one of this passport."""
    enrolment, form = _enrolment(ref, enrolment_ref), PassportForm()
    if not form.validate():
        return _page(enrolment, form), 422
    try:
        actions.confirm_passport(
            asked_by(form), ref, enrolment_ref, form.seen, renewed=form.renewed.data
        )
    except identities.PassportOfAnother as refusal:
        page = _page(_enrolment(ref, enrolment_ref), form.refuse(refusal), refusal.owner)
        return page, refusal.status
    except Refusal as refusal:
        return _page(_enrolment(ref, enrolment_ref), form.refuse(refusal)), refusal.status
    flash(_("The passport is confirmed."))
    return redirect(url_for(".learner", ref=ref, enrolment_ref=enrolment_ref), 303)


@bp.post("/office/classes/<ref>/people/<enrolment_ref>/passport/same-person")
@only(*STAFF)
def use_account(ref: str, enrolment_ref: str) -> ResponseReturnValue:
    """Give the seat to the account for which the passport was confirmed."""
    _enrolment(ref, enrolment_ref)
    form = SameForm(prefix="same-")
    born_on = form.day
    if not form.validate() or born_on is None:
        abort(404)
    try:
        kept = actions.use_account(asked_by(form), ref, enrolment_ref, typed(form.number), born_on)
    except Refusal as refusal:
        shown = PassportForm(formdata=None).refuse(refusal)
        return _page(_enrolment(ref, enrolment_ref), shown), refusal.status
    flash(_("The seat belongs to the account with the confirmed passport now."))
    return redirect(url_for(".learner", ref=ref, enrolment_ref=kept), 303)


def _enrolment(ref: str, enrolment_ref: str) -> Enrolment:
    """Somebody who sits in a class within the visitor's reach; 404 otherwise."""
    found: Enrolment | None = queries.enrolment(person(), ref, enrolment_ref)
    if found is None or found.state is not Enrolled.ENROLLED:
        abort(404)
    return found


def _page(enrolment: Enrolment, form: PassportForm, owner: Person | None = None) -> str:
    same = SameForm(
        formdata=None, prefix="same-", number=form.number.value, born_on=form.born_on.value
    )
    return render_template(
        "classes/passport.html",
        enrolment=enrolment,
        before=identities.current(enrolment.person_id),
        form=form,
        owner=owner,
        owner_name=first_name(owner.name) if owner and owner.name else "",
        owner_phone=masked(owner.phone) if owner and owner.phone else "",
        same=same,
    )
