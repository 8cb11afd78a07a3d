"""What can be refused about certificates, and what the page says then."""

from flask_babel import lazy_gettext as _l

from portal.ground.errors import Conflict, Refusal


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

    message = _l("This certificate is no longer valid: there is nothing to cancel.")


class AlreadyProposed(Conflict):
    """Somebody asked for the same before."""

    message = _l("Somebody has asked for this already. It waits for another officer.")


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
