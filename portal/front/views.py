"""The front: home, help and the card to take along, being offline, and signs of life.

How far a visitor is in learning is told by whom the roof names (portal/app.py): a function that
gives a stop of the journey line with `state`, `href` and `text`, or None. So are the alerts about
frauds: lines with `text` and `href`, one for each country that has any.
"""

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from portal.front import queries
from portal.front.advice import advice
from portal.ground import programs
from portal.ground.access import on_tablet, public
from portal.ground.clock import today
from portal.ground.i18n import language

bp = Blueprint("front", __name__)
ROBOTS = "User-agent: *\nDisallow: /office/\nDisallow: /C/\nDisallow: /account\n"


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    """Show what can be done here."""
    return render_template("front/home.html", learning=current_app.extensions["learning"]())


@bp.get("/help/")
@public
def help() -> ResponseReturnValue:
    """Show whom to call and what to do when something went wrong."""
    told = advice(language())
    return render_template(
        "front/help.html",
        advice=told,
        is_stale=told.is_stale(today()),
        alerts=current_app.extensions["alerts"](),
    )


@bp.get("/help/card")
@public
def card() -> ResponseReturnValue:
    """Show the card with numbers and papers, to print and take along."""
    return render_template("front/card.html", advice=advice(language()))


@bp.get("/offline")
@public
def offline() -> ResponseReturnValue:
    """Tell what to do without a connection."""
    return render_template("front/offline.html")


@bp.get("/api/v1/openapi.json")
@public
@on_tablet
def description() -> Response:
    """Describe the doors of programs (OpenAPI 3.1), and every problem that they are told."""
    response = programs.answer(programs.description(current_app), "no-cache")
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Say that the portal runs."""
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Say whether the portal can serve: whether its database answers."""
    ready = queries.database_answers()
    return Response(
        "ready\n" if ready else "the database does not answer\n",
        status=200 if ready else 503,
        mimetype="text/plain",
        headers={"Cache-Control": "no-store"} | ({} if ready else {"Retry-After": "5"}),
    )


@bp.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    """Tell search engines what is not for them."""
    return Response(ROBOTS, mimetype="text/plain")
