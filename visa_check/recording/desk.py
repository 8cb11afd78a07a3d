"""Steps at the desk: a request's visa in the register, what was noted, the answer."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.deeds.models import Proposal, ProposalState
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.errors import Refusal
from portal.ground.formatting import digits
from visa_check.checklist import Seen
from visa_check.facts import HOLDER_FACTS, VISA_FACTS, from_plain, pick
from visa_check.models import (
    FileKind,
    StepKind,
    Visa,
    VisaChecklist,
    VisaRequest,
    VisaSighting,
    VisaSightingDetails,
)
from visa_check.pictures import Developed
from visa_check.queries import desk as queries
from visa_check.queries import requests, visas
from visa_check.recording import visas as register
from visa_check.recording.requests import add_step, keep_file
from visa_check.verdicts import VisaState

# More than any visa needs; a program that fills the disk is stopped.
MOST_EVIDENCE = 12


class TooManyPictures(Refusal):
    """A request has as many pictures of what was seen as it may have."""

    field = "evidence"
    message = _l("There are %(most)s such pictures already. Write down in words what you saw.")


@dataclass(frozen=True)
class Sighting:
    """What an officer saw at the destination's service."""

    service: str
    number: str
    outcome: Seen
    words: str = ""
    # What it looked like: a photo of the screen, or what was saved from it.
    picture: Developed | None = None


@dataclass(frozen=True)
class Verdict:
    """What an officer decides: the state, what was seen, the marks of the checklist."""

    state: VisaState
    note: str
    marks: dict[str, str]


def enter_visa_of(by: By, request: VisaRequest) -> None:
    """Bring the visa of a request into the register, as it was typed, where its number is known."""
    facts = from_plain(pick(request.facts, HOLDER_FACTS)) | {"destination": request.destination}
    if request.visa_id is None and facts["visa_number"]:
        take_up(by, request, facts)


def take_up(by: By, request: VisaRequest, facts: Mapping[str, Any]) -> None:
    """Enter the visa of a request in the register, or find it there."""
    known = visas.visa_id_by_identity(
        facts["destination"], facts["visa_number"], facts["passport_number"]
    )
    if known is None:
        visa = Visa(ref=uuid.uuid4().hex, created_at=now())
        db.add(visa)
        db.flush()
        known = visa.id
        whole = pick(facts, (*VISA_FACTS, *HOLDER_FACTS))
        # Entered by somebody else this very moment, it is found when the deed is tried again.
        register.write_visa(by, visa, whole, request.office_id, None)
    request.visa_id = known
    db.flush()


def add_sighting(by: By, request: VisaRequest, seen: Sighting) -> None:
    """Write down what was seen; nobody changes it afterwards."""
    evidence = None
    if seen.picture:
        file, _is_new = keep_file(request, FileKind.EVIDENCE, seen.picture, by.person_id)
        if len(requests.evidence(request.id)) > MOST_EVIDENCE:
            raise TooManyPictures(most=digits(MOST_EVIDENCE))
        evidence = file.ref
    sighting = VisaSighting(
        request_id=request.id, outcome=seen.outcome, by_id=by.person_id, at=now()
    )
    sighting.details = VisaSightingDetails(
        facts={
            "service": seen.service,
            "number": seen.number,
            "words": seen.words,
            "evidence": evidence,
        }
    )
    db.add(sighting)
    db.flush()


def keep_marks(by: By, request: VisaRequest, marks: dict[str, str]) -> None:
    """Write down how the checklist stands, where it says something new."""
    before = queries.checklist(request.id)
    if marks and (before is None or before.marks != marks):
        db.add(VisaChecklist(request_id=request.id, marks=marks, by_id=by.person_id, at=now()))
        db.flush()


def settle(by: By, proposal: Proposal) -> None:
    """Answer the request of a decided proposal, or lay it back where the proposal was refused."""
    request = queries.request_of(proposal.id, is_held=True)
    if request is None or not request.state.is_open:
        return
    if proposal.state is ProposalState.APPROVED:
        add_step(
            request,
            StepKind.ANSWERED,
            by.person_id,
            VisaState(proposal.difference["new"]["state"]),
        )
    else:
        add_step(request, StepKind.RELEASED, by.person_id)
