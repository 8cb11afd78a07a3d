"""Which of our columns stands under each header of a file."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from portal.ground.forms import Form
from visa_check.tables import Column
from visa_check.words import FACT_NAMES


class ColumnsForm(Form):
    """A choice for each header; each of our columns stands once, the needed ones stand."""

    for_all = BooleanField(_l("Remember this for all offices, not only for ours"))
    columns: Sequence[Column] = ()
    width = 0

    def fields(self) -> list[Any]:
        """The choices, header by header."""
        return [self._fields[f"column{place}"] for place in range(self.width)]

    def chosen(self) -> list[str | None]:
        """The names of our columns, header by header."""
        return [field.data or None for field in self.fields()]

    def validate(self, extra_validators: Any = None) -> bool:
        """What is needed is chosen, and nothing twice."""
        if not super().validate(extra_validators):
            return False
        chosen = self.chosen()
        for field in self.fields():
            if field.data and chosen.count(field.data) > 1:
                field.errors = [_l("This was chosen for two columns.")]
        missing = [one for one in self.columns if one.needed and one.name not in chosen]
        for one in missing:
            sentence = _("No column is chosen for “%(name)s”.", name=FACT_NAMES[one.name])
            self.form_errors = [*self.form_errors, sentence]
        return not missing and not any(field.errors for field in self.fields())


def columns_form(
    header: Sequence[str], columns: Sequence[Column], guessed: Sequence[str | None]
) -> ColumnsForm:
    """A form with a choice for each header, filled with what is recognised or remembered."""
    choices = [("", _l("Nobody reads it")), *((one.name, FACT_NAMES[one.name]) for one in columns)]
    made: dict[str, Any] = {"columns": columns, "width": len(header)}
    for place, (name, guess) in enumerate(zip(header, guessed, strict=True)):
        label = name.strip()[:60] or _l("(without a name)")
        made[f"column{place}"] = SelectField(label, choices=[], default=guess or "")
    form: ColumnsForm = type("ColumnsOfFile", (ColumnsForm,), made)()
    for field in form.fields():
        field.choices = choices
    return form
