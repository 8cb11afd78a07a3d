"""What the confirmed owner of a passport does: share, cancel, lock; and who looked is kept."""

import secrets
import uuid
from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select, update

from portal.deeds.outbox import Kind, our_link, send_sms
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.errors import Refusal
from portal.ground.formatting import digits
from portal.ground.limits import count_failure
from portal.people.models import Person
from visa_check import limits, sharing
from visa_check.hashes import share_hash
from visa_check.models import VisaLock, VisaSeen, VisaShare, Way
from visa_check.queries import owners as queries
from visa_check.refusals import Gone

# So many codes of a person open at one time.
MOST = 10
# A message about look-ups goes out at most so often.
_DAY = timedelta(days=1)
# Who looked is kept this long.
KEPT = timedelta(days=30)


class TooManyShared(Refusal):
    """Somebody has as many open codes as anybody may."""

    message = _l("You have %(most)s codes already. Cancel one of them first.")


@transaction
def share(person_id: int, ref: str, purpose: str, days: int) -> str:
    """Make a code that opens the answer about a visa; the code, which is never shown again."""
    _hold(person_id)
    found = queries.mine_by_ref(person_id, ref)
    if found is None:
        raise Gone
    if sum(one.opens for one in queries.shares(person_id)) >= MOST:
        raise TooManyShared(most=digits(MOST))
    code = "".join(secrets.choice(sharing.SIGNS) for _ in range(sharing.LENGTH))
    db.add(
        VisaShare(
            ref=uuid.uuid4().hex,
            person_id=person_id,
            visa_id=found.visa.id,
            code=share_hash(code),
            purpose=purpose,
            created_at=now(),
            expires_at=now() + timedelta(days=days),
        )
    )
    return code


@transaction
def cancel(person_id: int, ref: str) -> None:
    """Let a code open nothing any more."""
    mine = update(VisaShare).filter_by(person_id=person_id, ref=ref, cancelled_at=None)
    db.execute(mine.values(cancelled_at=now()))


@transaction
def lock(person_id: int) -> None:
    """Close the public look-up of all confirmed passports of a person."""
    _hold(person_id)
    keys = queries.holders(person_id)
    if not keys:
        raise Gone
    db.execute(delete(VisaLock).where(VisaLock.holder.in_(keys)))
    db.add_all(VisaLock(holder=key, person_id=person_id, since=now()) for key in keys)


@transaction
def unlock(person_id: int) -> None:
    """Open the public look-up of a person's passports again."""
    db.execute(delete(VisaLock).filter_by(person_id=person_id))


@transaction
def note_look_up(
    owner_id: int, way: Way, share_id: int | None = None, organisation_id: int | None = None
) -> None:
    """Keep that somebody looked; the owner hears of it by SMS, at most once a day."""
    owner = db.scalars(select(Person).filter_by(id=owner_id).with_for_update()).one()
    told = select(func.max(VisaSeen.at)).filter_by(person_id=owner_id, told=True)
    last = db.scalar(told)
    tells = owner.active and bool(owner.phone) and (last is None or last < now() - _DAY)
    db.add(
        VisaSeen(
            person_id=owner_id,
            at=now(),
            way=way,
            share_id=share_id,
            organisation_id=organisation_id,
            told=tells,
        )
    )
    if tells:
        _tell(owner)


@transaction
def count_wrong_code(kind: str, asker: bytes) -> None:
    """Count a share code that opens nothing, from a browser or from a program."""
    count_failure(kind, asker, limits.RULES[kind])


@transaction
def forget_old_looks() -> None:
    """Delete who looked, past its retention, and then the codes that ended before."""
    db.execute(delete(VisaSeen).where(VisaSeen.at < now() - KEPT))
    used = select(VisaSeen.share_id).where(VisaSeen.share_id.is_not(None))
    db.execute(
        delete(VisaShare).where(VisaShare.expires_at < now() - KEPT, VisaShare.id.not_in(used))
    )


def _hold(person_id: int) -> None:
    """Two taps at once come one after the other."""
    db.scalars(select(Person.id).filter_by(id=person_id).with_for_update()).one()


def _tell(owner: Person) -> None:
    with force_locale(owner.language):
        text = _(
            "Nirapod: somebody looked up your visa. See when, and close it if you want: %(link)s",
            link=our_link("/visa/mine"),
        )
    send_sms(owner.phone, text, Kind.NOTICE, _DAY, by_day=True)
