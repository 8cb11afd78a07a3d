"""Further facts of agencies: proposed by one officer, decided by another."""

import uuid
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.errors import Refusal
from portal.people.rights import require
from visa_check.actions.agencies import EndsBefore, NothingChanged, NotThere
from visa_check.details import DetailKind, fact_names
from visa_check.facts import Facts, as_plain, differing, pick
from visa_check.kinds import AGENCY_DETAIL
from visa_check.licences import show_licence
from visa_check.queries import agencies, details


class OtherNotThere(Refusal):
    """The other agency of a link is not in the register."""

    field = "other_rl_no"
    message = _l("%(licence)s is not in the register: enter that agency first.")


class SameAgency(Refusal):
    """An agency cannot send through itself."""

    field = "other_rl_no"
    message = _l("This is the same agency: write the licence of the other one.")


@deed
def propose_detail(by: By, rl_no: int, kind: DetailKind, facts: Facts, reason: str) -> str:
    """Lay a new fact of an agency before another officer."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    _check_other(rl_no, facts)
    return _propose(by, rl_no, kind, {}, facts, reason=reason)


@deed
def correct_detail(by: By, rl_no: int, ref: str, facts: Facts, reason: str) -> str:
    """Lay a corrected fact before another officer."""
    found = _found(by, rl_no, ref)
    old = pick(found.facts, fact_names(found.kind))
    if not differing(old, facts):
        raise NothingChanged
    _check_other(rl_no, facts)
    return _propose(by, rl_no, found.kind, old, facts, basis=found.row, reason=reason)


@deed
def end_detail(by: By, rl_no: int, ref: str, last_day: date, reason: str) -> str:
    """Lay the last day of a fact before another officer."""
    found = _found(by, rl_no, ref)
    if found.row.valid_from and last_day < found.row.valid_from:
        raise EndsBefore
    old = pick(found.facts, fact_names(found.kind))
    if old["valid_to"] == last_day:
        raise NothingChanged
    new = old | {"valid_to": last_day}
    return _propose(by, rl_no, found.kind, old, new, basis=found.row, reason=reason)


@deed
def take_back_detail(by: By, rl_no: int, ref: str, reason: str) -> str:
    """Lay before another officer that a fact never held."""
    found = _found(by, rl_no, ref)
    old = pick(found.facts, fact_names(found.kind))
    return _propose(by, rl_no, found.kind, old, None, basis=found.row, reason=reason)


def _found(by: By, rl_no: int, ref: str) -> details.Detail:
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    found = details.detail(rl_no, ref)
    if found is None:
        raise NotThere
    return found


def _check_other(rl_no: int, facts: Facts) -> None:
    """The other agency of a link is another one, and stands in the register."""
    other = facts.get("other_rl_no")
    if other == rl_no:
        raise SameAgency
    if other and agencies.agency_by_licence(other) is None:
        raise OtherNotThere(licence=show_licence(other))


def _propose(
    by: By,
    rl_no: int,
    kind: DetailKind,
    old: Facts,
    new: Facts | None,
    *,
    reason: str,
    basis: Any = None,
) -> str:
    agency = agencies.agency_by_licence(rl_no)
    newest = agencies.newest_entry(agency.id) if agency else None
    if newest is None:
        raise NotThere
    difference = {
        "rl_no": rl_no,
        "kind": kind.value,
        "ref": basis.ref if basis else uuid.uuid4().hex,
        "basis": basis.id if basis else None,
        "stands": new is not None,
        "old": as_plain(old),
        # What is taken back has nothing in its place.
        "new": as_plain(dict.fromkeys(old) if new is None else new),
    }
    subject = f"{show_licence(rl_no)} {newest.name}"
    return propose(
        by, kind=AGENCY_DETAIL, subject=subject, difference=difference, reason=reason
    ).ref
