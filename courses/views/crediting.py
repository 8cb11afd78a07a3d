"""After signing in where somebody learnt without an account: was this you?"""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses import queries
from courses.actions import guests as actions
from courses.forms.learning import ButtonForm
from courses.views import reader
from courses.views.blueprint import bp
from courses.views.words import destination_name, work_name
from courses.way import Answers
from portal.ground.access import person, signed_in
from portal.ground.redirects import safe_next


@bp.get("/was-this-you")
@signed_in
def was_this_you() -> ResponseReturnValue:
    """Ask who signed in whether they learnt on this phone before; go on if nobody did."""
    studied = reader.studied()
    # Answers alone are asked about once: what was denied here before keeps them unasked.
    answers = _answers() if studied or reader.guest() is None else None
    if not studied and answers is None:
        return redirect(_next(), 303)
    return render_template(
        "courses/was_this_you.html",
        studied=studied,
        country=destination_name(answers.destination) if answers else None,
        work=work_name(answers.work) if answers else None,
        next=_next(),
        form=ButtonForm(),
    )


@bp.post("/was-this-you/yes")
@signed_in
def credit() -> ResponseReturnValue:
    """Credit what was learnt on this phone to who signed in."""
    is_gone = actions.credit(person().id, reader.guest(), _answers())
    flash(_("What was learnt on this phone is yours now."))
    return reader.keep(redirect(_next(), 303), None if is_gone else reader.guest_token(), None)


@bp.post("/was-this-you/no")
@signed_in
def deny() -> ResponseReturnValue:
    """Leave what was learnt on this phone for whoever it belongs to, and do not ask again."""
    guest = reader.guest()
    if guest is None:
        return reader.keep(redirect(_next(), 303), None, None)
    actions.deny(person().id, guest)
    return redirect(_next(), 303)


def _answers() -> Answers | None:
    """The guide's answers on this phone, if who signed in has none of their own."""
    found = None if person().is_staff else reader.guest_answers()
    return found if found and queries.chosen_way(person()) is None else None


def _next() -> str:
    """Where the visitor wanted to go."""
    return safe_next(request.args.get("next")) or url_for(".index")
