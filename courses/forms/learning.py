"""What a learner may send."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField, StringField
from wtforms.validators import Regexp, StopValidation

from portal.ground.forms import Form


class ButtonForm(Form):
    """Only a button: I have read this, begin, hand in."""


def _something(_form: Form, field: SelectMultipleField) -> None:
    """At least one line must say something; what is missing in others, the marking knows."""
    if not any(field.data or ()):
        raise StopValidation(_("Choose an answer."))


class ChoiceForm(Form):
    """An answer to one question: places on the screen, a place for each line, or a typed text."""

    choice = SelectMultipleField(
        _l("Your answer"),
        validate_choice=False,
        validators=[_something],
    )


class AnswerForm(ChoiceForm):
    """An answer in a test, and its number among those of the question."""

    sequence = HiddenField(validators=[Regexp(r"^[1-9][0-9]{0,8}$")])


class GuideForm(Form):
    """The answers of the guide; the last one is the button that was pressed."""

    to = HiddenField()
    work = HiddenField()
    first = StringField()
