"""Pictures for a question: sent by its owner, seen by its owner and the staff of its office."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import Role, only, person, signed_in
from portal.ground.errors import Refusal, attempt
from visa_check import showing
from visa_check.actions import request_files as actions
from visa_check.forms import PicturesForm
from visa_check.models import FileKind, VisaRequest
from visa_check.pictures import Developed
from visa_check.queries import requests as queries
from visa_check.references import read_reference, show_reference
from visa_check.views.blueprint import DESK, bp, unkept
from visa_check.views.requests import own_or_404
from visa_check.views.sent_pictures import as_picture, developed


@bp.get("/visa/requests/<reference>/pictures")
@only(Role.MIGRANT)
def pictures(reference: str) -> ResponseReturnValue:
    """Ask for photos of visa, passport and contract, and show which have arrived."""
    return unkept(_page(own_or_404(reference), PicturesForm(formdata=None)))


@bp.post("/visa/requests/<reference>/pictures")
@only(Role.MIGRANT)
def add_pictures(reference: str) -> ResponseReturnValue:
    """Take the good files of those that were sent, and say what is wrong with the others."""
    found, form = own_or_404(reference), PicturesForm()
    if not form.validate():
        return unkept((_page(found, form), 422))
    by, files = asked_by(form), _developed(form)
    if files:
        outcome = attempt(lambda: actions.add_pictures(by, found.ref, files))
        if isinstance(outcome, Refusal):
            page = _page(own_or_404(reference), form.refuse(outcome))
            return unkept((page, outcome.status))
    if form.errors:
        # What arrived is kept, so the next try is another deed.
        form.idempotency_key.data = PicturesForm(formdata=None).idempotency_key.data
        return unkept((_page(own_or_404(reference), form), 422))
    if not files:
        form.form_errors = [_("Choose at least one photo.")]
        return unkept((_page(found, form), 422))
    flash(_("The pictures arrived."))
    return redirect(url_for(".visa_request", reference=found.ref), 303)


@bp.get("/visa/requests/<reference>/pictures/<file>/<int:page>")
@signed_in
def picture(reference: str, file: str, page: int) -> ResponseReturnValue:
    """Show one picture to the owner of the question or to the staff of its office."""
    ref = read_reference(reference) or abort(404)
    own = queries.own_request(person(), ref)
    mine = own or _kept(ref) or abort(404)
    # What an officer saw is for the offices.
    files = queries.sent(mine.id) if own else queries.files(mine.id)
    if file not in {one.ref for one in files}:
        abort(404)
    return as_picture(queries.picture(mine.id, file, page) or abort(404), file)


def _kept(ref: str) -> VisaRequest | None:
    """A question of an office whose cases this member of staff decides."""
    return queries.kept_request(person(), ref) if person().role in DESK else None


def _developed(form: PicturesForm) -> list[tuple[FileKind, Developed]]:
    """The pages of the good files; a bad one has its reason at its field."""
    each = [(FileKind(field.name), developed(field)) for field in form.sent()]
    return [(kind, found) for kind, found in each if found]


def _page(found: VisaRequest, form: PicturesForm) -> str:
    return render_template(
        "visa_check/pictures.html",
        found=found,
        reference=show_reference(found.ref),
        files=showing.request_files(queries.sent(found.id), showing.picture_href(found.ref)),
        form=form,
    )
