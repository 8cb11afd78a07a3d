"""The register to take along, and what a phone keeps to search it without a connection."""

from math import ceil

from flask import Response, abort, g, render_template, request, url_for
from flask_babel import force_locale
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from portal.ground import keeping as workers
from portal.ground.access import public
from portal.ground.formatting import drawn
from portal.ground.headers import policy
from portal.ground.i18n import LANGUAGES
from portal.papers.answering import public_file
from visa_check import keeping, publishing, showing
from visa_check.along_words import NEAR, PAST, RENAMED, TAKEN_ALONG
from visa_check.programs import code
from visa_check.verdicts import AgencyVerdict, Kind
from visa_check.views.blueprint import bp
from visa_check.words import AGENCY_THEN, AGENCY_WORDS, STATUSES

_WITH_WORKER = policy(worker_src="'self'")


@bp.get("/registers/agencies")
@public
def register() -> Response:
    """Give the whole register of agencies as one signed file; it holds nothing of a person."""
    coding = coding_asked()
    response = public_file(publishing.file(coding) or abort(404), is_signature=False, coding=coding)
    response.vary.add("Accept-Encoding")
    return response


@bp.get("/registers/agencies.sig")
@public
def register_signature() -> Response:
    """Give the signature of the register."""
    return public_file(publishing.signature() or abort(404), is_signature=True)


@bp.get(f"/agencies/kept/<any({', '.join(LANGUAGES)}):language>")
@public
def kept_agencies(language: str) -> BaseResponse:
    """Give the search of agencies that a phone keeps for the time without a connection."""
    return with_worker(Response(_kept(language)))


@bp.get("/agencies/worker.js")
@public
def agencies_worker() -> Response:
    """Give the service worker: it keeps the search of agencies on a phone, and nothing personal."""
    pages = {one: url_for(".kept_agencies", language=one) for one in LANGUAGES}
    files = keeping.files(workers.static_names())
    drawn = [_kept(one) for one in LANGUAGES]
    return workers.worker("agencies", keeping.OWN, files, pages, drawn)


def with_worker(response: BaseResponse) -> BaseResponse:
    """Let a page set up the worker that keeps the search."""
    response.headers["Content-Security-Policy"] = _WITH_WORKER
    return response


def size_along() -> int | None:
    """How many kilobytes the register is for this browser, in tens, if there is one."""
    size = publishing.size(coding_asked())
    return 10 * ceil(size / 10_000) if size else None


def coding_asked() -> str | None:
    """The best packing that the browser takes."""
    return next((one for one in publishing.CODINGS if request.accept_encodings[one] > 0), None)


def _kept(language: str) -> str:
    """The kept page in a language: the same for everybody."""
    g.plain_page = True
    with force_locale(language):
        return render_template(
            "visa_check/kept_agencies.html",
            text="",
            is_kept=True,
            size=size_along() or 0,
            bands=_bands(),
            lines={code(verdict): _band(verdict) for verdict in AGENCY_WORDS},
            then={code(verdict): word for verdict, word in AGENCY_THEN.items()},
            statuses=STATUSES,
            mark=_mark,
            costs=showing.cost_table(),
        )


def _bands() -> dict[str, dict[str, object]]:
    """The bands of the register on a phone: each verdict, near names only, a register too old."""
    nothing = _band(AgencyVerdict.NOT_REGISTERED)
    return {
        **{code(verdict): _band(verdict) for verdict in AGENCY_WORDS},
        "near": nothing | {"sentence": NEAR},
        "renamed": nothing | {"sentence": RENAMED},
        "past": {"kind": Kind.CAREFUL, **vars(PAST)},
    }


def _band(verdict: AgencyVerdict) -> dict[str, object]:
    words = TAKEN_ALONG if verdict is AgencyVerdict.ACTIVE else AGENCY_WORDS[verdict]
    return {"kind": verdict.kind, **vars(words)}


def _mark(name: str) -> Markup:
    """Where a word goes."""
    return drawn(f'<bdi data-word="{name}"></bdi>')
