"""A draft laid before somebody else, and what they decide."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Regexp

from courses.forms.authoring.fields import LineField, ProseField
from courses.pack.sheet import VERSION
from portal.ground.forms import DeedForm

_LONGEST = 2000


class AskForm(DeedForm):
    """Ask somebody else to look at a draft and to publish it."""

    version = LineField(_l("Number of the new version"), most=20, is_needed=True)
    note = ProseField(_l("What you changed and why"), most=_LONGEST, rows=4)

    def validate_version(self, field: LineField) -> None:
        """Refuse what cannot be a number of a version."""
        Regexp(VERSION.pattern + r"\Z", message=_l("Write it like 2026.2."))(self, field)


class TakeBackForm(DeedForm):
    """Go on writing."""


class DecisionForm(DeedForm):
    """A decision without words of its own."""


class SendBackForm(DeedForm):
    """What should be changed before a draft is published."""

    reason = ProseField(_l("What should be changed"), most=_LONGEST, rows=4)
