"""What a page shows of the slip of a visa, and what is printed of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l

from portal.ground.clock import now
from portal.papers import ids
from portal.papers.models import Paper
from portal.papers.verdict import Verdict, stand
from visa_check import slips
from visa_check.models import Slip
from visa_check.queries import slips as queries
from visa_check.queries.visas import VisaNow
from visa_check.verdicts import VisaVerdict

_STATES = {
    Verdict.GENUINE: _l("In force"),
    Verdict.EXPIRED: _l("Expired: have the visa checked again, then make a new slip"),
    Verdict.CANCELLED: _l("Cancelled"),
    Verdict.REPLACED: _l("Replaced by a newer slip"),
    Verdict.SUSPENDED: _l("Suspended"),
}


@dataclass(frozen=True)
class SlipShown:
    """A slip on a page."""

    number: str
    grouped: str
    state: Any
    is_good: bool
    issued_on: date
    expires_on: date | None


@dataclass(frozen=True)
class Slips:
    """All slips of a visa, and whether its last decision still lacks one."""

    made: list[SlipShown]
    may_make: bool


def slips_of(found: VisaNow, day: date) -> Slips:
    """The slips of a visa as the desk sees it."""
    made = queries.of_visa(found.visa.id)
    has_one = found.decision and any(one.decision_id == found.decision.id for one in made)
    is_verified = found.verdict(day) is VisaVerdict.VERIFIED
    return Slips([shown(one) for one in made], is_verified and not has_one)


def shown(slip: Slip) -> SlipShown:
    """A slip as it stands at this moment."""
    paper = slip.paper
    verdict, _reason = stand(paper.standing, now())
    return SlipShown(
        number=paper.number,
        grouped=ids.grouped(paper.number),
        state=_STATES[verdict],
        is_good=verdict is Verdict.GENUINE,
        issued_on=paper.issued_on,
        expires_on=paper.expires_on,
    )


def slip_pdf(paper: Paper) -> bytes | None:
    """The slip as it is printed; nothing where its holder was erased."""
    if paper.face is None:
        return None
    url = current_app.config["PUBLIC_URL"]
    return slips.render(slips.sheet(paper.face.message, paper.face.words, url))
