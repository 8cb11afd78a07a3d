"""Further facts of agencies put in force: new, corrected, ended or taken back, always as a row."""

from typing import Any

from sqlalchemy import delete

from portal.deeds.models import Proposal
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import db
from visa_check.details import FACTS, PERSON, SPAN, DetailKind
from visa_check.facts import as_plain, from_plain, pick
from visa_check.models import AgencyDetail, AgencyDetailPerson, AgencyOrder
from visa_check.orders import order_number
from visa_check.queries import agencies, details
from visa_check.recording.agencies import Outdated, index


def apply_detail(by: By, proposal: Proposal) -> None:
    """Put a proposed fact, its correction, its end or its removal in force."""
    difference = proposal.difference
    agency = agencies.agency_by_licence(difference["rl_no"])
    newest = details.newest(difference["ref"])
    if agency is None or (newest.id if newest else None) != difference["basis"]:
        raise Outdated
    kind = DetailKind(difference["kind"])
    told = from_plain(difference["new"] if difference["stands"] else difference["old"])
    row = AgencyDetail(
        agency_id=agency.id,
        ref=difference["ref"],
        kind=kind,
        facts=as_plain(pick(told, FACTS[kind])),
        other_id=_other(told.get("other_rl_no")),
        stands=difference["stands"],
        replaces_id=difference["basis"],
        proposal_id=proposal.id,
        recorded_by_id=by.person_id,
        recorded_at=now(),
        **pick(told, (*SPAN, "source", "source_date")),
    )
    db.add(row)
    db.flush()
    if told.get(PERSON):
        db.add(AgencyDetailPerson(detail_id=row.id, name=told[PERSON]))
        db.flush()
    if kind is DetailKind.PAST_NAME:
        index([agency.id])
    if kind is DetailKind.JOB_ORDER:
        _number(row)


def _number(row: AgencyDetail) -> None:
    """Let a job order be found under its number of today, and under no other."""
    db.execute(delete(AgencyOrder).where(AgencyOrder.ref == row.ref))
    number = order_number(row.facts["attestation_no"])
    if row.stands and number:
        db.add(AgencyOrder(ref=row.ref, number=number))
        db.flush()


def _other(rl_no: Any) -> int | None:
    """The other agency of a link."""
    found = agencies.agency_by_licence(rl_no) if rl_no else None
    if rl_no and found is None:
        raise Outdated
    return found.id if found else None
