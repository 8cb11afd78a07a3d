"""Signing in with number and PIN, and signing out."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.ground.access import helped, public
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.people import codes, hashing, queries, sessions
from portal.people.actions import sign_in as actions
from portal.people.forms import DeviceCodeForm, SignInForm
from portal.people.models import Purpose
from portal.people.phones import masked
from portal.people.views.blueprint import (
    asked_next,
    bp,
    device,
    enter,
    visit,
    wait_for_code,
)


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask for phone number and PIN."""
    return _page(SignInForm())


@bp.post("/sign-in")
@public
def enter_with_pin() -> ResponseReturnValue:
    """Sign in with phone number and PIN; a new device goes on to the code."""
    form = SignInForm()
    if not form.validate():
        return _page(form), 422
    phone, known = form.phone.number, sessions.device()
    pin_hash = hashing.pin_hash(phone, typed(form.pin))
    outcome = attempt(lambda: actions.sign_in(phone, pin_hash, known))
    if isinstance(outcome, Refusal):
        return _page(form.refuse(outcome)), outcome.status
    if isinstance(outcome, codes.Sent):
        return wait_for_code(outcome, "people.sign_in_code")
    return enter(outcome, "/")


@bp.get("/sign-in/code")
@public
def sign_in_code() -> ResponseReturnValue:
    """Ask for the code that was sent because this device is new."""
    proof = queries.open_visit(visit(), Purpose.NEW_DEVICE)
    return _code_page(DeviceCodeForm(), proof.phone) if proof else _anew()


@bp.post("/sign-in/code")
@public
def enter_with_code() -> ResponseReturnValue:
    """Sign in on a new device with the code."""
    proof = queries.open_visit(visit(), Purpose.NEW_DEVICE)
    form = DeviceCodeForm()
    if proof is None:
        return _anew()
    phone = proof.phone
    if not form.validate():
        return _code_page(form, phone), 422
    known = device(remember=form.remember.data)
    outcome = actions.prove_device(visit(), typed(form.code), known)
    if isinstance(outcome, Refusal):
        return _code_page(form.refuse(outcome), phone), outcome.status
    return enter(outcome, "/", known)


@bp.post("/sign-out")
@helped
@public
def sign_out() -> ResponseReturnValue:
    """End the session, and leave nothing of the person in this browser."""
    actions.sign_out(sessions.token())
    return sessions.end(redirect(url_for(".signed_out"), 303))


@bp.get("/signed-out")
@public
def signed_out() -> ResponseReturnValue:
    """Say that nothing of the person stays on this phone."""
    return render_template("people/signed_out.html")


def _page(form: SignInForm) -> str:
    return render_template("people/sign_in.html", form=form, next=asked_next())


def _code_page(form: DeviceCodeForm, phone: str) -> str:
    return render_template("people/sign_in_code.html", form=form, phone=masked(phone))


def _anew() -> ResponseReturnValue:
    """The code has ended, or none was asked for: begin with number and PIN."""
    flash(_("Begin with your phone number."))
    return redirect(url_for(".sign_in"), 303)
