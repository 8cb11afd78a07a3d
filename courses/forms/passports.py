"""A passport that was confirmed for another account of somebody in class."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, ValidationError

from portal.ground.dates import read_date
from portal.ground.forms import DeedForm, typed
from portal.people.passports import is_passport_number


class SameForm(DeedForm):
    """A passport that was confirmed for another account of the same person."""

    number = HiddenField()
    born_on = HiddenField()

    @property
    def day(self) -> date | None:
        """The birth date."""
        return read_date(typed(self.born_on))

    def validate_number(self, field: HiddenField) -> None:
        """It is one in its one form."""
        if not is_passport_number(field.data or ""):
            raise ValidationError(_l("This cannot be done."))
