"""What officers may send about warnings and alerts."""

import re
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField, ValidationError

from portal.ground.clock import today
from portal.ground.fields import DayField
from portal.ground.forms import DeedForm, needed
from visa_check.forms.fields import LicenceField, sentences
from visa_check.learning import LONGEST_DAYS
from visa_check.learning_words import KINDS, NOTICED, month_words

_MONTHS = 12
_BANGLA = re.compile(r"[\u0985-\u09b9]")


class WarningForm(DeedForm):
    """A fraud without whom it was about."""

    kind = RadioField(_l("What was false?"), choices=[], validators=[needed(_l("Choose one."))])
    noticed = RadioField(
        _l("How was it noticed?"), choices=[], validators=[needed(_l("Choose one."))]
    )
    month = SelectField(_l("In which month?"), choices=[])
    rl_no = LicenceField(_l("Licence of the agency, if one took part (may be left out)"))
    words = sentences(_l("What others should know"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind.choices = [(kind.value, word) for kind, word in KINDS.items()]
        self.noticed.choices = [(one.value, word) for one, word in NOTICED.items()]
        self.month.choices = [(day.isoformat(), month_words(day)) for day in _months(today())]

    def facts(self) -> dict[str, Any]:
        """What was filled in."""
        return {
            "kind": self.kind.data,
            "noticed": self.noticed.data,
            "rl_no": self.rl_no.value,
            "month": self.month.data,
            "words": self.words.data,
        }


class AlertForm(DeedForm):
    """An alert for everybody, in both languages."""

    look_bn = sentences(_l("What to look for (Bangla)"))
    look_en = sentences(_l("What to look for (English)"))
    next_bn = sentences(_l("What to do next (Bangla)"))
    next_en = sentences(_l("What to do next (English)"))
    last_day = DayField(_l("Last day"), is_needed=True)

    def validate_look_bn(self, field: TextAreaField) -> None:
        """The Bangla text is in Bangla."""
        if field.data and not _BANGLA.search(field.data):
            raise ValidationError(_l("Write this in Bangla."))

    validate_next_bn = validate_look_bn

    def validate_last_day(self, field: DayField) -> None:
        """An alert ends, and soon enough that somebody looks at it again."""
        if field.value and not today() <= field.value <= today() + timedelta(days=LONGEST_DAYS):
            raise ValidationError(_l("Choose a day within the next 180 days."))

    def facts(self) -> dict[str, Any]:
        """What was filled in."""
        texts = {name: self._fields[name].data for name in ("look_bn", "look_en")}
        texts |= {name: self._fields[name].data for name in ("next_bn", "next_en")}
        return texts | {"last_day": self.last_day.value.isoformat()}


class EndAlertForm(DeedForm):
    """Why an alert is taken back."""

    reason = sentences(_l("Why is it taken back?"))


def _months(day: date) -> list[date]:
    """The first days of this month and of those before it."""
    counts = [day.year * 12 + day.month - 1 - back for back in range(_MONTHS)]
    return [date(count // 12, count % 12 + 1, 1) for count in counts]
