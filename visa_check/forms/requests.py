"""What somebody may send to ask an office about a visa."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, ValidationError

from portal.ground.clock import today
from portal.ground.fields import DayField
from portal.ground.forms import DeedForm, Form, at_most, needed
from portal.people import phones
from portal.people.fields import PassportField
from visa_check.currencies import CURRENCIES, currency_name
from visa_check.facts import Facts
from visa_check.forms.fields import ACCEPTED, LinesForm, MoneyField, VisaNumberField, line, value_of
from visa_check.forms.visas import destinations
from visa_check.models import Channel, FileKind
from visa_check.words_of_requests import FILE_KINDS, RELATIONS

# The words that a relative agrees to; a new wording gets a new day.
CONSENT = "2026-11-27"
# Nobody has a ticket for later.
_LATEST = timedelta(days=730)
_FACTS = (
    *("visa_number", "passport_number", "date_of_birth", "holder_name"),
    *("job", "wage", "currency", "fee_paid", "paid_to", "agency", "employer"),
)


class QuestionForm(LinesForm, DeedForm):
    """Which visa, whose passport, when the flight is, and what was promised."""

    destination = SelectField(_l("Destination"), [needed(_l("Choose a country."))], choices=[])
    visa_number = VisaNumberField(_l("Visa number"))
    passport_number = PassportField(_l("Passport number"), is_needed=True)
    date_of_birth = DayField(_l("Date of birth"), is_needed=True)
    holder_name = line(_l("Name of the holder, as in the passport"))
    flight_day = DayField(_l("Day of the flight"))
    job = line(_l("Which job were you promised?"), 120)
    wage = MoneyField(_l("Wage a month"))
    currency = SelectField(_l("Money of the wage"), choices=[], default="")
    fee_paid = MoneyField(_l("How much have you paid so far, in taka?"))
    paid_to = line(_l("To whom?"))
    agency = line(_l("Name or licence number of the agency"))
    employer = line(_l("Employer, as on the visa or in the contract"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.destination.choices = [("", _l("Choose")), *destinations()]
        known = [(code, currency_name(code)) for code in CURRENCIES]
        self.currency.choices = [("", _l("Choose")), *known]

    def validate_date_of_birth(self, field: DayField) -> None:
        """Nobody is born tomorrow."""
        if field.value and field.value >= today():
            raise ValidationError(_l("This day is still to come."))

    def validate_flight_day(self, field: DayField) -> None:
        """A flight is still to come."""
        if field.value and not today() <= field.value <= today() + _LATEST:
            raise ValidationError(_l("Write the day of a flight that is still to come."))

    @property
    def day(self) -> date | None:
        """When the flight is."""
        day: date | None = self.flight_day.value
        return day

    def facts(self) -> Facts:
        """What was filled in, under the names of visa_check.facts.REQUEST_FACTS."""
        return {name: value_of(self._fields[name]) for name in _FACTS}


class AskForm(QuestionForm):
    """A question from a phone: for oneself, or for somebody of the family who agreed."""

    office = SelectField(
        _l("Which district office shall look at it?"), [needed(_l("Choose a district."))]
    )
    whom = RadioField(_l("Whose visa is it?"), choices=[], default=Channel.OWN)
    relation = SelectField(_l("Who are you to this person?"), choices=[], default="")
    consent = BooleanField(
        _l(
            "This person knows that I ask and agrees. I may follow the question; only officers"
            " see the papers besides us."
        )
    )

    def __init__(self, districts: Iterable[tuple[str, Any]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.office.choices = [("", _l("Choose")), *districts]
        self.whom.choices = [
            (Channel.OWN.value, _l("Mine")),
            (Channel.FAMILY.value, _l("Of somebody of my family")),
        ]
        self.relation.choices = [("", _l("Choose")), *RELATIONS.items()]

    def validate_relation(self, field: SelectField) -> None:
        """Who asks for somebody else says who they are."""
        if self.is_for_family and not field.data:
            raise ValidationError(_l("Choose one."))

    def validate_consent(self, field: BooleanField) -> None:
        """Nobody asks for somebody who does not know of it."""
        if self.is_for_family and not field.data:
            raise ValidationError(_l("Ask the person first, then tick this."))

    def validate_holder_name(self, field: StringField) -> None:
        """Whose visa it is has another name than the account."""
        if self.is_for_family and not field.data:
            raise ValidationError(_l("Write whose visa it is."))

    @property
    def is_for_family(self) -> bool:
        """Whether somebody asks for somebody else."""
        return bool(self.whom.data == Channel.FAMILY)

    def asked(self, asker: str) -> Facts:
        """All facts; of a relative also who asks, and which words were agreed to."""
        if not self.is_for_family:
            return self.facts()
        return self.facts() | {
            "proxy_name": asker,
            "proxy_relation": self.relation.data,
            "consent": CONSENT,
        }


class CounterForm(QuestionForm):
    """A question of somebody at the counter, typed by an officer."""

    phone = StringField(_l("Phone for messages (may be left out)"), [at_most(30)])

    def validate_phone(self, field: StringField) -> None:
        """A number that an SMS reaches, or none."""
        typed = (field.data or "").strip()
        if typed:
            try:
                phones.normalise(typed)
            except phones.BadPhone:
                raise ValidationError(
                    _l("This is not a mobile number. Write it like 01712345678.")
                ) from None

    def asked(self) -> Facts:
        """All facts, with the number for messages."""
        typed = (self.phone.data or "").strip()
        return self.facts() | {"phone": phones.normalise(typed) if typed else None}


class PicturesForm(DeedForm):
    """Photos or PDFs for a question; each may be left out."""

    visa = FileField(FILE_KINDS[FileKind.VISA], render_kw=ACCEPTED)
    passport = FileField(FILE_KINDS[FileKind.PASSPORT], render_kw=ACCEPTED)
    contract = FileField(FILE_KINDS[FileKind.CONTRACT], render_kw=ACCEPTED)

    def sent(self) -> list[FileField]:
        """The fields in which something came."""
        return [field for field in (self.visa, self.passport, self.contract) if field.data]


class ReferenceForm(Form):
    """The reference of a question."""

    reference = StringField(_l("Your reference"), [needed(), at_most(60)])
