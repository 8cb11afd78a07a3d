"""What is written of keys."""

from portal.deeds.record import By, deed
from portal.ground.clock import now
from portal.ground.database import db
from portal.papers.keylist import KeyList, Purpose
from portal.papers.models import KeyEvent


@deed
def record_key(by: By, keys: KeyList, purpose: Purpose) -> str:
    """Write into the journal that a new key came into force."""
    kid = keys.active(purpose).kid
    db.add(KeyEvent(kid=kid, purpose=purpose, version=keys.version, at=now()))
    return kid.hex()
