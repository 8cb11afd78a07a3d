"""What staff type on the shared tablet of a class."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import Regexp

from portal.ground.formatting import latin_digits
from portal.ground.forms import DeedForm, Form, needed


def hand_over_code(label: Any) -> PasswordField:
    """The code of four to six digits that staff type whenever they hand the tablet over."""
    return PasswordField(
        label,
        [needed(), Regexp(r"^[0-9]{4,6}\Z", message=_l("Type four to six digits."))],
        filters=[lambda text: latin_digits("".join(text.split())) if text else text],
    )


class OpenTabletForm(DeedForm):
    """A code for the hand-overs of the day."""

    code = hand_over_code(_l("Choose a code of four to six digits"))


class HandOverForm(Form):
    """The code, typed by staff."""

    code = hand_over_code(_l("Code of the hand-over"))
