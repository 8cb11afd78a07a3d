"""What a holder, a checker or an officer may send about certificates."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, Regexp, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from certificates.office_words import DIFFERENCES, ON_PAPER, OUTCOMES
from portal.ground.clock import today
from portal.ground.fields import one_line
from portal.ground.forms import DeedForm, Form, at_most, needed
from portal.ground.typed import seen
from portal.papers import code, holder, ids
from portal.papers.fields import latin_name_field
from portal.papers.keylist import Purpose

_PASSPORT = r"[A-Z0-9]{6,12}\Z"


def sentences(label: Any, most: int) -> TextAreaField:
    """Some sentences that may be left out, without signs that nobody sees."""
    return TextAreaField(
        label, [at_most(most)], filters=[lambda text: seen(text).strip() if text else text]
    )


class TogetherWith:
    """Both of two fields are filled in, or none."""

    def __init__(self, other: str, message: Any) -> None:
        self.other = other
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        """Ask for this field where the other one is filled in."""
        if form[self.other].data and not field.data:
            raise StopValidation(str(self.message))


class IssueForm(DeedForm):
    """What stands on a new certificate; passport and birth date are not kept."""

    name = latin_name_field(_l("Your name as in the passport"))
    passport = StringField(
        _l("Passport number (may be left out)"),
        filters=[lambda text: holder.plain(text or "")],
        validators=[
            TogetherWith("born_on", _l("Write the passport number too, or leave both out.")),
            Optional(),
            Regexp(_PASSPORT, message=_l("A passport number has 6 to 12 letters and digits.")),
        ],
    )
    born_on = DateField(
        _l("Date of birth (may be left out)"),
        validators=[
            TogetherWith("passport", _l("Write the date of birth too, or leave both out.")),
            Optional(),
        ],
    )

    def validate_born_on(self, field: DateField) -> None:
        """Nobody is born tomorrow."""
        if field.data and field.data >= today():
            raise ValidationError(_l("This day is still to come."))


class CheckForm(Form):
    """A number, or the text of a QR."""

    # One line: Enter sends it, and so does a hand-held scanner.
    text = StringField(
        _l("Number of the certificate, or text of its QR"),
        validators=[needed(), at_most(code.LONGEST)],
    )

    @property
    def number(self) -> str | None:
        """The number, where one was typed."""
        return ids.typed(self.text.data or "")

    def validate_text(self, field: StringField) -> None:
        """It is one or the other."""
        if not self.number and "#" not in (field.data or ""):
            raise ValidationError(
                _l("This is neither a number of 13 characters nor the text of a QR.")
            )


class PictureForm(Form):
    """A picture of a QR."""

    picture = FileField(
        _l("Picture of the QR"),
        [FileRequired(_l("Choose a picture."))],
        render_kw={"accept": "image/*"},
    )


class ListForm(Form):
    """A list of certificates: pasted lines, or a file."""

    text = TextAreaField(
        _l("Numbers or QR texts, one on each line"), render_kw={"rows": 8, "spellcheck": "false"}
    )
    file = FileField(
        _l("Or a file: CSV or Excel (XLSX)"), render_kw={"accept": ".csv,.txt,.tsv,.xlsx"}
    )
    # Set in browsers that show how far it is.
    steps = HiddenField()

    def validate_text(self, field: TextAreaField) -> None:
        """One of the two, and not both: nothing that was sent goes unread."""
        has_text, has_file = bool((field.data or "").strip()), bool(self.file.data)
        if not has_text and not has_file:
            raise ValidationError(_l("Paste lines here, or choose a file below."))
        if has_text and has_file:
            raise ValidationError(_l("Send either lines or a file, not both at once."))


class ReasonForm(DeedForm):
    """Why a certificate is to be cancelled, suspended, or in force again."""

    reason = TextAreaField(_l("Why?"), validators=[needed(), at_most(500)])


class ReplaceForm(ReasonForm):
    """The name that shall stand on a corrected certificate, and why."""

    name = latin_name_field(_l("Corrected name, as in the passport"))


class ReportForm(DeedForm):
    """What does not match between a paper and what lies in front of its checker."""

    differs = SelectMultipleField(
        _l("What does not match?"),
        choices=[],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    words = sentences(_l("What did you see? (may be left out)"), 1000)
    contact = StringField(
        _l("How can an officer reach you? (may be left out)"), [at_most(100)], filters=[one_line]
    )
    qr = TextAreaField(_l("Text of the QR (may be left out)"), [at_most(code.LONGEST)])

    def __init__(self, *args: Any, purpose: Purpose = Purpose.CERTIFICATE, **more: Any) -> None:
        super().__init__(*args, **more)
        self.differs.choices = [(one.value, DIFFERENCES[one]) for one in ON_PAPER[purpose]]

    def validate_differs(self, field: SelectMultipleField) -> None:
        """An empty report says nothing."""
        if not field.data and not self.words.data:
            raise ValidationError(_l("Choose what does not match, or say it in your own words."))


class CodeReportForm(ReportForm):
    """A report about a QR that no paper of ours belongs to."""

    qr = TextAreaField(_l("Text of the QR"), [needed(), at_most(code.LONGEST)])

    def validate_differs(self, field: SelectMultipleField) -> None:
        """The QR alone says enough."""


class CarriedForm(Form):
    """The text of a QR on its way from an answer to the report about it."""

    text = HiddenField(validators=[at_most(code.LONGEST)])


class LookedAtForm(DeedForm):
    """What an officer found behind a report."""

    outcome = RadioField(
        _l("What did you find?"),
        choices=[],
        validators=[needed(_l("Choose one."))],
    )
    note = sentences(_l("What you did, for the office only (may be left out)"), 1000)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.outcome.choices = [(one.value, word) for one, word in OUTCOMES.items()]


class RevealForm(DeedForm):
    """Why an officer must reach a reporter."""

    reason = TextAreaField(_l("Why do you need to reach the reporter?"), [needed(), at_most(500)])


class MakeForm(Form):
    """Only a button: make the certificates of the class."""


class DecisionForm(DeedForm):
    """Only a button: approve."""


class RefusalForm(DeedForm):
    """Why a proposal is refused."""

    reason = TextAreaField(_l("Why not?"), validators=[needed(), at_most(500)])
