"""The blueprint of people's pages, and the steps that their views share."""

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from portal.ground.access import Role
from portal.ground.redirects import safe_next
from portal.people import sessions, visits
from portal.people.actions import sign_in as actions
from portal.people.codes import Sent

bp = Blueprint("people", __name__)
STAFF = (Role.TRAINER, Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR)


def asked_next() -> str | None:
    """The page of ours that the visitor wants to go on to."""
    return safe_next(request.args.get("next"))


def visit() -> str | None:
    """The token of a visit that waits for a code, or has proved it."""
    return session.get(sessions.VISIT)


def wait_for_code(sent: Sent, endpoint: str) -> Response:
    """Go on to the page that takes the code."""
    session[sessions.VISIT] = sent.visit
    session[sessions.NEXT] = asked_next() or ""
    return redirect(url_for(endpoint), 303)


def device(*, remember: bool) -> str | None:
    """The token of this device, a new one where it has none; None when it shall not be known."""
    return (sessions.device() or visits.new_token()) if remember else None


def enter(opened: visits.Opened, home: str, device: str | None = None) -> Response:
    """Go in: to the page that was wanted, else home.

    Where somebody learnt here without an account, the question whether that was them comes first.
    """
    wanted = safe_next(session.get(sessions.NEXT)) or asked_next()
    place = wanted or safe_next(home) or url_for("people.account")
    if sessions.guest():
        place = url_for("courses.was_this_you", next=place)
    if sessions.token():
        actions.sign_out(sessions.token())
    return sessions.begin(redirect(place, 303), opened, device)
