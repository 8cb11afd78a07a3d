"""What is read about visas: the public answer, and what the offices may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.ground.clock import DHAKA
from portal.ground.database import db
from portal.people.models import Office, Person
from portal.people.rights import offices_reach
from visa_check.hashes import holder_hash, identity_hash, passport_hash, visa_hash
from visa_check.models import (
    Visa,
    VisaDecision,
    VisaDouble,
    VisaEntry,
    VisaHolder,
    VisaLock,
    VisaLookUp,
)
from visa_check.verdicts import VisaState, VisaVerdict, visa_on

PAGE = 25


@dataclass(frozen=True)
class Answer:
    """What the public learns about a visa: the verdict, since when, and from which office."""

    verdict: VisaVerdict
    since: date
    office_en: str | None
    office_bn: str | None
    destination: str


@dataclass(frozen=True)
class VisaNow:
    """A visa as the offices see it: its newest facts, whom they are about, the last decision."""

    visa: Visa
    entry: VisaEntry
    holder: VisaHolder | None
    decision: VisaDecision | None
    office: Office | None

    def verdict(self, day: date) -> VisaVerdict:
        """The answer that the public gets on a day."""
        return visa_on(
            day,
            self.decision.state if self.decision else None,
            is_of_these_facts=self.decision is not None and self.decision.entry_id == self.entry.id,
            expires=self.entry.expiry_date,
        )

    @property
    def is_decided(self) -> bool:
        """Whether two must agree to change it: a final decision stands."""
        return self.decision is not None and self.decision.state.is_final


def newest(*columns: Any) -> Select[Any]:
    """Columns of visas with their newest entry, last decision and office."""
    entry, decision = aliased(VisaEntry), aliased(VisaDecision)
    last_entry = select(func.max(entry.id)).where(entry.visa_id == Visa.id).correlate(Visa)
    last_decision = select(func.max(decision.id)).where(decision.visa_id == Visa.id).correlate(Visa)
    return (
        select(*columns)
        .select_from(Visa)
        .join(VisaEntry, VisaEntry.id == last_entry.scalar_subquery())
        .outerjoin(VisaDecision, VisaDecision.id == last_decision.scalar_subquery())
        .outerjoin(Office, Office.id == _owner())
    )


def _owner() -> ColumnElement[int | None]:
    """The office that decided last, else the one that took the visa up."""
    return func.coalesce(VisaDecision.office_id, VisaEntry.office_id)


_OWNER_IS_ACTIVE = and_(Person.id == VisaLock.person_id, Person.active)
# Put together once: the public look-up has a millisecond.
_ANSWER = (
    newest(
        VisaEntry.id,
        VisaEntry.expiry_date,
        VisaEntry.recorded_at,
        VisaDecision.state,
        VisaDecision.entry_id,
        VisaDecision.decided_at,
        Office.district_en,
        Office.district_bn,
        VisaEntry.destination,
    )
    .join(VisaLookUp, VisaLookUp.visa_id == Visa.id)
    .where(
        VisaLookUp.holder == bindparam("holder"),
        VisaLookUp.visa == bindparam("visa"),
        ~exists().where(VisaLock.holder == bindparam("holder"), _OWNER_IS_ACTIVE),
    )
)


def answer(passport: str, birth: date, number: str, day: date) -> Answer | None:
    """The public answer to visa number, passport number and birth date together; else nothing.

    Whatever is wrong, or closed by its owner, is the same work: two hashes, one question.
    """
    asked = {
        "holder": holder_hash(passport, birth),
        "visa": visa_hash(passport, birth, number),
    }
    rows = db.execute(_ANSWER, asked).all()
    answers = [answer_from(row, day) for row in rows]
    # One number may stand for two destinations: the more serious answer is given.
    return min(answers, key=lambda found: _GRAVITY.index(found.verdict), default=None)


_GRAVITY = (
    VisaVerdict.FRAUD,
    VisaVerdict.MISMATCH,
    VisaVerdict.WITHDRAWN,
    VisaVerdict.EXPIRED,
    VisaVerdict.CANNOT_CHECK,
    VisaVerdict.PENDING,
    VisaVerdict.VERIFIED,
)


def answer_from(row: Sequence[Any], day: date) -> Answer:
    """The public answer from its few columns."""
    entry_id, expires, recorded, state, decided_entry, decided, *told = row
    verdict = visa_on(
        day,
        VisaState(state) if state else None,
        is_of_these_facts=entry_id == decided_entry,
        expires=expires,
    )
    if verdict is VisaVerdict.EXPIRED:
        return Answer(verdict, expires, *told)
    moment: datetime = decided if state is not None and verdict == state else recorded
    return Answer(verdict, moment.astimezone(DHAKA).date(), *told)


def visa_of(person: Person, ref: str) -> VisaNow | None:
    """A visa by its reference, if the person's office keeps it or no office does yet."""
    return _one(_whole().where(Visa.ref == ref, _within(person)))


def kept_elsewhere(visa_ids: Iterable[int], office_id: int | None) -> set[int]:
    """Of these visas the ones that another office keeps."""
    query = newest(Visa.id).where(Visa.id.in_(list(visa_ids)), _owner() != office_id)
    return set(db.scalars(query))


def own_visas(person: Person, page: int) -> list[VisaNow]:
    """The visas that the person's own office keeps, the newest first."""
    query = _whole().where(_owner() == person.office_id).order_by(Visa.id.desc())
    return [VisaNow(*row) for row in db.execute(query.offset((page - 1) * PAGE).limit(PAGE))]


def count_own(person: Person) -> int:
    """How many visas the person's own office keeps."""
    query = newest(func.count(Visa.id)).where(_owner() == person.office_id)
    return db.scalar(query) or 0


def find(number: str, passport: str, birth: date) -> VisaNow | None:
    """A visa anywhere in the country, for staff who hold number, passport and birth date."""
    key = VisaLookUp.visa == visa_hash(passport, birth, number)
    here = VisaLookUp.holder == holder_hash(passport, birth)
    query = _whole().join(VisaLookUp, VisaLookUp.visa_id == Visa.id).where(here, key)
    return _one(query.order_by(Visa.id.desc()).limit(1))


def by_ids(visa_ids: Iterable[int]) -> list[VisaNow]:
    """These visas, the newest first."""
    query = _whole().where(Visa.id.in_(list(visa_ids))).order_by(Visa.id.desc())
    return [VisaNow(*row) for row in db.execute(query)]


def may_open(person: Person, found: VisaNow) -> bool:
    """Whether a visa that was found belongs to the person's reach."""
    return visa_of(person, found.visa.ref) is not None


def visa_id_by_identity(destination: str, number: str, passport: str) -> int | None:
    """The visa with this destination, number and passport, if it is in the register."""
    identity = identity_hash(destination, number, passport)
    return db.scalar(select(VisaDouble.visa_id).filter_by(identity=identity))


def of_passport(passport: str) -> int:
    """How many visas stand under a passport number, for staff only."""
    query = select(func.count()).where(VisaDouble.passport == passport_hash(passport))
    return db.scalar(query) or 0


def decisions(visa_id: int) -> Sequence[tuple[VisaDecision, Office]]:
    """What was decided about a visa and where, the newest first."""
    query = (
        select(VisaDecision, Office)
        .join(Office, Office.id == VisaDecision.office_id)
        .where(VisaDecision.visa_id == visa_id)
        .order_by(VisaDecision.id.desc())
    )
    return [(decision, office) for decision, office in db.execute(query)]


def entries(visa_id: int) -> Sequence[VisaEntry]:
    """What was known of a visa, the newest first."""
    query = select(VisaEntry).filter_by(visa_id=visa_id).order_by(VisaEntry.id.desc())
    return db.scalars(query).all()


def by_id(visa_id: int | None) -> VisaNow | None:
    """A visa that a request leads to, whichever office keeps it."""
    return _one(_whole().where(Visa.id == visa_id)) if visa_id else None


def after(visa_id: int, most: int) -> Select[Any]:
    """Some visas after one, in their order: destination and facts of whom they are about."""
    holder = VisaHolder.entry_id == VisaEntry.id
    query = newest(Visa.id, VisaEntry.destination, VisaHolder.facts).join(VisaHolder, holder)
    return query.where(Visa.id > visa_id).order_by(Visa.id).limit(most)


def newest_by_ref(ref: str) -> VisaNow | None:
    """A visa by its reference, for deeds that judge the reach themselves."""
    return _one(_whole().where(Visa.ref == ref))


def _whole() -> Select[Any]:
    """The five rows that make a VisaNow."""
    holder = VisaHolder.entry_id == VisaEntry.id
    return newest(Visa, VisaEntry, VisaHolder, VisaDecision, Office).outerjoin(VisaHolder, holder)


def _within(person: Person) -> ColumnElement[bool]:
    reach = _owner().in_(select(Office.id).where(offices_reach(person)))
    return or_(_owner().is_(None), reach)


def _one(query: Select[Any]) -> VisaNow | None:
    row = db.execute(query).first()
    return VisaNow(*row) if row else None
