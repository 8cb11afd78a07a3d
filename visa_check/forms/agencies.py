"""What an officer may send about agencies."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError

from portal.ground.fields import DayField
from portal.ground.forms import DeedForm
from visa_check.facts import AGENCY_FACTS, STATUS_FACTS, Facts
from visa_check.forms.fields import LicenceField, SourceForm, line, sentences
from visa_check.verdicts import Status
from visa_check.words import STATUSES


class AgencyForm(SourceForm):
    """Facts of an agency, and a new status where there is one."""

    name = line(_l("Name"), is_needed=True)
    name_bn = line(_l("Name in Bangla"))
    business_address = line(_l("Address"), 400)
    phone = line(_l("Phone"), 120)
    email = line(_l("E-mail"), 120)
    status = SelectField(_l("New status"), choices=[])
    valid_from = DayField(_l("From"))
    valid_to = DayField(_l("To (open if empty)"))
    order_no = line(_l("Order number"))
    reason = sentences(_l("Why, and what you saw"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        none = ("", _l("No new status"))
        self.status.choices = [none, *((status.value, STATUSES[status]) for status in Status)]

    def validate_valid_from(self, field: DayField) -> None:
        """A status begins on a day."""
        if self.status.data and field.value is None and not field.errors:
            raise ValidationError(_l("Say from which day the status holds."))

    def validate_valid_to(self, field: DayField) -> None:
        """The last day does not lie before the first."""
        first = self.valid_from.value
        if field.value and first and field.value < first:
            raise ValidationError(_l("The last day lies before the first."))

    def agency(self) -> Facts:
        """The facts."""
        return self.facts(AGENCY_FACTS)

    def new_status(self) -> Facts | None:
        """The status with its days, None where none is new."""
        if not self.status.data:
            return None
        return self.facts((*STATUS_FACTS, "source", "source_date"))


class NewAgencyForm(AgencyForm):
    """An agency that is not in the register yet."""

    rl_no = LicenceField(_l("Licence number"), is_needed=True)


class SuspendForm(DeedForm):
    """Why an agency is suspended at once."""

    reason = sentences(_l("Why at once, and on whose word"))


class EndForm(DeedForm):
    """On which day a status ends."""

    status_id = SelectField(_l("Status"), coerce=int, choices=[])
    last_day = DayField(_l("Its last day"), is_needed=True)
    reason = sentences(_l("Why, and what you saw"))
