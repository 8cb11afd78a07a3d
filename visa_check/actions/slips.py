"""Slips: made for a verified visa by the office that keeps it."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import DHAKA, today
from portal.ground.database import db
from portal.ground.errors import Conflict
from portal.papers import issuing
from portal.papers.issuing import Draft
from portal.papers.keylist import Purpose
from portal.papers.models import Paper, PaperChange
from portal.people.rights import require
from visa_check import slips
from visa_check.models import Slip, VisaDecision
from visa_check.queries import slips as queries
from visa_check.queries import visas
from visa_check.recording.agencies import Outdated
from visa_check.recording.visas import hold
from visa_check.refusals import Gone
from visa_check.verdicts import VisaVerdict


class NotVerified(Conflict):
    """Only a verified visa has a slip."""

    message = _l("This visa is not verified: there is no slip with a QR for it.")


class AlreadyMade(Conflict):
    """One decision has one slip."""

    message = _l("This decision has its slip already. Print that one, or check the visa anew.")


@dataclass(frozen=True)
class Holder:
    """Whose slip it is: the name as on the passport, and what the QR keeps of the passport."""

    # The entry of the visa that this was taken from.
    entry_id: int
    name: str
    check: bytes
    last_3: str


@deed
def issue_slip(by: By, ref: str, holder: Holder) -> str:
    """Make the slip of a visa's last decision; the number of its paper."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    hold(ref)
    found = visas.visa_of(officer, ref)
    if found is None:
        raise Gone
    if found.decision is None or found.verdict(today()) is not VisaVerdict.VERIFIED:
        raise NotVerified
    if found.entry.id != holder.entry_id:
        raise Outdated
    if queries.of_decision(found.decision.id):
        raise AlreadyMade
    return _issue(by, found, found.decision, holder).number


def _issue(by: By, found: visas.VisaNow, decision: VisaDecision, holder: Holder) -> Paper:
    """Make the paper; a slip of an earlier decision says from now on that it was replaced."""
    before = queries.in_force(found.visa.id)
    paper = issuing.issue(by, _draft(found, decision, holder))
    for slip in before:
        issuing.change(by, slip.paper, PaperChange.REPLACED, replaced_by=paper)
    db.add(Slip(decision_id=decision.id, paper_id=paper.id))
    db.flush()
    return paper


def _draft(found: visas.VisaNow, decision: VisaDecision, holder: Holder) -> Draft:
    office, facts = found.office, found.holder.facts if found.holder else {}
    districts = {one: office.district(one) if office else "" for one in slips.LANGUAGES}
    return Draft(
        purpose=Purpose.SLIP,
        person_id=None,
        name=holder.name,
        subject=found.entry.destination,
        words=slips.frozen_words(
            found.entry.destination,
            districts,
            facts.get("visa_number") or "",
            decision.decided_at.astimezone(DHAKA).date(),
        ),
        office_id=decision.office_id,
        place=slips.place_in_code(districts["en"]) or None,
        holder_check=holder.check,
        last_3=holder.last_3,
        expires_on=slips.last_day(today(), found.entry.expiry_date),
    )
