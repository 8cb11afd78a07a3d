"""The cookie of a session, and who is behind it; the session itself is a row (visits.py).

The idle time counts from the last POST and is written after it, at most once a minute: GET never
writes. The device cookie only says "this browser was here before": it opens nothing. The guest
cookie holds what somebody without an account did here; it stays when a person signs out.
"""

from flask import Flask, Request, current_app, g, request, session
from flask import Response as FlaskResponse
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from werkzeug.wrappers import Response

from portal.ground.clock import now
from portal.people import queries, visits
from portal.people.actions import sign_in
from portal.people.models import Person

_YEAR = 365 * 24 * 3600
# What a visitor's signed cookie holds while somebody signs up or in.
VISIT = "visit"
NEXT = "next"


class VisitorCookie(SecureCookieSessionInterface):
    """Flask's own signed cookie; whoever sends no cookie at all costs nothing."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the visitor's cookie holds."""
        if not request.cookies and app.secret_key:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: FlaskResponse) -> None:
        """Write it back; an empty one that nobody looked into says nothing."""
        if session or session.accessed or session.modified:
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Let Flask-Login ask here who a visitor is."""
    app.session_interface = VisitorCookie()
    app.login_manager.request_loader(_load)  # type: ignore[attr-defined]
    app.after_request(_extend)
    app.after_request(_give_back)


def cookie_name() -> str:
    """The session's cookie; over https no other host or path can have set it."""
    return "__Host-nirapod-sid" if current_app.config["SESSION_COOKIE_SECURE"] else "nirapod-sid"


def device_cookie_name() -> str:
    """The cookie that tells a known device from a new one."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-nirapod-device" if secure else "nirapod-device"


def token() -> str:
    """The token of the visitor's session cookie, empty without one."""
    return request.cookies.get(cookie_name(), "")


def device() -> str | None:
    """The token of this device, None for one that was never remembered."""
    return request.cookies.get(device_cookie_name()) or None


def guest() -> str:
    """What this browser keeps of somebody without an account, empty if nothing."""
    return request.cookies.get(_guest_cookie_name(), "")


def keep_guest(response: Response, text: str, seconds: int) -> Response:
    """Keep something of somebody without an account in this browser; an empty text takes it away.

    It survives signing in and out: on a shared phone it may be another person's.
    """
    _set(response, _guest_cookie_name(), text, seconds if text else 0)
    return response


def _guest_cookie_name() -> str:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-nirapod-guest" if secure else "nirapod-guest"


def _load(visit: Request) -> Person | None:
    """The person of the session cookie, if the session still stands."""
    if not visit.cookies.get(cookie_name()):
        return None
    found = queries.session_by_token(token())
    if found is None:
        return None
    g.confirmed_at = found.confirmed_at
    g.session_seen_at = found.seen_at
    if found.helped_by_id is not None:
        g.helped_by, g.idle_end = found.helped_by_id, found.idle_end
    return found.person


def _extend(response: FlaskResponse) -> FlaskResponse:
    """After a POST, count it as a sign of life, if the last one is a minute ago."""
    seen_at = g.get("session_seen_at")
    if request.method == "POST" and seen_at and now() - seen_at >= visits.STEP:
        sign_in.extend(token())
    return response


def _give_back(response: FlaskResponse) -> FlaskResponse:
    """Let a page on a shared tablet go back to the names by itself when nobody touches it.

    It asks what was loaded before and nobody else: the page of a dead database comes by here too.
    """
    if g.get("helped_by") is not None and response.mimetype == "text/html":
        left = visits.HELPED.idle if request.method == "POST" else g.idle_end - now()
        seconds = max(1, int(left.total_seconds()) + 1)
        response.headers.setdefault("Refresh", f"{seconds}; url=/tablet")
    return response


def begin(response: Response, opened: visits.Opened, device: str | None = None) -> Response:
    """Set the cookie of a new session; what the visitor's cookie held belongs to nobody now."""
    for name in (VISIT, NEXT, "csrf_token"):
        session.pop(name, None)
    _set(response, cookie_name(), opened.token, None)
    if device:
        _set(response, device_cookie_name(), device, _YEAR)
    return response


def end(response: Response) -> Response:
    """Leave nothing of the person in this browser."""
    session.clear()
    response.delete_cookie(
        cookie_name(),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _set(response: Response, name: str, value: str, max_age: int | None) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
