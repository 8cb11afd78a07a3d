"""Fields that read what people type, and what the forms of the register share."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, ValidationError

from portal.ground.fields import DayField, ReadField, one_line
from portal.ground.forms import DeedForm, Form, at_most, needed
from portal.ground.typed import plain, seen
from portal.people.lines import typed_zone
from portal.people.passports import normal_number
from visa_check import zones
from visa_check.facts import Facts
from visa_check.licences import read_licence
from visa_check.orders import LONGEST, order_number
from visa_check.passports import is_visa_number

# With these alone an iPhone makes a JPEG of its HEIC by itself; the camera is offered too.
ACCEPTED = {"accept": "image/jpeg,image/png,image/webp,application/pdf"}
_AROUND_MONEY = re.compile(r"[\s,'৳]|taka|tk\.?|bdt|টাকা|/[-=]?$")


class VisaNumberField(ReadField):
    """A visa number."""

    wrong = _l("This is not a visa number: copy it from the visa, letters and digits.")

    def read(self, text: str) -> str | None:
        """The number in its one form."""
        number = normal_number(text)
        return number if is_visa_number(number) else None


class OrderField(ReadField):
    """The number of the attestation of a job order, as the papers have it."""

    wrong = _l("Copy the number from the job order: letters and digits.")

    def read(self, text: str) -> str | None:
        """The number in its one form."""
        number = order_number(text)
        return number if number and len(number) <= LONGEST else None


class LicenceField(ReadField):
    """A licence number of an agency."""

    wrong = _l("This is not a licence number. Write it like RL-0011.")

    def read(self, text: str) -> int | None:
        """The number."""
        return read_licence(text)


class ZoneField(TextAreaField):
    """The two machine readable lines of a visa or passport; its data is how they are printed."""

    def __init__(self, label: Any, **more: Any) -> None:
        tidy = [lambda text: text and _zone(text)]
        super().__init__(label, [at_most(200)], filters=tidy, **more)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no such zone; wrong check digits are for the officer's eye."""
        if self.data and zones.read_zone(self.data) is None:
            raise ValidationError(
                _l(
                    "Write both lines with all their signs: twice 44 or twice 36, and the first is"
                    " V or P."
                )
            )


def _zone(text: str) -> str | None:
    """Lines as they are printed; what is no zone stays as it was typed."""
    return zones.one_form(text) or seen(text).strip() or None


class MoneyField(ReadField):
    """A sum without small change, however it is grouped: 350000, 3,50,000 or ৳ ৩,৫০,০০০."""

    wrong = _l("Write the sum in digits, like 350000.")

    def read(self, text: str) -> int | None:
        """The sum."""
        typed = _AROUND_MONEY.sub("", plain(text))
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 8 else None


def line(label: Any, most: int = 160, *, is_needed: bool = False) -> StringField:
    """A line of text."""
    validators = [needed(), at_most(most)] if is_needed else [at_most(most)]
    return StringField(label, validators, filters=[one_line])


def sentences(label: Any, *, is_needed: bool = True) -> TextAreaField:
    """Some sentences."""
    validators = [needed(), at_most(1000)] if is_needed else [at_most(1000)]
    return TextAreaField(
        label, validators, filters=[lambda text: seen(text).strip() if text else text]
    )


class LinesForm(Form):
    """A form that takes passport number and birth date from the lines at the foot of the page."""

    lines = TextAreaField(
        _l("The two lines at the foot of the page with the photo"), [at_most(200)]
    )

    def validate(self, *args: Any, **more: Any) -> bool:
        """Fill in what was left empty from the lines, and demand that they agree with the rest."""
        wrong = self._take_lines() if self.lines.data and self.lines.data.strip() else None
        is_good = bool(super().validate(*args, **more))
        if wrong:
            self.lines.errors = [*self.lines.errors, wrong]
        return is_good and not wrong

    def _take_lines(self) -> str | None:
        """Put the lines into the fields; what is wrong with them, if anything."""
        number: Any = self._fields["passport_number"]
        birth: Any = self._fields["date_of_birth"]
        try:
            zone = typed_zone(self.lines.data)
        except ValidationError as error:
            return str(error)
        if not (number.data or "").strip():
            number.data = zone.number
            number.raw_data = [zone.number]
        if not (birth.data or "").strip() and zone.born_on:
            birth.show(zone.born_on)
            birth.raw_data = [birth.data]
        said = (number.read(number.data), birth.read(birth.data or ""))
        if said[0] != zone.number or (zone.born_on and said[1] != zone.born_on):
            return str(_("The lines say another number or birth date than what is typed."))
        return None


class FactsForm(DeedForm):
    """Facts, each in a field of its name."""

    def facts(self, names: tuple[str, ...]) -> Facts:
        """What was filled in, under the names of the register."""
        return {name: value_of(self._fields[name]) for name in names}

    def fill(self, facts: Facts) -> None:
        """Show the facts of the register in a form that nobody sent yet."""
        for name, value in facts.items():
            field = self._fields.get(name)
            if isinstance(field, DayField):
                field.show(value)
            elif field is not None:
                field.data = value


class SourceForm(FactsForm):
    """Where facts come from."""

    source = line(_l("Source"))
    source_date = DayField(_l("Date of the source"))


def value_of(field: Any) -> Any:
    """What a field means, None for an empty one."""
    return field.value if isinstance(field, ReadField) else field.data or None
