"""What an officer sends who has somebody's passport in hand at the counter."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, ValidationError

from portal.ground.clock import today
from portal.ground.fields import DayField
from portal.ground.formatting import day as in_words
from portal.ground.forms import Form, needed
from portal.papers.forms import PassportForm
from portal.people.fields import PhoneField
from portal.people.lines import typed_zone

# Passports are made for ten years; a later last day was typed wrongly.
_LONGEST = timedelta(days=11 * 366)


class AccountForm(Form):
    """The phone number with which somebody signs in."""

    phone = PhoneField(
        _l("Phone number with which the person signs in"), _l("Write the phone number.")
    )


class CounterPassportForm(PassportForm):
    """Whose account it is, and what stands in the passport."""

    phone = HiddenField()
    account = RadioField(
        _l("Whose account is it?"), [needed(_l("Choose one."))], choices=[], validate_choice=False
    )
    expires_on = DayField(_l("Last day of the passport"), is_needed=True)

    def offer(self, accounts: Iterable[tuple[str, str]]) -> None:
        """Let one be chosen; a single one is chosen already."""
        self.account.choices = list(accounts)
        if len(self.account.choices) == 1:
            self.account.data = self.account.choices[0][0]

    def validate_expires_on(self, field: DayField) -> None:
        """Nobody travels on a passport that has ended."""
        if field.value is None:
            return
        if field.value < today():
            raise ValidationError(
                _("This passport ended on %(day)s. Ask for the new one.", day=in_words(field.value))
            )
        if field.value > today() + _LONGEST:
            raise ValidationError(_("No passport lasts as long as this. Look at the day again."))

    def validate_lines(self, field: Any) -> None:
        """The lines say the same as what was typed."""
        super().validate_lines(field)
        if typed_zone(field.data).expires_on not in {None, self.expires_on.value}:
            raise ValidationError(_("The lines say another last day than what is typed above."))

    def take_lines(self) -> bool:
        """Fill in what the lines say; False where they cannot be read."""
        is_read = super().take_lines()
        if is_read:
            self.expires_on.show(typed_zone(self.lines.data).expires_on)
        return is_read
