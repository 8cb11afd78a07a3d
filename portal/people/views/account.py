"""A person's own account."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import Role, only, person, signed_in
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.ground.i18n import language
from portal.people import choosing, hashing, identities, names, passports, sessions
from portal.people.actions import account as actions
from portal.people.forms import ChangePinForm, LanguageForm, LeaveForm, NameForm
from portal.people.phones import masked
from portal.people.views.blueprint import asked_next, bp


@bp.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """Show what is kept of the person, and what the person may change."""
    return _page(LanguageForm(language=person().language))


@bp.post("/account/language")
@signed_in
def speak() -> ResponseReturnValue:
    """Choose the language of one's pages."""
    form = LanguageForm()
    if not form.validate():
        return _page(form), 422
    actions.speak(person().id, typed(form.language))
    with force_locale(typed(form.language)):
        flash(_("Your pages are in English now."))
    return redirect(asked_next() or url_for(".account"), 303)


@bp.get("/account/name")
@only(Role.MIGRANT)
def account_name() -> ResponseReturnValue:
    """Ask for another name."""
    return render_template("people/account_name.html", form=NameForm(name=person().name))


@bp.post("/account/name")
@only(Role.MIGRANT)
def rename() -> ResponseReturnValue:
    """Change one's own name."""
    form = NameForm()
    if not form.validate():
        return render_template("people/account_name.html", form=form), 422
    actions.rename(person().id, typed(form.name))
    flash(_("Your name is changed."))
    return redirect(url_for(".account"), 303)


@bp.get("/account/pin")
@only(Role.MIGRANT)
def account_pin() -> ResponseReturnValue:
    """Ask for the old PIN and a new one."""
    return render_template("people/account_pin.html", form=ChangePinForm())


@bp.post("/account/pin")
@only(Role.MIGRANT)
def change_pin() -> ResponseReturnValue:
    """Change one's PIN; every other sign-in ends."""
    form = ChangePinForm()
    if not form.validate():
        return render_template("people/account_pin.html", form=form), 422
    person_id, phone, known = person().id, person().phone, sessions.device()
    old = hashing.pin_hash(phone, typed(form.old_pin))
    opened = attempt(
        lambda: actions.change_pin(person_id, old, choosing.pin(phone, typed(form.pin)), known)
    )
    if isinstance(opened, Refusal):
        return render_template("people/account_pin.html", form=form.refuse(opened)), opened.status
    flash(_("Your new PIN is set. Everybody else who used your account is signed out."))
    return sessions.begin(redirect(url_for(".account"), 303), opened)


@bp.post("/account/sign-out-everywhere")
@signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the person, on every phone."""
    actions.sign_out_everywhere(person().id)
    return sessions.end(redirect(url_for(".signed_out"), 303))


@bp.get("/account/leave")
@only(Role.MIGRANT)
def account_leave() -> ResponseReturnValue:
    """Say what is erased when somebody leaves, and ask for the PIN."""
    return render_template(
        "people/account_leave.html", public_id=person().public_id, form=LeaveForm()
    )


@bp.post("/account/leave")
@only(Role.MIGRANT)
def leave() -> ResponseReturnValue:
    """Withdraw the agreement and erase what names the person."""
    form = LeaveForm()
    if not form.validate():
        return render_template(
            "people/account_leave.html", public_id=person().public_id, form=form
        ), 422
    pin_hash = hashing.pin_hash(person().phone, typed(form.old_pin))
    refusal = actions.may_leave(person().id, pin_hash)
    if refusal:
        page = render_template(
            "people/account_leave.html", public_id=person().public_id, form=form.refuse(refusal)
        )
        return page, refusal.status
    actions.leave(asked_by(form))
    return sessions.end(redirect(url_for(".signed_out"), 303))


def _page(form: LanguageForm) -> str:
    office = person().office
    identity = identities.told(person().id)
    seen = identities.seen(identity)
    return render_template(
        "people/account.html",
        identity=identity,
        passport_end=seen.number[-passports.SHOWN :] if seen else "",
        place=identity.place(language()) if identity else "",
        form=form,
        name=person().name,
        phone=masked(person().phone),
        district=office.district(language()) if office else "",
        role=names.ROLES[person().role],
        is_migrant=person().role is Role.MIGRANT,
        public_id=person().public_id,
    )
