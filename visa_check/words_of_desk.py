"""What officers read at the desk: the checklist, what a service said, how urgent it is."""

from flask_babel import lazy_gettext as _l

from visa_check.checklist import NOT_CONFIRMED, OTHER_DETAILS, Mark, Point, Seen
from visa_check.urgency import Urgency

POINTS = {
    Point.GENUINE: _l("Is the visa right? The country's service knows it as it is printed."),
    Point.KIND: _l("Is it a visa for work, and no visit or tourist visa?"),
    Point.OCCUPATION: _l("Is the occupation on the visa the one that was promised?"),
    Point.EMPLOYER: _l("Is the employer named, and none whose visas are banned?"),
    Point.LOT: _l("Are there at most 24 visas in one lot, and not more than the group has?"),
    Point.HOLDER: _l("Are name, passport number and birth date those of the passport?"),
    Point.CONTRACT: _l("Does the contract say the same occupation, employer and wage?"),
    Point.ATTESTED: _l("Has the labour wing attested the employer's papers?"),
    Point.NUMBER: _l("Has nobody else come with this visa number (group visas apart)?"),
    Point.AGENCY: _l("Is the agency licensed today, and the one that is named?"),
    Point.FEE: _l("Was no more paid or asked than the fixed maximum?"),
}
MARKS = {
    Mark.FITS: _l("Yes"),
    Mark.DIFFERS: _l("No"),
    Mark.UNCLEAR: _l("Not known"),
    Mark.NOT_HERE: _l("There is none"),
}
SEEN = {
    Seen.SAME: _l("The same as the visa"),
    Seen.OTHER: _l("Something else"),
    Seen.NOTHING: _l("Nothing found"),
    Seen.NO_ANSWER: _l("The service did not answer"),
}
MATTERS = {point.value: words for point, words in POINTS.items()} | {
    NOT_CONFIRMED: _l("No service of the country has confirmed the visa."),
    OTHER_DETAILS: _l("The register has another number or birth date than the person says."),
}
URGENCIES = {
    Urgency.PAST: _l("The flight is past"),
    Urgency.NOW: _l("Flies today or tomorrow"),
    Urgency.SOON: _l("Flies within a week"),
    Urgency.LATER: _l("Flies later"),
    Urgency.UNKNOWN: _l("No flight yet"),
}
# What somebody said about themselves and about what was promised.
ASKED = {
    "visa_number": _l("Visa number"),
    "passport_number": _l("Passport number"),
    "date_of_birth": _l("Date of birth"),
    "holder_name": _l("Holder"),
    "job": _l("Promised job"),
    "wage": _l("Promised wage a month"),
    "fee_paid": _l("Paid so far"),
    "paid_to": _l("Paid to"),
    "agency": _l("Agency, as it was named"),
    "employer": _l("Employer, as it was named"),
    "proxy_name": _l("Asked by"),
    "phone": _l("Phone for messages"),
}
# What is printed at the counter stands there in Bangla and in English.
NOT_CHECKED = _l("NOT CHECKED YET")
PENDING_SAYS = _l(
    "No officer has decided about this visa yet. This paper says neither that it is real nor that"
    " it is false, and it is no clearance to travel."
)
ANSWER_SAYS = _l("This paper has no QR code and no seal. It is no clearance to travel.")
ASK_AGAIN = _l("Ask again before you travel, with this reference, by phone or at the office:")
PAY_NOBODY = _l("The check is free. Pay no more to anybody before there is an answer.")
CALL_FREE = _l("free call, in the country")
PAPER_LINES = {
    "office": _l("District office"),
    "on": _l("Printed on"),
    "holder": _l("Name"),
    "passport": _l("Passport, last 3 signs"),
    "visa": _l("Visa, last 3 signs"),
    "country": _l("Destination"),
}
FORM_TITLE = _l("Check of a visa: form to fill in by hand")
FORM_SAYS = _l(
    "For the counter, when the portal cannot be reached or nobody can type. Copy each letter and"
    " digit from the papers. The check is free."
)
FORM_LINES = {
    "holder": _l("Name, as in the passport"),
    "passport": _l("Passport number"),
    "born": _l("Date of birth (day, month, year)"),
    "country": _l("Destination"),
    "visa": _l("Visa number"),
    "flight": _l("Day of the flight"),
    "agency": _l("Agency and its licence number (RL)"),
    "job": _l("Promised job and wage"),
    "paid": _l("Paid so far, to whom"),
    "phone": _l("Phone for the answer (may be left empty)"),
}
FORM_OFFICE = {
    "taken": _l("Taken in on, by"),
    "service": _l("Asked at which service, under which number"),
    "said": _l("What it said"),
    "reference": _l("Reference in the portal"),
}
FORM_ANSWER = _l("Answer: not checked yet, until an officer has told another one")
