"""Fields that read what people type, and what the forms of the register share."""

import unicodedata
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, ValidationError

from portal.ground.forms import DeedForm, at_most, needed
from portal.ground.typed import seen
from portal.people.passports import is_passport_number, normal_number
from visa_check.dates import read_date
from visa_check.facts import Facts
from visa_check.licences import read_licence
from visa_check.passports import is_visa_number


def one_line(text: str | None) -> str | None:
    """A text with single spaces, in one Unicode form."""
    return " ".join(seen(unicodedata.normalize("NFC", text)).split()) or None if text else None


class ReadField(StringField):
    """A text that means something: its data stays as typed, its value is what it means."""

    wrong: Any = _l("This cannot be read.")

    def __init__(self, label: Any, *, is_needed: bool = False, **more: Any) -> None:
        validators = [at_most(60)]
        super().__init__(label, [needed(), *validators] if is_needed else validators, **more)
        self.value: Any = None

    def pre_validate(self, form: Any) -> None:
        """Refuse a text that means nothing; an empty one means None."""
        if not self.data or not self.data.strip():
            if self.flags.required:
                raise ValidationError(_l("Fill this in."))
            return
        self.value = self.read(self.data)
        if self.value is None:
            raise ValidationError(self.wrong)

    def read(self, text: str) -> Any:
        """What a text means, None for nothing; here the text in one line."""
        return one_line(text)


class DayField(ReadField):
    """A day, as people write it."""

    wrong = _l("Write the day like 31/01/1998.")

    def read(self, text: str) -> date | None:
        """The day."""
        return read_date(text)

    def show(self, day: date | None) -> None:
        """Fill in a day."""
        self.data = day.strftime("%d/%m/%Y") if day else ""


class PassportField(ReadField):
    """A passport number."""

    wrong = _l("This is not a passport number: letters and digits, like A01234567.")

    def read(self, text: str) -> str | None:
        """The number in its one form."""
        number = normal_number(text)
        return number if is_passport_number(number) else None


class VisaNumberField(ReadField):
    """A visa number."""

    wrong = _l("This is not a visa number: copy it from the visa, letters and digits.")

    def read(self, text: str) -> str | None:
        """The number in its one form."""
        number = normal_number(text)
        return number if is_visa_number(number) else None


class LicenceField(ReadField):
    """A licence number of an agency."""

    wrong = _l("This is not a licence number. Write it like RL-0011.")

    def read(self, text: str) -> int | None:
        """The number."""
        return read_licence(text)


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


class SourceForm(DeedForm):
    """Where facts come from."""

    source = line(_l("Source"))
    source_date = DayField(_l("Date of the source"))

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


def value_of(field: Any) -> Any:
    """What a field means, None for an empty one."""
    return field.value if isinstance(field, ReadField) else field.data or None
