"""Fields that read what people type: their data stays as typed, their value is what it means."""

import unicodedata
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.ground.dates import is_hijri, read_date
from portal.ground.formatting import digits
from portal.ground.forms import at_most, needed
from portal.ground.typed import plain, seen


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
        """The day; the calendar of the Hijra is told apart from a typing error."""
        if is_hijri(text):
            raise ValidationError(
                _l("This is a year of the Hijri calendar. Write the day with its common year.")
            )
        return read_date(text)

    def show(self, day: date | None) -> None:
        """Fill in a day."""
        self.data = day.strftime("%d/%m/%Y") if day else ""


class CountField(ReadField):
    """A whole number in a range, in any digits."""

    def __init__(self, label: Any, *, least: int, most: int, **more: Any) -> None:
        super().__init__(label, **more)
        self.range = range(least, most + 1)

    @property
    def wrong(self) -> str:
        """The range, in the digits of the page."""
        least, most = digits(self.range[0]), digits(self.range[-1])
        return str(_("Write a number from %(least)s to %(most)s.", least=least, most=most))

    def read(self, text: str) -> int | None:
        """The number."""
        typed = plain(text)
        is_number = typed.isascii() and typed.isdigit() and len(typed) <= len("1000000")
        return int(typed) if is_number and int(typed) in self.range else None


class ManyField(SelectMultipleField):
    """Some of a list, each with a box to tick; none is no fault."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
