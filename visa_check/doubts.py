"""What the register itself sees wrong with a visa: facts gathered for the pure rules."""

from datetime import date

from visa_check.queries import agencies, visas
from visa_check.verdicts import Doubt, doubts


def doubts_about(found: visas.VisaNow, day: date) -> list[Doubt]:
    """The doubts about a visa on a day; without any, one officer may call it verified."""
    rl_no = found.entry.agency_rl_no
    return doubts(
        day,
        issued=found.entry.issue_date,
        expires=found.entry.expiry_date,
        shares_number=visas.shares_number(found.visa.id),
        agency=agencies.verdict_by_licence(rl_no, day) if rl_no else None,
    )
