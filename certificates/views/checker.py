"""The checker as a program of its own: what a device keeps of it, and what it is called there."""

from flask import Response, current_app, g, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from certificates import keeping, queries
from certificates.views.blueprint import bp
from certificates.words import LEVELS, PICTURE_FAULTS, SLIP_VERDICTS, VERDICTS
from portal.ground import keeping as workers
from portal.ground.access import public
from portal.ground.headers import WITH_CAMERA, policy
from portal.ground.i18n import CHECK_LANGUAGES, check_page
from portal.papers import code
from portal.papers.models import PaperLevel

# Of a code that is not ours nothing else is said whatever it claims to be.
_OF_SLIPS = {one: words for one, words in SLIP_VERDICTS.items() if words is not VERDICTS[one]}
_ICONS = (("images/app-192.png", "192x192"), ("images/app-512.png", "512x512"))


def with_camera(page: str, status: int = 200) -> Response:
    """A page of the checker: it alone may use the camera, a worker and the manifest."""
    response = make_response(page, status)
    response.headers["Permissions-Policy"] = WITH_CAMERA
    own = "'self'"
    response.headers["Content-Security-Policy"] = policy(worker_src=own, manifest_src=own)
    return response


def checker() -> dict[str, object]:
    """What the part of a page that scans is drawn with."""
    return {
        "ours": code.host_of(current_app.config["PUBLIC_URL"]),
        "verdicts": {"certificate": VERDICTS, "slip": _OF_SLIPS},
        "faults": PICTURE_FAULTS,
        "courses": queries.course_titles(),
        "levels": {0: LEVELS[PaperLevel.SELF_STUDY], 1: LEVELS[PaperLevel.ATTENDED]},
    }


@bp.get(f"/check/kept/<any({', '.join(CHECK_LANGUAGES)}):code>")
@public
@check_page
def kept(code: str) -> ResponseReturnValue:
    """Give the page of the checker that a device keeps for the time without a connection."""
    return with_camera(_kept(code))


@bp.get("/check/worker.js")
@public
def worker() -> Response:
    """Give the service worker: it keeps the checker on the device, and nothing personal."""
    pages = {code: url_for(".kept", code=code) for code in CHECK_LANGUAGES}
    files = keeping.files(workers.static_names())
    return workers.worker("checker", "^/check/$", files, pages, [_kept(code) for code in pages])


@bp.get("/check/manifest.webmanifest")
@public
def manifest() -> Response:
    """Say what the checker is called on a home screen, and how it looks there."""
    with force_locale("bn"):
        name, short = _("Nirapod: check a certificate"), _("Check a certificate")
    told = {
        "id": url_for(".check"),
        "name": name,
        "short_name": short,
        "lang": "bn",
        "start_url": url_for(".check"),
        "scope": url_for(".check"),
        "display": "standalone",
        "background_color": "#faf6ec",
        "theme_color": "#0a3d2a",
        "icons": [
            {"src": url_for("static", filename=file), "sizes": sizes, "purpose": purpose}
            for file, sizes in _ICONS
            for purpose in ("any", "maskable")
        ],
    }
    response = Response(current_app.json.dumps(told), headers={"Cache-Control": "no-cache"})
    response.mimetype = "application/manifest+json"
    return response


def _kept(code: str) -> str:
    """The kept page in a language: the same for everybody."""
    g.plain_page = True
    with force_locale(code):
        return render_template("certificates/kept.html", **checker())
