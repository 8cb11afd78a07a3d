"""The closed sets of answers about visas and agencies, and how an answer follows from facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The four kinds of answers."""

    GOOD = "good"
    CAREFUL = "careful"
    STOP = "stop"
    NONE = "none"


class Status(StrEnum):
    """What the register can record of an agency; expired and unknown follow from the dates."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class AgencyVerdict(StrEnum):
    """What is answered about an agency."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    UNKNOWN = "unknown"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NOT_REGISTERED = "not registered"

    @property
    def kind(self) -> Kind:
        """Good, careful, stop or no answer."""
        return _AGENCY_KINDS.get(self, Kind.STOP)


_AGENCY_KINDS = {
    AgencyVerdict.ACTIVE: Kind.GOOD,
    AgencyVerdict.INACTIVE: Kind.CAREFUL,
    AgencyVerdict.UNKNOWN: Kind.CAREFUL,
    AgencyVerdict.NOT_REGISTERED: Kind.NONE,
}


class VisaState(StrEnum):
    """What an officer can decide about a visa."""

    PENDING = "pending"
    CANNOT_CHECK = "cannot check"
    VERIFIED = "verified"
    MISMATCH = "mismatch"
    FRAUD = "suspected fraud"
    WITHDRAWN = "withdrawn"

    @property
    def is_final(self) -> bool:
        """Whether somebody decided: to change it takes two."""
        return self not in {VisaState.PENDING, VisaState.CANNOT_CHECK}

    @property
    def needs_two(self) -> bool:
        """Whether nobody decides this alone, warnings or not."""
        return self in {VisaState.MISMATCH, VisaState.FRAUD, VisaState.WITHDRAWN}


# "Pending" answers no question: it waits on.
ANSWERS = tuple(state for state in VisaState if state is not VisaState.PENDING)


class VisaVerdict(StrEnum):
    """What is answered about a visa."""

    VERIFIED = "verified"
    PENDING = "pending"
    CANNOT_CHECK = "cannot check"
    MISMATCH = "mismatch"
    FRAUD = "suspected fraud"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    NO_RECORD = "no record"

    @property
    def kind(self) -> Kind:
        """Good, careful, stop or no answer."""
        return _VISA_KINDS.get(self, Kind.STOP)


_VISA_KINDS = {
    VisaVerdict.VERIFIED: Kind.GOOD,
    VisaVerdict.PENDING: Kind.CAREFUL,
    VisaVerdict.CANNOT_CHECK: Kind.CAREFUL,
    VisaVerdict.NO_RECORD: Kind.NONE,
}


@dataclass(frozen=True)
class Span:
    """A status of an agency from a day on, to a day or open."""

    status: Status
    valid_from: date
    valid_to: date | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def has_run_out(self, day: date) -> bool:
        """Whether it held before a day and no longer does."""
        return self.valid_to is not None and self.valid_to < day


def agency_on(day: date, spans: Iterable[Span]) -> AgencyVerdict:
    """The answer for one day: cancelled beats suspended beats expired beats active.

    A licence has expired when one ran out and none is in force; without any it is unknown.
    """
    known = list(spans)
    in_force = {span.status for span in known if span.is_in_force(day)}
    for status in (Status.CANCELLED, Status.SUSPENDED):
        if status in in_force:
            return AgencyVerdict(status)
    licences = {Status.ACTIVE, Status.INACTIVE}
    if not in_force & licences:
        lapsed = any(span.status in licences and span.has_run_out(day) for span in known)
        return AgencyVerdict.EXPIRED if lapsed else AgencyVerdict.UNKNOWN
    return AgencyVerdict.INACTIVE if Status.INACTIVE in in_force else AgencyVerdict.ACTIVE


def visa_on(
    day: date, state: VisaState | None, *, is_of_these_facts: bool, expires: date | None
) -> VisaVerdict:
    """The answer for one day, from the last decision.

    What two officers found wrong stays until they say otherwise. A verified visa whose facts were
    changed afterwards is pending again, and a date that is past makes any milder answer expired.
    """
    state = state or VisaState.PENDING
    if state.needs_two:
        return VisaVerdict(state)
    if expires is not None and expires < day:
        return VisaVerdict.EXPIRED
    return VisaVerdict(state) if is_of_these_facts else VisaVerdict.PENDING
