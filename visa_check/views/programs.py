"""The doors of programs to the register of agencies; no account, no cookie, nothing of a person."""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from flask import Response, current_app, request, url_for
from flask.blueprints import BlueprintSetupState

from portal.ground.access import on_tablet, public
from portal.ground.clock import DHAKA, today
from portal.ground.dates import read_date
from portal.ground.problems import Fault, Problem
from portal.ground.programs import answer, describe
from visa_check import programs
from visa_check.licences import read_licence, show_licence
from visa_check.queries import agencies as queries
from visa_check.queries import changes
from visa_check.queries.details import public_details
from visa_check.queries.orders import used_of
from visa_check.queries.reports import public_counts
from visa_check.queries.search import search
from visa_check.views.agencies import LONGEST
from visa_check.views.blueprint import bp

_DESCRIPTION = Path(__file__).parent.parent / "data" / "openapi.json"
# So many agencies stand in one answer about changes.
MOST = 500


@bp.get("/api/v1/agencies")
@public
@on_tablet
def agencies_for_program() -> Response:
    """Find agencies by licence number or name, as the page does."""
    text = request.args.get("q", "").strip()
    if not 0 < len(text) <= LONGEST:
        raise Problem(Fault.PARAMETER, "/q")
    return answer(programs.found(text, search(text, today()), today()))


@bp.get("/api/v1/agencies/<licence>")
@public
@on_tablet
def agency_for_program(licence: str) -> Response:
    """Show one agency: the answer for today, its statuses, and what was known of it when."""
    rl_no = read_licence(licence)
    entries = queries.entries_by_licence(rl_no) if rl_no else ()
    if not rl_no or not entries:
        raise Problem(Fault.NOT_REGISTERED)
    agency_id = entries[0].agency_id
    history, details = queries.statuses(agency_id), public_details(agency_id)
    return answer(
        programs.agency(
            rl_no,
            entries,
            history,
            details,
            used=used_of(details),
            is_missing=queries.is_missing(agency_id),
            reported=public_counts(agency_id),
            day=today(),
        )
    )


@bp.get("/api/v1/agencies/changes")
@public
@on_tablet
def agency_changes() -> Response:
    """List agencies that differ since a day, also those that are gone, some at a time."""
    since = read_date(request.args.get("since", ""))
    if since is None:
        raise Problem(Fault.PARAMETER, "/since")
    behind = request.args.get("after")
    after = read_licence(behind) if behind else 0
    if after is None:
        raise Problem(Fault.PARAMETER, "/after")
    moment = datetime.combine(since, time(), DHAKA)
    rows = changes.changed(moment, after, MOST + 1, today())
    return answer(programs.changes(rows[:MOST], _following(since.isoformat(), rows)))


@bp.get("/registers/agencies.csv")
@public
def agencies_file() -> Response:
    """Give the whole register as a file for spreadsheets; it holds nothing of a person."""
    name = f"agencies-{today().isoformat()}.csv"
    response = Response(
        programs.table(changes.everything(today())),
        mimetype="text/csv",
        headers={
            "Content-Disposition": f"attachment; filename={name}",
            "Cache-Control": "no-cache",
        },
    )
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


def _following(since: str, rows: Sequence[changes.Changed]) -> str | None:
    """The address of the next ones, if there are any."""
    if len(rows) <= MOST:
        return None
    last = show_licence(rows[MOST - 1].rl_no)
    path = url_for(".agency_changes", since=since, after=last)
    return f"{current_app.config['PUBLIC_URL']}{path}"


@bp.record_once
def _open_to_programs(state: BlueprintSetupState) -> None:
    """Describe the doors."""
    describe(state.app, _DESCRIPTION)
