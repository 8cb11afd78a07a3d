"""What else is recorded of an agency, kind by kind: which facts each has, from when to when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class DetailKind(StrEnum):
    """What a further fact of an agency is about; the word stands in addresses."""

    BRANCH = "branch"
    SUB_AGENT = "sub-agent"
    ASSOCIATE = "associate"
    OWNER = "owner"
    PAST_NAME = "past-name"
    JOB_ORDER = "job-order"


# The facts of each kind. Names of people are not among them: they are kept apart (PERSON).
FACTS: dict[DetailKind, tuple[str, ...]] = {
    DetailKind.BRANCH: ("business_address", "district"),
    DetailKind.SUB_AGENT: ("district", "registration_no"),
    DetailKind.ASSOCIATE: ("other_rl_no",),
    DetailKind.OWNER: (),
    DetailKind.PAST_NAME: ("former_name", "former_name_bn"),
    DetailKind.JOB_ORDER: (
        *("employer", "destination", "occupation", "people", "wage", "currency"),
        *("attestation_no", "attested_by", "used", "used_on"),
    ),
}
PERSON = "person_name"
OF_PEOPLE = frozenset({DetailKind.SUB_AGENT, DetailKind.OWNER})
# Who owns an agency is for the offices; the rest is what a migrant must be able to compare.
PUBLIC = tuple(kind for kind in DetailKind if kind is not DetailKind.OWNER)
SPAN = ("valid_from", "valid_to")


class Standing(StrEnum):
    """How a dated fact stands on a day."""

    LATER = "later"
    TODAY = "today"
    OVER = "over"


@dataclass(frozen=True)
class Days:
    """From when to when something holds; open where nothing is known."""

    first: date | None
    last: date | None

    def on(self, day: date) -> Standing:
        """How it stands on a day."""
        if self.last and self.last < day:
            return Standing.OVER
        return Standing.LATER if self.first and self.first > day else Standing.TODAY


def fact_names(kind: DetailKind) -> tuple[str, ...]:
    """Everything that is asked about a fact of this kind, its name of a person first."""
    person = (PERSON,) if kind in OF_PEOPLE else ()
    return (*person, *FACTS[kind], *SPAN, "source", "source_date")


def left(facts: dict[str, Any]) -> int | None:
    """How many people of a job order may still go; None where nobody said how many there are."""
    people = facts.get("people")
    return None if people is None else max(0, people - (facts.get("used") or 0))
