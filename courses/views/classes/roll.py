"""Calling the roll, made for a phone: each tap is kept at once."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.actions import roll as actions
from courses.forms.classes import MarkForm, RestForm
from courses.models import Meeting
from courses.queries import classes as queries
from courses.views.classes.blueprint import STAFF, bp, found_cohort
from portal.deeds.asking import asked_by
from portal.ground.access import only, person
from portal.ground.errors import Refusal
from portal.ground.forms import DeedForm


@bp.get("/office/classes/<ref>/roll/<meeting_ref>")
@only(*STAFF)
def roll(ref: str, meeting_ref: str) -> ResponseReturnValue:
    """Show the names of a class, to be called on a day."""
    return _page(_meeting(ref, meeting_ref), MarkForm())


@bp.post("/office/classes/<ref>/roll/<meeting_ref>")
@only(*STAFF)
def mark(ref: str, meeting_ref: str) -> ResponseReturnValue:
    """Keep that somebody is present, absent, or not called after all."""
    meeting, form = _meeting(ref, meeting_ref), MarkForm()
    if not form.validate():
        return _page(meeting, form), 422
    try:
        actions.mark(asked_by(form), meeting_ref, form.ref, form.present)
    except Refusal as refusal:
        return _page(_meeting(ref, meeting_ref), form.refuse(refusal)), refusal.status
    if request.headers.get("Prefer") == "return=minimal":
        # The page shows the mark itself and only has to know that it is kept (RFC 7240).
        return Response(status=204, headers={"Preference-Applied": "return=minimal"})
    here = url_for(".roll", ref=ref, meeting_ref=meeting_ref, _anchor=f"name-{form.ref}")
    return redirect(here, 303)


@bp.post("/office/classes/<ref>/roll/<meeting_ref>/rest")
@only(*STAFF)
def mark_rest(ref: str, meeting_ref: str) -> ResponseReturnValue:
    """Mark all who were not called yet."""
    meeting, form = _meeting(ref, meeting_ref), RestForm()
    if not form.validate():
        return _page(meeting, form), 422
    try:
        actions.mark_rest(asked_by(form), meeting_ref, form.rest.data == "present")
    except Refusal as refusal:
        return _page(_meeting(ref, meeting_ref), form.refuse(refusal)), refusal.status
    flash(_("Everybody is called."))
    return redirect(url_for(".roll", ref=ref, meeting_ref=meeting_ref), 303)


def _meeting(ref: str, meeting_ref: str) -> Meeting:
    found: Meeting = queries.meeting(person(), ref, meeting_ref) or abort(404)
    return found


def _page(meeting: Meeting, form: DeedForm) -> str:
    return render_template(
        "classes/roll.html",
        cohort=found_cohort(meeting.cohort.ref),
        meeting=meeting,
        calls=queries.roll(meeting),
        form=form,
    )
