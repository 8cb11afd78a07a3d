"""What kinds of proposals and deeds are called at the desk, and where a proposal is decided."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.deeds.models import ProposalState


@dataclass(frozen=True)
class Kind:
    """A kind of proposal: its name, and the endpoint of the page that shows and decides it."""

    label: Any
    endpoint: str


_REGISTER = "visa_check.proposal"
_PAPER = "certificates.proposal"
KINDS = {
    "agency-import": Kind(_l("A list of agencies"), _REGISTER),
    "visa-import": Kind(_l("A list of visas"), _REGISTER),
    "agency": Kind(_l("An agency: new, corrected or with another status"), _REGISTER),
    "agency-detail": Kind(_l("A branch, sub-agent, job order or the like"), _REGISTER),
    "agency-undo": Kind(_l("Undo a list of agencies"), _REGISTER),
    "visa-correction": Kind(_l("A correction of a visa"), _REGISTER),
    "visa-decision": Kind(_l("A decision about a visa"), _REGISTER),
    "agency-counts": Kind(_l("Public counts of reports about an agency"), _REGISTER),
    "fraud-warning": Kind(_l("Warning to other offices"), _REGISTER),
    "fraud-alert": Kind(_l("Alert for everybody"), _REGISTER),
    "guide": Kind(_l("A guide to a country's own service"), _REGISTER),
    "slip-cancel": Kind(_l("Cancel the slip of a visa"), _REGISTER),
    "slip-lift": Kind(_l("Lift the suspension of a slip"), _REGISTER),
    "certificate-cancel": Kind(_l("Cancel a certificate"), _PAPER),
    "certificate-replace": Kind(_l("Correct the name on a certificate"), _PAPER),
    "certificate-lift": Kind(_l("Lift the suspension of a certificate"), _PAPER),
    "course": Kind(_l("A course to publish"), "authoring.proposal"),
    "role": Kind(_l("A role for a member of staff"), "people.proposal"),
}
STATES = {
    ProposalState.WAITING: _l("waits"),
    ProposalState.APPROVED: _l("approved"),
    ProposalState.REFUSED: _l("refused"),
    ProposalState.WITHDRAWN: _l("withdrawn"),
}
# What each deed is called in the list of recent work: the name that stands in the journal.
DEEDS: dict[str, Any] = {
    "certificates.issue": _l("Issued a certificate"),
    "certificates.issue_attended": _l("Issued the certificate of somebody in a class"),
    "certificates.propose_cancel": _l("Asked to cancel a certificate"),
    "certificates.propose_replace": _l("Asked to correct the name on a certificate"),
    "certificates.propose_lift": _l("Asked to lift the suspension of a certificate"),
    "certificates.suspend": _l("Suspended a certificate"),
    "certificates.report": _l("Took in a report about a certificate"),
    "certificates.look_at": _l("Looked at a report about a certificate"),
    "certificates.reveal_reporter": _l("Looked at how to reach a reporter"),
    "certificates.approve": _l("Approved a change of a certificate"),
    "certificates.refuse": _l("Refused a change of a certificate"),
    "courses.ask_review": _l("Asked for a review of a course"),
    "courses.take_back": _l("Took a course back from its review"),
    "courses.send_back": _l("Sent a course back to its authors"),
    "courses.publish_draft": _l("Published a course"),
    "courses.open_cohort": _l("Opened a class"),
    "courses.change_cohort": _l("Changed a class"),
    "courses.end_cohort": _l("Ended or cancelled a class"),
    "courses.enrol": _l("Took somebody into a class"),
    "courses.enrol_new": _l("Took a new person into a class"),
    "courses.leave": _l("Took somebody out of a class"),
    "courses.forget": _l("Erased a learner who took the agreement back"),
    "courses.use_account": _l("Joined two accounts of one person in a class"),
    "courses.mark": _l("Called the roll"),
    "courses.mark_rest": _l("Called the roll for all who were left"),
    "courses.confirm_passport": _l("Compared a person with a passport"),
    "papers.record_key": _l("Recorded a new signing key"),
    "people.leave": _l("Left, and was erased"),
    "people.add_staff": _l("Added a member of staff"),
    "people.propose_staff": _l("Proposed a member of staff"),
    "people.remove_staff": _l("Removed a member of staff"),
    "people.propose_removal": _l("Proposed to remove a member of staff"),
    "people.name_centre": _l("Named a training centre"),
    "people.approve": _l("Approved a role"),
    "people.refuse": _l("Refused a role"),
    "visa_check.propose_list": _l("Proposed a list"),
    "visa_check.propose_new_agency": _l("Proposed a new agency"),
    "visa_check.propose_agency": _l("Proposed a change of an agency"),
    "visa_check.propose_end": _l("Proposed the end of an agency's status"),
    "visa_check.propose_detail": _l("Proposed a branch, sub-agent, job order or the like"),
    "visa_check.correct_detail": _l("Proposed a corrected branch, sub-agent or the like"),
    "visa_check.end_detail": _l("Proposed the end of a branch, sub-agent or the like"),
    "visa_check.take_back_detail": _l("Proposed to take back a branch, sub-agent or the like"),
    "visa_check.propose_undo": _l("Proposed to undo a list of agencies"),
    "visa_check.suspend_agency": _l("Suspended an agency for 72 hours"),
    "visa_check.report_agency": _l("Took in a report about an agency"),
    "visa_check.add_to_report": _l("Took in more about a report about an agency"),
    "visa_check.take_report": _l("Took a report about an agency"),
    "visa_check.let_go_report": _l("Laid a report about an agency back"),
    "visa_check.note_report": _l("Wrote a note about a report about an agency"),
    "visa_check.send_report_on": _l("Sent a report about an agency on"),
    "visa_check.close_report": _l("Closed a report about an agency"),
    "visa_check.merge_report": _l("Laid two reports about an agency together"),
    "visa_check.separate_report": _l("Separated two reports about an agency"),
    "visa_check.reveal_agency_reporter": _l("Looked at how to reach a reporter"),
    "visa_check.propose_counts": _l("Proposed public counts of reports about an agency"),
    "visa_check.propose_no_counts": _l("Proposed to take public counts back"),
    "visa_check.propose_warning": _l("Proposed a warning to other offices"),
    "visa_check.propose_alert": _l("Proposed an alert for everybody"),
    "visa_check.end_alert": _l("Took an alert back"),
    "visa_check.approve": _l("Approved a change of the register"),
    "visa_check.refuse": _l("Refused a change of the register"),
    "visa_check.ask": _l("Asked an office about a visa"),
    "visa_check.add_pictures": _l("Sent pictures of a visa"),
    "visa_check.withdraw": _l("Withdrew a question about a visa"),
    "visa_check.take_in": _l("Took in a question at the counter"),
    "visa_check.confirm_passport": _l("Confirmed a passport at the counter"),
    "visa_check.issue_slip": _l("Made the slip of a visa"),
    "visa_check.suspend_slip": _l("Suspended the slip of a visa"),
    "visa_check.propose_cancel_slip": _l("Asked to cancel the slip of a visa"),
    "visa_check.propose_lift_slip": _l("Asked to lift the suspension of a slip"),
    "visa_check.enter_visa": _l("Entered a visa"),
    "visa_check.correct_visa": _l("Corrected a visa"),
    "visa_check.decide_visa": _l("Decided about a visa"),
    "visa_check.load_guides": _l("Brought in the first guides"),
    "visa_check.propose_guide": _l("Proposed a guide"),
    "visa_check.confirm_guide": _l("Looked whether a guide holds"),
    "visa_check.note_false_alarm": _l("Noted a false alarm about a visa"),
    "visa_check.reveal_visa": _l("Looked at the numbers of a visa"),
    "visa_check.look_at_pictures": _l("Looked at pictures of another office's question"),
    "visa_check.claim": _l("Took up a request about a visa"),
    "visa_check.release": _l("Laid a request back into the queue"),
    "visa_check.hand_on": _l("Handed a request on to another office"),
    "visa_check.ask_more": _l("Asked for more about a visa"),
    "visa_check.enter": _l("Entered the visa of a request"),
    "visa_check.see": _l("Noted what a country's service said"),
    "visa_check.decide": _l("Decided about a request"),
    "visa_check.answer_as_known": _l("Answered a request from the register"),
}
