"""What an officer may send about branches, sub-agents, partners, owners, past names, job orders."""

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField, ValidationError

from portal.ground.fields import CountField, DayField
from portal.ground.forms import DeedForm, needed
from portal.people.offices import rows
from visa_check.details import DetailKind, fact_names
from visa_check.facts import Facts
from visa_check.forms.fields import LicenceField, SourceForm, line, sentences
from visa_check.forms.visas import destinations

MOST = 1_000_000


class DetailForm(SourceForm):
    """A dated fact of an agency: its days, where it is known from, why."""

    valid_from = DayField(_l("From"))
    valid_to = DayField(_l("To (open if empty)"))
    source = line(_l("Source"), is_needed=True)
    source_date = DayField(_l("Date of the source"), is_needed=True)
    reason = sentences(_l("Why, and what you saw"))
    kind: DetailKind

    def validate_valid_to(self, field: DayField) -> None:
        """The last day does not lie before the first."""
        first = self.valid_from.value
        if field.value and first and field.value < first:
            raise ValidationError(_l("The last day lies before the first."))

    def detail(self) -> Facts:
        """Everything that was filled in."""
        return self.facts(fact_names(self.kind))

    def own(self) -> list[Field]:
        """The fields of this kind alone, in their order."""
        shared = {"valid_from", "valid_to", "source", "source_date"}
        return [self._fields[name] for name in fact_names(self.kind) if name not in shared]

    def fill(self, facts: Facts) -> None:
        """Show the facts of the register in a form that nobody sent yet."""
        super().fill(facts)
        for name, value in facts.items():
            if isinstance(self._fields.get(name), CountField | LicenceField):
                self._fields[name].data = "" if value is None else str(value)


class BranchForm(DetailForm):
    """A branch."""

    kind = DetailKind.BRANCH
    business_address = line(_l("Address"), 400, is_needed=True)
    district = SelectField(_l("District"), [needed(_l("Choose a district."))], choices=[])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.district.choices = _districts()


class SubAgentForm(DetailForm):
    """A sub-agent whom the agency has registered."""

    kind = DetailKind.SUB_AGENT
    person_name = line(_l("Name of the sub-agent"), is_needed=True)
    registration_no = line(_l("Registration number"), 60, is_needed=True)
    district = SelectField(_l("District"), [needed(_l("Choose a district."))], choices=[])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.district.choices = _districts()


class AssociateForm(DetailForm):
    """An agency that sends through this one."""

    kind = DetailKind.ASSOCIATE
    other_rl_no = LicenceField(_l("Licence of the agency that sends through it"), is_needed=True)


class OwnerForm(DetailForm):
    """An owner, now or in the past."""

    kind = DetailKind.OWNER
    person_name = line(_l("Name of the owner"), is_needed=True)


class PastNameForm(DetailForm):
    """A name that the agency had."""

    kind = DetailKind.PAST_NAME
    former_name = line(_l("Its earlier name"), is_needed=True)
    former_name_bn = line(_l("The same in Bangla"))


class JobOrderForm(DetailForm):
    """A demand letter of an employer."""

    kind = DetailKind.JOB_ORDER
    employer = line(_l("Employer (a company; for a household write “household”)"), is_needed=True)
    destination = SelectField(_l("Destination"), [needed(_l("Choose a country."))], choices=[])
    occupation = line(_l("Occupation"), 120, is_needed=True)
    people = CountField(_l("Number of people"), least=1, most=100_000, is_needed=True)
    wage = CountField(_l("Wage for a month"), least=1, most=MOST)
    currency = line(_l("Currency of the wage (like SAR)"), 3)
    attestation_no = line(_l("Number of the attestation"), 60)
    attested_by = line(_l("Attested by (which mission or office)"), 120)
    used = CountField(_l("Used so far: people"), least=0, most=100_000)
    used_on = DayField(_l("Counted on"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.destination.choices = [("", _l("Choose")), *destinations()]

    def validate_currency(self, field: Field) -> None:
        """A currency is three letters, and a wage has one."""
        if self.wage.data and not field.data:
            raise ValidationError(_l("Say in which currency."))
        if field.data and not (field.data.isascii() and field.data.isalpha()):
            raise ValidationError(_l("Write the three letters of the currency, like SAR."))

    def validate_used(self, field: CountField) -> None:
        """Nobody goes on a letter that is used up."""
        if field.value is None:
            return
        if self.people.value is not None and field.value > self.people.value:
            raise ValidationError(_l("More than the letter is for: look at it again."))

    def validate_used_on(self, field: DayField) -> None:
        """A count belongs to a day."""
        if self.used.value is not None and field.value is None and not field.errors:
            raise ValidationError(_l("Say on which day it was counted."))

    def detail(self) -> Facts:
        """Everything that was filled in, the currency in capitals."""
        facts = super().detail()
        return facts | {"currency": facts["currency"].upper() if facts["currency"] else None}


class EndDetailForm(DeedForm):
    """On which day a fact ends."""

    last_day = DayField(_l("Its last day"), is_needed=True)
    reason = sentences(_l("Why, and what you saw"))


class TakeBackForm(DeedForm):
    """Why a fact never held."""

    reason = sentences(_l("What was wrong, and how you know"))


FORMS: dict[DetailKind, type[DetailForm]] = {
    form.kind: form
    for form in (BranchForm, SubAgentForm, AssociateForm, OwnerForm, PastNameForm, JobOrderForm)
}


def _districts() -> list[tuple[str, Any]]:
    """The districts by their name in the language of the page."""
    name = "district_bn" if str(get_locale()) == "bn" else "district_en"
    return [("", _l("Choose")), *((row["code"], row[name]) for row in rows())]
