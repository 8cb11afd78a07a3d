"""Following an agency: a migrant hears by SMS when something changes there."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.ground.access import Role, only, person
from portal.ground.clock import today
from portal.ground.errors import Refusal
from portal.ground.forms import Form
from visa_check.actions import watches as actions
from visa_check.licences import show_licence
from visa_check.models import Agency
from visa_check.queries import agencies as queries
from visa_check.queries import watches
from visa_check.views.blueprint import agency_or_404, bp, me, unkept
from visa_check.words import AGENCY_WORDS


@bp.get("/agencies/followed")
@only(Role.MIGRANT)
def followed() -> ResponseReturnValue:
    """List the agencies that somebody follows."""
    return unkept(
        render_template(
            "visa_check/followed.html",
            followed=watches.followed(me(), today()),
            words=AGENCY_WORDS,
            form=Form(formdata=None),
        )
    )


@bp.get("/agencies/<licence>/follow")
@only(Role.MIGRANT)
def ask_follow(licence: str) -> ResponseReturnValue:
    """Ask whether somebody wants to hear of an agency, and on which number."""
    return unkept(_ask_page(agency_or_404(licence), Form()))


@bp.post("/agencies/<licence>/follow")
@only(Role.MIGRANT)
def follow(licence: str) -> ResponseReturnValue:
    """Follow an agency."""
    agency, form = agency_or_404(licence), Form()
    if not form.validate():
        return unkept((_ask_page(agency, form), 422))
    try:
        actions.follow(me(), agency.id)
    except Refusal as refusal:
        return unkept((_ask_page(agency, form.refuse(refusal)), refusal.status))
    flash(
        _(
            "You will get an SMS when something changes at %(name)s.",
            name=show_licence(agency.rl_no),
        )
    )
    return redirect(url_for(".followed"), 303)


@bp.post("/agencies/<licence>/unfollow")
@only(Role.MIGRANT)
def unfollow(licence: str) -> ResponseReturnValue:
    """Hear no more of an agency."""
    agency, form = agency_or_404(licence), Form()
    if not form.validate():
        abort(400)
    actions.unfollow(me(), agency.id)
    flash(_("You get no more messages about %(name)s.", name=show_licence(agency.rl_no)))
    return redirect(url_for(".followed"), 303)


def _ask_page(agency: Agency, form: Form) -> str:
    return render_template(
        "visa_check/ask_follow.html",
        licence=show_licence(agency.rl_no),
        entry=queries.newest_entry(agency.id) or abort(404),
        phone=person().phone,
        form=form,
    )
