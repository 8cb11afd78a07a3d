"""Staff: signing in with password and app, the first time with a code, and proving it again."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.ground.access import only, public
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.ground.i18n import language
from portal.people import authenticator, choosing, hashing, queries, sessions
from portal.people.actions import staff_sign_in as actions
from portal.people.forms import AppCodeForm, FirstSignInForm, PasswordForm, StaffSignInForm
from portal.people.models import Person, Purpose
from portal.people.views.blueprint import STAFF, asked_next, bp, device, enter, visit

HOME = "/office/"


@bp.get("/sign-in/staff")
@public
def sign_in_staff() -> ResponseReturnValue:
    """Ask staff for number, password and the code of the app."""
    return _page(StaffSignInForm())


@bp.post("/sign-in/staff")
@public
def enter_as_staff() -> ResponseReturnValue:
    """Sign staff in with number, password and the code of the app."""
    form = StaffSignInForm()
    if not form.validate():
        return _page(form), 422
    phone, known = form.phone.number, device(remember=True)
    stored = queries.staff_password(phone)
    matching = stored if hashing.password_matches(stored, typed(form.password)) else None
    outcome = actions.sign_in(phone, matching, typed(form.code), known)
    if isinstance(outcome, Refusal):
        return _page(form.refuse(outcome)), outcome.status
    return enter(outcome, HOME, known)


@bp.get("/sign-in/staff/first")
@public
def first_sign_in() -> ResponseReturnValue:
    """Ask a new member of staff for the sign-in code of an administrator."""
    return render_template("people/first_sign_in.html", form=FirstSignInForm())


@bp.post("/sign-in/staff/first")
@public
def enter_first() -> ResponseReturnValue:
    """Take the sign-in code, once."""
    form = FirstSignInForm()
    if not form.validate():
        return render_template("people/first_sign_in.html", form=form), 422
    outcome = actions.first_code(form.phone.number, typed(form.code))
    if isinstance(outcome, Refusal):
        return render_template(
            "people/first_sign_in.html", form=form.refuse(outcome)
        ), outcome.status
    session[sessions.VISIT] = outcome.visit
    return redirect(url_for(".staff_password"), 303)


@bp.get("/sign-in/staff/password")
@public
def staff_password() -> ResponseReturnValue:
    """Ask a new member of staff to choose a password."""
    return _password_page(PasswordForm()) if _newcomer() else _anew()


@bp.post("/sign-in/staff/password")
@public
def set_staff_password() -> ResponseReturnValue:
    """Keep the password of a new member of staff."""
    newcomer, form = _newcomer(), PasswordForm()
    if newcomer is None:
        return _anew()
    if not form.validate():
        return _password_page(form), 422
    about = [newcomer.name, newcomer.phone, newcomer.office.code if newcomer.office else ""]
    refusal = attempt(
        lambda: actions.set_password(visit(), choosing.password(typed(form.password), about))
    )
    if isinstance(refusal, Refusal):
        return _password_page(form.refuse(refusal)), refusal.status
    return redirect(url_for(".staff_authenticator"), 303)


@bp.get("/sign-in/staff/authenticator")
@public
def staff_authenticator() -> ResponseReturnValue:
    """Show the secret for the app, as a picture and in letters."""
    newcomer = _newcomer()
    return _app_page(AppCodeForm(), newcomer) if _has_secret(newcomer) else _anew()


@bp.post("/sign-in/staff/authenticator")
@public
def enrol_app() -> ResponseReturnValue:
    """Take the first code of the app, and sign the new member of staff in."""
    newcomer, form = _newcomer(), AppCodeForm()
    if not _has_secret(newcomer):
        return _anew()
    if not form.validate():
        return _app_page(form, newcomer), 422
    known = device(remember=True)
    outcome = attempt(lambda: actions.enrol_app(visit(), typed(form.code), known, language()))
    if isinstance(outcome, Refusal):
        return _app_page(form.refuse(outcome), _newcomer()), outcome.status
    flash(_("You are signed in. Next time: phone number, password, and the code in your app."))
    return enter(outcome, HOME, known)


@bp.get("/confirm")
@only(*STAFF)
def confirm() -> ResponseReturnValue:
    """Ask staff to prove again who they are."""
    return render_template("people/confirm.html", form=AppCodeForm(), next=asked_next())


@bp.post("/confirm")
@only(*STAFF)
def prove_again() -> ResponseReturnValue:
    """Take the code of the app; the session goes on under a new token."""
    form = AppCodeForm()
    if not form.validate():
        return render_template("people/confirm.html", form=form, next=asked_next()), 422
    outcome = actions.confirm(sessions.token(), typed(form.code))
    if isinstance(outcome, Refusal):
        page = render_template("people/confirm.html", form=form.refuse(outcome), next=asked_next())
        return page, outcome.status
    return enter(outcome, HOME)


def _newcomer() -> Person | None:
    """The new member of staff who proved the sign-in code."""
    proof = queries.proved_visit(visit(), Purpose.STAFF)
    return queries.person_by_id(proof.person_id) if proof else None


def _has_secret(newcomer: Person | None) -> bool:
    """Whether a password was chosen, so that there is a secret to show."""
    return bool(newcomer and newcomer.credential and newcomer.credential.totp_secret)


def _app_page(form: AppCodeForm, newcomer: Person | None) -> str:
    """The page with the secret of a new member of staff."""
    secret = newcomer.credential.totp_secret if newcomer and newcomer.credential else ""
    account = newcomer.phone if newcomer else ""
    side, path = authenticator.picture(authenticator.address(secret or "", account))
    return render_template(
        "people/staff_authenticator.html",
        form=form,
        side=side,
        path=path,
        secret=authenticator.in_groups(secret or ""),
        account=account,
    )


def _page(form: StaffSignInForm) -> str:
    return render_template("people/sign_in_staff.html", form=form, next=asked_next())


def _password_page(form: PasswordForm) -> str:
    return render_template("people/staff_password.html", form=form)


def _anew() -> ResponseReturnValue:
    """The code has ended, or none was given: begin with it."""
    flash(_("Begin with your phone number."))
    return redirect(url_for(".first_sign_in"), 303)
