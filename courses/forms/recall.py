"""What somebody may send who was asked again by SMS."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import AnyOf

from courses.forms.learning import ChoiceForm
from portal.ground.forms import Form


class RecallForm(ChoiceForm):
    """An answer to one of the three questions; nobody is signed in, so there is no token."""

    class Meta:
        """The token of the link is what nobody else has."""

        csrf = False


class MessagesForm(Form):
    """Whether somebody wants the messages."""

    wanted = HiddenField(validators=[AnyOf(["yes", "no"], message=_l("Choose yes or no."))])
