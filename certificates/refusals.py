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
