"""What is read about requests: by reference, for their owner, for the staff of their office."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from portal.ground.database import db
from portal.people.models import Office, Person
from portal.people.rights import offices_reach
from visa_check.models import (
    FileKind,
    RequestState,
    StepKind,
    VisaRequest,
    VisaRequestFile,
    VisaRequestPicture,
    VisaRequestStep,
)
from visa_check.queries import visas
from visa_check.verdicts import VisaVerdict

OPEN = (RequestState.WAITING, RequestState.IN_HAND)


def by_reference(ref: str) -> VisaRequest | None:
    """The request with this reference."""
    return db.scalar(select(VisaRequest).filter_by(ref=ref))


def own_request(person: Person, ref: str, *, is_held: bool = False) -> VisaRequest | None:
    """A request that this person's account asked; held until the end of an action where asked."""
    query = _with_details().filter_by(ref=ref, person_id=person.id)
    return db.scalar(query.with_for_update(of=VisaRequest) if is_held else query)


def open_requests(person: Person) -> Sequence[VisaRequest]:
    """What this person's account asked and nobody has answered yet."""
    query = _with_details().where(VisaRequest.state.in_(OPEN))
    return db.scalars(query.filter_by(person_id=person.id)).all()


def own_requests(person: Person) -> Sequence[VisaRequest]:
    """What this person's account asked, the newest first."""
    query = select(VisaRequest).filter_by(person_id=person.id).order_by(VisaRequest.id.desc())
    return db.scalars(query.limit(50)).all()


def kept_request(person: Person, ref: str, *, is_held: bool = False) -> VisaRequest | None:
    """A request of an office that this member of staff reaches; held in an action where asked."""
    reach = VisaRequest.office_id.in_(select(Office.id).where(offices_reach(person)))
    query = _with_details().filter_by(ref=ref).where(reach)
    return db.scalar(query.with_for_update(of=VisaRequest) if is_held else query)


def steps(request_id: int) -> Sequence[VisaRequestStep]:
    """What happened to a request, the oldest first."""
    query = select(VisaRequestStep).filter_by(request_id=request_id)
    return db.scalars(query.order_by(VisaRequestStep.id)).all()


def answer_today(request: VisaRequest, day: date) -> VisaVerdict | None:
    """What the register says today, or said last, about the visa of an answered question."""
    if request.state is not RequestState.ANSWERED:
        return None
    found = visas.by_id(request.visa_id)
    if found is not None:
        return found.verdict(day)
    query = select(VisaRequestStep.answer).filter_by(request_id=request.id, kind=StepKind.ANSWERED)
    said = db.scalar(query.order_by(VisaRequestStep.id.desc()).limit(1))
    return VisaVerdict(said) if said else None


def office_of(request: VisaRequest) -> Office:
    """The office that keeps a request."""
    return db.get_one(Office, request.office_id)


def files(request_id: int) -> Sequence[VisaRequestFile]:
    """The files of a request that are still kept, in the order in which they came."""
    return db.scalars(_files(request_id)).all()


def sent(request_id: int) -> Sequence[VisaRequestFile]:
    """What the person sent of it; what an officer saw is not theirs."""
    query = _files(request_id).where(VisaRequestFile.kind != FileKind.EVIDENCE)
    return db.scalars(query).all()


def evidence(request_id: int) -> Sequence[VisaRequestFile]:
    """Pictures of what officers saw at the service of the country."""
    query = _files(request_id).where(VisaRequestFile.kind == FileKind.EVIDENCE)
    return db.scalars(query).all()


def _files(request_id: int) -> Select[VisaRequestFile]:
    """Files whose pictures nobody has forgotten yet; the pictures stay unread."""
    kept = exists().where(VisaRequestPicture.file_id == VisaRequestFile.id)
    query = select(VisaRequestFile).where(VisaRequestFile.request_id == request_id, kept)
    return query.order_by(VisaRequestFile.id)


def picture(request_id: int, file_ref: str, page: int) -> VisaRequestPicture | None:
    """One page of a file of a request."""
    return db.scalar(
        select(VisaRequestPicture)
        .join(VisaRequestFile, VisaRequestFile.id == VisaRequestPicture.file_id)
        .where(
            VisaRequestFile.request_id == request_id,
            VisaRequestFile.ref == file_ref,
            VisaRequestPicture.page == page,
        )
    )


def sent_elsewhere(file: VisaRequestFile) -> Sequence[VisaRequest]:
    """Other requests to which the very same file was sent."""
    same = select(VisaRequestFile.request_id).where(
        VisaRequestFile.digest == file.digest, VisaRequestFile.request_id != file.request_id
    )
    query = select(VisaRequest).where(VisaRequest.id.in_(same)).order_by(VisaRequest.id)
    return db.scalars(query.limit(20)).all()


def _with_details() -> Select[VisaRequest]:
    return select(VisaRequest).options(joinedload(VisaRequest.details))
