"""Who may do what, and how far it reaches (the table of roles in TRUST.md)."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import aliased

from portal.deeds.models import Proposal, ProposalState
from portal.deeds.proposals import OwnProposal
from portal.ground.access import Role
from portal.ground.database import db
from portal.ground.errors import Forbidden, Refusal
from portal.people.models import Office, Person, RoleGrant

# Proposals to give or take a role: administrators decide them, and nothing else.
ROLE_KIND = "role"
# With fewer active officers than this an office cannot decide alone.
ENOUGH_OFFICERS = 2


class OutOfReach(Refusal):
    """It belongs to an office that the person does not reach: for them it is not there."""

    status = 404
    message = _l("This page is not there.")


def holds_role() -> ColumnElement[bool]:
    """SQL: the person is active, and the newest grant says what the person's row says."""
    later = aliased(RoleGrant)
    newest = (
        select(func.max(later.id))
        .where(later.person_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )
    granted = exists().where(
        RoleGrant.id == newest,
        RoleGrant.active,
        RoleGrant.role == Person.role,
        RoleGrant.office_id.is_not_distinct_from(Person.office_id),
        RoleGrant.centre.is_not_distinct_from(Person.centre),
    )
    return and_(Person.active, or_(Person.role == Role.MIGRANT, granted))


def require(person_id: int | None, *roles: Role) -> Person:
    """The person, who holds one of these roles now; Forbidden otherwise."""
    found = db.scalar(
        select(Person).where(Person.id == person_id, Person.role.in_(roles), holds_role())
    )
    if found is None:
        raise Forbidden
    return found


def require_approver(person_id: int | None, proposal: Proposal) -> Person:
    """The person, who may decide this proposal: the role, the reach, and not the proposer."""
    if proposal.kind == ROLE_KIND:
        approver = require(person_id, Role.ADMINISTRATOR)
    else:
        approver = require(person_id, Role.OFFICER, Role.SUPERVISOR)
    if proposal.proposed_by_id == approver.id:
        raise OwnProposal
    within = select(Proposal.id).where(Proposal.id == proposal.id, proposals_reach(approver))
    if db.scalar(within) is None:
        raise OutOfReach
    return approver


def require_office(person: Person, office_id: int | None) -> None:
    """The office lies within the person's own reach; OutOfReach otherwise."""
    within = select(Office.id).where(Office.id == office_id, offices_reach(person))
    if db.scalar(within) is None:
        raise OutOfReach


def proposals_reach(person: Person) -> ColumnElement[bool]:
    """SQL: the proposals that this person may see; a query over Proposal takes it.

    A proposal of no office (the agency register) is national: every officer and supervisor sees it.
    """
    if person.role is Role.AUDITOR:
        return true()
    if person.role is Role.ADMINISTRATOR:
        return Proposal.kind == ROLE_KIND
    if person.role not in {Role.OFFICER, Role.SUPERVISOR}:
        return false()
    within = Proposal.office_id.in_(select(Office.id).where(offices_reach(person)))
    seen = or_(Proposal.office_id.is_(None), within)
    if person.role is Role.OFFICER:
        seen = or_(seen, _lent_to(person))
    return and_(Proposal.kind != ROLE_KIND, seen)


def _lent_to(person: Person) -> ColumnElement[bool]:
    """SQL: proposals of offices of the division that cannot decide alone, while they wait.

    Who decided one sees afterwards what became of it.
    """
    offices = select(Office.id).where(_few_officers(), _division_of(person))
    is_theirs = or_(Proposal.state == ProposalState.WAITING, Proposal.decided_by_id == person.id)
    return and_(is_theirs, Proposal.office_id.in_(offices))


def offices_reach(person: Person) -> ColumnElement[bool]:
    """SQL: the offices whose cases this person decides; a query over Office takes it."""
    if person.role is Role.OFFICER:
        return Office.id == person.office_id
    if person.role is Role.SUPERVISOR:
        return or_(_division_of(person), _few_officers())
    return true() if person.role is Role.AUDITOR else false()


def cases_reach(office_id: Any, person: Person) -> ColumnElement[bool]:
    """SQL: the cases that a member of staff sees: of the offices within reach, and of none."""
    within = office_id.in_(select(Office.id).where(offices_reach(person)))
    return or_(office_id.is_(None), within)


def _division_of(person: Person) -> ColumnElement[bool]:
    """SQL: the office lies in the division of the person's office."""
    own = aliased(Office)
    division = select(own.division_en).where(own.id == person.office_id).scalar_subquery()
    return Office.division_en == division


def _few_officers() -> ColumnElement[bool]:
    """SQL: the office has fewer active officers than it needs to decide alone."""
    officers = (
        select(func.count(Person.id))
        .where(Person.office_id == Office.id, Person.role == Role.OFFICER, holds_role())
        .correlate(Office)
        .scalar_subquery()
    )
    return officers < ENOUGH_OFFICERS
