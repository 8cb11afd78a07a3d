"""What everybody may ask about a visa, and what an officer may send about one."""

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, ValidationError

from portal.ground.countries import COUNTRIES
from portal.ground.fields import CountField, DayField
from portal.ground.forms import DeedForm, Form, at_most, needed
from portal.people.fields import PassportField
from visa_check.costs import FIXED_COSTS
from visa_check.facts import HOLDER_FACTS, LARGEST_GROUP, VISA_FACTS, Facts
from visa_check.forms.fields import (
    LicenceField,
    LinesForm,
    OrderField,
    SourceForm,
    VisaNumberField,
    ZoneField,
    line,
    sentences,
)
from visa_check.words import STATES


class LookUpForm(Form):
    """Visa number, passport number and birth date, together."""

    visa_number = VisaNumberField(_l("Visa number"), is_needed=True)
    passport_number = PassportField(_l("Passport number"), is_needed=True)
    date_of_birth = DayField(_l("Date of birth"), is_needed=True)


class PublicLookUpForm(LinesForm, LookUpForm):
    """The look-up of the public: after many failures it needs a ticket."""

    ticket = HiddenField(validators=[at_most(500)])


class RevealForm(DeedForm):
    """Why somebody must see numbers in full."""

    reason = sentences(_l("Why you need to see them"))


class FalseAlarmForm(DeedForm):
    """Why a warning is none."""

    note = sentences(_l("What you looked at, and why nothing is wrong"))

    def __init__(self, key: str, **more: Any) -> None:
        super().__init__(prefix=f"warning-{key}-", **more)
        # Which warning it is about.
        self.key = key


class DecideForm(DeedForm):
    """A decision about a visa."""

    state = RadioField(_l("Decision"), choices=[], validators=[needed(_l("Choose one."))])
    note = sentences(_l("What you saw, where, under which number"), is_needed=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.state.choices = [(state.value, word) for state, word in STATES.items()]


class VisaForm(SourceForm):
    """Facts of a visa and of its holder."""

    destination = SelectField(_l("Destination"), [needed(_l("Choose a country."))], choices=[])
    visa_number = VisaNumberField(_l("Visa number"), is_needed=True)
    passport_number = PassportField(_l("Passport number"), is_needed=True)
    date_of_birth = DayField(_l("Date of birth"), is_needed=True)
    holder_name = line(_l("Name of the holder, as in the passport"))
    visa_type = line(_l("Kind of visa"), 80)
    occupation = line(_l("Occupation, as printed"), 120)
    employer = line(_l("Employer"))
    sponsor_id = line(_l("Sponsor number"), 60)
    group_visa_number = VisaNumberField(_l("Group visa number"))
    issue_date = DayField(_l("Issued on"))
    expiry_date = DayField(_l("Good until"))
    hijri_year = CountField(_l("Hijri year of issue, as printed"), least=1350, most=1500)
    agency_rl_no = LicenceField(_l("Licence of the agency"))
    group_quota = CountField(_l("Visas in the group"), least=1, most=LARGEST_GROUP)
    passport_expiry = DayField(_l("Passport good until"))
    contract_occupation = line(_l("Occupation in the contract"), 120)
    contract_rl_no = LicenceField(_l("Licence of the agency in the contract"))
    job_order = OrderField(_l("Job order: number of the attestation"))
    visa_zone = ZoneField(_l("The two lines at the foot of the visa"))
    passport_zone = ZoneField(_l("The two lines at the foot of the passport's page"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.destination.choices = [("", _l("Choose")), *destinations()]

    def validate_expiry_date(self, field: DayField) -> None:
        """The visa does not end before it begins."""
        first = self.issue_date.value
        if field.value and first and field.value < first:
            raise ValidationError(_l("The last day lies before the first."))

    def visa(self) -> Facts:
        """All facts."""
        return self.facts((*VISA_FACTS, *HOLDER_FACTS))


class CorrectVisaForm(VisaForm):
    """Corrected facts; what is personal and left empty stays as it is."""

    visa_number = VisaNumberField(_l("Visa number"))
    passport_number = PassportField(_l("Passport number"))
    date_of_birth = DayField(_l("Date of birth"))
    reason = sentences(_l("What was wrong, and how you know"))

    def changes(self) -> Facts:
        """What was filled in: everything of the visa, of its holder only what is new."""
        new = {name: value for name, value in self.facts(HOLDER_FACTS).items() if value}
        # The job order is nobody's secret: it is shown, and can be emptied.
        return self.facts(VISA_FACTS) | new | self.facts(("job_order",))


def destinations() -> list[tuple[str, Any]]:
    """Countries, those where most people go first."""
    language = str(get_locale() or "bn")
    first = [cost.country.code for cost in FIXED_COSTS]
    names = {code: country.name(language) for code, country in COUNTRIES.items()}
    rest = sorted(set(names) - set(first), key=lambda code: names[code])
    return [(code, names[code]) for code in (*first, *rest)]
