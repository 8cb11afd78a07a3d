"""Warnings about a visa: the case gathered for the pure rules, and what was noted about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.ground.database import db
from portal.people.models import Person
from visa_check.facts import HOLDER_FACTS, PROMISE_FACTS, from_plain, pick
from visa_check.hashes import warning_hash
from visa_check.licences import read_licence
from visa_check.matching import is_same, read_name
from visa_check.models import (
    FalseAlarm,
    FileKind,
    RequestState,
    VisaDecision,
    VisaDouble,
    VisaRequest,
    VisaRequestDetails,
    VisaRequestFile,
)
from visa_check.queries import agencies
from visa_check.queries.orders import order_of
from visa_check.queries.visas import VisaNow
from visa_check.verdicts import VisaState
from visa_check.warnings import Case, Warned, warn


@dataclass(frozen=True)
class Alarm:
    """A warning, and who noted that it is a false alarm: the notes with their people."""

    warned: Warned
    about: bytes
    notes: Sequence[tuple[FalseAlarm, str]] = ()

    @property
    def key(self) -> str:
        """How a page names exactly this warning with this reason."""
        return self.about.hex()[:16]

    @property
    def is_open(self) -> bool:
        """Whether nobody noted it as a false alarm."""
        return not self.notes

    def is_open_to(self, person_id: int) -> bool:
        """Whether nobody else noted it: one's own note does not make a decision one's own."""
        return all(note.noted_by_id == person_id for note, _name in self.notes)

    def was_noted_by(self, person_id: int) -> bool:
        """Whether this person noted it already."""
        return any(note.noted_by_id == person_id for note, _name in self.notes)


def alarms(found: VisaNow, day: date) -> list[Alarm]:
    """The warnings about a visa on a day with what was noted about each, the gravest first."""
    warned = warn(case_of(found, day))
    if not warned:
        return []
    query = (
        select(FalseAlarm, Person)
        .join(Person, Person.id == FalseAlarm.noted_by_id)
        .where(FalseAlarm.visa_id == found.visa.id)
        .order_by(FalseAlarm.id)
    )
    notes = [(note, person.name) for note, person in db.execute(query)]
    abouts = [warning_hash(one) for one in warned]
    return [
        Alarm(one, about, [(note, name) for note, name in notes if note.about == about])
        for one, about in zip(warned, abouts, strict=True)
    ]


def open_warnings(found: VisaNow, person_id: int, day: date) -> list[Warned]:
    """The warnings that no other officer than this one noted as false alarms."""
    return [alarm.warned for alarm in alarms(found, day) if alarm.is_open_to(person_id)]


def case_of(found: VisaNow, day: date) -> Case:
    """What the register knows about a visa on a day, as the rules want it."""
    entry = found.entry
    holder = from_plain(pick(found.holder.facts if found.holder else {}, HOLDER_FACTS))
    licence, issued = entry.agency_rl_no, entry.issue_date
    days = [day, issued] if issued else [day]
    verdicts = agencies.verdicts_of_licence(licence, days) if licence else []
    # Of a holder who was erased there is nothing to find others by.
    request = _request(found.visa.id)
    promise = pick(request.facts if request else {}, PROMISE_FACTS)
    sharing, in_group, frauds = db.execute(_others(found.visa.id)).one_or_none() or (0, 0, 0)
    order = order_of(holder["job_order"], licence) if holder["job_order"] else None
    return Case(
        day=day,
        destination=entry.destination,
        visa_number=holder["visa_number"] or "",
        passport_number=holder["passport_number"] or "",
        visa_type=entry.visa_type,
        born_on=holder["date_of_birth"],
        issued_on=issued,
        expires_on=entry.expiry_date,
        hijri_year=holder["hijri_year"],
        passport_expires_on=holder["passport_expiry"],
        occupation=entry.occupation,
        contract_occupation=holder["contract_occupation"],
        agency=licence,
        promised_occupation=promise["job"],
        contract_agency=holder["contract_rl_no"],
        promised_agency=_promised(promise["agency"], licence),
        agency_today=verdicts[0] if verdicts else None,
        agency_at_issue=verdicts[1] if len(verdicts) > 1 else None,
        sharing=sharing,
        in_group=in_group,
        group_quota=holder["group_quota"],
        frauds=frauds,
        order_number=holder["job_order"],
        order=order[0] if order else None,
        in_order=order[1] if order else 0,
        fee_taka=promise["fee_paid"],
        flies_on=request.flight_day if request else None,
        same_files=_same_files(request) if request else 0,
        visa_zone=holder["visa_zone"],
        passport_zone=holder["passport_zone"],
    )


def _others(visa_id: int) -> Select[int, int, int]:
    """How many visas share the number, the group, and an employer or sponsor of a fraud."""
    mine, other = aliased(VisaDouble), aliased(VisaDouble)
    here = select(func.count(other.visa_id)).select_from(other)
    is_apart = or_(
        mine.group_key.is_(None), other.group_key.is_(None), other.group_key != mine.group_key
    )
    sharing = and_(other.number == mine.number, other.passport != mine.passport, is_apart)
    same_party = or_(other.employer_key == mine.employer_key, other.sponsor_key == mine.sponsor_key)
    last = select(func.max(VisaDecision.id)).where(VisaDecision.visa_id == other.visa_id)
    decided = VisaDecision.id == last.correlate(other).scalar_subquery()
    frauds = (
        here.join(VisaDecision, decided)
        .where(same_party, other.visa_id != visa_id, VisaDecision.state == VisaState.FRAUD)
        .correlate(mine)
    )
    return select(
        here.where(sharing).correlate(mine).scalar_subquery(),
        here.where(other.group_key == mine.group_key).correlate(mine).scalar_subquery(),
        frauds.scalar_subquery(),
    ).where(mine.visa_id == visa_id)


def _request(visa_id: int) -> VisaRequest | None:
    """The newest question about a visa that was not withdrawn."""
    query = (
        select(VisaRequest)
        .options(joinedload(VisaRequest.details))
        .where(VisaRequest.visa_id == visa_id, VisaRequest.state != RequestState.WITHDRAWN)
        .order_by(VisaRequest.id.desc())
    )
    return db.scalars(query.limit(1)).first()


def _promised(told: str | None, licence: int | None) -> int | str | None:
    """The agency that was named with the promise: by its licence, else by its name.

    A name says something only beside the visa's agency: the same number where it is that one's.
    """
    if not told:
        return None
    number = read_licence(told)
    if number is not None or licence is None:
        return number
    entry = next(iter(agencies.entries_by_licence(licence)), None)
    names = [entry.name, entry.name_bn] if entry else []
    is_its = any(is_same(read_name(told), read_name(name)) for name in names if name)
    return licence if is_its else told


def _same_files(request: VisaRequest) -> int:
    """How many questions about other passports brought one of the same files."""
    mine, other = aliased(VisaRequestFile), aliased(VisaRequestFile)
    passports = aliased(VisaRequestDetails)
    # Whoever asks again about the own visa sends the same pictures again.
    passport = request.details.passport if request.details else None
    query = (
        select(func.count(other.request_id.distinct()))
        .join(mine, and_(mine.digest == other.digest, mine.request_id == request.id))
        .outerjoin(passports, passports.request_id == other.request_id)
        .where(
            other.request_id != request.id,
            mine.kind != FileKind.EVIDENCE,
            or_(passports.passport.is_(None), passports.passport != passport),
        )
    )
    return db.scalar(query) or 0
