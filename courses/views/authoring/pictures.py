"""The pictures of a draft: sent, replaced, removed, shown."""

from flask import Response, abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.actions import writing as actions
from courses.drafts import pictures as drawn
from courses.drafts.refusals import NotAPicture
from courses.drafts.words import in_language
from courses.forms.authoring import PictureForm
from courses.forms.learning import ButtonForm
from courses.models import DraftState
from courses.pack.files import BIGGEST_PICTURE, picture_faults
from courses.queries import authoring as queries
from courses.views.authoring.blueprint import AUTHORS, back_to, bp, content_of, draft
from portal.ground.access import only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.headers import policy


@bp.get("/<ref>/pictures")
@only(*AUTHORS)
def pictures(ref: str) -> ResponseReturnValue:
    """Show the pictures of a draft and where each is used."""
    return _page(ref, PictureForm(formdata=None))


@bp.post("/<ref>/pictures")
@only(*AUTHORS)
def send_picture(ref: str) -> ResponseReturnValue:
    """Take a picture, a new one or in the place of another."""
    found = draft(ref)
    form = PictureForm()
    if not form.validate():
        return _page(ref, form), 422
    sent = form.file.data
    name = f"media/{form.name.data}.svg" if form.name.data else drawn.name_for(sent.filename or "")
    is_new = name not in queries.pictures(found)
    outcome = attempt(lambda: _put(ref, name, content_of(sent, BIGGEST_PICTURE)))
    if isinstance(outcome, Refusal):
        return _page(ref, form.refuse(outcome)), outcome.status
    flash(_("The picture is here.") if is_new else _("The picture is replaced."))
    return back_to(".pictures", ref=ref, anchor=name.removeprefix("media/").removesuffix(".svg"))


@bp.post("/<ref>/pictures/<name>/remove")
@only(*AUTHORS)
def remove_picture(ref: str, name: str) -> ResponseReturnValue:
    """Remove a picture that nothing shows."""
    draft(ref)
    outcome = attempt(lambda: actions.remove_picture(person().id, ref, f"media/{name}"))
    if isinstance(outcome, Refusal):
        return _page(ref, PictureForm(formdata=None).refuse(outcome)), outcome.status
    flash(_("Removed."))
    return back_to(".pictures", ref=ref)


@bp.get("/<ref>/media/<name>")
@only(*AUTHORS)
def media(ref: str, name: str) -> ResponseReturnValue:
    """Give a picture of a draft; it cannot act."""
    path = f"media/{name}"
    content = queries.files(draft(ref), path).get(path)
    return drawing(content if content is not None else abort(404))


def drawing(content: bytes) -> Response:
    """An SVG that may show itself and nothing else; nobody keeps it, for drafts change."""
    response = Response(content, mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = policy(
        default_src="'none'", style_src="'unsafe-inline'", sandbox=""
    )
    return response


def _put(ref: str, name: str, content: bytes) -> None:
    faults = list(picture_faults(name, content))
    if faults:
        raise NotAPicture(faults="; ".join(map(in_language, faults)))
    actions.put_picture(person().id, ref, name, content)


def _page(ref: str, form: PictureForm) -> str:
    found = draft(ref)
    files = queries.files(found)
    paths = sorted(path for path in files if path.startswith("media/"))
    return render_template(
        "authoring/pictures.html",
        draft=found,
        pictures=[
            {
                "name": path.removeprefix("media/"),
                "size": len(files[path]),
                "users": drawn.shown_in(files, path),
                "faults": [in_language(one) for one in picture_faults(path, files[path])],
            }
            for path in paths
        ],
        most=BIGGEST_PICTURE >> 10,
        form=form,
        button=ButtonForm(),
        may_write=found.state is DraftState.WRITING,
    )
