"""Makers of share codes, also of those that open nothing any more."""

from datetime import timedelta

from sqlalchemy import select, update

from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.people.models import Person
from tests.make.visa_check import make_visa
from visa_check.actions import owners as actions
from visa_check.hashes import share_hash
from visa_check.models import Visa, VisaShare

WRONG = "000000000"


def share(owner: Person, visa: Visa, days: int = 7) -> str:
    return actions.share(owner.id, visa.ref, "Padma Recruiting", days)


@transaction
def change(code: str, **values: object) -> None:
    """Alter a share code past the actions, as time and corrections do."""
    db.execute(update(VisaShare).where(VisaShare.code == share_hash(code)).values(**values))


def noes(owner: Person, visa: Visa) -> dict[str, dict[str, str]]:
    """A question for every kind of no."""
    cancelled, ended = share(owner, visa), share(owner, visa, days=1)
    good, moved = share(owner, visa), share(owner, visa)
    ref = db.scalars(select(VisaShare.ref).filter_by(code=share_hash(cancelled))).one()
    actions.cancel(owner.id, ref)
    past = now() - timedelta(days=2)
    change(ended, created_at=past, expires_at=past + timedelta(days=1))
    # As if the visa had been corrected to another passport after the code was made.
    change(moved, visa_id=make_visa(passport_number="B7654321", visa_number="E77777777").id)
    return {
        "wrong": {"code": WRONG},
        "wrong with a number": {"code": WRONG, "visa_number": "E12345678"},
        "cancelled": {"code": cancelled},
        "ended": {"code": ended},
        "of another visa": {"code": good, "visa_number": "E99999999"},
        "of a passport that is not the owner's": {"code": moved},
    }
