"""What anybody may report about an agency, and what officers may send about a report."""

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from portal.ground.clock import today
from portal.ground.fields import DayField, ReadField, one_line
from portal.ground.forms import DeedForm, Form, at_most, needed
from portal.ground.typed import plain
from visa_check.complaint_words import EVIDENCE, KINDS, OUTCOMES, ROUTES, SHORT
from visa_check.complaints import EvidenceKind
from visa_check.costs import FIXED_COSTS
from visa_check.forms.fields import ACCEPTED, line, sentences
from visa_check.references import read_reference

_MOST_TAKA = 100_000_000


class TakaField(ReadField):
    """A sum of money: 3,20,000, ৩২০০০০, Tk 320000."""

    wrong = _l("Write the sum in taka, like 320000.")

    def read(self, text: str) -> int | None:
        """The sum."""
        bare = plain(text).lower().removeprefix("tk").removeprefix("bdt").strip(" .৳")
        bare = bare.rstrip("/=-").replace(",", "").replace(" ", "")
        is_number = bare.isascii() and bare.isdigit() and len(bare) <= len(str(_MOST_TAKA))
        return int(bare) if is_number and 0 < int(bare) <= _MOST_TAKA else None


class ReferenceField(ReadField):
    """The reference of a report, as it was copied."""

    wrong = _l("A reference has 12 letters and digits.")

    def read(self, text: str) -> str | None:
        """The reference."""
        return read_reference(text)


class _Boxes(SelectMultipleField):
    """Boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class AgencyReportForm(DeedForm):
    """What happened with an agency."""

    kinds = _Boxes(_l("What happened?"), choices=[])
    district = SelectField(_l("In which district?"), choices=[])
    happened_on = DayField(_l("When? (may be left out)"))
    destination = SelectField(_l("For which country?"), choices=[])
    paid = TakaField(_l("How much money did you pay? (may be left out)"))
    paid_to = line(_l("Whom did you pay, and how? (may be left out)"))
    words = sentences(_l("In your own words (may be left out)"), is_needed=False)
    contact = StringField(
        _l("How can an officer reach you? (may be left out)"), [at_most(100)], filters=[one_line]
    )
    may_pass_on = BooleanField(_l("The office may pass my contact on together with the papers"))

    def __init__(self, offices: list[Any], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        language = str(get_locale() or "bn")
        self.kinds.choices = [(kind.value, word) for kind, word in KINDS.items()]
        self.district.choices = [
            ("", _l("I do not want to say")),
            *((office.code, office.district(language)) for office in offices),
        ]
        countries = [(cost.country.code, cost.country.name(language)) for cost in FIXED_COSTS]
        self.destination.choices = [("", _l("Another, or none")), *countries]

    def validate_kinds(self, field: SelectMultipleField) -> None:
        """An empty report says nothing."""
        if not field.data:
            raise ValidationError(_l("Choose what happened; 'Something else' too is an answer."))

    def validate_happened_on(self, field: DayField) -> None:
        """What happened lies in the past."""
        if field.value and field.value > today():
            raise ValidationError(_l("This day lies in the future."))

    def validate_words(self, field: TextAreaField) -> None:
        """Something else must be said."""
        if self.kinds.data == ["other"] and not field.data:
            raise ValidationError(_l("Say in a few words what happened."))

    def said(self) -> dict[str, Any]:
        """What is kept encrypted of it."""
        day = self.happened_on.value
        return {
            "happened_on": day.isoformat() if day else None,
            "destination": self.destination.data or None,
            "paid": self.paid.value,
            "paid_to": self.paid_to.data or "",
            "words": self.words.data or "",
        }


class ProgressForm(Form):
    """The reference of a report."""

    reference = ReferenceField(_l("Your reference"), is_needed=True)


class AddWordsForm(DeedForm):
    """What a reporter adds later."""

    reference = HiddenField(validators=[needed(), at_most(60)])
    more = sentences(_l("What do you want to add?"))


class EvidenceForm(DeedForm):
    """Photos or PDFs that show what happened; each may be left out."""

    reference = HiddenField(validators=[needed(), at_most(60)])
    paper = FileField(EVIDENCE[EvidenceKind.PAPER], render_kw=ACCEPTED)
    advertisement = FileField(EVIDENCE[EvidenceKind.ADVERTISEMENT], render_kw=ACCEPTED)
    messages = FileField(EVIDENCE[EvidenceKind.MESSAGES], render_kw=ACCEPTED)

    def sent(self) -> list[FileField]:
        """The fields in which something came."""
        return [field for field in (self.paper, self.advertisement, self.messages) if field.data]


class NoteForm(DeedForm):
    """What an officer notes."""

    note = sentences(_l("Note, for the office only"))


class SendOnForm(DeedForm):
    """Where the papers go."""

    route = RadioField(_l("Sent on to"), choices=[], validators=[needed(_l("Choose one."))])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.route.choices = [(route.value, word) for route, word in ROUTES.items()]


class CloseForm(DeedForm):
    """What came of a report."""

    outcome = RadioField(
        _l("What did you find?"), choices=[], validators=[needed(_l("Choose one."))]
    )
    found = _Boxes(_l("What of it is so?"), choices=[])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.outcome.choices = [(outcome.value, word) for outcome, word in OUTCOMES.items()]
        self.found.choices = [(kind.value, word) for kind, word in SHORT.items()]


class MergeForm(DeedForm):
    """Which other report is of the same event."""

    other = RadioField(_l("The other report"), choices=[], validators=[needed(_l("Choose one."))])


class ReporterForm(DeedForm):
    """Why an officer must reach a reporter."""

    reason = sentences(_l("Why do you need to reach the reporter?"))


class CountsForm(DeedForm):
    """Why counts shall be public, or no longer."""

    reason = sentences(_l("Why, and what they rest on"))
