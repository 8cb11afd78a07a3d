"""What a verdict is called on a page: its kind, its word, its sentence, what to do next."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.papers.models import PaperLevel, PaperState
from portal.papers.refused import Reason
from portal.papers.verdict import Verdict


@dataclass(frozen=True)
class Words:
    """The words of a verdict band."""

    kind: str
    word: Any
    sentence: Any
    next: Any = None


@dataclass(frozen=True)
class LevelWords:
    """The words of a level, which stand as large as the verdict."""

    word: Any
    sentence: Any


_COMPARE = _l("Compare the name with the passport in front of you.")
_ASK = _l("Do not rely on this paper. Ask the holder for a newer one.")
VERDICTS = {
    Verdict.GENUINE: Words(
        "good", _l("Genuine"), _l("We issued this certificate, and it is in force."), _COMPARE
    ),
    Verdict.STATUS_OLD: Words(
        "careful",
        _l("Genuine, but its state is not known"),
        _l("We issued this certificate. Whether it was cancelled since is not known here."),
        _l("Check it again with a connection before you rely on it."),
    ),
    Verdict.SUSPENDED: Words(
        "careful",
        _l("Suspended"),
        _l("We issued this certificate. An officer is looking into it."),
        _l("Do not rely on it until it is in force again."),
    ),
    Verdict.CANCELLED: Words(
        "stop", _l("Cancelled"), _l("This certificate was cancelled and is worth nothing."), _ASK
    ),
    Verdict.EXPIRED: Words(
        "stop", _l("Expired"), _l("This certificate was genuine, and its time is over."), _ASK
    ),
    Verdict.REPLACED: Words(
        "stop", _l("Replaced"), _l("A newer certificate has taken the place of this one."), _ASK
    ),
    Verdict.NOT_OURS: Words(
        "stop",
        _l("Not ours"),
        _l("The code on this paper is not one that we made, or somebody changed it."),
        _l("Do not rely on this paper."),
    ),
    Verdict.UNREADABLE: Words(
        "stop",
        _l("Cannot be read"),
        _l("The code on this paper is damaged, or somebody changed it."),
        _l("Scan it again. If that does not help, do not rely on this paper."),
    ),
    Verdict.NO_SUCH_NUMBER: Words(
        "none",
        _l("No such number"),
        _l("Nothing has this number: compare each character."),
        _l("The letters I, L, O and U are never in a number."),
    ),
}
LEVELS = {
    PaperLevel.SELF_STUDY: LevelWords(_l("Self-study"), _l("Nobody checked who learnt.")),
    PaperLevel.ATTENDED: LevelWords(
        _l("Attended in person"), _l("Staff saw the holder in class, and the passport.")
    ),
}
STATES = {
    PaperState.LIVE: _l("In force"),
    PaperState.SUSPENDED: _l("Suspended"),
    PaperState.CANCELLED: _l("Cancelled"),
    PaperState.REPLACED: _l("Replaced"),
}
PICTURE_FAULTS = {
    Reason.PICTURE_TOO_BIG: _l("This picture is too big. Take a smaller one, or cut out the QR."),
    Reason.PICTURE_UNREADABLE: _l(
        "This file cannot be read as a picture. Send a photo (JPEG) or a screenshot (PNG)."
    ),
    Reason.PICTURE_NO_CODE: _l(
        "No QR was found in this picture. Come closer, with more light and without shadow, and hold"
        " the paper flat. Or type the number that stands under the QR."
    ),
    Reason.PICTURE_TWO_CODES: _l(
        "There is more than one QR in this picture. Cut out the one that you want to check."
    ),
}
