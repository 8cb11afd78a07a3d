"""What a learner may send."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import InputRequired, Regexp

from portal.ground.forms import Form


class ButtonForm(Form):
    """Only a button: I have read this, begin, hand in."""


class AnswerForm(Form):
    """An answer to one question: places on the screen, or one typed text."""

    choice = SelectMultipleField(
        _l("Your answer"),
        validate_choice=False,
        validators=[InputRequired(_l("Choose an answer."))],
    )
    sequence = HiddenField(validators=[Regexp(r"^[1-9][0-9]{0,8}$")])
