"""Makers of agencies, visas and lists, all through the deeds that officers use."""

import io
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.database import db
from portal.people.models import Person
from tests.make.people import make_person
from visa_check.actions import agencies, lists, proposals, visas
from visa_check.importing import read_list, stage_list
from visa_check.models import Agency, ListKind, Visa
from visa_check.verdicts import VisaState

AGENCIES = ListKind.AGENCIES
VISAS = ListKind.VISAS


def make_officer(office: str = "cumilla") -> Person:
    """An officer of an office."""
    return make_person(Role.OFFICER, office=office)


def by(person: Person) -> By:
    """A deed of this person."""
    return By.command_line(person.id, "test")


def stage(kind: ListKind, text: str | bytes, person: Person, *, complete: bool = False) -> str:
    """Stage a list; its reference."""
    file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    table = read_list(kind, file, capped=True)
    return stage_list(by(person), kind, table, "list.csv", complete=complete)


def propose(kind: ListKind, text: str | bytes, person: Person, *, complete: bool = False) -> str:
    """Propose a list; the reference of the proposal."""
    return lists.propose_list(by(person), stage(kind, text, person, complete=complete), "")


def import_list(kind: ListKind, text: str | bytes, *, complete: bool = False) -> str:
    """Propose a list and let another officer approve it."""
    ref = propose(kind, text, make_officer(), complete=complete)
    return proposals.approve(by(make_officer()), ref)


def make_agency(
    rl_no: int = 90001,
    name: str = "Padma Overseas Ltd.",
    name_bn: str | None = None,
    status: str | None = "active",
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
) -> Agency:
    """An agency, proposed by one officer and approved by another."""
    facts: dict[str, Any] = dict.fromkeys(
        ("name_bn", "business_address", "phone", "email", "source", "source_date")
    )
    facts |= {"name": name, "name_bn": name_bn}
    span = {"status": status, "valid_from": valid_from, "valid_to": valid_to, "order_no": None}
    ref = agencies.propose_new_agency(
        by(make_officer()), rl_no, facts, span if status else None, ""
    )
    proposals.approve(by(make_officer()), ref)
    return db.scalars(select(Agency).filter_by(rl_no=rl_no)).one()


def visa_facts(**changes: Any) -> dict[str, Any]:
    """The facts of a visa, a good one unless something is changed."""
    return {
        "destination": "SA",
        "visa_number": "E12345678",
        "group_visa_number": None,
        "visa_type": "work",
        "occupation": "Cleaner",
        "employer": "Najd Cleaning",
        "sponsor_id": "7001234567",
        "passport_number": "A01234567",
        "date_of_birth": date(1998, 4, 12),
        "holder_name": "MD ABDUR RAHMAN",
        "issue_date": date(2026, 9, 1),
        "expiry_date": date(2030, 9, 1),
        "agency_rl_no": None,
        "source": None,
        "source_date": None,
    } | changes


def make_visa(officer: Person | None = None, **changes: Any) -> Visa:
    """A visa that an officer entered; pending."""
    ref = visas.enter_visa(by(officer or make_officer()), visa_facts(**changes))
    return db.scalars(select(Visa).filter_by(ref=ref)).one()


def decide(visa: Visa, state: VisaState, office: str = "cumilla", note: str = "Seen.") -> str:
    """Decide about a visa, by a second officer where it takes two; where it led."""
    ref = visa.ref
    led_to = visas.decide_visa(by(make_officer(office)), ref, state, note)
    if led_to.startswith(visas.PROPOSAL):
        proposals.approve(by(make_officer(office)), led_to.split()[1])
    return led_to


def raw(table: str) -> bytes:
    """A whole table as the database holds it, for those who look for what must not be there."""
    rows = db.connection().exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 - our own names
    parts = [part for row in rows for part in row]
    return b"|".join(
        bytes(part) if isinstance(part, bytes | memoryview) else str(part).encode()
        for part in parts
    )
