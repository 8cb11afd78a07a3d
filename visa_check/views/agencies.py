"""Agencies for everybody: search by number or name, and one agency's page."""

from collections.abc import Sequence
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.ground import lean
from portal.ground.access import public
from portal.ground.clock import today
from visa_check import showing
from visa_check.licences import read_licence, show_licence
from visa_check.queries import agencies as queries
from visa_check.queries.details import Detail, public_details
from visa_check.queries.orders import used_of
from visa_check.timeline import line, stretches
from visa_check.verdicts import AgencyVerdict, agency_on
from visa_check.views.blueprint import agency_or_404, bp, unkept
from visa_check.views.found import found
from visa_check.views.register import size_along, with_worker
from visa_check.words import AGENCY_THEN, AGENCY_WORDS

LONGEST = 120
# So many sub-agents, and so many job orders, stand on the page of an agency; the rest on another.
MOST = 20


@bp.get("/agencies/")
@public
def agencies() -> ResponseReturnValue:
    """Find agencies by licence number or name, in Bangla or English, typing errors forgiven."""
    return with_worker(unkept(_answers(request.args.get("q", "").strip()[:LONGEST])))


@bp.get("/agencies/<licence>")
@public
def agency(licence: str) -> ResponseReturnValue:
    """Show an agency: today's status, its dated history, addresses, costs, where to complain."""
    rl_no = read_licence(licence)
    entries = queries.entries_by_licence(rl_no) if rl_no else ()
    if not rl_no or not entries:
        return with_worker(unkept((_answers(licence[:LONGEST]), 404)))
    if licence != show_licence(rl_no):
        return redirect(url_for(".agency", licence=show_licence(rl_no)), 301)
    agency_id = entries[0].agency_id
    history, found = queries.statuses(agency_id), public_details(agency_id)
    verdict = agency_on(today(), (row.span for row in history))
    said = showing.agency_since(verdict, history, today())
    if verdict is AgencyVerdict.UNKNOWN:
        said = showing.listed(entries[0]) or said
    return unkept(
        render_template(
            "visa_check/agency.html",
            licence=licence,
            entry=entries[0],
            rows=showing.agency_facts(entries, showing.earlier_names(found)),
            history=showing.history_rows(history),
            pieces=line(stretches((row.span for row in history), today())),
            then=AGENCY_THEN,
            verdict=verdict,
            words=AGENCY_WORDS[verdict],
            said=said,
            is_missing=queries.is_missing(agency_id),
            costs=showing.cost_table(),
            most=MOST,
            **_more(found, licence),
            **showing.public_reports(agency_id),
        )
    )


@bp.get("/agencies/<licence>/more")
@public
def agency_more(licence: str) -> ResponseReturnValue:
    """Show every sub-agent and every open job order of an agency that has many."""
    agency = agency_or_404(licence)
    if licence != agency.licence:
        return redirect(url_for(".agency_more", licence=agency.licence), 301)
    entry = queries.newest_entry(agency.id) or abort(404)
    return unkept(
        render_template(
            "visa_check/agency_more.html",
            licence=licence,
            entry=entry,
            **_more(public_details(agency.id), licence),
        )
    )


def _more(found: Sequence[Detail], licence: str) -> dict[str, Any]:
    """What else everybody may know of an agency."""
    return {
        "branches": showing.branches(found, today()),
        "partners": showing.partners(found, licence, today()),
        "sub_agents": showing.sub_agents(found, today()),
        "orders": showing.job_orders(found, used_of(found), today()),
    }


def _answers(text: str) -> str:
    """The page with the agencies that a text means; for no such licence too, with its verdict."""
    shape = {"is_asked": bool(text), "is_kept": False, "size": size_along()}
    pen = lean.Pen()
    values = {"text": text, "found": found(text, pen)}
    if lean.fits("q"):
        return pen.draw("visa_check/agencies.html", tuple(shape.values()), shape, values)
    return render_template("visa_check/agencies.html", **shape, **values)
