"""What can be refused about certificates, and what the page says then."""

from flask_babel import lazy_gettext as _l

from portal.ground.errors import Conflict, Refusal, TooMany


class Gone(Refusal):
    """There is no such thing, or it is not this person's."""

    status = 404
    message = _l("This page is not there.")


class NotPassed(Refusal):
    """A certificate stands on a passed course."""

    message = _l("You have not passed this course yet. Pass all its tests first.")


class AlreadyIssued(Conflict):
    """There is one already."""

    message = _l("You have a certificate of this course already.")


class AlreadyOver(Conflict):
    """What was cancelled or replaced stays so."""

    message = _l("This certificate was cancelled or replaced: nothing of it can be changed.")


class AlreadyProposed(Conflict):
    """Somebody asked for the same before."""

    message = _l("A change of this certificate waits for another officer already.")


class NotInForce(Conflict):
    """Only what is in force can be suspended."""

    message = _l("This certificate is not in force: there is nothing to suspend.")


class NotSuspended(Conflict):
    """Only a suspension can be lifted."""

    message = _l("This certificate is not suspended: there is nothing to lift.")


class Ended(Refusal):
    """An expired paper is not corrected: its holder asks for a new one."""

    message = _l("This certificate has expired. Its holder can ask for a new one.")


class Erased(Refusal):
    """Nothing stands on the paper of an erased person."""

    message = _l("What stood on this certificate was erased.")


class SameName(Refusal):
    """A corrected name is another one."""

    field = "name"
    message = _l("This name stands on the certificate already.")


class NotReady(Refusal):
    """An attended certificate lacks a pass, a day or a passport."""

    status = 409
    message = _l("Something is still missing for this certificate.")


class NothingToMake(Refusal):
    """Nobody of the class can have a certificate yet."""

    message = _l("Nobody of this class can have a certificate yet. See below what is missing.")


class BeingMade(Conflict):
    """The certificates of the class are being made."""

    message = _l("The certificates of this class are being made already.")


class TooManyLists(TooMany):
    """This browser has had many lines checked."""

    message = _l("You have had very many lines checked. Wait a minute, then send the list again.")


class ListsBusy(TooMany):
    """Everybody's lists together take too much room."""

    message = _l("Many lists are being checked at this moment. Try again in half an hour.")


class ReportedOften(TooMany):
    """Very many reports came from this browser, or of this paper."""

    message = _l("Many reports came in today. If it is urgent, call a district office.")


class AlreadyLookedAt(Conflict):
    """Another officer was faster."""

    message = _l("Another officer looked at this report already.")
