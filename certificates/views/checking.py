"""The pages of a checker: what a number stands for, and what a QR's text says."""

from typing import Any

from flask import (
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from certificates import queries
from certificates.answering import answers
from certificates.forms import CheckForm, PictureForm
from certificates.showing import FACE_VALUES, face
from certificates.views.blueprint import bp
from certificates.views.checker import checker, with_camera
from certificates.words import LEVELS, PICTURE_FAULTS, VERDICTS, verdict_words
from portal.ground import lean
from portal.ground.access import public
from portal.ground.clock import now
from portal.ground.formatting import moment
from portal.ground.i18n import check_page, language
from portal.papers import code, counting, ids
from portal.papers.keylist import Purpose
from portal.papers.refused import Reason, Refused
from portal.papers.scanning import LARGEST, read_picture
from portal.papers.verdict import Verdict, stand

_NO_FACE = dict.fromkeys(FACE_VALUES, "")


@bp.get("/c/<number>")
@bp.get("/C/<number>")
@public
@check_page
def show(number: str) -> ResponseReturnValue:
    """Say how the certificate or slip with this number stands; the page in the QR."""
    g.plain_page = True
    typed = ids.typed(number)
    found = queries.public(typed) if typed else None
    if found is None:
        words = VERDICTS[Verdict.NO_SUCH_NUMBER]
        shown = "".join(mark for mark in number[:40] if mark.isprintable())
        page = render_template("certificates/_unknown.html", number=shown, words=words)
        return _not_kept(page, 404)
    counting.seen(found.number)
    return _not_kept(_page(found, stand(found.standing, now())[0]), 200)


@bp.get("/check/")
@public
@check_page
def check() -> ResponseReturnValue:
    """Ask for the number of a certificate, for the text of its QR, or for a picture of it."""
    return _asking(CheckForm(), PictureForm())


@bp.post("/check/")
@public
@check_page
def answer() -> ResponseReturnValue:
    """Lead to the page of a typed number, or judge the text of a QR."""
    form = CheckForm()
    if not form.validate():
        (given,) = answers([form.text.data or ""])
        return _asking(form, PictureForm(formdata=None), given.answer.reason, 422)
    if form.number:
        return redirect(url_for(".show", number=form.number), 303)
    return _answered(form.text.data or "")


@bp.post("/check/picture")
@public
@check_page
def check_picture() -> ResponseReturnValue:
    """Read the QR in a picture, and judge its text as if it had been typed."""
    form = PictureForm()
    if not form.validate():
        return _asking(CheckForm(formdata=None), form, status=422)
    file: Any = form.picture.data
    try:
        return _answered(read_picture(file.read(LARGEST + 1)))
    except Refused as refused:
        return refused_picture(refused.reason, 422)


def refused_text() -> ResponseReturnValue:
    """The page that asks, for a text too long even to be taken in."""
    form = CheckForm(formdata=None)
    form.text.errors = [_("This is too long: no QR of ours has so many digits.")]
    return _asking(form, PictureForm(formdata=None), Reason.TOO_LONG, 413)


def refused_picture(reason: Reason, status: int) -> ResponseReturnValue:
    """The page that asks, with what is wrong with a picture."""
    form = PictureForm(formdata=None)
    form.picture.errors = [PICTURE_FAULTS[reason]]
    return _asking(CheckForm(formdata=None), form, reason, status)


def _asking(
    form: CheckForm, of_picture: PictureForm, reason: Reason | None = None, status: int = 200
) -> Response:
    """The page that asks what is to be checked."""
    asked = {"form": form, "picture": of_picture, "reason": reason}
    return with_camera(render_template("certificates/check.html", **asked, **checker()), status)


def _answered(text: str) -> Response:
    """The page of an answer to a QR's text."""
    (given,) = answers([text])
    page = render_template(
        "certificates/answer.html",
        given=given.answer,
        text=text,
        words=verdict_words(given.answer.verdict, given.answer.purpose),
        is_slip=given.is_slip,
        level=LEVELS[given.level] if given.level else None,
        other_host=given.other_host(current_app.config["PUBLIC_URL"]),
        ours=code.host_of(current_app.config["PUBLIC_URL"]),
        subject=given.subject(language()),
        at=now(),
    )
    return _not_kept(page, 200)


def _page(found: queries.Public, verdict: Verdict) -> str:
    """The page of a paper: its shape follows from the verdict, the level and which lines it has."""
    seen = face(found.message, found.words) if found.message and found.words else None
    lines = {
        "has_face": seen is not None,
        "has_last_3": seen is not None and seen.claims.last_3 is not None,
        "has_end": seen is not None and seen.claims.expires_on is not None,
        "has_place": seen is not None and seen.claims.place is not None,
    }
    return lean.Pen().draw(
        "certificates/show.html",
        shape=(verdict, found.purpose, found.level, *lines.values()),
        drawn_with={
            "verdict": verdict,
            "words": verdict_words(verdict, found.purpose),
            "is_slip": found.purpose is Purpose.SLIP,
            "altered": VERDICTS[Verdict.NOT_OURS],
            "level": LEVELS[found.level],
            "host": code.host_of(current_app.config["PUBLIC_URL"]),
            **lines,
        },
        values={
            "number": found.number,
            "grouped": ids.grouped(found.number),
            "moment": moment(now()),
            "report": f"{request.path}/report",
            **(seen.values(language()) if seen else _NO_FACE),
        },
    )


def _not_kept(page: str, status: int) -> Response:
    """An answer that nobody keeps: tomorrow it may be another one."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
