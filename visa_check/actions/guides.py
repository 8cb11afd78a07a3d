"""Guides: the first ones, changes laid before another officer, and "I have looked"."""

import uuid
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.ground.errors import Conflict, Refusal
from portal.people.rights import require
from visa_check.facts import as_plain, differing, from_plain, pick
from visa_check.guides import GUIDE_FACTS, GuideNow, first_guides
from visa_check.kinds import GUIDE
from visa_check.models import Guide, GuideCheck
from visa_check.queries import guides as queries
from visa_check.recording.guides import add_guide
from visa_check.refusals import Gone


class NothingChanged(Refusal):
    """The form says what the guide says."""

    message = _l("Nothing differs from the guide: there is nothing to propose.")


class LookedAlready(Conflict):
    """Somebody looked today."""

    message = _l("Somebody looked today already.")


@deed
def load_guides(_by: By) -> str:
    """Bring in the guides of the portal that are missing; what officers wrote stays."""
    known = set(db.scalars(select(Guide.ref)))
    for row in first_guides():
        if row["ref"] not in known:
            add_guide(row["ref"], from_plain(row), None)
    return "guides"


@deed
def propose_guide(by: By, ref: str | None, facts: dict[str, Any], reason: str) -> str:
    """Lay a new guide or a change of one before another officer; the proposal's reference."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    found = _found(ref) if ref else None
    old = found.facts if found else {}
    new = {name: facts[name] for name in differing(old, pick(facts, GUIDE_FACTS))}
    if not set(new) - {"checked_on"}:
        raise NothingChanged
    difference = {
        "guide": ref or uuid.uuid4().hex,
        "basis": found.entry_id if found else None,
        "old": as_plain(old),
        "new": as_plain(new),
    }
    subject = f"{facts['destination']} {facts['service']}"
    proposal = propose(by, kind=GUIDE, subject=subject, difference=difference, reason=reason)
    return proposal.ref


@deed
def confirm_guide(by: By, ref: str) -> str:
    """Note that an officer opened the service today and found it as the guide says."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    found = _found(ref)
    if found.checked_on >= today():
        raise LookedAlready
    db.add(
        GuideCheck(
            entry_id=found.entry_id,
            checked_on=today(),
            checked_by_id=officer.id,
            checked_at=now(),
        )
    )
    return ref


def _found(ref: str) -> GuideNow:
    found = queries.guide(ref)
    if found is None:
        raise Gone
    return found
