"""How urgent a request is: from the day of the flight, and how long an officer has had it."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.ground.access import Role

# An officer who took a request up and did nothing for so long has forgotten it: others may have it.
FORGOTTEN = timedelta(hours=4)


class Urgency(StrEnum):
    """How near the flight is."""

    PAST = "past"
    NOW = "now"
    SOON = "soon"
    LATER = "later"
    UNKNOWN = "unknown"


def urgency(flight: date | None, today: date) -> Urgency:
    """How near a flight is, seen from a day."""
    if flight is None:
        return Urgency.UNKNOWN
    days = (flight - today).days
    if days < 0:
        return Urgency.PAST
    if days <= 1:
        return Urgency.NOW
    return Urgency.SOON if days <= 7 else Urgency.LATER


def is_forgotten(claimed: datetime, now: datetime) -> bool:
    """Whether an officer has had a request for too long."""
    return now - claimed >= FORGOTTEN


def may_take_over(role: Role, claimed: datetime, now: datetime) -> bool:
    """Whether somebody may take a request from the officer who has it in hand."""
    return role is Role.SUPERVISOR or is_forgotten(claimed, now)
