"""What every form has: our tokens, our words, and how it takes a refusal."""

import uuid
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, Regexp

from portal.ground.errors import Refusal


class Form(FlaskForm):  # type: ignore[misc]
    """A form of ours."""

    def refuse(self, refusal: Refusal) -> Self:
        """Show a refusal on its field, or above the form."""
        field: Any = self._fields.get(refusal.field) if refusal.field else None
        if field is None:
            self.form_errors: list[Any] = [*self.form_errors, refusal.text]
        else:
            field.errors = [*field.errors, refusal.text]
        return self


class DeedForm(Form):
    """A form whose sending twice does its deed once; a re-shown form keeps its key."""

    idempotency_key = HiddenField(
        default=lambda: uuid.uuid4().hex, validators=[Regexp(r"^[0-9A-Za-z-]{8,64}$")]
    )


class Needed(InputRequired):
    """Something was sent, and spaces are nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        """Stop at a field that was left empty."""
        if field.raw_data and isinstance(field.raw_data[0], str) and not field.raw_data[0].strip():
            field.raw_data = []
        super().__call__(form, field)


def needed(message: Any = None) -> InputRequired:
    """The field must be filled in."""
    return Needed(message or _l("Fill this in."))


def at_most(count: int) -> Length:
    """The text may have this many characters."""
    return Length(max=count, message=_l("This is too long: at most %(max)d characters."))


def typed(field: Any) -> str:
    """What a text field holds after its form was found good."""
    return field.data or ""
