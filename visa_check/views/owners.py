"""The pages of the confirmed owner of a passport: visas, slips, codes, who looked, lock."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.ground.access import Role, only
from portal.ground.clock import today
from portal.ground.errors import Refusal
from portal.ground.forms import Form, typed
from visa_check import sharing, showing
from visa_check.actions import owners as actions
from visa_check.forms import ShareForm
from visa_check.queries import owners as queries
from visa_check.queries.visas import VisaNow
from visa_check.views.blueprint import bp, me, unkept
from visa_check.views.slips import printed
from visa_check.words import VISA_WORDS


@bp.get("/visa/mine")
@only(Role.MIGRANT)
def my_visas() -> ResponseReturnValue:
    """Show the visas on one's confirmed passports, who may look, and who did."""
    found = [
        (one.visa, one.visa.verdict(today()), [showing.shown(slip) for slip in one.slips])
        for one in queries.mine(me())
    ]
    return unkept(
        render_template(
            "visa_check/my_visas.html",
            is_confirmed=bool(queries.holders(me())),
            found=found,
            words=VISA_WORDS,
            country=showing.word,
            shares=queries.shares(me()),
            looks=queries.looks(me()),
            is_locked=queries.is_locked(me()),
            form=Form(formdata=None),
        )
    )


@bp.get("/visa/mine/<ref>/share")
@only(Role.MIGRANT)
def ask_share(ref: str) -> ResponseReturnValue:
    """Ask for whom a code is to be, and for how long."""
    return unkept(_share_page(_mine(ref), ShareForm()))


@bp.post("/visa/mine/<ref>/share")
@only(Role.MIGRANT)
def share(ref: str) -> ResponseReturnValue:
    """Make a code that opens the answer about a visa, and show it this one time."""
    found, form = _mine(ref), ShareForm()
    if not form.validate():
        return unkept((_share_page(found, form), 422))
    try:
        code = actions.share(me(), ref, typed(form.purpose), int(form.days.data))
    except Refusal as refusal:
        return unkept((_share_page(_mine(ref), form.refuse(refusal)), refusal.status))
    page = render_template(
        "visa_check/share.html",
        code=sharing.grouped(code),
        purpose=typed(form.purpose),
        days=int(form.days.data),
    )
    return unkept(page)


@bp.post("/visa/mine/shares/<ref>/cancel")
@only(Role.MIGRANT)
def cancel_share(ref: str) -> ResponseReturnValue:
    """Let a code open nothing any more."""
    _require(Form())
    actions.cancel(me(), ref)
    flash(_("The code opens nothing any more."))
    return redirect(url_for(".my_visas", _anchor="codes"), 303)


@bp.post("/visa/mine/lock")
@only(Role.MIGRANT)
def lock_visas() -> ResponseReturnValue:
    """Close the public look-up of one's own passports."""
    _require(Form())
    try:
        actions.lock(me())
    except Refusal:
        abort(404)
    flash(_("Closed. Whoever looks now finds nothing; your codes still open the answer."))
    return redirect(url_for(".my_visas", _anchor="lock"), 303)


@bp.post("/visa/mine/unlock")
@only(Role.MIGRANT)
def unlock_visas() -> ResponseReturnValue:
    """Open the public look-up of one's own passports again."""
    _require(Form())
    actions.unlock(me())
    flash(_("Open again: whoever knows visa number, passport number and birth date may look."))
    return redirect(url_for(".my_visas", _anchor="lock"), 303)


@bp.get("/visa/mine/slips/<number>.pdf")
@only(Role.MIGRANT)
def my_slip(number: str) -> Response:
    """Give the slip of one's own visa as a PDF."""
    found = queries.my_slip(me(), number) or abort(404)
    return printed(found.paper)


def _mine(ref: str) -> VisaNow:
    return queries.mine_by_ref(me(), ref) or abort(404)


def _require(form: Form) -> None:
    if not form.validate():
        abort(400)


def _share_page(found: VisaNow, form: ShareForm) -> str:
    return render_template(
        "visa_check/ask_share.html",
        ref=found.visa.ref,
        country=showing.word("destination", found.entry.destination),
        form=form,
    )
