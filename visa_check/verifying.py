"""The keyed hashes against the facts: a look-up that was moved behind our back is found."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from portal.ground.database import db
from visa_check.facts import from_plain
from visa_check.models import Visa, VisaDouble, VisaEntry, VisaHolder, VisaLookUp
from visa_check.recording.visas import hashes


def differences() -> Iterator[str]:
    """Each visa that is not found under the numbers of its newest entry, in plain words.

    The facts themselves stand in the journal; what finds them does not, so that it can be erased.
    """
    newest = select(func.max(VisaEntry.id)).group_by(VisaEntry.visa_id)
    rows = db.execute(
        select(Visa.id, VisaEntry.destination, VisaHolder, VisaLookUp, VisaDouble)
        .join(VisaEntry, VisaEntry.visa_id == Visa.id)
        .join(VisaHolder, VisaHolder.entry_id == VisaEntry.id)
        .outerjoin(VisaLookUp, VisaLookUp.visa_id == Visa.id)
        .outerjoin(VisaDouble, VisaDouble.visa_id == Visa.id)
        .where(VisaEntry.id.in_(newest))
        .order_by(Visa.id)
        .execution_options(yield_per=500)
    )
    for visa_id, destination, holder, look_up, double in rows:
        told = hashes({"destination": destination} | from_plain(holder.facts))
        if _kept(look_up, ("holder", "visa")) != [told["holder"], told["visa"]]:
            yield f"visa_look_up: visa {visa_id} is not found under its own numbers"
        names = ("passport", "number", "identity")
        if _kept(double, names) != [told[name] for name in names]:
            yield f"visa_double: visa {visa_id} is not found under its own numbers"


def _kept(row: Any, names: tuple[str, ...]) -> list[bytes]:
    """What a row of hashes holds, nothing where it is gone."""
    return [getattr(row, name) for name in names] if row else []
