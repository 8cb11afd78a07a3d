"""Agencies: propose an entry or status, suspend for three days alone."""

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.errors import Conflict, Refusal
from portal.people.rights import require
from visa_check.facts import AGENCY_FACTS, as_plain, differing, pick
from visa_check.kinds import AGENCY
from visa_check.licences import show_licence
from visa_check.queries import agencies as queries
from visa_check.recording.agencies import add_status
from visa_check.verdicts import Status

# One officer alone: at most 72 hours, today counted as the first of three days.
ALONE = timedelta(days=2)
# Until then the short way is not open again for the same agency.
PAUSE = timedelta(days=30)


class NotThere(Refusal):
    """The agency is not in the register."""

    status = 404
    message = _l("This agency is not in the register.")


class AlreadyRegistered(Refusal):
    """The licence number is taken."""

    field = "rl_no"
    message = _l("%(licence)s is in the register already: correct that entry instead.")


class NothingChanged(Refusal):
    """The form says what the register says."""

    message = _l("Nothing differs from the register: there is nothing to propose.")


class EndsBefore(Refusal):
    """The last day lies before the first."""

    field = "last_day"
    message = _l("The last day lies before the first.")


class SuspendedLately(Conflict):
    """The short way was used for this agency not long ago."""

    message = _l(
        "One officer suspended this agency less than 30 days ago. Propose the status instead:"
        " another officer decides."
    )


class AlreadyStopped(Conflict):
    """The agency is suspended or cancelled anyway."""

    message = _l("This agency is suspended or cancelled today.")


@deed
def propose_new_agency(
    by: By, rl_no: int, facts: dict[str, Any], status: dict[str, Any] | None, reason: str
) -> str:
    """Lay a new agency before another officer."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    if queries.agency_by_licence(rl_no):
        raise AlreadyRegistered(licence=show_licence(rl_no))
    return _propose(by, rl_no, None, ({}, facts), status=status, reason=reason)


@deed
def propose_agency(
    by: By, rl_no: int, facts: dict[str, Any], status: dict[str, Any] | None, reason: str
) -> str:
    """Lay corrected facts or a new status of an agency before another officer."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    agency = queries.agency_by_licence(rl_no)
    newest = queries.newest_entry(agency.id) if agency else None
    if newest is None:
        raise NotThere
    # What an undone import alone knew is not known any more, and can be said again.
    old = pick(newest, AGENCY_FACTS) if queries.is_registered(newest.agency_id) else {}
    if not differing(old, facts) and status is None:
        raise NothingChanged
    return _propose(by, rl_no, newest.id, (old, facts), status=status, reason=reason)


@deed
def propose_end(by: By, rl_no: int, status_id: int, last_day: date, reason: str) -> str:
    """Lay the last day of a status before another officer: so a suspension is lifted."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    agency = queries.agency_by_licence(rl_no)
    newest = queries.newest_entry(agency.id) if agency else None
    if agency is None or newest is None:
        raise NotThere
    found = next((row for row in queries.statuses(agency.id) if row.id == status_id), None)
    if found is None:
        raise NotThere
    if last_day < found.valid_from:
        raise EndsBefore
    ends: dict[str, Any] = {
        "id": found.id,
        "status": found.status.value,
        "valid_from": found.valid_from,
    }
    ends |= {"until": found.valid_to, "valid_to": last_day}
    return _propose(by, rl_no, newest.id, ({}, {}), ends=ends, reason=reason)


@deed
def suspend_agency(by: By, rl_no: int, reason: str) -> str:
    """Suspend an agency for three days; one officer alone may, once in thirty days."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    agency = queries.agency_by_licence(rl_no)
    if agency is None:
        raise NotThere
    rows = queries.statuses(agency.id)
    stops = {Status.SUSPENDED, Status.CANCELLED}
    if any(row.status in stops and row.span.is_in_force(today()) for row in rows):
        raise AlreadyStopped
    if any(row.proposal_id is None and row.valid_from > today() - PAUSE for row in rows):
        raise SuspendedLately
    facts = {"status": Status.SUSPENDED, "valid_from": today(), "valid_to": today() + ALONE}
    add_status(by, agency.id, facts | {"source": reason, "source_date": today()}, None)
    return agency.licence


def _propose(
    by: By,
    rl_no: int,
    basis: int | None,
    facts: tuple[dict[str, Any], dict[str, Any]],
    *,
    reason: str,
    status: dict[str, Any] | None = None,
    ends: dict[str, Any] | None = None,
) -> str:
    old, new = facts
    difference = {
        "rl_no": rl_no,
        "basis": basis,
        "old": as_plain(old),
        "new": as_plain(new),
        "status": as_plain(status) if status else None,
        "ends": as_plain(ends) if ends else None,
    }
    licence = show_licence(rl_no)
    name = new.get("name") or old.get("name")
    subject = f"{licence} {name}" if name else licence
    return propose(by, kind=AGENCY, subject=subject, difference=difference, reason=reason).ref
