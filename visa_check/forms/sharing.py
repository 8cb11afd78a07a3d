"""What an owner and the holder of a share code may send."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from portal.ground.fields import ReadField
from portal.ground.formatting import digits
from portal.ground.forms import Form, needed
from visa_check import sharing
from visa_check.forms.fields import line


class ShareForm(Form):
    """For whom a code is, and how long it opens."""

    purpose: StringField = line(_l("For whom?"), 80, is_needed=True)
    days = RadioField(_l("How many days?"), validators=[needed(_l("Choose one."))], choices=[])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.days.choices = [(str(days), digits(days)) for days in sharing.DAYS]


class CodeField(ReadField):
    """A share code."""

    wrong = _l("A code has nine letters and digits. Ask the person to read it out again.")

    def read(self, text: str) -> str | None:
        """The code in its one form."""
        return sharing.typed(text)


class SharedForm(Form):
    """A share code that somebody holds."""

    code = CodeField(_l("Code"), is_needed=True)
