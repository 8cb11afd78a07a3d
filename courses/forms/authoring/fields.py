"""Fields that take what authors type, without what nobody sees."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    StringField,
    TextAreaField,
    ValidationError,
)

from courses.drafts.opening import is_name
from portal.ground.fields import CountField, DayField
from portal.ground.forms import at_most, needed
from portal.ground.typed import seen

# The pack checker takes texts of one line up to this length.
LINE = 500


def clean(text: str) -> str:
    """What was typed, in lines that end as ours do; letters stay as they were typed."""
    return seen(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


class LineField(StringField):
    """A text of one line."""

    def __init__(self, label: Any, *, most: int = LINE, is_needed: bool = False, **more: Any):
        validators = [needed(), at_most(most)] if is_needed else [at_most(most)]
        super().__init__(label, validators, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text with single spaces."""
        self.data = " ".join(clean(valuelist[0]).split()) if valuelist else ""


class ProseField(TextAreaField):
    """A text of many lines."""

    def __init__(self, label: Any, *, most: int, rows: int, lang: str = "", **more: Any):
        drawn = {"rows": rows} | ({"lang": lang} if lang else {})
        super().__init__(label, [at_most(most)], render_kw=drawn, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text as it is meant."""
        self.data = clean(valuelist[0]) if valuelist else ""


class NameField(LineField):
    """A name that stands in addresses and names files."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what cannot stand there."""
        if self.data and not is_name(self.data):
            raise ValidationError(
                _l("Write small letters from a to z, digits and hyphens, like check-the-visa.")
            )


def count_text(field: CountField) -> str:
    """A number as a pack holds it, empty where there is none."""
    return "" if field.value is None else str(field.value)


def day_text(field: DayField) -> str:
    """A day as a pack holds it, empty where there is none."""
    return field.value.isoformat() if field.value else ""


def show_day(field: DayField, text: object) -> None:
    """Fill in a day of a pack."""
    try:
        field.show(date.fromisoformat(str(text or "")))
    except ValueError:
        field.show(None)
