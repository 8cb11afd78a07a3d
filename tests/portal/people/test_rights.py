"""Who may do what, and how far it reaches: the table of TRUST.md, row by row."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal.deeds.models import Proposal
from portal.deeds.proposals import OwnProposal, propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.database import db, transaction
from portal.ground.errors import Forbidden
from portal.people import rights
from portal.people.models import Office, Person
from tests.make.people import make_office, make_person

REGISTRY = [Role.OFFICER, Role.SUPERVISOR]


@deed
def lay(by: By, kind: str, office_id: int | None) -> str:
    """Lay a proposal."""
    return propose(by, kind=kind, subject="x", difference={}, office_id=office_id).ref


def proposal(office: str | None, kind: str = "visa-decision", by: Person | None = None) -> Proposal:
    """A proposal of an office, by a supervisor from far away unless said."""
    by = by or make_person(Role.SUPERVISOR, office="sylhet")
    office_id = make_office(office).id if office else None
    ref = lay(By.command_line(by.id, "test"), kind, office_id)
    return db.scalars(select(Proposal).filter_by(ref=ref)).one()


def officers(office: str, count: int) -> None:
    """So many active officers in an office."""
    for _place in range(count):
        make_person(Role.OFFICER, office=office)


def sees(person: Person, proposal: Proposal) -> bool:
    """Whether the proposal shows to the person."""
    query = select(Proposal.id).where(Proposal.id == proposal.id, rights.proposals_reach(person))
    return db.scalar(query) is not None


# office of the proposal is cumilla (Chattogram division); how many officers work there
@pytest.mark.parametrize(
    ("role", "office", "in_cumilla", "seen"),
    [
        (Role.OFFICER, "cumilla", 2, True),
        (Role.OFFICER, "feni", 2, False),
        (Role.OFFICER, "feni", 1, True),
        (Role.OFFICER, "feni", 0, True),
        (Role.OFFICER, "dhaka", 1, False),
        (Role.SUPERVISOR, "feni", 2, True),
        (Role.SUPERVISOR, "dhaka", 2, False),
        (Role.SUPERVISOR, "dhaka", 1, True),
        (Role.AUDITOR, None, 2, True),
        (Role.ADMINISTRATOR, None, 2, False),
        (Role.TRAINER, None, 2, False),
        (Role.MIGRANT, "cumilla", 2, False),
    ],
)
def test_a_proposal_of_an_office_shows_within_reach(
    app: Flask, role: Role, office: str | None, in_cumilla: int, *, seen: bool
) -> None:
    person = make_person(role, office=office)
    here = 1 if role is Role.OFFICER and office == "cumilla" else 0
    officers("cumilla", in_cumilla - here)
    assert sees(person, proposal("cumilla")) is seen


@pytest.mark.parametrize("role", list(Role))
def test_a_proposal_of_no_office_is_national(app: Flask, role: Role) -> None:
    expected = role in {*REGISTRY, Role.AUDITOR}
    assert sees(make_person(role), proposal(None, "agency-import")) is expected


@pytest.mark.parametrize("role", list(Role))
def test_roles_are_decided_by_administrators_only(app: Flask, role: Role) -> None:
    found = proposal(None, rights.ROLE_KIND, make_person(Role.ADMINISTRATOR))
    person = make_person(role)
    assert sees(person, found) is (role in {Role.ADMINISTRATOR, Role.AUDITOR})
    if role is Role.ADMINISTRATOR:
        assert rights.require_approver(person.id, found).id == person.id
    else:
        with pytest.raises(Forbidden):
            rights.require_approver(person.id, found)


@pytest.mark.parametrize("role", [role for role in Role if role not in REGISTRY])
def test_nobody_else_decides_about_the_registry(app: Flask, role: Role) -> None:
    with pytest.raises(Forbidden):
        rights.require_approver(make_person(role).id, proposal(None, "agency-import"))


def test_nobody_decides_an_own_proposal(app: Flask) -> None:
    officer = make_person(Role.OFFICER)
    with pytest.raises(OwnProposal):
        rights.require_approver(officer.id, proposal("cumilla", by=officer))


def test_a_far_officer_does_not_find_the_proposal(app: Flask) -> None:
    officers("cumilla", 2)
    officer = make_person(Role.OFFICER, office="dhaka")
    with pytest.raises(rights.OutOfReach):
        rights.require_approver(officer.id, proposal("cumilla"))


def test_an_officer_who_was_removed_counts_no_more(app: Flask) -> None:
    officers("cumilla", 2)
    neighbour, found = make_person(Role.OFFICER, office="feni"), proposal("cumilla")
    assert not sees(neighbour, found)
    set_person(active=False)
    assert sees(neighbour, found)


def test_a_role_written_past_the_deeds_opens_nothing(app: Flask) -> None:
    migrant = make_person()
    set_person(role=Role.OFFICER, only=migrant.id)
    with pytest.raises(Forbidden):
        rights.require(migrant.id, Role.OFFICER)


def test_an_office_written_past_the_deeds_opens_nothing(app: Flask) -> None:
    officer = make_person(Role.OFFICER, office="dhaka")
    set_person(office_id=make_office("cumilla").id, only=officer.id)
    with pytest.raises(Forbidden):
        rights.require(officer.id, Role.OFFICER)


@pytest.mark.parametrize(
    ("role", "office", "reached"),
    [
        (Role.OFFICER, "cumilla", True),
        (Role.OFFICER, "feni", False),
        (Role.SUPERVISOR, "feni", True),
        (Role.SUPERVISOR, "dhaka", False),
        (Role.ADMINISTRATOR, None, False),
        (Role.TRAINER, None, False),
    ],
)
def test_cases_of_an_office_are_decided_within_reach(
    app: Flask, role: Role, office: str | None, *, reached: bool
) -> None:
    officers("cumilla", 2)
    person, cumilla = make_person(role, office=office), make_office().id
    if reached:
        rights.require_office(person, cumilla)
        return
    with pytest.raises(rights.OutOfReach):
        rights.require_office(person, cumilla)


def test_there_are_64_offices_in_eight_divisions(app: Flask) -> None:
    make_office()
    offices = db.scalars(select(Office)).all()
    assert len(offices) == 64
    assert len({office.division_en for office in offices}) == 8


@transaction
def set_person(only: int | None = None, **values: object) -> None:
    """Write into a person's row past the deeds: the first officer of Cumilla unless said."""
    if only is None:
        cumilla = select(Office.id).filter_by(code="cumilla").scalar_subquery()
        only = db.scalars(
            select(Person.id).where(Person.office_id == cumilla, Person.role == Role.OFFICER)
        ).first()
    db.execute(update(Person).where(Person.id == only).values(**values))
