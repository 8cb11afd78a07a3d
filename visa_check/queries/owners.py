"""What is read for the confirmed owner of a passport; one that was only typed opens nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from portal.ground.clock import now
from portal.ground.database import db
from portal.people import identities
from portal.people.identities import Seen
from portal.people.models import Person
from visa_check.hashes import holder_hash
from visa_check.models import Slip, VisaLock, VisaLookUp, VisaSeen, VisaShare
from visa_check.queries import slips, visas
from visa_check.queries.visas import Answer, VisaNow

MOST_SEEN = 50


class Mine(NamedTuple):
    """A visa on one of the person's passports, and its slips."""

    visa: VisaNow
    slips: Sequence[Slip]


def holders(person_id: int) -> dict[bytes, Seen]:
    """The confirmed passports of a person, renewed ones too, as look-ups know them."""
    return {holder_hash(seen.number, seen.born_on): seen for seen in identities.all_seen(person_id)}


def mine(person_id: int) -> list[Mine]:
    """The visas on a person's confirmed passports, the newest first."""
    keys = select(VisaLookUp.visa_id).where(VisaLookUp.holder.in_(holders(person_id)))
    found = visas.by_ids(db.scalars(keys.order_by(VisaLookUp.visa_id.desc())).all())
    return [Mine(one, slips.of_visa(one.visa.id)) for one in found]


def mine_by_ref(person_id: int, ref: str) -> VisaNow | None:
    """A visa on one of the person's own passports; another's is not there."""
    return next((one.visa for one in mine(person_id) if one.visa.visa.ref == ref), None)


def my_slip(person_id: int, number: str) -> Slip | None:
    """A slip of one of the person's own visas; another's is not there."""
    own = (slip for one in mine(person_id) for slip in one.slips)
    return next((slip for slip in own if slip.paper.number == number), None)


def is_locked(person_id: int) -> bool:
    """Whether the public look-up of every passport of the person is closed."""
    keys = holders(person_id)
    found = select(func.count()).select_from(VisaLock).where(VisaLock.holder.in_(keys))
    return bool(keys) and db.scalar(found) == len(keys)


class Shared(NamedTuple):
    """A share code as its owner sees it: how often it was used, whether it still opens."""

    share: VisaShare
    uses: int
    last: datetime | None

    @property
    def opens(self) -> bool:
        """Whether its answer is still given."""
        return self.share.cancelled_at is None and self.share.expires_at > now()


def shares(person_id: int) -> list[Shared]:
    """The share codes of a person, the newest first."""
    query = (
        select(VisaShare, func.count(VisaSeen.id), func.max(VisaSeen.at))
        .outerjoin(VisaSeen, VisaSeen.share_id == VisaShare.id)
        .where(VisaShare.person_id == person_id)
        .group_by(VisaShare.id)
        .order_by(VisaShare.id.desc())
    )
    return [Shared(*row) for row in db.execute(query)]


def looks(person_id: int) -> Sequence[tuple[VisaSeen, str | None]]:
    """Who looked at a person's visas of late: when, how, and by which code."""
    query = (
        select(VisaSeen, VisaShare)
        .outerjoin(VisaShare, VisaShare.id == VisaSeen.share_id)
        .where(VisaSeen.person_id == person_id)
        .order_by(VisaSeen.id.desc())
        .limit(MOST_SEEN)
    )
    return [(seen, share.purpose if share else None) for seen, share in db.execute(query)]


def share_by_code(code: bytes) -> VisaShare | None:
    """A share code that opens, by its hash; its owner still holds the passport of the visa."""
    found = db.scalar(
        select(VisaShare)
        .join(Person, Person.id == VisaShare.person_id)
        .where(
            VisaShare.code == code,
            VisaShare.cancelled_at.is_(None),
            VisaShare.expires_at > now(),
            Person.active,
        )
    )
    if found is None:
        return None
    keys = select(VisaLookUp.holder).filter_by(visa_id=found.visa_id)
    return found if db.scalar(keys) in holders(found.person_id) else None


def shared_answer(found: VisaShare, day: date) -> Answer | None:
    """What a share code answers: the public answer about its visa, and nothing more."""
    visa = next(iter(visas.by_ids([found.visa_id])), None)
    if visa is None:
        return None
    entry, decision, office = visa.entry, visa.decision, visa.office
    row = (
        *(entry.id, entry.expiry_date, entry.recorded_at),
        *((decision.state, decision.entry_id, decision.decided_at) if decision else (None,) * 3),
        *((office.district_en, office.district_bn) if office else (None, None)),
        entry.destination,
    )
    return visas.answer_from(row, day)


def owner_of(passport: str, birth: date) -> int | None:
    """For whom a passport was confirmed."""
    found = identities.owner(passport, birth)
    return found.id if found else None
