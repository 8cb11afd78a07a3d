"""What an officer may send about lists and proposals."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField

from portal.ground.forms import DeedForm, Form
from visa_check.forms.fields import sentences


class ListForm(Form):
    """A list as a file."""

    file = FileField(_l("File (XLSX or CSV UTF-8)"), [FileRequired(_l("Choose a file."))])
    complete = BooleanField(_l("This is the complete list: who is missing is not in force"))


class ProposeForm(DeedForm):
    """A staged list is laid before another officer."""

    reason = sentences(_l("Where the list comes from"), is_needed=False)


class UndoForm(DeedForm):
    """Why an import is undone."""

    reason = sentences(_l("What was wrong, and how you know"))


class DecisionForm(DeedForm):
    """A decision without words of its own."""


class RefusalForm(DeedForm):
    """Why a proposal is refused."""

    reason = sentences(_l("Why you refuse"))
