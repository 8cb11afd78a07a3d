"""Lines about visas compared with the register; numbers and names are encrypted as they wait."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from secrets import token_hex

from sqlalchemy import func, insert, literal, or_, select

from portal.ground.bulk import Bulk, Stored
from portal.ground.database import db
from portal.ground.encryption import at_hand
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
_WHOSE = ("line", "outcome", "faults", "visa_id", "basis_id", "ref")
# Visas of the register that are looked at in one transaction for what vanished.
_SPAN = 2_000
_STORED = (*_WHOSE, *VISA_FACTS, "facts", *_HASHES, *_LINKS)


@dataclass(frozen=True, slots=True)
class Ready:
    """A line made ready to wait as if its visa were new, and what makes the visa one visa."""

    line: Line
    keys: dict[str, bytes]
    stored: Stored


@dataclass(frozen=True, slots=True)
class Known:
    """What the register says of a visa already."""

    visa_id: int
    ref: str
    basis_id: int
    facts: Facts


def prepare(lines: Iterable[Line]) -> list[Ready]:
    """Hash and encrypt some lines: most of the work, and done before anybody has to wait for it."""
    bulk, began = Bulk(StagedVisa, _STORED), f"{time.time_ns() // 1_000_000:012x}"
    with at_hand():
        return [_ready(bulk, began, line) for line in lines]


def _ready(bulk: Bulk, began: str, line: Line) -> Ready:
    if line.faults:
        return Ready(line, {}, bulk.ready(_refused(line, line.faults)))
    facts, keys = line.values, hashes(line.values)
    # As a UUID of version 7 begins with its moment: neighbours stand together in every index.
    whose: Facts = {"ref": began + token_hex(10), "outcome": Outcome.NEW, "faults": []}
    row = whose | {"line": line.number} | pick(facts, VISA_FACTS) | keys | links(facts)
    return Ready(line, keys, bulk.ready(row | {"facts": as_plain(pick(facts, HOLDER_FACTS))}))


def stage(import_id: int, lines: Sequence[Ready]) -> None:
    """Let some lines wait with what they would change."""
    bulk = Bulk(StagedVisa, ("import_id", *_STORED))
    identities = [one.keys["identity"] for one in lines if one.keys]
    known, seen = _known(identities), _seen(import_id, identities)
    elsewhere = _elsewhere(import_id, known)
    rows = []
    for one in lines:
        identity = one.keys.get("identity")
        if identity is None or (identity not in seen and identity not in known):
            rows.append((import_id, *one.stored))
        else:
            row = _compare(one, identity, known, seen, elsewhere)
            rows.append(bulk.ready({"import_id": import_id} | row))
        seen.add(identity)
    bulk.insert(rows)


def _seen(import_id: int, identities: Sequence[bytes]) -> set[bytes | None]:
    """The visas of some lines that an earlier lot of the same list had."""
    here = (StagedVisa.import_id == import_id, StagedVisa.identity.in_(identities))
    return set(db.scalars(select(StagedVisa.identity).where(*here)))


def _elsewhere(import_id: int, known: dict[bytes, Known]) -> set[int]:
    """Of these visas the ones that another office keeps."""
    visa_ids = [one.visa_id for one in known.values()]
    return kept_elsewhere(visa_ids, _office(import_id)) if visa_ids else set()


def _known(identities: Sequence[bytes]) -> dict[bytes, Known]:
    """The visas that are in the register already, with their newest facts."""
    newest = (
        select(func.max(VisaEntry.id))
        .where(VisaEntry.visa_id == Visa.id)
        .correlate(Visa)
        .scalar_subquery()
    )
    facts = [getattr(VisaEntry, name) for name in VISA_FACTS]
    rows = db.execute(
        select(VisaDouble.identity, Visa.id, Visa.ref, VisaEntry.id, VisaHolder.facts, *facts)
        .join(Visa, Visa.id == VisaDouble.visa_id)
        .join(VisaEntry, VisaEntry.id == newest)
        .outerjoin(VisaHolder, VisaHolder.entry_id == VisaEntry.id)
        .where(VisaDouble.identity.in_(identities))
    )
    found = {}
    for identity, visa_id, ref, basis_id, holder, *told in rows:
        old = dict(zip(VISA_FACTS, told, strict=True)) | pick(
            from_plain(holder or {}), HOLDER_FACTS
        )
        found[identity] = Known(visa_id, ref, basis_id, old)
    return found


def _compare(
    one: Ready,
    identity: bytes,
    known: dict[bytes, Known],
    seen: set[bytes | None],
    elsewhere: set[int],
) -> Facts:
    """What a line about a visa that is known, or stood here before, would change."""
    if identity in seen:
        return _refused(one.line, [(LineFault.TWICE, "visa_number")])
    found = known[identity]
    if found.visa_id in elsewhere:
        # The difference would also show what the other office wrote of the holder.
        return _refused(one.line, [(LineFault.ELSEWHERE, "visa_number")])
    facts = merged(found.facts, one.line.values, _ALL)
    row = {"line": one.line.number, "faults": [], "ref": found.ref, "identity": identity}
    row |= {
        "visa_id": found.visa_id,
        "basis_id": found.basis_id,
        "destination": facts["destination"],
    }
    if not differing(pick(found.facts, _SAID), pick(facts, _SAID)):
        return row | {"outcome": Outcome.SAME}
    row |= pick(facts, VISA_FACTS) | one.keys | links(facts)
    return row | {"outcome": Outcome.CHANGED, "facts": as_plain(pick(facts, HOLDER_FACTS))}


def _refused(line: Line, faults: Iterable[tuple[str, str]]) -> Facts:
    told = [list(fault) for fault in faults]
    return {"line": line.number, "outcome": Outcome.REFUSED, "faults": told}


def stage_vanished(import_id: int, after: int) -> int | None:
    """Let some visas after one wait that came by a list and that a complete one has no more.

    The last visa that was looked at; None where all are.
    """
    last = db.scalar(select(func.max(Visa.id))) or 0
    here = select(StagedVisa.identity).where(
        StagedVisa.import_id == import_id, StagedVisa.identity == VisaDouble.identity
    )
    newest = select(func.max(VisaEntry.id)).where(VisaEntry.visa_id == Visa.id).correlate(Visa)
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
        .join(VisaEntry, VisaEntry.id == newest.scalar_subquery())
        .join(VisaDouble, VisaDouble.visa_id == Visa.id)
        .where(
            Visa.id.between(after + 1, after + _SPAN),
            VisaEntry.import_id.is_not(None),
            or_(VisaEntry.office_id.is_(None), VisaEntry.office_id == _office(import_id)),
            ~here.exists(),
        )
        .order_by(Visa.id)
    )
    names = "import_id outcome faults visa_id basis_id ref destination"
    db.execute(insert(StagedVisa).from_select(names.split(), gone))
    return after + _SPAN if after + _SPAN < last else None


def _office(import_id: int) -> int | None:
    """The office of whoever sent the list."""
    sender = select(Person.office_id).join(Import, Import.person_id == Person.id)
    return db.scalar(sender.where(Import.id == import_id))
