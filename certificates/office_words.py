"""What changes of certificates and reports about them are called at the desk."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from certificates.kinds import CANCEL, LIFT, REPLACE
from portal.papers.keylist import Purpose
from portal.papers.models import Difference, Outcome, PaperChange, PaperReport


@dataclass(frozen=True)
class Change:
    """What an officer can do with a certificate: its page, its hint, its button."""

    title: Any
    hint: Any
    button: Any
    # What is said afterwards.
    done: Any


@dataclass(frozen=True)
class Decision:
    """How a proposal is told: its title, the button that approves, what came of it."""

    title: Any
    button: Any
    approved: Any
    # Whether the certificate is worth less afterwards.
    is_harsh: bool


_ASKED = _l("Asked. Another officer decides.")
_FOR_THE_OFFICE = _l("For the office only. The public page says how it stands, not why.")
CHANGES = {
    "suspend": Change(
        _l("Suspend the certificate %(number)s"),
        _l("You do this alone, and at once. Only two officers together can lift it again."),
        _l("Suspend it now"),
        _l("Suspended. The public page and the lists say so already."),
    ),
    "lift": Change(
        _l("Lift the suspension of %(number)s"),
        _l("You ask, another officer decides. Until then it stays suspended."),
        _l("Ask to lift it"),
        _ASKED,
    ),
    "replace": Change(
        _l("Correct the name on %(number)s"),
        _l(
            "You ask, another officer decides. Then a new certificate with a number of its own is"
            " issued, and the old one says that it was replaced. Nothing else on it changes."
        ),
        _l("Ask to replace it"),
        _ASKED,
    ),
    "cancel": Change(
        _l("Cancel the certificate %(number)s"),
        _l("You ask, another officer decides. What is cancelled stays cancelled."),
        _l("Ask to cancel it"),
        _ASKED,
    ),
}
REASON_HINT = _FOR_THE_OFFICE
DECISIONS = {
    CANCEL: Decision(
        CHANGES["cancel"].title,
        _l("Approve: cancel it"),
        _l("Approved: the certificate is cancelled."),
        is_harsh=True,
    ),
    REPLACE: Decision(
        CHANGES["replace"].title,
        _l("Approve: replace it"),
        _l("Approved: the corrected certificate is issued, and the old one says so."),
        is_harsh=False,
    ),
    LIFT: Decision(
        CHANGES["lift"].title,
        _l("Approve: lift the suspension"),
        _l("Approved: the certificate is in force again."),
        is_harsh=False,
    ),
}
HAPPENED = {
    PaperChange.ISSUED: _l("Issued"),
    PaperChange.SUSPENDED: _l("Suspended"),
    PaperChange.RESTORED: _l("In force again"),
    PaperChange.CANCELLED: _l("Cancelled"),
    PaperChange.REPLACED: _l("Replaced"),
}
DIFFERENCES = {
    Difference.PHOTO: _l("The person is not the one in the passport"),
    Difference.NAME: _l("The name"),
    Difference.PASSPORT: _l("The last three characters of the passport number"),
    Difference.COURSE: _l("Course, level or date on the paper"),
    Difference.VISA: _l("The last three characters of the visa number"),
    Difference.DESTINATION: _l("The country"),
    Difference.DATE: _l("A date on the paper"),
    Difference.OTHER: _l("Something else"),
}
# What each kind of paper has that may differ from what lies before its checker.
ON_PAPER = {
    Purpose.CERTIFICATE: (
        *(Difference.PHOTO, Difference.NAME, Difference.PASSPORT),
        *(Difference.COURSE, Difference.OTHER),
    ),
    Purpose.SLIP: (
        *(Difference.PHOTO, Difference.NAME, Difference.PASSPORT),
        *(Difference.VISA, Difference.DESTINATION, Difference.DATE, Difference.OTHER),
    ),
}
OUTCOMES = {
    Outcome.NOTHING: _l("Nothing is wrong: paper and holder fit"),
    Outcome.MISUSED: _l("A genuine paper in the hands of another person"),
    Outcome.FALSE: _l("A false paper or a false QR"),
    Outcome.MENDED: _l("A mistake of ours, which is being corrected"),
    Outcome.UNCLEAR: _l("It cannot be found out"),
}


def differs(found: PaperReport) -> str:
    """What does not match, in words."""
    return "; ".join(str(DIFFERENCES[Difference(one)]) for one in found.differs)
