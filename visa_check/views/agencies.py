"""Agencies for everybody: search by number or name, and one agency's page."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.ground.access import public
from portal.ground.clock import today
from visa_check import showing
from visa_check.queries import agencies as queries
from visa_check.verdicts import AgencyVerdict, agency_on
from visa_check.views.blueprint import agency_or_404, bp, unkept
from visa_check.words import AGENCY_WORDS

LONGEST = 120


@bp.get("/agencies/")
@public
def agencies() -> ResponseReturnValue:
    """Find agencies by licence number or name, in Bangla or English, typing errors forgiven."""
    text = request.args.get("q", "").strip()[:LONGEST]
    found = queries.search(text, today()) if text else []
    return unkept(
        render_template(
            "visa_check/agencies.html",
            text=text,
            same=[match for match in found if match.is_same],
            near=[match for match in found if not match.is_same],
            words=AGENCY_WORDS,
            nothing=AGENCY_WORDS[AgencyVerdict.NOT_REGISTERED],
        )
    )


@bp.get("/agencies/<licence>")
@public
def agency(licence: str) -> ResponseReturnValue:
    """Show an agency: today's status, its dated history, addresses, costs, where to complain."""
    found = agency_or_404(licence)
    if licence != found.licence:
        return redirect(url_for(".agency", licence=found.licence), 301)
    history = queries.statuses(found.id)
    entries = queries.entries(found.id)
    verdict = agency_on(today(), (row.span for row in history))
    said = showing.agency_since(verdict, history, today())
    if verdict is AgencyVerdict.UNKNOWN:
        said = showing.listed(entries[0]) or said
    return unkept(
        render_template(
            "visa_check/agency.html",
            agency=found,
            entry=entries[0],
            rows=showing.agency_facts(entries),
            history=showing.history_rows(history),
            verdict=verdict,
            words=AGENCY_WORDS[verdict],
            said=said,
            is_missing=queries.is_missing(found.id),
            costs=showing.cost_rows(),
        )
    )
