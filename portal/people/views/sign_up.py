"""Signing up, one question a page: the number, the code, the person."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.ground.access import public
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.ground.i18n import language
from portal.people import choosing, queries, sessions
from portal.people.actions import sign_up as actions
from portal.people.forms import CodeForm, JoinForm, NumberForm
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


@bp.get("/sign-up")
@public
def sign_up() -> ResponseReturnValue:
    """Ask for the phone number of somebody who signs up."""
    return _number_page(NumberForm())


@bp.post("/sign-up")
@public
def ask_sign_up_code() -> ResponseReturnValue:
    """Send a code to the number of somebody who signs up."""
    form = NumberForm()
    if not form.validate():
        return _number_page(form), 422
    sent = attempt(lambda: actions.ask_code(form.phone.number))
    if isinstance(sent, Refusal):
        return _number_page(form.refuse(sent)), sent.status
    return wait_for_code(sent, "people.sign_up_code")


@bp.get("/sign-up/code")
@public
def sign_up_code() -> ResponseReturnValue:
    """Ask for the code that was sent to the number."""
    proof = queries.open_visit(visit(), Purpose.SIGN_UP)
    return _code_page(CodeForm(), proof.phone) if proof else _anew()


@bp.post("/sign-up/code")
@public
def prove_sign_up() -> ResponseReturnValue:
    """Take the code that was sent to the number."""
    proof = queries.open_visit(visit(), Purpose.SIGN_UP)
    form = CodeForm()
    if proof is None:
        return _anew()
    phone = proof.phone
    if not form.validate():
        return _code_page(form, phone), 422
    refusal = actions.prove_code(visit(), typed(form.code))
    if refusal:
        return _code_page(form.refuse(refusal), phone), refusal.status
    return redirect(url_for(".sign_up_person"), 303)


@bp.get("/sign-up/person")
@public
def sign_up_person() -> ResponseReturnValue:
    """Ask who signs up: name, district, PIN and agreement."""
    proof = queries.proved_visit(visit(), Purpose.SIGN_UP)
    return _person_page(_join_form(), proof.phone) if proof else _anew()


@bp.post("/sign-up/person")
@public
def join() -> ResponseReturnValue:
    """Make the account and sign the person in."""
    proof = queries.proved_visit(visit(), Purpose.SIGN_UP)
    form = _join_form()
    if proof is None:
        return _anew()
    phone, known = proof.phone, device(remember=True)
    if not form.validate():
        return _person_page(form, phone), 422
    opened = attempt(lambda: actions.join(visit(), _person_of(form, phone), known))
    if isinstance(opened, Refusal):
        return _person_page(form.refuse(opened), phone), opened.status
    flash(_("You are signed up. Next time, your phone number and your PIN let you in."))
    return enter(opened, "/", known)


def _join_form() -> JoinForm:
    """The form with the districts in the language of the page."""
    form = JoinForm()
    names = [(office.district(language()), office.code) for office in queries.offices()]
    districts = [(code, name) for name, code in sorted(names)]
    form.office.choices = [("", _("Choose")), *districts]
    return form


def _person_of(form: JoinForm, phone: str) -> actions.NewPerson:
    """What the form says, with the PIN hashed."""
    office = queries.office_by_code(typed(form.office))
    return actions.NewPerson(
        name=typed(form.name),
        office_id=office.id if office else None,
        pin_hash=choosing.pin(phone, typed(form.pin)),
        language=language(),
    )


def _number_page(form: NumberForm) -> str:
    return render_template("people/sign_up.html", form=form, next=asked_next())


def _code_page(form: CodeForm, phone: str) -> str:
    return render_template("people/sign_up_code.html", form=form, phone=masked(phone))


def _person_page(form: JoinForm, phone: str) -> str:
    others = len(queries.migrants_by_phone(phone))
    return render_template("people/sign_up_person.html", form=form, others=others)


def _anew() -> ResponseReturnValue:
    """The code has ended, or none was asked for: begin with the number."""
    session.pop(sessions.VISIT, None)
    flash(_("Begin with your phone number."))
    return redirect(url_for(".sign_up"), 303)
