"""Sample data: a certificate that was cancelled, and the genuine one that came after it."""

from collections.abc import Sequence

from certificates.actions import Holder, approve, issue, propose_cancel
from portal.deeds.record import By

COURSE = "before-you-go"
NAME = "JAMAL UDDIN"


def load(holder: int, officers: Sequence[int]) -> None:
    """Issue for a person who passed; two officers cancel it; issue again."""
    learner, proposer, approver = (
        By.command_line(key, "sample load") for key in (holder, *officers[:2])
    )
    misspelt = issue(learner, COURSE, Holder(name="JAMAL UDIN"))
    approve(approver, propose_cancel(proposer, misspelt, "The name was misspelt."))
    issue(learner, COURSE, Holder(name=NAME))
