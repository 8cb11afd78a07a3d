"""What a verdict is called on a page: its kind, its word, its sentence, what to do next."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.ground.tables import FileFault
from portal.papers.keylist import Purpose
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
_ASK_AGAIN = _l("Ask at a district office (DEMO) to check the visa again: that is free.")
# What is not said of a slip alone is said of every paper.
SLIP_VERDICTS = VERDICTS | {
    Verdict.GENUINE: Words(
        "good",
        _l("Genuine"),
        _l("We issued this slip: an officer verified the visa, and that is still the answer."),
        _l("Compare the name with the passport in front of you. It says nothing about the job."),
    ),
    Verdict.STATUS_OLD: Words(
        "careful",
        _l("Genuine, but its state is not known"),
        _l("We issued this slip. Whether the answer about the visa changed is not known here."),
        _l("Check it again with a connection before you rely on it."),
    ),
    Verdict.SUSPENDED: Words(
        "careful",
        _l("Suspended"),
        _l("We issued this slip. An officer is looking into it."),
        _l("Do not rely on it until it is in force again."),
    ),
    Verdict.CANCELLED: Words(
        "stop",
        _l("Cancelled"),
        _l("The answer about this visa is another one now. This slip is worth nothing."),
        _l("Do not travel on it. Ask at the district office (DEMO) that made it."),
    ),
    Verdict.EXPIRED: Words(
        "stop",
        _l("Expired"),
        _l("This slip was genuine, and its time is over: a slip counts for at most 30 days."),
        _ASK_AGAIN,
    ),
    Verdict.REPLACED: Words(
        "stop", _l("Replaced"), _l("A newer slip has taken the place of this one."), _ASK_AGAIN
    ),
}
KINDS = {Purpose.CERTIFICATE: _l("Certificate"), Purpose.SLIP: _l("Slip of a visa check")}
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
LIST_FAULTS = {
    FileFault.EMPTY: _l("The list is empty."),
    FileFault.NO_ROWS: _l("The list is empty."),
    FileFault.TOO_BIG: _l(
        "The list is too big: at most 10,000 lines, 60 columns and 8 MB. Divide it."
    ),
    FileFault.TOO_MANY_ROWS: _l("The list has more than 10,000 lines. Divide it."),
    FileFault.SPREADSHEET: _l(
        "This is an old or a locked spreadsheet. Save it as XLSX without a password, or as CSV."
    ),
    FileFault.UTF16: _l("The file is written in UTF-16. Save it as 'CSV UTF-8' and send it again."),
    FileFault.NOT_UTF8: _l(
        "Line %(line)s is not UTF-8 (an old encoding such as Windows-1252). Save the file as"
        " 'CSV UTF-8' and send it again."
    ),
    FileFault.NOT_TEXT: _l("This is neither a CSV nor an Excel file (XLSX)."),
    FileFault.DAMAGED: _l("The file is damaged. Save it again as XLSX or as 'CSV UTF-8'."),
    FileFault.MISSING_HEADER: _l(
        "No column holds numbers of certificates or texts of QR codes. A number has 13 letters and"
        " digits."
    ),
}


def verdict_words(verdict: Verdict, purpose: Purpose | None) -> Words:
    """The words of a verdict; of a slip they are its own."""
    return (SLIP_VERDICTS if purpose is Purpose.SLIP else VERDICTS)[verdict]
