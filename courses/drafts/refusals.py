"""What can be refused to authors and reviewers, and what the page says then."""

from flask_babel import lazy_gettext as _l

from courses.pack.parts import Fault
from portal.ground.errors import Conflict, Forbidden, Refusal


class NoPlace(Forbidden):
    """A draft belongs to a centre or an office, and this person has none."""

    message = _l("Your role names no training centre and no office, so no draft can belong to it.")


class NotOpen(Conflict):
    """The draft waits for a review, is published, or was thrown away."""

    message = _l("This draft cannot be changed now. See on its page where it stands.")


class ChangedMeanwhile(Conflict):
    """Somebody else saved the same thing while this person was writing."""

    message = _l(
        "Somebody else saved this while you were writing. Nothing of yours is lost: it stands in "
        "the form, and what they saved stands below. Put both together, then save again."
    )


class NameTaken(Refusal):
    """There is one of this name already."""

    field = "slug"
    message = _l("This name is taken already.")


class CourseThere(NameTaken):
    """A new course with the name of one that is published."""

    message = _l("A course of this name is published: begin a draft of that course instead.")


class NotEmpty(Conflict):
    """A module that still holds lessons or questions."""

    message = _l("This module still has lessons or questions. Move or remove them first.")


class InUse(Conflict):
    """Something that is still shown or named somewhere."""

    message = _l("It is still used: %(places)s.")


class NotAPicture(Refusal):
    """A file that cannot be a picture of a course."""

    field = "file"
    message = _l("This file cannot be a picture here: %(faults)s")


class NotSound(Refusal):
    """A draft in which the check finds faults."""

    message = _l("The check still finds something to mend. See the page of checks.")


class NothingNew(Refusal):
    """A draft that says what is published already."""

    message = _l("Nothing differs from the published version yet.")


class Outdated(Conflict):
    """Another version was published after the draft was begun."""

    message = _l(
        "Version %(version)s was published meanwhile. The draft has to take its changes over "
        "first, or they would be lost."
    )


class WroteIt(Forbidden):
    """Who wrote in a draft does not publish it."""

    message = _l("You wrote in this draft yourself: another person must decide.")


class SayWhy(Refusal):
    """A draft is not sent back without a word."""

    field = "reason"
    message = _l("Say what should be changed: the author reads it.")


class Unreadable(Refusal):
    """A file that cannot be taken into a draft; all that is wrong with it stands in `faults`."""

    field = "file"
    message = _l("This file cannot be taken. What is wrong with it stands below.")

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults
