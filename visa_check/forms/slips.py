"""What an officer says to make a slip, or to change how one stands."""

from flask_babel import lazy_gettext as _l

from portal.ground.forms import DeedForm
from portal.papers.fields import latin_name_field
from visa_check.forms.fields import sentences


class SlipForm(DeedForm):
    """The name as it stands on the passport's data page."""

    name = latin_name_field(_l("Name as in the passport"))


class SlipReasonForm(DeedForm):
    """Why a slip is suspended, cancelled, or in force again."""

    reason = sentences(_l("Why?"))
