"""Makers of work at the desk: requests in hand, seen, decided."""

from typing import Any

from portal.ground.database import db
from portal.people.models import Person
from tests.make.requests import make_request
from tests.make.visa_check import by
from visa_check.actions import desk as actions
from visa_check.checklist import Mark, Point, Seen
from visa_check.models import VisaRequest
from visa_check.recording.desk import Sighting, Verdict
from visa_check.verdicts import VisaState

ALL_FIT = {point.value: Mark.FITS.value for point in Point}
SEEN_SAME = Sighting("MOFA", "E12345678", Seen.SAME, "Visa has been issued")


def in_hand(officer: Person, **changes: Any) -> VisaRequest:
    """A request that an officer has taken up."""
    request = make_request(**changes)
    actions.claim(by(officer), request.ref)
    db.refresh(request)
    return request


def decide(
    officer: Person,
    request: VisaRequest,
    state: VisaState = VisaState.VERIFIED,
    *,
    marks: dict[str, str] | None = None,
    seen: Sighting | None = SEEN_SAME,
    note: str = "Seen.",
) -> None:
    """Decide about the visa of a request; everything fits unless said."""
    verdict = Verdict(state, note, ALL_FIT if marks is None else marks)
    actions.decide(by(officer), request.ref, verdict, seen)
    db.refresh(request)
