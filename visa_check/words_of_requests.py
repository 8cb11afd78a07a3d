"""What steps, states and pictures of requests are called."""

from flask_babel import lazy_gettext as _l

from portal.ground.formatting import digits
from visa_check.models import Channel, FileKind, RequestState, StepKind
from visa_check.pictures import MOST_PAGES, PictureFault

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
RELATIONS = {
    "spouse": _l("Wife or husband"),
    "parent": _l("Mother or father"),
    "sibling": _l("Sister or brother"),
    "child": _l("Daughter or son"),
    "other": _l("Another relative"),
}
FILE_KINDS = {
    FileKind.VISA: _l("Visa"),
    FileKind.PASSPORT: _l("Page of the passport with the photo"),
    FileKind.CONTRACT: _l("Contract"),
    FileKind.EVIDENCE: _l("Seen at the service of the country"),
}
PICTURE_FAULTS = {
    PictureFault.EMPTY: _l("The file is empty. Take the photo once more."),
    PictureFault.TOO_BIG: _l("The file is too big: at most 10 MB. Take a photo with the camera."),
    PictureFault.HEIC: _l(
        "This is an HEIC photo, which cannot be read here. Set the camera to JPEG ('most"
        " compatible'), or send a screenshot of the photo."
    ),
    PictureFault.UNKNOWN: _l("This is neither a photo (JPEG, PNG, WebP) nor a PDF."),
    PictureFault.BROKEN: _l("The file is broken or cannot be read. Take the photo once more."),
    PictureFault.TOO_MANY_PIXELS: _l(
        "The picture is too large: at most 40 megapixels. Take a photo with the camera."
    ),
    PictureFault.TOO_MANY_PAGES: _l(
        "The PDF has more than %(pages)s pages. Send only the pages with names, job and wage."
    ),
    PictureFault.LOCKED: _l("The PDF is locked with a password. Take photos of its pages."),
    PictureFault.TOO_SLOW: _l("The file takes too long to read. Take a photo of the paper."),
}


def picture_fault(fault: PictureFault) -> str:
    """Why a file is not taken, in words."""
    return str(PICTURE_FAULTS[fault]) % {"pages": digits(MOST_PAGES)}
