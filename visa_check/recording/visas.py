"""Entries, holders, look-ups and decisions of visas."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update

from portal.deeds.models import Proposal
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.errors import Refusal
from visa_check.facts import HOLDER_FACTS, VISA_FACTS, as_plain, from_plain, pick
from visa_check.hashes import (
    employer_hash,
    group_hash,
    holder_hash,
    identity_hash,
    number_hash,
    passport_hash,
    sponsor_hash,
    visa_hash,
)
from visa_check.models import (
    Visa,
    VisaDecision,
    VisaDouble,
    VisaEntry,
    VisaHolder,
    VisaLookUp,
    VisaOrder,
)
from visa_check.queries import visas as queries
from visa_check.recording import slips
from visa_check.recording.agencies import Outdated
from visa_check.verdicts import VisaState


class AlreadyEntered(Refusal):
    """The same visa stands in the register already."""

    field = "visa_number"
    message = _l("This visa is in the register already. Look it up above the list of visas.")


def hold(ref: str) -> None:
    """Hold a visa until the end of the action: of twenty who decide at once one is the first."""
    db.scalar(select(Visa.id).filter_by(ref=ref).with_for_update())


def add_visa(
    by: By, visa: Visa, facts: dict[str, Any], office_id: int | None, proposal_id: int | None
) -> None:
    """Write a new entry of a visa with its holder, and make it found under its new numbers."""
    known = queries.visa_id_by_identity(
        facts["destination"], facts["visa_number"], facts["passport_number"]
    )
    if known is not None and known != visa.id:
        raise AlreadyEntered
    write_visa(by, visa, facts, office_id, proposal_id)


def write_visa(
    by: By, visa: Visa, facts: dict[str, Any], office_id: int | None, proposal_id: int | None
) -> None:
    """Write an entry of a visa that is known not to be there as another one."""
    entry = VisaEntry(
        visa_id=visa.id,
        office_id=office_id,
        proposal_id=proposal_id,
        recorded_by_id=by.person_id,
        recorded_at=now(),
        **pick(facts, VISA_FACTS),
    )
    db.add(entry)
    db.flush()
    db.add(VisaHolder(entry_id=entry.id, facts=as_plain(pick(facts, HOLDER_FACTS))))
    for model in (VisaLookUp, VisaDouble, VisaOrder):
        db.execute(delete(model).where(model.visa_id == visa.id))
    found = hashes(facts)
    db.add(VisaLookUp(visa_id=visa.id, holder=found["holder"], visa=found["visa"]))
    db.add(
        VisaDouble(
            visa_id=visa.id,
            passport=found["passport"],
            number=found["number"],
            identity=found["identity"],
            **links(facts),
        )
    )
    if facts.get("job_order"):
        db.add(VisaOrder(visa_id=visa.id, number=facts["job_order"]))
    db.flush()


def hashes(facts: dict[str, Any]) -> dict[str, bytes]:
    """Everything under which a visa is found."""
    destination, number = facts["destination"], facts["visa_number"]
    passport = facts["passport_number"]
    birth: date = facts["date_of_birth"]
    return {
        "holder": holder_hash(passport, birth),
        "visa": visa_hash(passport, birth, number),
        "passport": passport_hash(passport),
        "number": number_hash(destination, number),
        "identity": identity_hash(destination, number, passport),
    }


def links(facts: dict[str, Any]) -> dict[str, bytes | None]:
    """What ties a visa to others: its group, its employer, its sponsor."""
    group, employer = facts.get("group_visa_number"), facts.get("employer")
    sponsor = facts.get("sponsor_id")
    return {
        "group_key": group_hash(facts["destination"], group) if group else None,
        "employer_key": employer_hash(employer) if employer else None,
        "sponsor_key": sponsor_hash(sponsor) if sponsor else None,
    }


def index(after: int, most: int) -> int | None:
    """Write anew what ties some visas after one to others; the last of them, None for no more."""
    rows = db.execute(queries.after(after, most)).all()
    for visa_id, destination, facts in rows:
        values = links({"destination": destination} | facts)
        db.execute(update(VisaDouble).where(VisaDouble.visa_id == visa_id).values(**values))
    return rows[-1][0] if rows else None


def all_facts(found: queries.VisaNow) -> dict[str, Any]:
    """The newest facts of a visa, those of its holder too."""
    holder = found.holder.facts if found.holder else {}
    return pick(found.entry, VISA_FACTS) | from_plain(pick(holder, HOLDER_FACTS))


def apply_correction(by: By, proposal: Proposal) -> None:
    """Put corrected facts of a decided visa in force; it is pending again, and slips end."""
    found = _unmoved(proposal)
    facts = all_facts(found) | from_plain(proposal.difference["new"])
    office = found.office.id if found.office else proposal.office_id
    add_visa(by, found.visa, facts, office, proposal.id)
    slips.end(by, found.visa.id, proposal.id)


def apply_decision(by: By, proposal: Proposal) -> None:
    """Put a proposed decision in force."""
    found = _unmoved(proposal)
    assert proposal.office_id is not None  # noqa: S101 - a decision is proposed for an office
    new = proposal.difference["new"]
    add_decision(by, found, new["state"], proposal.evidence, proposal.office_id, proposal.id)


def add_decision(
    by: By,
    found: queries.VisaNow,
    state: str,
    note: str,
    office_id: int,
    proposal_id: int | None,
) -> None:
    """Write a decision about the newest facts; where it is not yes, slips end."""
    db.add(
        VisaDecision(
            visa_id=found.visa.id,
            entry_id=found.entry.id,
            office_id=office_id,
            state=state,
            note=note,
            proposal_id=proposal_id,
            decided_by_id=by.person_id,
            decided_at=now(),
        )
    )
    db.flush()
    if state != VisaState.VERIFIED:
        slips.end(by, found.visa.id, proposal_id)


def basis(found: queries.VisaNow) -> dict[str, Any]:
    """What a proposal about a visa was made on: the newest entry and the last decision."""
    return {
        "visa": found.visa.ref,
        "entry": found.entry.id,
        "decision": found.decision.id if found.decision else None,
    }


def _unmoved(proposal: Proposal) -> queries.VisaNow:
    """The visa of a proposal, if nothing about it changed since."""
    hold(proposal.difference["basis"]["visa"])
    found = queries.newest_by_ref(proposal.difference["basis"]["visa"])
    if found is None or basis(found) != proposal.difference["basis"]:
        raise Outdated
    return found
