"""Taking people into a class: by phone number, or at the door; and letting them go again."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.actions import enrolling as actions
from courses.actions import looking_up
from courses.forms.classes import (
    ButtonForm,
    DoorForm,
    NewWithPhoneForm,
    PhoneForm,
    PickForm,
)
from courses.models import Cohort
from courses.queries import classes as queries
from courses.views.classes.blueprint import STAFF, bp, found_cohort
from portal.deeds.asking import asked_by
from portal.ground.access import only, person
from portal.ground.errors import Refusal
from portal.ground.formatting import digits
from portal.ground.forms import Form, typed
from portal.people import queries as people
from portal.people.names import first_name
from portal.people.phones import masked

_LATELY = 3


@bp.get("/office/classes/<ref>/take-in")
@only(*STAFF)
def take_in(ref: str) -> ResponseReturnValue:
    """Ask for the phone number of somebody who wants in, or for the name at the door."""
    return _page(found_cohort(ref), PhoneForm(), DoorForm(prefix="door-"))


@bp.post("/office/classes/<ref>/take-in")
@only(*STAFF)
def find(ref: str) -> ResponseReturnValue:
    """Show who has a phone number; it stands in no address."""
    cohort, form = found_cohort(ref), PhoneForm()
    if not form.validate():
        return _page(cohort, form, DoorForm(formdata=None, prefix="door-")), 422
    try:
        looking_up.count(person().id)
    except Refusal as refusal:
        return _refused(ref, refusal)
    return _found_page(cohort, form.phone.number, NewWithPhoneForm(formdata=None))


@bp.post("/office/classes/<ref>/take-in/person")
@only(*STAFF)
def enrol(ref: str) -> ResponseReturnValue:
    """Take somebody who has an account into the class."""
    cohort, form = found_cohort(ref), PickForm(prefix="pick-")
    if not form.validate():
        abort(404)
    try:
        taken = actions.enrol(asked_by(form), ref, typed(form.person))
    except Refusal as refusal:
        return _refused(ref, refusal)
    return _taken(cohort, taken)


@bp.post("/office/classes/<ref>/take-in/with-phone")
@only(*STAFF)
def enrol_with_phone(ref: str) -> ResponseReturnValue:
    """Take somebody new into the class, who shares this phone number."""
    cohort, form = found_cohort(ref), NewWithPhoneForm()
    if not form.validate():
        return _found_page(cohort, form.phone.number or abort(404), form), 422
    try:
        taken = actions.enrol_new(
            asked_by(form), ref, typed(form.name), form.phone.number, actions.DOOR_WORDS
        )
    except Refusal as refusal:
        page = _found_page(found_cohort(ref), form.phone.number, form.refuse(refusal))
        return page, refusal.status
    return _taken(cohort, taken)


@bp.post("/office/classes/<ref>/take-in/at-the-door")
@only(*STAFF)
def enrol_at_the_door(ref: str) -> ResponseReturnValue:
    """Take somebody new into the class who has no phone number."""
    cohort, form = found_cohort(ref), DoorForm(prefix="door-")
    if not form.validate():
        return _page(cohort, PhoneForm(formdata=None), form), 422
    try:
        taken = actions.enrol_new(asked_by(form), ref, typed(form.name), None, actions.DOOR_WORDS)
    except Refusal as refusal:
        page = _page(found_cohort(ref), PhoneForm(formdata=None), form.refuse(refusal))
        return page, refusal.status
    return _taken(cohort, taken)


@bp.post("/office/classes/<ref>/people/<enrolment_ref>/leave")
@only(*STAFF)
def leave(ref: str, enrolment_ref: str) -> ResponseReturnValue:
    """Take somebody out of the class again; what was recorded stays."""
    found_cohort(ref)
    form = ButtonForm(prefix="leave-")
    if not form.validate():
        abort(404)
    found = queries.enrolment(person(), ref, enrolment_ref) or abort(404)
    name = first_name(found.person.name)
    actions.leave(asked_by(form), ref, enrolment_ref)
    flash(_("%(name)s is not in the class any more; the seat is free.", name=name))
    return redirect(url_for(".take_in", ref=ref), 303)


@bp.post("/office/classes/<ref>/people/<enrolment_ref>/forget")
@only(*STAFF)
def forget(ref: str, enrolment_ref: str) -> ResponseReturnValue:
    """Erase somebody without a PIN who takes the agreement back."""
    found_cohort(ref)
    form = ButtonForm(prefix="leave-")
    if not form.validate():
        abort(404)
    actions.forget(asked_by(form), ref, enrolment_ref)
    flash(_("The name, the phone number and the passport are erased."))
    return redirect(url_for(".show", ref=ref), 303)


def _taken(cohort: Cohort, enrolment_ref: str) -> ResponseReturnValue:
    """Say who has which seat, and be ready for the next."""
    taken = queries.enrolment(person(), cohort.ref, enrolment_ref) or abort(404)
    flash(_("%(name)s has seat %(seat)s.", name=taken.person.name, seat=digits(taken.seat)))
    return redirect(url_for(".take_in", ref=cohort.ref), 303)


def _refused(ref: str, refusal: Refusal) -> ResponseReturnValue:
    form: Form = PhoneForm(formdata=None).refuse(refusal)
    return _page(found_cohort(ref), form, DoorForm(formdata=None, prefix="door-")), refusal.status


def _page(cohort: Cohort, form: Form, door: DoorForm) -> str:
    seats = queries.enrolled(cohort.id)
    lately = sorted(seats, key=lambda one: one.enrolled_at, reverse=True)[:_LATELY]
    return render_template(
        "classes/take_in.html",
        cohort=cohort,
        taken=len(seats),
        lately=lately,
        form=form,
        door=door,
        leave=ButtonForm(formdata=None, prefix="leave-"),
    )


def _found_page(cohort: Cohort, phone: str, form: NewWithPhoneForm) -> str:
    inside = {one.person_id for one in queries.enrolled(cohort.id)}
    form.phone.data = phone
    return render_template(
        "classes/find.html",
        cohort=cohort,
        phone=masked(phone),
        people=[
            (one, first_name(one.name), one.id in inside) for one in people.migrants_by_phone(phone)
        ],
        pick=PickForm(formdata=None, prefix="pick-"),
        form=form,
    )
