"""Doors: each view says who may enter, and one guard keeps all of them.

People plug in from above: Flask-Login's request loader gives the person, who has `.role` (a Role)
and `.language`; the loader also sets `g.confirmed_at`, when staff last proved who they are, and
`g.helped_by`, the key of the member of staff who handed a shared tablet to the person. Programs
plug in as `app.extensions["callers"]`, which takes a visit and refuses one without a good token.

A browser that is the shared tablet of a class has a cookie that says so. There, and wherever
somebody is helped, every view is closed but those that are marked for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from portal.ground.clock import now
from portal.ground.redirects import safe_next

View = TypeVar("View", bound=Callable[..., Any])
CONFIRMED_FOR = timedelta(minutes=5)


class Role(StrEnum):
    """What a person may do."""

    MIGRANT = "migrant"
    TRAINER = "trainer"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Door:
    """Who may enter: everybody, programs of organisations, whoever is signed in, or some roles."""

    everybody: bool = False
    organisations: bool = False
    roles: frozenset[Role] = frozenset()

    def __str__(self) -> str:
        if self.everybody:
            return "everybody"
        if self.organisations:
            return "organisation"
        return " ".join(sorted(self.roles)) or "signed in"


class NoDoor(RuntimeError):
    """A view does not say who may enter: the portal does not start."""


def public(view: View) -> View:
    """Everybody may enter."""
    return _mark(view, Door(everybody=True))


def signed_in(view: View) -> View:
    """Whoever is signed in may enter."""
    return _mark(view, Door())


def only(*roles: Role) -> Callable[[View], View]:
    """These roles may enter."""
    return lambda view: _mark(view, Door(roles=frozenset(roles)))


def organisation(view: View) -> View:
    """A program with the token of an organisation may enter; no cookie opens this."""
    return _mark(view, Door(organisations=True))


def confirmed(view: View) -> View:
    """Whoever enters has proved within five minutes who they are."""
    view.confirmed = True  # type: ignore[attr-defined]
    return view


def on_tablet(view: View) -> View:
    """A shared tablet reaches this, whoever is before it."""
    view.tablet = "names"  # type: ignore[attr-defined]
    return view


def helped(view: View) -> View:
    """Somebody who is helped on a shared tablet reaches this too."""
    view.tablet = "helped"  # type: ignore[attr-defined]
    return view


def _mark(view: View, door: Door) -> View:
    if hasattr(view, "door"):
        raise NoDoor(f"{view.__name__} has two doors")
    view.door = door  # type: ignore[attr-defined]
    return view


def person() -> Any:
    """The person who is signed in, or None."""
    return current_user._get_current_object() if current_user else None


def helper() -> int | None:
    """The key of the member of staff who handed the tablet to the person, None for anybody else."""
    found: int | None = g.get("helped_by") if person() is not None else None
    return found


def tablet_cookie() -> str:
    """The name of the cookie of a shared tablet."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-nirapod-tablet" if secure else "nirapod-tablet"


def is_shared() -> bool:
    """Whether this browser is a shared tablet, or somebody is helped in it."""
    return bool(request) and (tablet_cookie() in request.cookies or "helped_by" in g)


def init_app(app: Flask) -> None:
    """Flask-Login serves for the current person only.

    Its own `init_app` would add nothing but names in templates and a cookie that we do not use,
    looked after at each visit.
    """
    manager = LoginManager()
    app.login_manager = manager  # type: ignore[attr-defined]
    manager.session_protection = None
    manager.anonymous_user = lambda: None
    app.before_request(_guard)


def door_of(view: Callable[..., Any] | None) -> Door:
    """The door of a view; NoDoor where it has none."""
    found: Door | None = getattr(view, "door", None)
    if found is None:
        raise NoDoor(f"{view} does not say who may enter")
    return found


def check(app: Flask) -> None:
    """Refuse to start with a view that does not say who may enter."""
    bare = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "door"))
    if bare:
        raise NoDoor(f"these views do not say who may enter: {', '.join(bare)}")


def _guard() -> ResponseReturnValue | None:
    """Open the door or not, before the view runs."""
    if request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    if request.method not in {"GET", "HEAD", "OPTIONS"} and _comes_from_elsewhere():
        abort(403)
    turned_away = _keep_tablet(view)
    if turned_away:
        return turned_away
    door = door_of(view)
    if door.everybody:
        return None
    if door.organisations:
        g.caller = current_app.extensions["callers"](request)
        return None
    return _keep_person(view, door)


def _keep_person(view: Callable[..., Any], door: Door) -> ResponseReturnValue | None:
    """Lead to sign-in whoever is nobody yet; refuse a wrong role."""
    visitor = person()
    if visitor is None:
        return _to("people.sign_in")
    if door.roles and visitor.role not in door.roles:
        abort(403)
    if hasattr(view, "confirmed") and not is_confirmed():
        return _to("people.confirm")
    return None


def _keep_tablet(view: Callable[..., Any]) -> ResponseReturnValue | None:
    """On a shared tablet lead back to the names from everything that is not marked for it."""
    reach = getattr(view, "tablet", None)
    if reach == "names":
        return None
    if reach == "helped":
        away = tablet_cookie() in request.cookies and (person() is None or helper() is None)
    else:
        # Whoever sends no cookie at all is asked nothing.
        away = bool(request.cookies) and (person() is not None and is_shared())
        away = away or tablet_cookie() in request.cookies
    if not away:
        return None
    if request.method not in {"GET", "HEAD", "OPTIONS"} and reach is None:
        abort(403)
    return redirect(url_for("classes.tablet"), 303)


def _comes_from_elsewhere() -> bool:
    """Whether another site's page sent this; `none` is a person's own doing."""
    return request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}


def _to(endpoint: str) -> ResponseReturnValue:
    """Send to a page that comes back here afterwards; a sent form comes back to its page."""
    here = request.full_path.rstrip("?") if request.method == "GET" else _page_before()
    return redirect(url_for(endpoint, next=here), 303)


def _page_before() -> str:
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return "/"
    return safe_next(before.path + (f"?{before.query}" if before.query else "")) or "/"


def is_confirmed() -> bool:
    """Whether the person proved within five minutes who they are."""
    at = g.get("confirmed_at")
    return at is not None and now() - at < CONFIRMED_FOR
