"""Makers of further facts of agencies."""

from datetime import date
from typing import Any

from sqlalchemy import select

from portal.deeds.models import Proposal
from portal.ground.database import db
from portal.people.models import Person
from tests.make.visa_check import by, make_officer
from visa_check.actions import details, proposals
from visa_check.details import DetailKind

_SHARED = {
    "valid_from": date(2024, 1, 1),
    "valid_to": None,
    "source": "Letter 9",
    "source_date": date(2026, 1, 5),
}
_FACTS: dict[DetailKind, dict[str, Any]] = {
    DetailKind.BRANCH: {"business_address": "House 4, College Road", "district": "cumilla"},
    DetailKind.SUB_AGENT: {
        "person_name": "ABUL BASHAR",
        "district": "cumilla",
        "registration_no": "SA-2026-17",
    },
    DetailKind.ASSOCIATE: {"other_rl_no": 90002},
    DetailKind.OWNER: {"person_name": "KAMRUL OWNER"},
    DetailKind.PAST_NAME: {
        "former_name": "Old Tiger Travels",
        "former_name_bn": "পুরান বাঘ ট্রাভেলস",
    },
    DetailKind.JOB_ORDER: {
        "employer": "Najd Cleaning",
        "destination": "SA",
        "occupation": "Cleaner",
        "people": 50,
        "wage": 1200,
        "currency": "SAR",
        "attestation_no": "RUH/77",
        "attested_by": "Labour wing, Riyadh",
        "used": 20,
        "used_on": date(2026, 2, 1),
    },
}


def detail_facts(kind: DetailKind, **changes: Any) -> dict[str, Any]:
    """Good facts of a kind, unless something is changed."""
    return _FACTS[kind] | _SHARED | changes


def propose_detail(kind: DetailKind, officer: Person | None = None, **changes: Any) -> str:
    """Propose a fact of RL-90001; the reference of the proposal."""
    who = by(officer or make_officer())
    return details.propose_detail(who, 90001, kind, detail_facts(kind, **changes), "Seen")


def make_detail(kind: DetailKind, **changes: Any) -> str:
    """A fact of RL-90001 in force; its reference."""
    ref = propose_detail(kind, **changes)
    proposals.approve(by(make_officer()), ref)
    found = db.scalars(select(Proposal).filter_by(ref=ref)).one()
    return str(found.difference["ref"])
