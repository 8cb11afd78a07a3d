"""Refusals, and the pages that tell an error."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, g, render_template, request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException, SecurityError

from portal.ground import problems

log = logging.getLogger("nirapod")
T = TypeVar("T")


class Refusal(Exception):
    """An expected error: it names a field or the whole form, and says what to do."""

    field: str | None = None
    status = 422
    message: Any = _l("This cannot be done.")

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values = values

    @property
    def text(self) -> str:
        """The sentence in the language of the page."""
        sentence = str(self.message)
        return sentence % self.values if self.values else sentence


class Conflict(Refusal):
    """Somebody or something was faster."""

    status = 409
    message = _l("This was changed in the meantime. Look at it again before you go on.")


class Forbidden(Refusal):
    """The person has no right to this."""

    status = 403
    message = _l("You have no right to do this.")


class TooMany(Refusal):
    """Too many tries: wait."""

    status = 429
    message = _l("Too many tries. Wait a little and try again.")


def attempt(action: Callable[[], T]) -> T | Refusal:
    """What an action returns, or the refusal that it raises."""
    try:
        return action()
    except Refusal as refusal:
        return refusal


def init_app(app: Flask) -> None:
    """Give every error a page that needs neither database nor session, or a program's document."""
    app.register_error_handler(problems.Problem, problems.told)
    app.register_error_handler(HTTPException, http_page)
    app.register_error_handler(Refusal, _refusal_page)
    app.register_error_handler(Exception, _crash_page)


def http_page(error: HTTPException) -> Response | tuple[str, int, dict[str, str]]:
    """Tell an HTTP error; redirects pass as they are."""
    code = error.code or 500
    if code < 400:
        return error.get_response()  # type: ignore[return-value]
    if isinstance(error, SecurityError):
        # A foreign host: there is no address that a page of ours could point to.
        return "Wrong address.\n", code, {"Content-Type": "text/plain; charset=utf-8"}
    kept = {
        name: value
        for name, value in error.get_headers(request.environ)
        if name in {"Allow", "Retry-After"}
    }
    if _is_program():
        told = problems.of_status(code)
        told.headers.update(kept)
        return told
    return _page(code, None), code, kept


def _refusal_page(refusal: Refusal) -> Response | tuple[str, int]:
    """Tell a refusal that no form could take."""
    if _is_program():
        return problems.of_status(refusal.status)
    return _page(refusal.status, refusal.text), refusal.status


def _crash_page(error: Exception) -> Response | tuple[str, int]:
    """Tell a crash, and write it to the log without what was typed."""
    log.error("crash", exc_info=error, extra={"kind": type(error).__name__})
    if _is_program():
        return problems.of_status(500)
    return _page(500, None), 500


def _is_program() -> bool:
    """Whether a program asked, which reads documents and no pages."""
    return request.path.startswith(problems.API)


def _page(code: int, sentence: str | None) -> str:
    # Past this the page asks neither the database nor the session who is here.
    g.plain_page = code >= 500
    return render_template(
        [f"errors/{code}.html", "errors/error.html"], code=code, sentence=sentence
    )
