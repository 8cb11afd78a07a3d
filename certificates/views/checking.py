"""The pages of a checker: what a number stands for, and what a QR's text says."""

from flask import Response, current_app, g, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from certificates import queries
from certificates.forms import CheckForm
from certificates.showing import FACE_VALUES, face
from certificates.views.blueprint import bp
from certificates.words import LEVELS, VERDICTS, LevelWords
from portal.ground import lean
from portal.ground.access import public
from portal.ground.clock import now
from portal.ground.formatting import moment
from portal.ground.i18n import check_page, language
from portal.papers import code, ids, keys
from portal.papers.claims import Assurance
from portal.papers.models import PaperLevel, PaperState
from portal.papers.queries import entry
from portal.papers.refused import Refused
from portal.papers.verdict import Answer, Standing, Verdict, judge, stand

_NO_FACE = dict.fromkeys(FACE_VALUES, "")


@bp.get("/c/<number>")
@bp.get("/C/<number>")
@public
@check_page
def show(number: str) -> ResponseReturnValue:
    """Say how the certificate with this number stands; the page in the QR."""
    g.plain_page = True
    typed = ids.typed(number)
    found = queries.public(typed) if typed else None
    if found is None:
        words = VERDICTS[Verdict.NO_SUCH_NUMBER]
        shown = "".join(mark for mark in number[:40] if mark.isprintable())
        page = render_template("certificates/_unknown.html", number=shown, words=words)
        return _not_kept(page, 404)
    return _not_kept(_page(found, stand(_standing(found), now())[0]), 200)


@bp.get("/check/")
@public
@check_page
def check() -> ResponseReturnValue:
    """Ask for the number of a certificate, or for the text of its QR."""
    return render_template("certificates/check.html", form=CheckForm())


@bp.post("/check/")
@public
@check_page
def answer() -> ResponseReturnValue:
    """Lead to the page of a typed number, or judge the text of a QR."""
    form = CheckForm()
    if not form.validate():
        return render_template("certificates/check.html", form=form), 422
    if form.number:
        return redirect(url_for(".show", number=form.number), 303)
    text = form.text.data or ""
    given = judge(text, keys.key_list(), entry(_number_in(text)), now())
    ours = code.host_of(current_app.config["PUBLIC_URL"])
    return _not_kept(
        render_template(
            "certificates/answer.html",
            given=given,
            words=VERDICTS[given.verdict],
            level=_level(given),
            other_host=given.code.host if given.code and given.code.host != ours else None,
            ours=ours,
            course=_course(given),
            at=now(),
        ),
        200,
    )


def _page(found: queries.Public, verdict: Verdict) -> str:
    """The page of a paper: its shape follows from the verdict, the level and which lines it has."""
    seen = face(found.message, found.words) if found.message and found.words else None
    lines = {
        "has_face": seen is not None,
        "has_last_3": seen is not None and seen.claims.last_3 is not None,
        "has_end": seen is not None and seen.claims.expires_on is not None,
        "has_place": seen is not None and seen.claims.place is not None,
    }
    return lean.render(
        "certificates/show.html",
        shape=(verdict, found.level, *lines.values()),
        drawn_with={
            "verdict": verdict,
            "words": VERDICTS[verdict],
            "altered": VERDICTS[Verdict.NOT_OURS],
            "level": LEVELS[found.level],
            "host": code.host_of(current_app.config["PUBLIC_URL"]),
            **lines,
        },
        values={
            "number": found.number,
            "grouped": ids.grouped(found.number),
            "moment": moment(now()),
            **(seen.values(language()) if seen else _NO_FACE),
        },
    )


def _standing(found: queries.Public) -> Standing:
    return Standing(
        cancelled=found.state is PaperState.CANCELLED,
        replaced=found.state is PaperState.REPLACED,
        suspended=found.state is PaperState.SUSPENDED,
        expires_on=found.expires_on,
    )


def _level(given: Answer) -> LevelWords | None:
    """The level that a rightly signed QR states."""
    if given.claims is None or not given.signature:
        return None
    attended = given.claims.assurance is Assurance.ATTENDED
    return LEVELS[PaperLevel.ATTENDED if attended else PaperLevel.SELF_STUDY]


def _course(given: Answer) -> str:
    """What the course is called: by our register where the paper is in it, else as the QR says."""
    if given.claims is None or not given.signature:
        return ""
    found = queries.public(given.claims.number)
    seen = face(found.message, found.words) if found and found.message and found.words else None
    known = seen is not None and seen.claims == given.claims
    return seen.title(language()) if seen and known else given.claims.subject


def _number_in(text: str) -> str:
    """The number that a QR's text carries, or nothing where it cannot be read."""
    try:
        return code.read(text).number
    except Refused:
        return ""


def _not_kept(page: str, status: int) -> Response:
    """An answer that nobody keeps: tomorrow it may be another one."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
