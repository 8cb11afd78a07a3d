"""The blueprint of the reports, who may read them, and what their views share."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, Response, abort, request

from courses.models import Cohort
from courses.queries import classes as class_queries
from courses.queries.reports import scope
from courses.queries.reports.scope import Scope
from portal.ground.access import Role, person
from portal.ground.clock import today
from portal.ground.spreadsheets import csv_file

bp = Blueprint("reports", __name__, url_prefix="/office")
READERS = (Role.TRAINER, Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR)
# Without other days a report looks back a quarter of a year, and never further than five years.
_USUAL = timedelta(days=90)
_LONGEST = timedelta(days=5 * 365)


@dataclass(frozen=True)
class Asked:
    """Which centre and which days somebody asked for."""

    centre: str
    since: date
    until: date

    @property
    def scope(self) -> Scope:
        """The classes that are meant, as far as the visitor reaches."""
        return scope.of_centres(person(), self.centre, self.since, self.until)

    @property
    def address(self) -> dict[str, str]:
        """The same as parts of an address."""
        days = {"since": self.since.isoformat(), "until": self.until.isoformat()}
        return {"centre": self.centre, **days} if self.centre else days


def asked() -> Asked:
    """What the address asks for; days that make no sense are the usual ones."""
    until = _day("until") or today()
    since = _day("since") or until - _USUAL
    if not until - _LONGEST <= since <= until:
        since = until - _USUAL
    return Asked(request.args.get("centre", ""), since, until)


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if abs(day - today()) < 4 * _LONGEST else None


def found_cohort(ref: str) -> Cohort:
    """A class within the visitor's reach; 404 otherwise."""
    found: Cohort = class_queries.cohort(person(), ref) or abort(404)
    return found


def file(name: str, heads: list[str], rows: list[list[object]]) -> Response:
    """A table as a file for spreadsheets."""
    return Response(
        csv_file(heads, rows),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
