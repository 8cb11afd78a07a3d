"""Counts of reports on their way to the public: proposed here, released by a supervisor."""

from typing import Any

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.people.rights import require
from visa_check.kinds import REPORT_COUNTS
from visa_check.models import Agency, AgencyCounts
from visa_check.queries import agencies
from visa_check.queries import reports as queries
from visa_check.queries.lists import waiting_of
from visa_check.refusals import AlreadyProposed, Gone, NothingToRelease


@deed
def propose_counts(by: By, rl_no: int, reason: str) -> str:
    """Lay the counts of today before a supervisor; the proposal's ref."""
    agency, public = _reported(by, rl_no)
    counts, since = queries.found_true(agency.id)
    if not counts or since is None:
        raise NothingToRelease
    return _propose(by, agency, public, {"new": counts, "since": since}, reason)


@deed
def propose_no_counts(by: By, rl_no: int, reason: str) -> str:
    """Ask a supervisor to take public counts back; the proposal's ref."""
    agency, public = _reported(by, rl_no)
    if public is None:
        raise NothingToRelease
    return _propose(by, agency, public, {"new": {}, "since": public.since}, reason)


def _reported(by: By, rl_no: int) -> tuple[Agency, AgencyCounts | None]:
    """The agency, and what is public about its reports."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    agency = agencies.agency_by_licence(rl_no)
    if agency is None:
        raise Gone
    return agency, queries.public_counts(agency.id)


def _propose(
    by: By, agency: Agency, public: AgencyCounts | None, new: dict[str, Any], reason: str
) -> str:
    """Lay it before a supervisor, unless the same waits already."""
    waits = waiting_of(REPORT_COUNTS)
    if any(one.difference["rl_no"] == agency.rl_no for one in waits):
        raise AlreadyProposed
    entry = agencies.newest_entry(agency.id)
    proposal = propose(
        by,
        kind=REPORT_COUNTS,
        subject=f"{agency.licence} {entry.name if entry else ''}",
        difference={"rl_no": agency.rl_no, "old": public.counts if public else {}, **new},
        reason=reason,
    )
    return proposal.ref
