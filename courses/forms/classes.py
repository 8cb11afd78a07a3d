"""What staff may send about a class: its days and seats, who sits there, and the roll."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Regexp

from courses.models import Cohort
from courses.models.classes import MOST_SEATS
from courses.planning import NewCohort
from portal.ground.clock import today
from portal.ground.dates import read_date
from portal.ground.fields import CountField, DayField, ManyField, one_line
from portal.ground.forms import DeedForm, Form, at_most, needed
from portal.people.fields import PhoneField, name_field

MOST_DAYS = 31
# A class begins within a year; who types another year has slipped.
_NEAR = timedelta(days=366)
_REF = r"[0-9a-f]{32}"


class CohortForm(DeedForm):
    """What every class has."""

    title = StringField(_l("Name of the class"), [needed(), at_most(80)], filters=[one_line])
    seats = CountField(_l("Seats"), least=1, most=MOST_SEATS, is_needed=True)
    days_needed = CountField(
        _l("Days that somebody must be there"), least=1, most=MOST_DAYS, is_needed=True
    )
    course_ids = ManyField(_l("Courses"), coerce=int)
    trainer_ids = ManyField(_l("Trainers"), coerce=int)

    def offer(self, courses: list[tuple[int, str]], trainers: list[tuple[int, str]]) -> None:
        """Let these be chosen."""
        self.course_ids.choices = courses
        self.trainer_ids.choices = trainers

    def cohort(self) -> NewCohort:
        """The class that was written down."""
        return NewCohort(
            title=self.title.data or "",
            days=self.chosen_days(),
            seats=self.seats.value,
            days_needed=self.days_needed.value,
            course_ids=tuple(self.course_ids.data or ()),
            trainer_ids=tuple(self.trainer_ids.data or ()),
        )

    def chosen_days(self) -> tuple[date, ...]:
        """The days of the class."""
        raise NotImplementedError

    def validate(self, extra_validators: Any = None) -> bool:
        """Nobody can be there more often than the class meets."""
        if not super().validate(extra_validators):
            return False
        if len(self.chosen_days()) >= self.days_needed.value:
            return True
        self.days_needed.errors = [_l("The class has fewer days than that.")]
        return False


class OpenForm(CohortForm):
    """A new class: its days follow each other, and may be corrected afterwards."""

    begins_on = DayField(_l("First day"), is_needed=True)
    count = CountField(_l("How many days"), least=1, most=MOST_DAYS, is_needed=True)

    def chosen_days(self) -> tuple[date, ...]:
        """As many days as were written, from the first on."""
        first: date = self.begins_on.value
        return tuple(first + timedelta(days=place) for place in range(self.count.value))

    def validate_begins_on(self, field: DayField) -> None:
        """The first day is near."""
        if field.value and abs(field.value - today()) > _NEAR:
            raise ValidationError(_l("This is more than a year away. Is the year right?"))


class ChangeForm(CohortForm):
    """A class with its days, one in each line."""

    days = TextAreaField(_l("Days, one in each line"), [needed(), at_most(2000)])

    def fill(self, cohort: Cohort) -> None:
        """Show the class as it is."""
        self.title.data = cohort.title
        self.seats.data, self.days_needed.data = str(cohort.seats), str(cohort.days_needed)
        self.course_ids.data = [one.course_id for one in cohort.courses]
        self.trainer_ids.data = [one.person_id for one in cohort.trainers]
        self.days.data = "\n".join(one.on.strftime("%d/%m/%Y") for one in cohort.meetings)

    def chosen_days(self) -> tuple[date, ...]:
        """The days that can be read, once each."""
        return tuple(sorted({day for day in map(read_date, self._lines()) if day}))

    def validate_days(self, field: TextAreaField) -> None:
        """Every line is a day, and there are not too many."""
        for line in self._lines():
            if read_date(line) is None:
                raise ValidationError(
                    _("This line is no day: %(line)s. Write it like 31/01/2027.", line=line[:40])
                )
        if len(self.chosen_days()) > MOST_DAYS:
            raise ValidationError(_l("These are too many days for one class."))

    def _lines(self) -> Sequence[str]:
        return [line for line in (self.days.data or "").splitlines() if line.strip()]


class ButtonForm(DeedForm):
    """Only a button that does a deed."""


class PhoneForm(Form):
    """A phone number, to see who has it."""

    # Ready for the next one at once.
    phone = PhoneField(_l("Phone number of the learner"), render_kw={"autofocus": True})


class PickForm(DeedForm):
    """One of the people with a number."""

    person = StringField(validators=[Regexp(rf"^{_REF}\Z")])


class DoorForm(DeedForm):
    """Somebody who has no account yet."""

    name = name_field(_l("Name of the learner"), _l("Write the name."))
    consent = BooleanField(
        _l("I read this aloud, and the person agreed"),
        [needed(_l("Read the words aloud first. Without agreement we may not keep the name."))],
    )


class NewWithPhoneForm(DoorForm):
    """Somebody who has no account yet and shares this phone number."""

    phone = PhoneField(_l("Phone number of the learner"))


class MarkForm(DeedForm):
    """One name of the roll: present, absent, or not called after all."""

    mark = StringField(validators=[needed(), Regexp(rf"^{_REF} (present|absent|undo)\Z")])

    @property
    def ref(self) -> str:
        """Whose name it is."""
        return (self.mark.data or "").split()[0]

    @property
    def present(self) -> bool | None:
        """What was said of them."""
        return {"present": True, "absent": False}.get((self.mark.data or "").split()[1])


class RestForm(DeedForm):
    """All who were not called yet."""

    rest = StringField(validators=[Regexp(r"^(present|absent)\Z")])
