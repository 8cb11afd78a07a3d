"""Steps of requests: what happened, the state that follows, and the SMS that tells it."""

import uuid
from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from portal.deeds.outbox import Kind, our_link, send_sms
from portal.ground.clock import now, today
from portal.ground.database import db
from visa_check.hashes import file_hash
from visa_check.models import (
    Channel,
    FileKind,
    RequestState,
    StepKind,
    VisaRequest,
    VisaRequestFile,
    VisaRequestPicture,
    VisaRequestStep,
)
from visa_check.pictures import Developed
from visa_check.queries import visas
from visa_check.references import show_reference
from visa_check.verdicts import VisaState, VisaVerdict
from visa_check.words import VISA_WORDS
from visa_check.words_of_requests import SMS

# The state that a step leads to; the others leave it as it is.
_LEADS_TO = {
    StepKind.ASKED: RequestState.WAITING,
    StepKind.TAKEN: RequestState.IN_HAND,
    StepKind.RELEASED: RequestState.WAITING,
    StepKind.ANSWERED: RequestState.ANSWERED,
    StepKind.WITHDRAWN: RequestState.WITHDRAWN,
}
# What is this old says nothing about today.
_USEFUL = timedelta(days=7)


def add_step(
    request: VisaRequest, kind: StepKind, by_id: int | None, answer: VisaState | None = None
) -> None:
    """Write down what happened, inside a deed: state, claim and message follow from it."""
    is_told = kind in SMS and not (kind is StepKind.TAKEN and _knows_already(request))
    state = _LEADS_TO.get(kind, request.state)
    is_in_hand = state is RequestState.IN_HAND
    if kind is StepKind.TAKEN:
        request.claimed_by_id, request.claimed_at = by_id, now()
    elif not is_in_hand:
        request.claimed_by_id = request.claimed_at = None
    request.state = state
    request.closed_at = None if state.is_open else now()
    db.add(VisaRequestStep(request_id=request.id, kind=kind, answer=answer, by_id=by_id, at=now()))
    db.flush()
    if is_told:
        _tell(request, kind, answer)


def _knows_already(request: VisaRequest) -> bool:
    """Whether the person stands at the counter, or was told once that somebody took it up."""
    if request.channel is Channel.COUNTER:
        return True
    taken = select(VisaRequestStep.id).filter_by(request_id=request.id, kind=StepKind.TAKEN)
    return db.scalar(taken.limit(1)) is not None


def _tell(request: VisaRequest, kind: StepKind, answer: VisaState | None) -> None:
    """Write the message to the account's number today, or to the one told at the counter."""
    asker = request.person
    phone = asker.phone if asker else request.facts.get("phone")
    if not phone:
        return
    with force_locale(asker.language if asker else "bn"):
        text = _("Nirapod, request %(reference)s:", reference=show_reference(request.ref))
        text = f"{text} {SMS[kind]}"
        if answer:
            # What the register says today: a visa that was verified can have run out.
            found = visas.by_id(request.visa_id)
            verdict = found.verdict(today()) if found else VisaVerdict(answer)
            text = f"{text} {VISA_WORDS[verdict].word}"
    link = our_link(f"/visa/requests/{request.ref}")
    send_sms(phone, f"{text} {link}", Kind.NOTICE, _USEFUL)


def keep_file(
    request: VisaRequest, kind: FileKind, developed: Developed, by_id: int | None
) -> tuple[VisaRequestFile, bool]:
    """Keep the pages of a file, inside a deed that holds the request; whether it is new there."""
    digest = file_hash(developed.digest)
    same = select(VisaRequestFile).filter_by(request_id=request.id, kind=kind, digest=digest)
    there = db.scalar(same)
    if there is not None:
        return there, False
    file = VisaRequestFile(
        ref=uuid.uuid4().hex,
        request_id=request.id,
        kind=kind,
        digest=digest,
        size=developed.size,
        pages=len(developed.sheets),
        by_id=by_id,
        added_at=now(),
    )
    db.add(file)
    db.flush()
    db.add_all(
        VisaRequestPicture(
            file_id=file.id,
            page=page,
            width=sheet.width,
            height=sheet.height,
            content=sheet.content,
        )
        for page, sheet in enumerate(developed.sheets, 1)
    )
    db.flush()
    return file, True
