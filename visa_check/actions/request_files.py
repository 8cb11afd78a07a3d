"""Pictures for a question: kept for its owner and the office, and forgotten in time."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, or_, select, update

from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.errors import Refusal
from portal.ground.formatting import digits
from portal.people.models import Person
from portal.people.rights import require
from visa_check.actions.requests import Closed
from visa_check.models import (
    FileKind,
    RequestState,
    StepKind,
    VisaRequest,
    VisaRequestDetails,
    VisaRequestFile,
    VisaRequestPicture,
)
from visa_check.pictures import Developed
from visa_check.queries import requests as queries
from visa_check.recording.requests import add_step, keep_file
from visa_check.refusals import Gone

# More than any visa needs; a program that fills the disk is stopped.
MOST_FILES = 12
# Uploads and what is personal are kept this long after the answer (TRUST.md, retention).
KEPT = timedelta(days=365)


class TooManyFiles(Refusal):
    """A question has as many files as it may have."""

    message = _l("A question has at most %(most)s files. The officer will say what is missing.")


@deed
def add_pictures(by: By, ref: str, files: Sequence[tuple[FileKind, Developed]]) -> str:
    """Add pictures to one's own open question; a file that is there already is there once."""
    asker = require(by.person_id, Role.MIGRANT)
    request = queries.own_request(asker, ref, is_held=True)
    if request is None:
        raise Gone
    if not request.state.is_open:
        raise Closed
    added = [keep_file(request, kind, developed, asker.id)[1] for kind, developed in files]
    if len(queries.sent(request.id)) > MOST_FILES:
        raise TooManyFiles(most=digits(MOST_FILES))
    if any(added):
        add_step(request, StepKind.ADDED, asker.id)
    return ref


@transaction
def forget_old_requests() -> None:
    """Delete pictures and what is personal: a year after the end, or with the account."""
    erased = VisaRequest.person.has(Person.active.is_(False))
    # Nobody is left who could withdraw it or read an answer.
    db.execute(
        update(VisaRequest)
        .where(VisaRequest.state.in_(queries.OPEN), erased)
        .values(state=RequestState.WITHDRAWN, closed_at=now(), claimed_by_id=None, claimed_at=None)
    )
    past = or_(VisaRequest.closed_at < now() - KEPT, erased)
    ended = select(VisaRequest.id).where(past)
    files = select(VisaRequestFile.id).where(VisaRequestFile.request_id.in_(ended))
    db.execute(delete(VisaRequestPicture).where(VisaRequestPicture.file_id.in_(files)))
    db.execute(delete(VisaRequestDetails).where(VisaRequestDetails.request_id.in_(ended)))
