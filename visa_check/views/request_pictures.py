"""Pictures for a question: sent by its owner, seen by its owner and the staff of its office."""

from typing import Any

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.deeds.asking import asked_by
from portal.ground.access import Role, only, person, signed_in
from portal.ground.errors import Refusal, attempt
from visa_check import showing
from visa_check.actions import request_files as actions
from visa_check.forms import PicturesForm
from visa_check.models import FileKind, VisaRequest
from visa_check.pictures import LARGEST, BadPicture, Developed, develop
from visa_check.queries import requests as queries
from visa_check.references import read_reference, show_reference
from visa_check.views.blueprint import bp, unkept
from visa_check.views.requests import own_or_404
from visa_check.words_of_requests import picture_fault

# Room for the form around the files; the parser needs some for a piece of a file as well.
_AROUND = 64 * 1024
_PIECES = 4 * _AROUND
# Two of the largest files, or three photos as a telephone makes them.
_ROOM = 2 * LARGEST + _AROUND


@bp.url_value_preprocessor
def room_for_pictures(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let photos be as big as they may be; this must be said before anybody reads the form."""
    if endpoint == "visa_check.add_pictures":
        request.max_content_length, request.max_form_memory_size = _ROOM, _PIECES


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
    mine = queries.own_request(person(), ref) or queries.kept_request(person(), ref) or abort(404)
    found = queries.picture(mine.id, file, page) or abort(404)
    response: Response = make_response(found.content)
    response.headers.update(
        {
            "Content-Type": "image/webp",
            "Content-Disposition": f'inline; filename="{file}-{page}.webp"',
            "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
            "Cache-Control": "no-store",
        }
    )
    return response


def _developed(form: PicturesForm) -> list[tuple[FileKind, Developed]]:
    """The pages of the good files; a bad one has its reason at its field."""
    good = []
    for field in form.sent():
        try:
            good.append((FileKind(field.name), develop(field.data.stream.read(LARGEST + 1))))
        except BadPicture as bad:
            field.errors = [*field.errors, picture_fault(bad.fault)]
    return good


def _page(found: VisaRequest, form: PicturesForm) -> str:
    return render_template(
        "visa_check/pictures.html",
        found=found,
        reference=show_reference(found.ref),
        files=showing.request_files(queries.files(found.id)),
        form=form,
    )
