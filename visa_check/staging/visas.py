"""Lines about visas compared with the register; numbers and names are encrypted as they wait."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, insert, literal, or_, select

from portal.ground.database import db
from portal.people.models import Person
from visa_check.facts import (
    HOLDER_FACTS,
    VISA_FACTS,
    Facts,
    as_plain,
    differing,
    from_plain,
    merged,
    pick,
)
from visa_check.faults import LineFault
from visa_check.models import Import, Outcome, StagedVisa, Visa, VisaDouble, VisaEntry, VisaHolder
from visa_check.queries.visas import kept_elsewhere
from visa_check.recording.visas import hashes, links
from visa_check.tables import Line

_ALL = (*VISA_FACTS, *HOLDER_FACTS)
_SAID = [name for name in _ALL if not name.startswith("source")]
_HASHES = ("holder", "visa", "passport", "number", "identity")
_LINKS = ("group_key", "employer_key", "sponsor_key")
_EMPTY: Facts = dict.fromkeys(
    (*VISA_FACTS, *_HASHES, *_LINKS, "facts", "visa_id", "basis_id", "ref")
)
Known = dict[bytes, tuple[Visa, VisaEntry, Facts]]


def stage(import_id: int, lines: Sequence[Line]) -> None:
    """Let some lines wait with what they would change."""
    found = [hashes(line.values) if not line.faults else {} for line in lines]
    identities = [one["identity"] for one in found if one]
    known = _known(identities)
    elsewhere = kept_elsewhere((visa.id for visa, _, _ in known.values()), _office(import_id))
    seen = set(
        db.scalars(
            select(StagedVisa.identity).where(
                StagedVisa.import_id == import_id, StagedVisa.identity.in_(identities)
            )
        )
    )
    rows = []
    for line, keys in zip(lines, found, strict=True):
        row = _compare(line, keys, known, seen, elsewhere)
        seen.add(row["identity"])
        rows.append({"import_id": import_id, "line": line.number} | row)
    if rows:
        db.execute(insert(StagedVisa), rows)


def stage_vanished(import_id: int) -> None:
    """Let every visa that came by a list wait that a complete list does not have any more."""
    here = select(StagedVisa.identity).where(
        StagedVisa.import_id == import_id, StagedVisa.identity.is_not(None)
    )
    newest = select(func.max(VisaEntry.id)).group_by(VisaEntry.visa_id)
    gone = (
        select(
            literal(import_id),
            literal(Outcome.VANISHED, StagedVisa.outcome.type),
            literal([], StagedVisa.faults.type),
            Visa.id,
            VisaEntry.id,
            Visa.ref,
            VisaEntry.destination,
        )
        .join(VisaEntry, VisaEntry.visa_id == Visa.id)
        .join(VisaDouble, VisaDouble.visa_id == Visa.id)
        .where(
            VisaEntry.id.in_(newest),
            VisaEntry.import_id.is_not(None),
            or_(VisaEntry.office_id.is_(None), VisaEntry.office_id == _office(import_id)),
            VisaDouble.identity.not_in(here),
        )
        .order_by(Visa.id)
    )
    names = "import_id outcome faults visa_id basis_id ref destination"
    db.execute(insert(StagedVisa).from_select(names.split(), gone))


def _office(import_id: int) -> int | None:
    """The office of whoever sent the list."""
    sender = select(Person.office_id).join(Import, Import.person_id == Person.id)
    return db.scalar(sender.where(Import.id == import_id))


def _known(identities: Iterable[bytes]) -> Known:
    """The visas that are in the register already, with their newest facts."""
    newest = (
        select(func.max(VisaEntry.id))
        .where(VisaEntry.visa_id == Visa.id)
        .correlate(Visa)
        .scalar_subquery()
    )
    rows = db.execute(
        select(VisaDouble.identity, Visa, VisaEntry, VisaHolder)
        .join(Visa, Visa.id == VisaDouble.visa_id)
        .join(VisaEntry, VisaEntry.id == newest)
        .outerjoin(VisaHolder, VisaHolder.entry_id == VisaEntry.id)
        .where(VisaDouble.identity.in_(list(identities)))
    )
    return {
        identity: (visa, entry, from_plain(holder.facts) if holder else {})
        for identity, visa, entry, holder in rows
    }


def _compare(
    line: Line,
    keys: dict[str, bytes],
    known: Known,
    seen: set[bytes | None],
    elsewhere: set[int],
) -> dict[str, Any]:
    """What a line would change: the columns of its waiting row."""
    faults = list(line.faults)
    if not faults and keys["identity"] in seen:
        faults = [(LineFault.TWICE, "visa_number")]
    found = None if faults else known.get(keys["identity"])
    if found and found[0].id in elsewhere:
        # The difference would also show what the other office wrote of the holder.
        faults = [(LineFault.ELSEWHERE, "visa_number")]
    if faults:
        told = [list(fault) for fault in faults]
        return _EMPTY | {"outcome": Outcome.REFUSED, "faults": told}
    if found is None:
        facts = pick(line.values, _ALL)
        whose: Facts = {"ref": uuid.uuid4().hex, "outcome": Outcome.NEW}
    else:
        visa, entry, holder = found
        old = pick(entry, VISA_FACTS) | pick(holder, HOLDER_FACTS)
        facts = merged(old, line.values, _ALL)
        is_changed = differing(pick(old, _SAID), pick(facts, _SAID))
        outcome = Outcome.CHANGED if is_changed else Outcome.SAME
        whose = {"ref": visa.ref, "visa_id": visa.id, "basis_id": entry.id, "outcome": outcome}
    holder_facts = as_plain(pick(facts, HOLDER_FACTS))
    row = _EMPTY | {"faults": []} | pick(facts, VISA_FACTS) | keys | links(facts)
    return row | whose | {"facts": holder_facts}
