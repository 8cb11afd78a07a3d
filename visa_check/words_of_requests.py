"""What steps, states and pictures of requests are called."""

from flask_babel import lazy_gettext as _l

from visa_check.models import Channel, FileKind, RequestState, StepKind

# What the person is told by SMS; the other steps are told on the page alone.
SMS = {
    StepKind.ASKED: _l("it has arrived. An officer looks at it. Follow it here:"),
    StepKind.TAKEN: _l("an officer is looking at your visa now."),
    StepKind.MORE_NEEDED: _l("the officer needs more from you. Look here:"),
    StepKind.SECOND: _l("a second officer looks at it too."),
    StepKind.ANSWERED: _l("there is an answer:"),
    StepKind.WITHDRAWN: _l("it is withdrawn. Nobody works on it any more."),
}
STEPS = {
    StepKind.ASKED: _l("Your question arrived."),
    StepKind.ADDED: _l("Pictures were added."),
    StepKind.TAKEN: _l("An officer is looking at it."),
    StepKind.RELEASED: _l("It waits for the next officer."),
    StepKind.MORE_NEEDED: _l(
        "The officer needs more: add clear pictures, or come to the office with visa and passport."
    ),
    StepKind.SECOND: _l("A second officer looks at it too."),
    StepKind.ANSWERED: _l("The officer has answered."),
    StepKind.WITHDRAWN: _l("The question was withdrawn."),
}
REQUEST_STATES = {
    RequestState.WAITING: _l("Waiting for an officer"),
    RequestState.IN_HAND: _l("An officer is looking at it"),
    RequestState.ANSWERED: _l("Answered"),
    RequestState.WITHDRAWN: _l("Withdrawn"),
}
CHANNELS = {
    Channel.OWN: _l("Asked by phone"),
    Channel.FAMILY: _l("Asked by the family"),
    Channel.COUNTER: _l("Asked at the counter"),
}
FILE_KINDS = {
    FileKind.VISA: _l("Visa"),
    FileKind.PASSPORT: _l("Page of the passport with the photo"),
    FileKind.CONTRACT: _l("Contract"),
    FileKind.EVIDENCE: _l("Seen at the service of the country"),
}
