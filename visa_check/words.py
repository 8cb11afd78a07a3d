"""What verdicts, reasons and states are called, and what to do next."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.ground.tables import FileFault
from visa_check import kinds
from visa_check.detail_words import DETAIL_FACTS
from visa_check.fact_words import WARNING_FACTS
from visa_check.faults import LineFault
from visa_check.guide_words import GUIDE_NAMES
from visa_check.models import Outcome
from visa_check.verdicts import AgencyVerdict, VisaState, VisaVerdict


@dataclass(frozen=True)
class Words:
    """The words of a verdict: the answer, why, and what to do next."""

    word: Any
    sentence: Any
    next: Any


VISA_WORDS = {
    VisaVerdict.VERIFIED: Words(
        _l("Verified"),
        _l("An officer checked this visa: number, passport and birth date belong together."),
        _l("It says nothing about the job. Check the agency and read your contract too."),
    ),
    VisaVerdict.PENDING: Words(
        _l("Not checked yet"),
        _l("This visa is in the register, but no officer has checked it."),
        _l("Do not pay any more now. Ask your district office to check it before you travel."),
    ),
    VisaVerdict.CANNOT_CHECK: Words(
        _l("Could not be checked"),
        _l("An officer tried to check this visa and got no answer from the country."),
        _l("Ask your district office what is missing, and wait with paying."),
    ),
    VisaVerdict.MISMATCH: Words(
        _l("Does not match"),
        _l("What the country says about this visa is not what is written on it."),
        _l("Do not travel on this visa. Come to the office with all your papers."),
    ),
    VisaVerdict.FRAUD: Words(
        _l("Do not travel"),
        _l("Do not travel on this visa. Come to the office."),
        _l("Bring the visa, your passport and every receipt. Pay nobody."),
    ),
    VisaVerdict.EXPIRED: Words(
        _l("Expired"),
        _l("The last day of this visa is past."),
        _l("Do not travel on it. Ask whoever got you the visa for a new one, and check that too."),
    ),
    VisaVerdict.WITHDRAWN: Words(
        _l("Withdrawn"),
        _l("The country or the employer has taken this visa back."),
        _l("Do not travel on this visa. Come to the office with your receipts."),
    ),
    VisaVerdict.NO_RECORD: Words(
        _l("Nothing found"),
        _l("The register has no visa with these three details together."),
        _l(
            "Compare each letter and digit with your papers and try again. That nothing was found"
            " does not say that the visa is fake: ask at your district office, with visa and"
            " passport."
        ),
    ),
}
AGENCY_WORDS = {
    AgencyVerdict.ACTIVE: Words(
        _l("Licensed today"),
        _l("This agency may recruit workers today."),
        _l("A licence says nothing about your visa or your job: check the visa too."),
    ),
    AgencyVerdict.INACTIVE: Words(
        _l("Inactive"),
        _l("This agency has a licence but sends no workers at present."),
        _l("Ask your district office before you give it papers or money."),
    ),
    AgencyVerdict.UNKNOWN: Words(
        _l("Today's status not known"),
        _l("The register knows this agency, but not whether its licence is good today."),
        _l("Ask your district office before you give it papers or money."),
    ),
    AgencyVerdict.SUSPENDED: Words(
        _l("Suspended"),
        _l("This agency may not recruit anybody at present."),
        _l("Give it no papers and no money. Ask your district office."),
    ),
    AgencyVerdict.CANCELLED: Words(
        _l("Licence cancelled"),
        _l("This agency has lost its licence. Nobody may recruit without one."),
        _l("Give it no papers and no money. Tell your district office."),
    ),
    AgencyVerdict.EXPIRED: Words(
        _l("Licence expired"),
        _l("The last day of this licence is past."),
        _l("Give it no papers and no money until your district office says that it is renewed."),
    ),
    AgencyVerdict.NOT_REGISTERED: Words(
        _l("Not registered under this"),
        _l("No agency in the register has this number or this name."),
        _l(
            "Ask the agency for its licence number (RL) and compare each digit. Without a licence"
            " nobody may recruit: give no papers and no money."
        ),
    ),
}
# The same over time: what is past is not "today".
AGENCY_THEN = {verdict: words.word for verdict, words in AGENCY_WORDS.items()} | {
    AgencyVerdict.ACTIVE: _l("Licensed"),
    AgencyVerdict.UNKNOWN: _l("No status recorded"),
}
STATES = {
    VisaState.PENDING: _l("Pending: not checked yet"),
    VisaState.CANNOT_CHECK: _l("Cannot be checked now"),
    VisaState.VERIFIED: _l("Verified: checked, and all fits"),
    VisaState.MISMATCH: _l("Mismatch: the country says something else"),
    VisaState.FRAUD: _l("Suspected fraud"),
    VisaState.WITHDRAWN: _l("Withdrawn by country or employer"),
}
STATUSES = {
    "active": _l("Active"),
    "inactive": _l("Inactive"),
    "suspended": _l("Suspended"),
    "cancelled": _l("Cancelled"),
}
OUTCOMES = {
    Outcome.NEW: _l("New"),
    Outcome.CHANGED: _l("Changed"),
    Outcome.SAME: _l("Unchanged"),
    Outcome.VANISHED: _l("Not in this list any more"),
    Outcome.REFUSED: _l("Refused"),
}
FILE_FAULTS = {
    FileFault.EMPTY: _l("The file is empty."),
    FileFault.TOO_BIG: _l(
        "The file is too big: at most 20 MB, and a spreadsheet at most 16 MB when it is unpacked."
        " Divide it, or save it as CSV and use the command line."
    ),
    FileFault.TOO_MANY_ROWS: _l(
        "The file has more than 50,000 rows. Divide it, or use the command line."
    ),
    FileFault.SPREADSHEET: _l(
        "This is a spreadsheet of an old kind (XLS). Save it as XLSX or as 'CSV UTF-8' and send"
        " that file."
    ),
    FileFault.UTF16: _l("The file is written in UTF-16. Save it as 'CSV UTF-8' and send it again."),
    FileFault.NOT_UTF8: _l(
        "Line %(line)s is not UTF-8 (an old encoding such as Windows-1252). Save the file as"
        " 'CSV UTF-8' and send it again."
    ),
    FileFault.NOT_TEXT: _l(
        "This is neither a spreadsheet (XLSX) nor a text with comma-separated values (CSV)."
    ),
    FileFault.DAMAGED: _l(
        "The file is damaged from line %(line)s on: a quotation mark is open or out of place, or"
        " the spreadsheet cannot be opened."
    ),
    FileFault.DOUBLE_HEADER: _l("A column stands twice in the first line: %(names)s."),
    FileFault.MISSING_HEADER: _l("The first line must name the columns; missing: %(names)s."),
    FileFault.NO_ROWS: _l("The file has a first line and nothing below it."),
}
LINE_FAULTS = {
    LineFault.CELLS: _l("the number of cells is not that of the first line"),
    LineFault.FORMULA: _l("a cell begins like a formula (= + - @)"),
    LineFault.CONTROL: _l("a cell holds signs that no text has"),
    LineFault.TOO_LONG: _l("a cell is too long"),
    LineFault.MISSING: _l("a needed cell is empty"),
    LineFault.LICENCE: _l("not a licence number"),
    LineFault.DATE: _l("not a date (2027-01-31, 31/01/2027 or 31-Jan-2027)"),
    LineFault.HIJRI: _l("a day of the Hijri calendar: write it with its common year"),
    LineFault.COUNT: _l("not a number of visas (1 to 10,000)"),
    LineFault.STATUS: _l("not a known status"),
    LineFault.STATUS_DAY: _l("a status needs its day, and a day its status"),
    LineFault.DAYS_CROSSED: _l("the last day lies before the first"),
    LineFault.COUNTRY: _l("not a country's two letters"),
    LineFault.PASSPORT: _l("not a passport number"),
    LineFault.VISA: _l("not a visa number"),
    LineFault.BIRTH: _l("born on or after the day of issue"),
    LineFault.TWICE: _l("stood in an earlier line of this file"),
    LineFault.ELSEWHERE: _l("another office keeps this visa: only that office changes it"),
}
KIND_NAMES = {
    kinds.AGENCY_IMPORT: _l("Import of a list of agencies"),
    kinds.VISA_IMPORT: _l("Import of a list of visas"),
    kinds.AGENCY: _l("Entry or status of an agency"),
    kinds.AGENCY_DETAIL: _l("Branch, sub-agent, job order or the like of an agency"),
    kinds.AGENCY_UNDO: _l("Undo an import of agencies"),
    kinds.VISA_CORRECTION: _l("Correction of a decided visa"),
    kinds.VISA_DECISION: _l("Decision about a visa"),
    kinds.GUIDE: _l("Guide to a country's own service"),
    kinds.REPORT_COUNTS: _l("Public counts of reports about an agency"),
    kinds.FRAUD_WARNING: _l("Warning to other offices"),
    kinds.FRAUD_ALERT: _l("Alert for everybody"),
    kinds.SLIP_CANCEL: _l("Cancel the slip of a visa"),
    kinds.SLIP_LIFT: _l("Lift the suspension of a slip"),
}
FACT_NAMES = (
    {
        "rl_no": _l("Licence number"),
        "name": _l("Name"),
        "name_bn": _l("Name in Bangla"),
        "business_address": _l("Address"),
        "phone": _l("Phone"),
        "email": _l("E-mail"),
        "status": _l("Status"),
        "valid_from": _l("From"),
        "valid_to": _l("To"),
        "order_no": _l("Order number"),
        "source": _l("Source"),
        "source_date": _l("Date of the source"),
        "destination": _l("Destination"),
        "visa_number": _l("Visa number"),
        "group_visa_number": _l("Group visa number"),
        "visa_type": _l("Kind of visa"),
        "occupation": _l("Occupation"),
        "employer": _l("Employer"),
        "sponsor_id": _l("Sponsor number"),
        "passport_number": _l("Passport number"),
        "date_of_birth": _l("Date of birth"),
        "holder_name": _l("Name of the holder"),
        "issue_date": _l("Issued on"),
        "expiry_date": _l("Good until"),
        "agency_rl_no": _l("Licence of the agency"),
        "state": _l("Decision"),
    }
    | DETAIL_FACTS
    | GUIDE_NAMES
    | WARNING_FACTS
)


def file_fault(fault: FileFault, line: int, names: str) -> str:
    """Why a whole file is refused, in the language of the page."""
    return str(FILE_FAULTS[fault]) % {"line": line, "names": names}


def line_faults(faults: list[list[str]]) -> str:
    """Why a line is refused, in the language of the page."""
    parts = []
    for fault, column in faults:
        reason = str(LINE_FAULTS[LineFault(fault)])
        parts.append(f"{column}: {reason}" if column else reason)
    return "; ".join(parts)
