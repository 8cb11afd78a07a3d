"""What is read for the confirmed owner of a passport; one that was only typed opens nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from portal.ground.clock import now
from portal.ground.database import db
from portal.people import identities
from portal.people.identities import Seen
from portal.people.models import Organisation, Person
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


class Look(NamedTuple):
    """Somebody else was answered: when and how, by which code, and whose program it was."""

    seen: VisaSeen
    purpose: str | None
    organisation: str | None


def looks(person_id: int) -> list[Look]:
    """Who looked at a person's visas of late."""
    query = (
        select(VisaSeen, VisaShare, Organisation.name)
        .outerjoin(VisaShare, VisaShare.id == VisaSeen.share_id)
        .outerjoin(Organisation, Organisation.id == VisaSeen.organisation_id)
        .where(VisaSeen.person_id == person_id)
        .order_by(VisaSeen.id.desc())
        .limit(MOST_SEEN)
    )
    return [
        Look(seen, share.purpose if share else None, organisation)
        for seen, share, organisation in db.execute(query)
    ]


class Opened(NamedTuple):
    """What a share code opens: the public answer about a visa, and whose it is."""

    owner_id: int
    share_id: int
    answer: Answer


def opened(code: bytes, day: date, number: str | None = None) -> Opened | None:
    """What a share code opens, by its hash; where a visa number came too, it is that visa's.

    The owner still holds the passport of the visa. Every kind of no asks the same of the database.
    """
    share = db.scalar(
        select(VisaShare)
        .join(Person, Person.id == VisaShare.person_id)
        .where(
            VisaShare.code == code,
            VisaShare.cancelled_at.is_(None),
            VisaShare.expires_at > now(),
            Person.active,
        )
    )
    owner_id, visa_id = (share.person_id, share.visa_id) if share else (0, 0)
    own = holders(owner_id)
    held = db.scalar(select(VisaLookUp.holder).filter_by(visa_id=visa_id))
    visa = next(iter(visas.by_ids([visa_id])), None)
    if share is None or held not in own or visa is None or not _is_numbered(visa, number):
        return None
    return Opened(owner_id, share.id, _public_answer(visa, day))


def _is_numbered(visa: VisaNow, number: str | None) -> bool:
    """Whether a visa has this number, or none was asked for."""
    return number is None or (
        visa.holder is not None and visa.holder.facts.get("visa_number") == number
    )


def _public_answer(visa: VisaNow, day: date) -> Answer:
    """What the public is answered about a visa, and nothing more."""
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
