"""Fields about people: phone numbers, names, passport numbers."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError
from wtforms.validators import Length

from portal.ground.fields import ReadField
from portal.ground.forms import Form, needed
from portal.people import phones
from portal.people.passports import is_passport_number, normal_number


class PhoneField(StringField):
    """A phone number, Bangladeshi or foreign; its data is the one form of phones.normalise."""

    def __init__(self, label: Any, message: Any = None, **more: Any) -> None:
        super().__init__(label, [needed(message or _l("Write your phone number."))], **more)
        self.number = ""

    def pre_validate(self, form: Any) -> None:
        """Refuse what no SMS could reach."""
        try:
            self.number = phones.normalise(self.data or "")
        except phones.BadPhone:
            raise ValidationError(
                _l("This is not a mobile number. Write it like 01712345678, or with + from abroad.")
            ) from None


class PassportField(ReadField):
    """A passport number."""

    wrong = _l("This is not a passport number: letters and digits, like A01234567.")

    def read(self, text: str) -> str | None:
        """The number in its one form."""
        number = normal_number(text)
        return number if is_passport_number(number) else None


def name_field(label: Any, message: Any = None) -> StringField:
    """The name of a person, in any letters."""
    return StringField(
        label,
        [needed(message or _l("Write your name.")), Length(min=2, max=80), _letters_only],
        filters=[_one_line],
    )


def _one_line(text: str | None) -> str | None:
    """A name with single spaces, in one Unicode form."""
    return " ".join(unicodedata.normalize("NFC", text).split()) if text else text


def _letters_only(_form: Form, field: Any) -> None:
    """Refuse digits, marks of addresses and of programs in a name."""
    allowed = {"L", "M"}
    for mark in field.data or "":
        if unicodedata.category(mark)[0] not in allowed and mark not in " .'-\u2019\u200c\u200d":
            raise ValidationError(_l("Write the name in letters only."))
