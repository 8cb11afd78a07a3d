"""The index of agencies' names, made anew after an update whose rules compare names otherwise."""

import hashlib
import json

from sqlalchemy import select

from portal.ground.database import db, transaction
from visa_check.models import Agency, AgencyIndexing
from visa_check.recording.agencies import index
from visa_check.rules import rules

# Another one whenever the index holds something else than before: 2 has earlier names.
_HOLDS = 2
# So many agencies in one transaction: whoever stops it loses no more.
_LOT = 500


@transaction
def index_more() -> int:
    """Index the next agencies that were not indexed by the rules of today; how many they were.

    How far it has come stands in the database: ended half-way it goes on, and once done it is done.
    """
    done = _done()
    ids = select(Agency.id).where(Agency.id > done.last_id).order_by(Agency.id).limit(_LOT)
    found = list(db.scalars(ids))
    index(found)
    done.last_id = found[-1] if found else done.last_id
    done.is_whole = len(found) < _LOT
    return len(found)


@transaction
def is_indexed() -> bool:
    """Whether every agency is found by the rules of today."""
    whole = select(AgencyIndexing.is_whole).filter_by(rules=_digest())
    return bool(db.scalar(whole))


def _done() -> AgencyIndexing:
    """How far the rules of today have come."""
    found = db.scalar(select(AgencyIndexing).filter_by(rules=_digest()))
    if found is None:
        found = AgencyIndexing(rules=_digest(), last_id=0, is_whole=False)
        db.add(found)
    return found


def _digest() -> str:
    """What the index is made by, in one word."""
    return hashlib.sha256(json.dumps([_HOLDS, rules()]).encode()).hexdigest()
