"""Nobody's word alone: not by the page, not by the action, not by straight SQL."""

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.deeds.models import Proposal, ProposalState
from portal.deeds.proposals import (
    AlreadyDecided,
    OwnProposal,
    close,
    propose,
    waiting_by_ref,
)
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from tests.make.people import make_person


@deed
def ask(by: By) -> str:
    """Propose something."""
    return propose(by, kind="test", subject="a list", difference={}).ref


@deed
def decide(by: By, ref: str) -> str:
    """Approve a proposal, waiting or not."""
    close(by, db.scalars(select(Proposal).filter_by(ref=ref)).one(), approved=True)
    return ref


def officer() -> By:
    """An officer at the command line."""
    return By.command_line(make_person(Role.OFFICER).id, "test")


@pytest.mark.usefixtures("app")
def test_another_officer_approves() -> None:
    ref = ask(officer())
    decide(officer(), ref)
    assert db.scalar(select(Proposal.state)) is ProposalState.APPROVED
    assert waiting_by_ref(ref) is None


@pytest.mark.usefixtures("app")
def test_the_proposer_cannot_approve() -> None:
    by = officer()
    ref = ask(by)
    with pytest.raises(OwnProposal):
        decide(by, ref)
    assert db.scalar(select(Proposal.state)) is ProposalState.WAITING


@pytest.mark.usefixtures("app")
def test_a_decided_proposal_is_not_decided_again() -> None:
    ref = ask(officer())
    decide(officer(), ref)
    with pytest.raises(AlreadyDecided):
        decide(officer(), ref)


@pytest.mark.usefixtures("app")
def test_straight_sql_cannot_let_the_proposer_approve() -> None:
    ask(officer())
    own = update(Proposal).values(
        state=ProposalState.APPROVED,
        decided_by_id=Proposal.proposed_by_id,
        decided_at=now(),
    )
    with pytest.raises(IntegrityError):
        db.execute(own)
    db.rollback()


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "change",
    [
        "state = 'waiting', decided_at = NULL",
        "proposed_by_id = decided_by_id",
        "kind = 'x'",
    ],
)
def test_straight_sql_cannot_change_a_decided_proposal(change: str) -> None:
    decide(officer(), ask(officer()))
    with pytest.raises((IntegrityError, DBAPIError)):
        db.execute(text(f"UPDATE proposal SET {change}"))  # noqa: S608 - our own three texts
    db.rollback()


@pytest.mark.usefixtures("app")
def test_straight_sql_cannot_delete_a_proposal() -> None:
    ask(officer())
    with pytest.raises(DBAPIError):
        db.execute(text("DELETE FROM proposal"))
    db.rollback()
