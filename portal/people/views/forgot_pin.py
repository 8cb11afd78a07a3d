"""A new PIN for a forgotten one: the number, the code, the PIN."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.ground.access import public
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.people import choosing, queries
from portal.people.actions import sign_in as actions
from portal.people.forms import CodeForm, NewPinForm, NumberForm
from portal.people.models import OneTimeCode, Purpose
from portal.people.names import first_name
from portal.people.phones import masked
from portal.people.views.blueprint import bp, device, enter, visit, wait_for_code


@bp.get("/forgot-pin")
@public
def forgot_pin() -> ResponseReturnValue:
    """Ask for the number of somebody who forgot the PIN."""
    return _number_page(NumberForm())


@bp.post("/forgot-pin")
@public
def ask_new_pin_code() -> ResponseReturnValue:
    """Send a code to the number, if anybody has it; the answer does not tell."""
    form = NumberForm()
    if not form.validate():
        return _number_page(form), 422
    sent = attempt(lambda: actions.ask_new_pin(form.phone.number))
    if isinstance(sent, Refusal):
        return _number_page(form.refuse(sent)), sent.status
    return wait_for_code(sent, "people.forgot_pin_code")


@bp.get("/forgot-pin/code")
@public
def forgot_pin_code() -> ResponseReturnValue:
    """Ask for the code that was sent to the number."""
    proof = queries.open_visit(visit(), Purpose.FORGOT_PIN)
    return _code_page(CodeForm(), proof.phone) if proof else _anew()


@bp.post("/forgot-pin/code")
@public
def prove_number() -> ResponseReturnValue:
    """Take the code that was sent to the number."""
    proof = queries.open_visit(visit(), Purpose.FORGOT_PIN)
    form = CodeForm()
    if proof is None:
        return _anew()
    phone = proof.phone
    if not form.validate():
        return _code_page(form, phone), 422
    refusal = actions.prove_number(visit(), typed(form.code))
    if refusal:
        return _code_page(form.refuse(refusal), phone), refusal.status
    return redirect(url_for(".new_pin"), 303)


@bp.get("/forgot-pin/new")
@public
def new_pin() -> ResponseReturnValue:
    """Ask for the new PIN, and whose it is where several people share the number."""
    proof = queries.proved_visit(visit(), Purpose.FORGOT_PIN)
    return _pin_page(_pin_form(proof)) if proof else _anew()


@bp.post("/forgot-pin/new")
@public
def set_new_pin() -> ResponseReturnValue:
    """Set the new PIN, end every session, and sign the person in."""
    proof = queries.proved_visit(visit(), Purpose.FORGOT_PIN)
    if proof is None:
        return _anew()
    form, phone, known = _pin_form(proof), proof.phone, device(remember=True)
    if not form.validate():
        return _pin_page(form), 422
    opened = attempt(
        lambda: actions.set_forgotten_pin(
            visit(), form.person.data or None, choosing.pin(phone, typed(form.pin)), known
        )
    )
    if isinstance(opened, Refusal):
        return _pin_page(form.refuse(opened)), opened.status
    flash(_("Your new PIN is set. Everybody else who used your account is signed out."))
    return enter(opened, "/", known)


def _pin_form(proof: OneTimeCode) -> NewPinForm:
    """The form with the people who share the number, where there are several."""
    form = NewPinForm()
    people = queries.migrants_by_phone(proof.phone)
    form.person.choices = [(each.public_id, first_name(each.name)) for each in people]
    return form


def _number_page(form: NumberForm) -> str:
    return render_template("people/forgot_pin.html", form=form)


def _code_page(form: CodeForm, phone: str) -> str:
    return render_template("people/forgot_pin_code.html", form=form, phone=masked(phone))


def _pin_page(form: NewPinForm) -> str:
    shared = len(list(form.person.choices or ())) > 1
    return render_template("people/new_pin.html", form=form, shared=shared)


def _anew() -> ResponseReturnValue:
    """The code has ended, or none was asked for: begin with the number."""
    flash(_("Begin with your phone number."))
    return redirect(url_for(".forgot_pin"), 303)
