"""What several actions of the register refuse, and what the page says then."""

from flask_babel import lazy_gettext as _l

from portal.ground.errors import Conflict, Refusal, TooMany


class Gone(Refusal):
    """There is no such thing, or it is not within reach."""

    status = 404
    message = _l("This page is not there.")


class ReportedOften(TooMany):
    """Very many reports came from this browser, or about this agency."""

    message = _l(
        "Many reports came in today, so this one cannot be taken now. Try again tomorrow, or call"
        " 16135: it is free."
    )


class ReferenceUnknown(Refusal):
    """Nothing has this reference."""

    field = "reference"
    message = _l("No report has this reference. Compare each letter and digit.")


class PicturesOften(TooMany):
    """Files were sent again and again."""

    message = _l("Many files were sent today, so no more are taken now. Try again tomorrow.")


class TooMuchEvidence(Refusal):
    """A report has as many files as it may have."""

    message = _l("A report has at most three files. Nothing of what you sent now was added.")


class AlreadyTaken(Conflict):
    """Another officer was faster."""

    message = _l("Another officer has taken this report.")


class TakeFirst(Conflict):
    """Who works on a report has taken it."""

    message = _l("Take the report first: then the others see that you work on it.")


class NotClosed(Conflict):
    """What is closed or open already cannot be made so."""

    message = _l("This report was closed. Take it up again first.")


class NoDouble(Refusal):
    """Only reports about one agency can be of one event."""

    field = "other"
    message = _l("This report cannot be laid together with the other one.")


class LaidTogether(Conflict):
    """Work is done on one of the reports of an event."""

    message = _l("This report stands behind another one of the same event: work on that one.")


class SayWhatIsSo(Refusal):
    """A confirmed report says which of its points were found to be so."""

    field = "found"
    message = _l("Say what you found to be so.")


class NoFraud(Refusal):
    """Only what two officers called a suspected fraud becomes a warning."""

    message = _l("This visa was not decided as a suspected fraud.")


class AgencyUnknown(Refusal):
    """A warning names only an agency of the register."""

    field = "rl_no"
    message = _l("No agency in the register has this licence.")


class NamesSomebody(Refusal):
    """Words for others hold no number and no name."""

    message = _l("The words hold a long number, or a name that stands on the visa: leave it out.")


class NothingToRelease(Refusal):
    """No report about the agency was found to be so."""

    message = _l("No report about this agency was found to be so: there is nothing to show.")


class AlreadyProposed(Conflict):
    """The same waits already."""

    message = _l("The same proposal waits for a decision already.")
