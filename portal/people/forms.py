"""What somebody may send who signs up or in, or changes the account."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import EqualTo, Length, Optional, Regexp

from portal.ground.fields import one_line
from portal.ground.formatting import digits, latin_digits
from portal.ground.forms import DeedForm, Form, at_most, needed
from portal.ground.typed import seen
from portal.people.fields import PhoneField, name_field
from portal.people.names import ORGANISATIONS
from portal.people.strength import LEAST_PASSWORD, MOST_PASSWORD

# How long a token may open the door.
TOKEN_DAYS = (30, 90, 365)
_SIX = Regexp(r"^[0-9]{6}\Z", message=_l("Type six digits."))


def _plain_digits(text: str | None) -> str | None:
    """Digits in Latin, without the spaces that people type between them."""
    return latin_digits("".join(text.split())) if text else text


def pin_field(label: Any, message: Any = None) -> PasswordField:
    """A six-digit PIN."""
    return PasswordField(label, [needed(message), _SIX], filters=[_plain_digits])


def code_field(label: Any) -> StringField:
    """A one-time code of six digits."""
    return StringField(label, [needed(), _SIX], filters=[_plain_digits])


def again(name: str, message: Any) -> EqualTo:
    """The same as another field."""
    return EqualTo(name, message=message)


class NumberForm(Form):
    """A phone number, to which a code is sent."""

    phone = PhoneField(_l("Your phone number"))


class CodeForm(Form):
    """The code from the SMS."""

    code = code_field(_l("Code from the SMS"))


class DeviceCodeForm(CodeForm):
    """The code from the SMS, and whether this phone is one's own."""

    remember = BooleanField(_l("This is my phone or my family's phone"), default=True)


class JoinForm(Form):
    """Who signs up."""

    name = name_field(_l("Your name"))
    office = SelectField(
        _l("Your home district"), [needed(_l("Choose your district."))], coerce=str
    )
    pin = pin_field(_l("Choose a PIN of six digits"))
    pin_again = PasswordField(
        _l("The same PIN again"),
        [needed(), again("pin", _l("The two PINs are not the same."))],
        filters=[_plain_digits],
    )
    consent = BooleanField(
        _l("I agree"), [needed(_l("Without your agreement we may not keep your name."))]
    )


class SignInForm(Form):
    """Phone number and PIN."""

    phone = PhoneField(_l("Your phone number"))
    pin = pin_field(_l("Your PIN"), _l("Type your PIN."))


class StaffSignInForm(Form):
    """Phone number, password and the code of the app."""

    phone = PhoneField(_l("Your phone number"))
    password = PasswordField(_l("Password"), [needed(), at_most(MOST_PASSWORD)])
    code = code_field(_l("Code in your authenticator app"))


class FirstSignInForm(Form):
    """Phone number and the sign-in code that an administrator gave."""

    phone = PhoneField(_l("Your phone number"))
    code = StringField(
        _l("Sign-in code"),
        [needed(), at_most(20)],
        filters=[lambda text: "".join(text.split()).replace("-", "").upper() if text else text],
    )


class PasswordForm(Form):
    """A new password, twice."""

    password = PasswordField(
        _l("New password"),
        [
            needed(),
            Length(
                min=LEAST_PASSWORD,
                max=MOST_PASSWORD,
                message=_l("Take %(min)d characters or more, %(max)d at most."),
            ),
        ],
    )
    password_again = PasswordField(
        _l("The same password again"),
        [needed(), again("password", _l("The two passwords are not the same."))],
    )


class AppCodeForm(Form):
    """The code that the authenticator app shows now."""

    code = code_field(_l("Code in your authenticator app"))


class NewPinForm(Form):
    """A new PIN for one of the people who share the number."""

    person = RadioField(_l("Who are you?"), [Optional()], choices=[], validate_choice=False)
    pin = pin_field(_l("New PIN of six digits"))
    pin_again = PasswordField(
        _l("The same PIN again"),
        [needed(), again("pin", _l("The two PINs are not the same."))],
        filters=[_plain_digits],
    )


class NameForm(Form):
    """A name."""

    name = name_field(_l("Your name"))


class LanguageForm(Form):
    """The language of a person's pages."""

    language = RadioField(_l("Language"), choices=[])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.language.choices = [("bn", "বাংলা"), ("en", "English")]


class ChangePinForm(Form):
    """The old PIN and a new one, twice."""

    old_pin = pin_field(_l("Your PIN now"))
    pin = pin_field(_l("New PIN of six digits"))
    pin_again = PasswordField(
        _l("The same PIN again"),
        [needed(), again("pin", _l("The two PINs are not the same."))],
        filters=[_plain_digits],
    )


class LeaveForm(DeedForm):
    """The PIN, from somebody who leaves."""

    old_pin = pin_field(_l("Your PIN"))


class DecisionForm(DeedForm):
    """Yes to a proposal."""


class RefusalForm(DeedForm):
    """No to a proposal, and why."""

    reason = TextAreaField(_l("Why not?"), [needed(_l("Say why.")), at_most(500)])


class OrganisationForm(DeedForm):
    """What is kept of an organisation."""

    name = StringField(_l("Name, as workers will read it"), [needed(), at_most(120)], [one_line])
    kind = RadioField(_l("What is it?"), [needed(_l("Choose one."))], choices=[])
    contact = StringField(_l("Whom to call there"), [at_most(200)], [one_line])
    note = TextAreaField(
        _l("Note for administrators"),
        [at_most(1000)],
        [lambda text: seen(text).strip() if text else text],
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind.choices = [(kind.value, name) for kind, name in ORGANISATIONS.items()]

    def validate_name(self, field: StringField) -> None:
        """A name that nobody sees is none."""
        if not any(mark.isalnum() for mark in field.data or ""):
            raise ValidationError(_l("Write the name."))


class TokenForm(DeedForm):
    """For which program a token is, and how long it opens."""

    label = StringField(_l("For which program?"), [needed(), at_most(80)], [one_line])
    days = RadioField(_l("How many days?"), [needed(_l("Choose one."))], choices=[])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.days.choices = [(str(days), digits(days)) for days in TOKEN_DAYS]
