"""What waits at the desk, and what was done lately."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from portal.deeds.models import Leaf, Proposal, ProposalState
from portal.ground.database import db
from portal.people.models import Person
from portal.people.rights import proposals_reach

PAGE = 25


def waiting(person: Person, page: int) -> Sequence[Proposal]:
    """Proposals that wait within a person's reach, the longest waiting first."""
    query = (
        select(Proposal)
        .where(Proposal.state == ProposalState.WAITING, proposals_reach(person))
        .order_by(Proposal.proposed_at, Proposal.id)
    )
    return db.scalars(query.offset((page - 1) * PAGE).limit(PAGE)).all()


def count_waiting(person: Person) -> int:
    """How many proposals wait within a person's reach."""
    query = select(func.count(Proposal.id)).where(
        Proposal.state == ProposalState.WAITING, proposals_reach(person)
    )
    return db.scalar(query) or 0


def decided_lately(person: Person) -> Sequence[Proposal]:
    """The proposals within reach that were decided last."""
    query = select(Proposal).where(Proposal.state != ProposalState.WAITING, proposals_reach(person))
    return db.scalars(query.order_by(Proposal.decided_at.desc()).limit(10)).all()


def recent_deeds(person: Person) -> Sequence[Leaf]:
    """The last deeds of the people of one's own office."""
    query = (
        select(Leaf)
        .join(Person, Person.id == Leaf.person_id)
        .where(Person.office_id == person.office_id)
        .order_by(Leaf.id.desc())
    )
    return db.scalars(query.limit(15)).all()


def names(ids: set[int]) -> dict[int, str]:
    """Names of people by their key, in one query."""
    query = select(Person).where(Person.id.in_(ids)).options(selectinload(Person.details))
    return {person.id: person.name for person in db.scalars(query)}
